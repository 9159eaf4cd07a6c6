"""A mail or a post that an admin sends on as a message is read like a file."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import Any

import pytest

from bot.uploads import incoming
from tests.bot.conftest import Running
from tests.bot.uploading.conftest import press
from tests.fakes.bot_api_sent import Sent

pytestmark = pytest.mark.e2e

MAIL = """From: Lantern Weekly <news@lantern.example>
Subject: Lantern Weekly 41: Harbour lamps
Date: Thu, 5 Nov 2026 07:30

HARBOUR

The lantern council has ordered 4,711 new lamps for the harbour of Norve, to be lit at Christmas.
The lamps cost 3.2 million crowns, said the council.

TRADE

Exports of lamp oil fell by 7 per cent in October, the customs office reported. Read the figures.
"""
POST = """Norve: Council orders lamps

The lantern council has ordered 4,711 new lamps for the harbour of Norve, to be lit at Christmas.
The lamps cost 3.2 million crowns, said the council, which wants to light all of the harbour.

Exports of lamp oil fell by 7 per cent in October, the customs office reported on Thursday in Norve.
"""
#: Noon of 6 November 2026, UTC.
_SENT = 1_793_966_400
PERSON = {"type": "hidden_user", "sender_user_name": "Mail bot", "date": _SENT}
CHANNEL: dict[str, Any] = {
    "type": "channel",
    "date": _SENT,
    "message_id": 4,
    "chat": {"id": -1005, "type": "channel", "title": "Norve Today"},
}


async def forward(bot: Running, text: str, origin: Any = PERSON, **more: Any) -> Sent:
    await bot.api.forward(text, origin=origin, **more)
    await bot.api.handled()
    return bot.api.sent[-1]


def published(bot: Running) -> str:
    (file,) = (bot.folder / "briefings" / "uploads").glob("*.html")
    return file.read_text(encoding="utf-8")


async def test_a_mail_is_read_as_one(bot: Running) -> None:
    shown = await forward(bot, MAIL)
    assert shown.text.startswith(
        "Lantern Weekly 41 Harbour lamps.html, as it was read:\n\n"
        "Lantern Weekly 41: Harbour lamps\n5 November 2026\n"
        "English · 2 sections · 2 paragraphs\n"
    )
    assert "The lantern council has ordered 4,711 new lamps" in shown.text
    await press(bot, shown, "Publish")
    assert "<p>HARBOUR</p>" in published(bot)


async def test_of_a_post_the_day_and_the_channel_are_kept_and_its_links(bot: Running) -> None:
    start = len(POST[: POST.index("Exports")])
    link = {"type": "text_link", "offset": start, "length": 7, "url": "https://norve.example/oil"}
    shown = await forward(bot, POST, CHANNEL, entities=[link])
    assert "Norve: Council orders lamps\nNorve Today · 6 November 2026\n" in shown.text
    await press(bot, shown, "Publish")
    assert '<a href="https://norve.example/oil">Exports</a> of lamp oil' in published(bot)
    (beside,) = (bot.folder / "briefings" / "uploads").glob(".*.meta.json")
    assert '"Norve Today"' in beside.read_text(encoding="utf-8")


SENTENCE = "The lamp of house {} in Norve burns {} litres of oil in a winter night. "
LONG = POST + "\n" + "".join(SENTENCE.format(n, n + 3) for n in range(45))
OTHER = LONG.replace("4,711", "4")
TAIL = "And so does that of the last house.\n\nThat is all for today."


async def sent(bot: Running, *pieces: tuple[str, Any]) -> list[Sent]:
    """Send several messages at once; return what the bot says to each."""
    known = len(bot.api.sent)
    for text, origin in pieces:
        await bot.api.forward(text, origin=origin)
    await bot.api.handled()
    return bot.api.sent[known:]


@pytest.mark.parametrize("origin", [PERSON, CHANNEL, None], ids=["mail", "post", "pasted"])
async def test_what_is_longer_than_a_message_is_one_briefing(bot: Running, origin: Any) -> None:
    one, two, three = await sent(bot, (LONG, origin), (LONG[500:], origin), (TAIL, origin))
    assert "all for today" not in two.text
    for before in (one, two):
        await press(bot, before, "Publish")
        assert before.text == "This file does not wait any more."
    await press(bot, three, "Publish")
    page = published(bot)
    assert page.index("house 44") < page.rindex("house 44") < page.index("all for today")
    assert page.count("4,711") == 1


async def test_it_takes_the_place_of_what_is_to_be_replaced(bot: Running) -> None:
    (bot.folder / "briefings" / "old.html").write_text("Old")
    now = dt.datetime.now(dt.UTC)
    bot.services.state.uploads.await_file(7, "old.html", now)
    _, both = await sent(bot, (LONG, PERSON), (TAIL, PERSON))
    assert "It takes the place of old.html." in both.text
    await press(bot, both, "Replace")
    assert "all for today" in (bot.folder / "briefings" / "old.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "other",
    [
        (OTHER, CHANNEL | {"chat": CHANNEL["chat"] | {"id": -1006, "title": "Other"}}),
        (OTHER, CHANNEL | {"date": _SENT - 86_400}),
        (MAIL, CHANNEL),
        (OTHER, None),
    ],
    ids=["of another channel", "of another day", "another mail", "pasted"],
)
async def test_what_comes_behind_and_is_something_else_stays_apart(
    bot: Running, other: tuple[str, Any]
) -> None:
    shown = await sent(bot, (LONG, CHANNEL), other)
    for one in shown:
        await press(bot, one, "Publish")
    assert len(list((bot.folder / "briefings" / "uploads").glob("*.html"))) == 2


async def test_what_is_asked_later_is_a_question(bot: Running) -> None:
    await sent(bot, (LONG, None))
    await asyncio.sleep(3)
    (answer,) = await sent(bot, ("What do ferry tickets cost?", None))
    assert "Ferry tickets will cost 4 euros" in answer.text


async def test_what_could_not_be_written_is_not_read_by_halves(
    bot: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as power:

        def fails(*_: object) -> None:
            raise OSError(5, "Input/output error")

        power.setattr(incoming, "replace", fails)
        (broken,) = await sent(bot, (MAIL, PERSON))
    assert "as it was read" not in broken.text
    (upload,) = bot.services.state.uploads.waiting()
    assert [path.suffix for path in (bot.folder / "waiting" / str(upload)).iterdir()] == [".part"]


async def test_a_page_that_waits_is_no_mail_however_it_ends(bot: Running) -> None:
    page = f"<h1>Norve</h1><p>{SENTENCE * 60}</p>\n<!-- {{gibberish}} -->"
    await bot.api.send_file("page.html", page.encode())
    await bot.api.say("What do ferry tickets cost?")
    await bot.api.handled()
    assert "Ferry tickets will cost 4 euros" in bot.api.sent[-1].text


@pytest.mark.parametrize("command", ["/broadcast", "Title", "Date"])
async def test_a_post_with_a_picture_answers_no_question(bot: Running, command: str) -> None:
    shown = await forward(bot, MAIL)
    if command.startswith("/"):
        await bot.api.say(command)
        await bot.api.handled()
    else:
        await press(bot, shown, command)
    photo = {"photo": [{"file_id": "p", "file_unique_id": "q", "width": 9, "height": 9}]}
    await bot.api.say(POST, media=photo | {"forward_origin": CHANNEL})
    await bot.api.handled()
    assert bot.api.sent[-1].text.startswith("Norve Council orders lamps.html, as it was read:")


async def test_a_post_may_have_a_picture(bot: Running) -> None:
    photo = {"photo": [{"file_id": "p", "file_unique_id": "q", "width": 9, "height": 9}]}
    await bot.api.say(POST, media=photo | {"forward_origin": CHANNEL})
    await bot.api.handled()
    assert "Norve: Council orders lamps\nNorve Today" in bot.api.sent[-1].text
    bot.let_in(8)
    await bot.api.say(POST, media=photo | {"forward_origin": CHANNEL}, chat_id=8)
    await bot.api.handled()
    assert bot.api.sent[-1].text.startswith("I can only read text.")


async def test_a_headline_in_letters_of_four_bytes_names_a_file(bot: Running) -> None:
    bold = "".join(chr(ord("\U0001d5d4") + ord(letter) - ord("A")) for letter in "NORVE" * 12)
    shown = await forward(bot, f"{bold}\n\n{POST}")
    assert shown.text.startswith("NORVENORVE")
    await press(bot, shown, "Publish")
    assert len(list((bot.folder / "briefings" / "uploads").glob("*.html"))) == 1


async def test_two_mails_stay_two(bot: Running) -> None:
    one, two = await forward(bot, MAIL), await forward(bot, POST)
    for shown in (one, two):
        await press(bot, shown, "Publish")
    assert len(list((bot.folder / "briefings" / "uploads").glob("*.html"))) == 2


async def test_what_is_pasted_is_read_if_it_is_too_long_for_a_question(bot: Running) -> None:
    shown = await forward(bot, "Is it true?\n\n" + POST * 4, None)
    assert "as it was read" in shown.text
    asked = await forward(bot, "What did the council of Norve order?", PERSON)
    assert "as it was read" not in asked.text


async def test_readers_ask_with_whatever_they_send(bot: Running) -> None:
    bot.let_in(8)
    answer = await forward(bot, POST * 4, chat_id=8)
    assert answer.text.startswith("That is a long question")
    assert not (bot.folder / "waiting").exists()


async def test_a_broadcast_may_be_as_long(bot: Running) -> None:
    await bot.api.say("/broadcast")
    await bot.api.handled()
    asked = await forward(bot, "Dear all, the bot moves house. " * 40, None)
    assert "as it was read" not in asked.text
