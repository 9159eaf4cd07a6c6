"""An admin writes to everybody: seen first, sent once, stopped, and told what became of it."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from bot.delivery.pace import TELEGRAM
from bot.publishing import authors, carriage, herald
from bot.publishing.herald import MOST_LATE, Herald
from bot.rendering.broadcast import MOST_UNITS, behind
from bot.state.broadcasts import Arrival, Stage
from tests.bot.conftest import Running
from tests.bot.digest.kiosk import Kiosk, open_kiosk
from tests.bot.replay import Power, PowerFailure, World, wire
from tests.fakes.bot_api import FakeBotApi, Fault
from tests.fakes.bot_api_html import utf16
from tests.fakes.bot_api_sent import Sent

pytestmark = pytest.mark.e2e

GROUP = -1005
HEAD = "From whoever runs this bot\n\n"
KOPF = "Vom Betreiber dieses Bots\n\n"
TEXT = "On Friday I will be away from noon on."


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carriage, "EVERY", 0.01)
    monkeypatch.setattr(carriage, "FIRST_PAUSE", 0.001)
    monkeypatch.setattr(carriage, "LONGEST_PAUSE", 0.002)


@pytest.fixture
async def kiosk(api: FakeBotApi, tmp_path: Path) -> AsyncIterator[Kiosk]:
    """A bot that sends only when it is told to."""
    async with open_kiosk(api, tmp_path) as kiosk:
        kiosk.state.people.seen(7, "Grace", "en", kiosk.now.date())
        api.open_chat(7)
        yield kiosk


def to(sent: list[Sent], chat_id: int) -> list[str]:
    return [one.text for one in sent if one.chat_id == chat_id]


def formatted(text: str, *marks: tuple[str, str]) -> dict[str, Any]:
    """Return what a message holds in which stretches have a format (its kind, the stretch)."""
    entities = [
        {"type": kind, "offset": utf16(text[: text.index(part)]), "length": utf16(part)}
        for kind, part in marks
    ]
    return {"text": text, "entities": entities}


async def confirmed(kiosk: Kiosk, command: str = f"/broadcast {TEXT}") -> Sent:
    """Let an admin write to everybody and say that it may go; return what shows how far it is."""
    _, question = await kiosk.say(command, 7)
    await kiosk.tap(question, question.labels()[0])
    return question


async def sent_by(kiosk: Kiosk, **clock: Any) -> list[Sent]:
    before = len(kiosk.api.sent)
    await Herald(kiosk.application, **clock).drain()
    return kiosk.api.sent[before:]


async def test_it_is_shown_first_and_then_everybody_gets_it_once(bot: Running) -> None:
    bot.let_in(8, 9)
    bot.met(7, 8)
    bot.api.open_chat(9)
    bot.services.state.people.seen(9, "Mira", "de", dt.datetime.now(dt.UTC).date())
    await bot.api.say(f"/broadcast {TEXT}")
    preview, question = await bot.api.replies(2)
    assert preview.text == HEAD + TEXT
    assert question.text.startswith("Send this to 2 people?")
    assert question.labels() == ["Send to 2 chats", "Cancel"]
    assert to(bot.api.sent, 8) == [], "nothing leaves before the admin says so"
    await bot.api.press(question, "Send to 2 chats")
    *_, report = await bot.api.replies(3, after=2)
    assert to(bot.api.sent, 8) == [HEAD + TEXT]
    assert to(bot.api.sent, 9) == [KOPF + TEXT], "the first line in their language"
    assert report.text == "The broadcast is out.\n\n2 sent"
    assert question.text == "Sent. 2 of 2"
    assert question.labels() == []
    await bot.api.press_data(question, "2:cast:send:1")
    await bot.api.handled()
    await asyncio.sleep(0.1)
    assert len(to(bot.api.sent, 8)) == 1
    assert bot.api.refused() == []


async def test_formats_stay_as_the_admin_set_them(kiosk: Kiosk) -> None:
    kiosk.reader(8)
    text = "/broadcast  👍 Neu: <b> & alles & mehr\nhier"
    marks = (("bot_command", "/broadcast"), ("bold", "alles"), ("italic", "mehr\nhier"))
    await kiosk.api.say("", media=formatted(text, *marks))
    preview, question = await kiosk.handle()
    await kiosk.tap(question, question.labels()[0])
    (got, _) = await sent_by(kiosk)
    for one in (preview, got):
        assert one.text == f"{HEAD}👍 Neu: <b> & alles & mehr\nhier"
        assert one.marked("bold") == [HEAD.strip(), "alles"]
        assert one.marked("italic") == ["mehr\nhier"]
        assert one.marked("bot_command") == []


async def test_a_message_that_is_replied_to_is_sent(kiosk: Kiosk) -> None:
    kiosk.reader(8)
    said = await kiosk.api.say("", media=formatted("Mind the gap", ("underline", "gap")))
    await kiosk.handle()
    _, question = await kiosk.say("/broadcast", 7, reply_to=said)
    await kiosk.tap(question, "Send to 1 chat")
    (got, _) = await sent_by(kiosk)
    assert (got.text, got.marked("underline")) == (f"{HEAD}Mind the gap", ["gap"])


async def test_the_next_message_is_sent_and_can_be_corrected(kiosk: Kiosk) -> None:
    kiosk.reader(8)
    (asked,) = await kiosk.say("/broadcast", 7)
    assert asked.text.startswith("What shall everybody read?")
    said = await kiosk.api.say("Fridai", chat_id=7)
    preview, _ = await kiosk.handle()
    assert preview.text == f"{HEAD}Fridai"
    await kiosk.api.edit_said(said, "Friday", chat_id=7)
    preview, question = await kiosk.handle()
    assert preview.text == f"{HEAD}Friday"
    await kiosk.tap(question, "Send to 1 chat")
    (got, _) = await sent_by(kiosk)
    assert got.text == f"{HEAD}Friday"
    (answer,) = await kiosk.say("ferry tickets", 7)
    assert "Harbour Weekly" in answer.text, "the next words are a question again"


async def test_what_cannot_be_sent_is_said_before(kiosk: Kiosk) -> None:
    kiosk.reader(8)
    photo = await kiosk.api.show("photo", "A map", chat_id=7)
    await kiosk.handle()
    (told,) = await kiosk.say("/broadcast", 7, reply_to=photo)
    assert told.text.startswith("I can only send text")
    (told,) = await kiosk.say("/broadcast " + "x" * (MOST_UNITS + 1), 7)
    assert "3,697 characters, 3,696 fit" in told.text
    words = " ".join(f"word{number}" for number in range(100, 199))
    every = [("bot_command", "/broadcast"), *(("bold", word) for word in words.split())]
    await kiosk.api.say("", media=formatted(f"/broadcast {words}", *every))
    (told,) = await kiosk.handle()
    assert "99, 98 fit" in told.text
    _, question = await kiosk.say("/broadcast " + "👍" * (MOST_UNITS // 2), 7)
    await kiosk.tap(question, "Send to 1 chat")
    assert len(await sent_by(kiosk)) == 2, "the longest arrives, and the report"
    assert kiosk.api.refused() == []


async def test_groups_get_it_only_if_that_is_chosen(kiosk: Kiosk) -> None:
    kiosk.reader(8)
    desk = kiosk.reader(GROUP)
    kiosk.state.subscribers.change(desk.id, kiosk.now, language="de")
    kiosk.state.groups.joined(-1006, "Unasked", by=7, now=kiosk.now)
    _, question = await kiosk.say(f"/broadcast {TEXT}", 7)
    assert question.labels() == ["Send to 1 chat", "Also to groups", "Cancel"]
    await kiosk.tap(question, "Also to groups")
    assert question.text.startswith("Send this to 1 person and 1 group?")
    await kiosk.tap(question, "Only to private chats")
    assert question.labels()[0] == "Send to 1 chat"
    await kiosk.tap(question, "Also to groups")
    await kiosk.tap(question, "Send to 2 chats")
    sent = await sent_by(kiosk)
    assert sorted(one.chat_id for one in sent) == [GROUP, 7, 8]
    assert to(sent, GROUP) == [KOPF + TEXT]


async def test_cancelled_is_cancelled(kiosk: Kiosk) -> None:
    kiosk.reader(8)
    _, question = await kiosk.say(f"/broadcast {TEXT}", 7)
    await kiosk.tap(question, "Cancel")
    assert question.text == "Nothing was sent."
    await kiosk.api.press_data(question, "2:cast:send:1")
    await kiosk.handle()
    assert await sent_by(kiosk) == []
    found = kiosk.state.broadcasts.get(1)
    assert found is not None
    assert found.text == "", "nor is it kept"


async def test_nobody_is_there(kiosk: Kiosk) -> None:
    _, question = await kiosk.say(f"/broadcast {TEXT}", 7)
    assert question.text.startswith("Nobody is there to get it")
    assert question.labels() == ["Cancel"]


async def test_only_admins_and_only_their_own(kiosk: Kiosk) -> None:
    kiosk.reader(8)
    (refused,) = await kiosk.say(f"/broadcast {TEXT}", 8)
    assert refused.text == "Only admins can do that."
    _, question = await kiosk.say(f"/broadcast {TEXT}", 7)
    await kiosk.api.press_data(refused, "2:cast:send:1", user=8)
    await kiosk.handle()
    kiosk.state.people.let_in(9, kiosk.state.people.role(8), by=7, now=kiosk.now)
    for data in ("2:cast:send:99", "2:cast:send:x", "2:cast", "2:cast:send:" + "9" * 40):
        await kiosk.api.press_data(question, data)
        await kiosk.handle()
        assert question.text.startswith("This broadcast is no longer there")
    assert await sent_by(kiosk) == []


async def test_the_blocked_the_refused_and_the_revoked_are_counted(kiosk: Kiosk) -> None:
    for chat_id in (8, 9, 10, 11):
        kiosk.reader(chat_id)
    await confirmed(kiosk)
    kiosk.api.blocked.add(8)
    kiosk.api.faults.append(Fault("sendMessage", 400, chat_id=9, description="Bad Request: no"))
    kiosk.state.people.revoke(10, kiosk.now)
    *_, report = await sent_by(kiosk)
    assert report.text == (
        "The broadcast is out.\n\n1 sent\n1 has blocked me or is gone\n1 refused by Telegram\n"
        "1 not sent"
    )
    person, subscriber = kiosk.state.people.get(8), kiosk.state.subscribers.of_chat(8)
    assert person is not None
    assert not person.reachable
    assert subscriber is not None
    assert not subscriber.reachable, "their digest rests, too"
    _, question = await kiosk.say("/broadcast again", 7)
    assert question.text.startswith("Send this to 2 people?"), "whom it cannot reach is not counted"


async def test_stop_stops(kiosk: Kiosk) -> None:
    for chat_id in range(100, 140):
        kiosk.reader(chat_id)
    progress = await confirmed(kiosk)
    assert progress.text == "Sending. 0 of 40"
    assert progress.labels() == ["Stop"]
    kiosk.api.faults.append(Fault("sendMessage", 200, times=99, delay=0.05))
    sending = asyncio.create_task(sent_by(kiosk))
    await kiosk.api.wait(lambda: any(100 <= one.chat_id < 140 for one in kiosk.api.sent))
    await kiosk.tap(progress, "Stop")
    sent = await sending
    got = [one for one in sent if one.chat_id != 7]
    (report,) = to(sent, 7)
    assert 0 < len(got) <= 2 * herald.AT_A_TIME
    assert report.startswith(f"The broadcast was stopped.\n\n{len(got)} sent\n")
    assert f"{40 - len(got)} not sent" in report
    assert progress.text == f"Stopped. {len(got)} of 40 had left."


@pytest.mark.parametrize("delivered", [True, False])
async def test_without_an_answer_it_is_never_sent_again(kiosk: Kiosk, *, delivered: bool) -> None:
    kiosk.reader(8)
    await confirmed(kiosk)
    kiosk.api.faults.append(Fault("sendMessage", None, delivered=delivered, chat_id=8))
    sent = await sent_by(kiosk)
    sent += await sent_by(kiosk)
    assert len(to(sent, 8)) == delivered
    (report,) = to(sent, 7)
    assert "1 in doubt: it was on its way" in report


async def test_an_outage_is_waited_for(kiosk: Kiosk) -> None:
    for chat_id in range(100, 130):
        kiosk.reader(chat_id)
    await confirmed(kiosk)
    one = Herald(kiosk.application)
    running = asyncio.create_task(one.run())
    async with kiosk.api.outage():
        await asyncio.sleep(0.1)
    await kiosk.api.wait(lambda: any("The broadcast is out" in s.text for s in kiosk.api.sent))
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    got = [sent.chat_id for sent in kiosk.api.sent if sent.chat_id >= 100]
    unknown = kiosk.state.broadcasts.counts(1)[Arrival.UNKNOWN]
    assert len(got) == len(set(got)) == 30 - unknown
    assert unknown <= herald.AT_A_TIME


async def test_answers_do_not_wait_for_it(api: FakeBotApi, tmp_path: Path) -> None:
    async with open_kiosk(api, tmp_path, TELEGRAM) as kiosk:
        kiosk.state.people.seen(7, "Grace", "en", kiosk.now.date())
        for chat_id in range(100, 180):
            kiosk.reader(chat_id)
        await confirmed(kiosk)
        sending = asyncio.create_task(sent_by(kiosk))
        await api.wait(lambda: sum(one.chat_id >= 100 for one in api.sent) > 25)
        async with asyncio.timeout(2):
            await kiosk.say("ferry tickets", 100)
        assert sum(one.chat_id >= 100 for one in api.sent) < 80
        await sending


async def test_what_waited_a_day_is_out_of_date(kiosk: Kiosk) -> None:
    kiosk.reader(8)
    await confirmed(kiosk)
    tomorrow = dt.datetime.now(dt.UTC) + MOST_LATE + dt.timedelta(minutes=1)
    (report,) = await sent_by(kiosk, clock=lambda: tomorrow)
    assert report.text == "The broadcast was stopped.\n\n0 sent\n1 not sent"


async def test_progress_is_shown_every_few_seconds(
    kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for chat_id in range(100, 160):
        kiosk.reader(chat_id)
    progress = await confirmed(kiosk)
    edits = progress.edits
    monkeypatch.setattr(authors, "_PROGRESS_EVERY", 0.2)
    kiosk.api.faults.append(Fault("sendMessage", 200, times=60, delay=0.1))
    started = asyncio.get_running_loop().time()
    running = asyncio.create_task(Herald(kiosk.application).run())
    await kiosk.api.wait(lambda: any("The broadcast is out" in s.text for s in kiosk.api.sent))
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    seconds = asyncio.get_running_loop().time() - started
    assert 2 <= progress.edits - edits <= seconds / 0.2 + 2


async def test_a_group_that_moves_gets_it_under_its_new_number(kiosk: Kiosk) -> None:
    kiosk.reader(GROUP)
    _, question = await kiosk.say(f"/broadcast {TEXT}", 7)
    await kiosk.tap(question, "Also to groups")
    await kiosk.tap(question, "Send to 1 chat")
    await kiosk.api.upgrade(GROUP, -1009)
    kiosk.api.updates.clear()
    sent = await sent_by(kiosk)
    assert to(sent, -1009) == [HEAD + TEXT]
    assert to(sent, GROUP) == []


async def test_forgotten_authors_and_recipients(kiosk: Kiosk) -> None:
    kiosk.reader(8)
    kiosk.reader(9)
    await confirmed(kiosk)
    kiosk.state.forget(7, kiosk.now, keep_access=False)
    kiosk.state.forget(9, kiosk.now, keep_access=True)
    sent = await sent_by(kiosk)
    assert [one.chat_id for one in sent] == [8], "nobody is there to be told"
    broadcast = kiosk.state.broadcasts.get(1)
    assert broadcast is not None
    assert (broadcast.by, broadcast.stage) == (None, Stage.OVER)


# ---- the power fails


CROWD = range(100, 104)


async def _until_power_fails(world: World) -> None:
    """Let everything be sent; the power fails wherever it does."""
    running = asyncio.create_task(Herald(world.application).run())
    async with asyncio.timeout(10):
        while not (world.power.failed or running.done()):
            if world.services.state.broadcasts.get(1).stage is Stage.OVER:  # type: ignore[union-attr]
                break
            await asyncio.sleep(0.002)
    running.cancel()
    with suppress(asyncio.CancelledError, PowerFailure):
        await running


async def _broadcast(folder: Path, fails_at: int) -> tuple[list[Sent], Power, dict[str, int]]:
    """Return what people saw of a broadcast in which the power failed at a moment."""
    folder.mkdir()  # noqa: ASYNC240 (nobody waits)
    api = FakeBotApi()
    await api.start()
    world = World(api, folder)
    try:
        await world.begin()
        world.let_in(*CROWD)
        for chat in CROWD:
            api.open_chat(chat)
        await api.say(f"/broadcast {TEXT}")
        await world.press("2:cast:send")
        await world.deliver()
        power = world.power
        power.fails_at, power.counting = fails_at, True
        with suppress(PowerFailure):
            await _until_power_fails(world)
        power.counting = False
        if power.failed:
            await world.end()
            world.power = Power()
            await world.begin()
            await _until_power_fails(world)
        counts = dict(world.services.state.broadcasts.counts(1))
        await world.end()
        return list(api.sent), power, counts
    finally:
        await api.stop()


async def test_whenever_the_power_fails_nobody_gets_it_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wire(monkeypatch)
    _, calm, _ = await _broadcast(tmp_path / "calm", 0)
    assert calm.moments > 4 * len(CROWD)
    doubts = 0
    for moment in range(1, calm.moments + 1):
        sent, _, counts = await _broadcast(tmp_path / str(moment), moment)
        for chat in CROWD:
            assert len(to(sent, chat)) <= 1, f"twice when power failed at moment {moment}"
        unknown = counts.get(Arrival.UNKNOWN, 0)
        arrived = sum(len(to(sent, chat)) for chat in CROWD)
        assert counts.get(Arrival.SENT, 0) <= arrived <= counts.get(Arrival.SENT, 0) + unknown
        assert counts.get(Arrival.SENT, 0) + unknown == len(CROWD), "the others are not lost"
        reports = [text for text in to(sent, 7) if "The broadcast is out" in text]
        assert reports, "and the author is told"
        assert len(reports) == 1 or "Sent again" in reports[-1]
        doubts += unknown
    assert doubts, "some was on its way"


def test_the_words_behind_a_command_keep_their_formats() -> None:
    entities = [
        {"type": "bold", "offset": 0, "length": 100},
        {"type": "mention", "offset": 12, "length": 5},
        {"type": "text_link", "offset": 15, "length": 2, "url": "https://port.example"},
        {"type": "code", "offset": 2, "length": 3},
    ]
    said = behind("/broadcast  👍👍 ok  ", entities, len("/broadcast"))
    assert said.text == "👍👍 ok"
    assert said.entities == (
        {"type": "bold", "offset": 0, "length": 7},
        {"type": "text_link", "offset": 3, "length": 2, "url": "https://port.example"},
    )
