"""A briefing that was taken out is nowhere to be had any more, whatever was shown of it before."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.bot.conftest import Running
from tests.bot.digest.kiosk import Kiosk, open_kiosk
from tests.bot.digest.test_digests import AT, NEWS
from tests.fakes.bot_api import FakeBotApi
from tests.fakes.bot_api_sent import Sent
from tests.fakes.bot_corpus import harbour

pytestmark = pytest.mark.e2e

QUESTION, WORDS = "what will ferry tickets cost?", "4 euros"


async def ask(bot: Running) -> Sent:
    bot.met(7)
    await bot.api.say(QUESTION)
    await bot.api.handled()
    return bot.api.sent[-1]


async def press(bot: Running, sent: Sent, label: str) -> Sent:
    await bot.api.press(sent, label)
    await bot.api.handled()
    return bot.api.sent[-1]


def take_out(bot: Running) -> None:
    bot.store.remove(harbour().head.id)


async def test_in_answers(bot: Running) -> None:
    assert WORDS in (await ask(bot)).text
    take_out(bot)
    assert WORDS not in (await ask(bot)).text


@pytest.mark.parametrize("label", ["1 · Context", "1 · Original", "1 · Cite", "More passages"])
async def test_behind_buttons(bot: Running, label: str) -> None:
    answer = await ask(bot)
    take_out(bot)
    shown = await press(bot, answer, label)
    assert WORDS not in shown.text
    assert "ferry" not in shown.text.lower()
    assert shown.document is None


async def test_behind_links(bot: Running) -> None:
    cited = await press(bot, await ask(bot), "1 · Cite")
    linked = await press(bot, cited, "Link")
    payload = linked.text.partition("start=")[2].split()[0]
    take_out(bot)
    await bot.api.open_link(payload)
    await bot.api.handled()
    assert WORDS not in bot.api.sent[-1].text


async def test_in_lists(bot: Running) -> None:
    take_out(bot)
    for command in ("/latest", "/briefings", "/timeline ferry", "/briefing ferry islands"):
        await bot.api.say(command)
        await bot.api.handled()
        assert "for the islands" not in bot.api.sent[-1].text


async def test_in_inline_results(bot: Running) -> None:
    bot.met(7)
    take_out(bot)
    for query in (QUESTION, ""):
        answer = await bot.api.ask_inline(query)
        assert WORDS not in str(answer.results)
        assert "for the islands" not in str(answer.results)


async def test_in_digests_made_before(api: FakeBotApi, tmp_path: Path) -> None:
    async with open_kiosk(api, tmp_path) as kiosk:
        kiosk.reader(8)
        kiosk.follow(8, "Zeppelin flights")
        await kiosk.publish(NEWS)
        kiosk.now = dt.datetime.fromisoformat(AT).replace(tzinfo=dt.UTC)
        await kiosk.ticker.tick()  # the digest is made, and not sent yet
        kiosk.store.remove(NEWS.head.id)
        await kiosk.post.drain()
        assert _told(kiosk) == ""


async def test_in_digests_that_were_sent(api: FakeBotApi, tmp_path: Path) -> None:
    async with open_kiosk(api, tmp_path) as kiosk:
        kiosk.reader(8)
        await kiosk.publish(NEWS)
        (digest,) = await kiosk.at(AT)
        kiosk.store.remove(NEWS.head.id)
        (opened,) = await kiosk.tap(digest, "1 · Open")
        assert "Lanterns everywhere" not in opened.text


def _told(kiosk: Kiosk) -> str:
    return "".join(sent.text for sent in kiosk.api.sent)
