"""Admins are told once that something is wrong, and once that it is well again."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.access import Role
from bot.insight.machine import Space, space_in
from bot.intake import polling
from bot.keeping.alarms import RULES, News, due, notify, observed, told, well
from bot.keeping.lookout import Lookout
from bot.messages.choose import MESSAGES
from bot.monitor.watchdog import Heartbeat
from bot.richtext import phrase
from bot.state.alarms import Alarm, Kind
from bot.state.store import State
from tests.bot.conftest import Running, start_bot
from tests.bot.digest.kiosk import Kiosk, open_kiosk
from tests.fakes.bot_api import FakeBotApi, Fault
from tests.fakes.bot_api_sent import Sent

START = dt.datetime(2026, 11, 27, 6, 30, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
GB = 1_000_000_000


def live(kind: Kind, minutes: list[bool]) -> list[tuple[int, News]]:
    """Return when what is told, of something that is broken in these minutes."""
    alarm: Alarm | None = None
    heard = []
    for minute, broken in enumerate(minutes):
        now = START + minute * MINUTE
        alarm = observed(alarm, kind, now, broken=broken)
        news = due(alarm, now) if alarm else None
        if alarm and news:
            heard.append((minute, news))
            alarm = told(alarm, news, now)
    return heard


def test_what_breaks_is_told_once_and_once_that_it_is_well() -> None:
    assert live(Kind.DISK, [False] * 5 + [True] * 100 + [False] * 30) == [
        (7, News.BROKEN),
        (115, News.WELL),
    ]


def test_what_breaks_for_a_moment_is_not_told() -> None:
    assert live(Kind.QUEUE, [True, True, False] * 50) == []


def test_what_comes_and_goes_is_told_less_and_less() -> None:
    # broken for five minutes of every twenty, for two days
    heard = live(Kind.DISK, ([True] * 5 + [False] * 15) * 3 * 48)
    assert len(heard) <= 4
    assert [news for _, news in heard] == [News.BROKEN, News.WELL] * (len(heard) // 2) + (
        [News.BROKEN] if len(heard) % 2 else []
    )


def test_after_a_quiet_day_it_is_told_at_once_again() -> None:
    spell = [True] * 5 + [False] * 15
    heard = live(Kind.DISK, spell * 6 + [False] * 60 * 30 + spell)
    last = 6 * 20 + 60 * 30
    assert heard[-2:] == [(last + 2, News.BROKEN), (last + 15, News.WELL)]


def test_what_can_only_be_told_afterwards() -> None:
    assert live(Kind.TELEGRAM, [True] * 20 + [False] * 10) == [(21, News.WELL)]
    assert live(Kind.TELEGRAM, [True] * 4 + [False] * 10) == [], "too short"


@given(st.sampled_from(list(Kind)), st.lists(st.booleans(), max_size=300))
def test_broken_and_well_are_told_in_turn(kind: Kind, minutes: list[bool]) -> None:
    heard = [news for _, news in live(kind, minutes)]
    if RULES[kind].afterwards:
        assert set(heard) <= {News.WELL}
    else:
        assert heard == [News.BROKEN, News.WELL] * (len(heard) // 2) + (
            [News.BROKEN] * (len(heard) % 2)
        )


@pytest.mark.parametrize("language", MESSAGES)
@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_words(kind: Kind, language: str) -> None:
    for broken in {False, not RULES[kind].afterwards}:
        text = MESSAGES[language].alarms.of(kind, broken=broken)
        assert phrase(text, since="1", until="2", detail="3")


def test_a_disk_is_short_by_share_or_by_size(tmp_path: Path) -> None:
    assert Space(4 * GB, 100 * GB).is_short()
    assert not Space(6 * GB, 100 * GB).is_short()
    assert Space(900_000_000, 4 * GB).is_short()
    assert not Space(int(1.1 * GB), 4 * GB).is_short()
    assert Space(int(1.1 * GB), 4 * GB).is_short(margin=1.2)
    assert space_in(tmp_path).total > 0


def test_a_restart_repeats_nothing(tmp_path: Path) -> None:
    state = State(tmp_path / "bot.db")
    notify(state, Kind.READING, "3 files", now=START)
    alarm = state.alarms.get(Kind.READING)
    assert alarm is not None
    state.alarms.put(told(alarm, News.BROKEN, START))
    state.close()
    state = State(tmp_path / "bot.db")
    notify(state, Kind.READING, "4 files", now=START + MINUTE)
    again = state.alarms.get(Kind.READING)
    assert again is not None
    assert due(again, START + 500 * MINUTE) is None
    well(state, Kind.READING, now=START + 2 * MINUTE)
    better = state.alarms.get(Kind.READING)
    assert better is not None
    assert due(better, START + 12 * MINUTE) is News.WELL
    state.close()


# ---- as admins see it


@pytest.fixture
async def kiosk(api: FakeBotApi, tmp_path: Path) -> AsyncIterator[Kiosk]:
    async with open_kiosk(api, tmp_path) as kiosk:
        for admin, name, language in ((6, "Mira", "de"), (7, "Grace", "en")):
            kiosk.state.people.let_in(admin, Role.ADMIN, by=7, now=kiosk.now)
            kiosk.state.people.seen(admin, name, language, kiosk.now.date())
            api.open_chat(admin)
        yield kiosk


class Minutes:
    """A lookout on a clock that a test sets, with a heart that beats as it should."""

    def __init__(self, kiosk: Kiosk) -> None:
        self.kiosk = kiosk
        self.space, self.oldest, self.seconds = Space(50 * GB, 100 * GB), 0.0, 0.0
        self.heart = Heartbeat(clock=lambda: self.seconds)
        self.beats = True
        kiosk.application.bot_data["services"] = replace(kiosk.services, heartbeat=self.heart)
        self.lookout = self.made()

    def made(self) -> Lookout:
        kiosk = self.kiosk
        return Lookout(
            kiosk.application, lambda: self.space, lambda: self.oldest, clock=lambda: kiosk.now
        )

    async def pass_by(self, minutes: int) -> list[Sent]:
        """Let minutes pass; return what is told."""
        before = len(self.kiosk.api.sent)
        for _ in range(minutes):
            self.kiosk.now += MINUTE
            self.seconds += 60
            self.heart.attempted()
            if self.beats:
                self.heart.polled()
            await self.lookout.look()
            await self.lookout.tell()
        return self.kiosk.api.sent[before:]


@pytest.mark.e2e
async def test_a_full_disk_is_told_to_every_admin_in_their_language(kiosk: Kiosk) -> None:
    minutes = Minutes(kiosk)
    assert await minutes.pass_by(3) == []
    minutes.space = Space(800_000_000, 100 * GB)
    german, english = await minutes.pass_by(5)
    assert (german.chat_id, english.chat_id) == (6, 7)
    assert german.text.startswith("Die Festplatte ist fast voll. Wo DATA_DIR liegt, sind noch 800")
    assert "800 MB (1%) are free" in english.text
    minutes.lookout = minutes.made()  # as after a restart
    assert await minutes.pass_by(60) == []
    minutes.space = Space(int(5.5 * GB), 100 * GB)
    assert await minutes.pass_by(60) == [], "that is not enough more"
    minutes.space = Space(50 * GB, 100 * GB)
    sent = await minutes.pass_by(60)
    assert [one.text for one in sent] == [
        "Auf der Festplatte ist wieder genug Platz.",
        "The disk has enough room again.",
    ]


@pytest.mark.e2e
async def test_an_outage_is_told_when_it_is_over(kiosk: Kiosk) -> None:
    minutes = Minutes(kiosk)
    await minutes.pass_by(2)
    minutes.beats = False
    assert await minutes.pass_by(3) == []
    minutes.beats = True
    assert await minutes.pass_by(9) == [], "short ones are nobody's concern"
    minutes.beats = False
    assert await minutes.pass_by(25) == []
    minutes.beats = True
    _, english = await minutes.pass_by(5)
    since = (START - dt.timedelta(days=1) + 14 * MINUTE).astimezone()
    until = (START - dt.timedelta(days=1) + 40 * MINUTE).astimezone()
    assert f"{since:%H:%M} to {until:%H:%M})" in english.text
    assert await minutes.pass_by(60) == []


@pytest.mark.e2e
async def test_a_queue_that_stands_still(kiosk: Kiosk) -> None:
    minutes = Minutes(kiosk)
    minutes.oldest = 200
    _, english = await minutes.pass_by(10)
    assert english.text.startswith("Messages have been waiting for minutes.")
    minutes.oldest = 0
    _, english = await minutes.pass_by(30)
    assert english.text.startswith("Messages do not have to wait any more.")


@pytest.mark.e2e
async def test_whatever_else_says_so_is_told_with_its_words(kiosk: Kiosk) -> None:
    minutes = Minutes(kiosk)
    notify(kiosk.state, Kind.READING, "3 of 12 files:\n<b>", now=kiosk.now)
    notify(kiosk.state, Kind.READING, "3 of 12 files", now=kiosk.now)
    _, english = await minutes.pass_by(5)
    assert english.text.startswith("Briefings could not be read on 26 November 2026")
    assert english.text.endswith("\n\n3 of 12 files")
    well(kiosk.state, Kind.READING, now=kiosk.now)
    assert len(await minutes.pass_by(30)) == 2


@pytest.mark.e2e
async def test_a_crash_while_telling_repeats_nothing(
    kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    minutes = Minutes(kiosk)
    notify(kiosk.state, Kind.READING, now=kiosk.now)
    put = type(kiosk.state.alarms).put
    monkeypatch.setattr(type(kiosk.state.alarms), "put", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        await minutes.lookout.tell()
    monkeypatch.setattr(type(kiosk.state.alarms), "put", put)
    assert len(kiosk.api.sent) == 2
    assert await minutes.pass_by(5) == []


@pytest.mark.e2e
async def test_a_disk_that_cannot_be_asked_stops_nothing(kiosk: Kiosk) -> None:
    minutes = Minutes(kiosk)

    def gone() -> Space:
        raise OSError("gone")

    minutes.lookout = Lookout(kiosk.application, gone, lambda: 500.0, clock=lambda: kiosk.now)
    assert len(await minutes.pass_by(5)) == 2, "the queue was looked at"


@pytest.mark.e2e
async def test_a_second_instance_is_told_by_the_next_start(
    bot: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "_FIRST_PAUSE", 0.005)
    bot.met(7)
    for round_ in range(3):
        bot.api.faults.append(Fault("getUpdates", 409, times=2))
        async with asyncio.timeout(20):
            assert await bot.task == 1
        bot.services.close()
        bot = start_bot(bot.api, bot.folder)
        if round_ == 0:
            (told_of,) = await bot.api.replies(1)
            assert told_of.text.startswith("Another program is using my token.")
    await bot.api.say("/help")
    await bot.api.replies(1, after=1)
    assert sum("my token" in one.text for one in bot.api.sent) == 1
    await bot.end()


@pytest.mark.e2e
async def test_the_bot_tells_by_itself(bot: Running) -> None:
    bot.met(7)
    notify(bot.services.state, Kind.READING, "harbour.pdf")
    again = await bot.restart()
    (sent,) = await again.api.replies(1)
    assert "harbour.pdf" in sent.text
    await again.end()
