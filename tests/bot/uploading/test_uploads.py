"""Admins add, replace and take out briefings in the chat: real files, over HTTP."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from aiohttp import web

from bot.access import Role
from bot.keeping.retention import sweep
from bot.reindexing.workshop import Workshop
from bot.settings import Keep
from bot.uploads.incoming import safe_name
from corpus.corrections import read_corrections
from corpus.readers import SUFFIXES
from tests.bot.conftest import Running, start_bot
from tests.bot.uploading.conftest import press
from tests.fakes.bot_api import FakeBotApi
from tests.fakes.bot_api_sent import Sent
from tests.fakes.briefings import make_briefing

pytestmark = pytest.mark.e2e

LANTERNS = b"""# Lantern Letter

7 November 2026

## Harbour

The lantern council has ordered 4,711 new lamps for the harbour of Norve, to be lit at Christmas.
"""


async def send(bot: Running, name: str, content: bytes = LANTERNS, user: int = 7) -> Sent:
    await bot.api.send_file(name, content, chat_id=user)
    await bot.api.handled()
    return bot.api.sent[-1]


async def say(bot: Running, text: str) -> Sent:
    await bot.api.say(text, chat_id=7)
    await bot.api.handled()
    return bot.api.sent[-1]


async def shows(sent: Sent, words: str) -> None:
    async with asyncio.timeout(10):
        while words not in sent.text:  # noqa: ASYNC110 (a message has no event)
            await asyncio.sleep(0.01)


def published(bot: Running) -> list[str]:
    folder = bot.folder / "briefings"
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


async def test_a_file_is_shown_as_it_was_read_and_published(bot: Running) -> None:
    message = await send(bot, "lanterns.md")
    assert message.text == (
        "lanterns.md, as it was read:\n\nLantern Letter\n7 November 2026\nEnglish · 1 section ·"
        " 1 paragraph\nThe lantern council has ordered 4,711 new lamps for the harbour of Norve,"
        " to be lit at Christmas."
    )
    assert message.labels() == ["Publish", "Discard", "Title", "Date", "Series", "Language"]
    assert published(bot) == []
    await press(bot, message, "Publish")
    assert message.text.startswith("Published.") or "up to date" in message.text
    await shows(message, "up to date")
    assert published(bot) == ["uploads/lanterns.md"]
    assert (bot.folder / "briefings/uploads/lanterns.md").read_bytes() == LANTERNS
    assert not list((bot.folder / "waiting").iterdir())


async def test_what_was_read_wrongly_is_corrected(bot: Running) -> None:
    message = await send(bot, "lanterns.md")
    for label, answer in (
        ("Title", "Lamps at last"),
        ("Date", "9.11.2026"),
        ("Series", "Lantern Letter"),
        ("Language", "de"),
    ):
        await press(bot, message, label)
        message = await say(bot, answer)
    assert "Lamps at last\nLantern Letter · 9 November 2026\nGerman" in message.text
    await press(bot, message, "Date")
    assert (await say(bot, "next week")).text.startswith("I cannot tell which day that is.")
    message = await say(bot, "none")
    assert "Lantern Letter · undated" in message.text
    await press(bot, message, "Publish")
    corrections = read_corrections(bot.folder / "briefings/uploads/lanterns.md")
    assert (corrections.title, corrections.date, corrections.language) == (
        "Lamps at last",
        "",
        "de",
    )


async def test_a_question_is_no_title(bot: Running) -> None:
    message = await send(bot, "lanterns.md")
    await press(bot, message, "Title")
    answer = await say(bot, "what will ferry tickets cost?")
    assert answer.text.startswith("Found in the briefings")


async def test_several_files_are_published_at_once_or_discarded(bot: Running) -> None:
    first = await send(bot, "one.md")
    second = await send(bot, "two.md", LANTERNS.replace(b"4,711", b"4,712"))
    third = await send(bot, "three.md", LANTERNS.replace(b"4,711", b"4,713"))
    assert "Publish all 3" in third.labels()
    await press(bot, first, "Discard")
    assert first.text == "Discarded."
    await press(bot, third, "Publish all 3")
    assert published(bot) == ["uploads/three.md", "uploads/two.md"]
    await press(bot, second, "Publish")
    assert second.text == "This file does not wait any more."


async def test_the_same_name_again_does_not_overwrite(bot: Running) -> None:
    await press(bot, await send(bot, "a.md"), "Publish")
    await press(bot, await send(bot, "a.md", LANTERNS.replace(b"4,711", b"12")), "Publish")
    assert published(bot) == ["uploads/a-2.md", "uploads/a.md"]


async def test_what_is_in_the_archive_is_not_published_again(bot: Running) -> None:
    said = LANTERNS.decode().splitlines()[-1]
    bot.store.put(make_briefing("there.txt", (said,), date=dt.date(2026, 11, 7)))
    message = await send(bot, "again.md")
    assert message.text.endswith(
        "This is in the archive already, as Title of there.txt, 7\xa0November\xa02026."
    )
    assert message.labels() == ["Discard"]


async def test_what_cannot_be_read_is_said(bot: Running) -> None:
    message = await send(bot, "broken.pdf", b"%PDF-1.7 and nothing more")
    assert message.text.startswith("broken.pdf cannot be read: it ")
    assert message.labels() == ["Discard"]
    told = await send(bot, "virus.exe", b"MZ")
    assert told.text.startswith("virus.exe is of a kind that cannot be read. What can: .docx, .eml")
    await bot.api.send_file("huge.pdf", b"x", size=30_000_000, chat_id=7)
    await bot.api.handled()
    assert bot.api.sent[-1].text == (
        "huge.pdf is larger than 20 MB, which is the most that can be taken here."
    )
    assert published(bot) == []


async def test_only_admins(bot: Running) -> None:
    bot.let_in(8)
    bot.met(8)
    told = await send(bot, "lanterns.md", user=8)
    assert told.text == "Only admins can add briefings."
    message = await send(bot, "lanterns.md")
    bot.let_in(9, role=Role.ADMIN)
    bot.met(9)
    number = bot.services.state.uploads.of(7)[0].id
    own = await send(bot, "other.md", LANTERNS.replace(b"4,711", b"9"), user=9)
    await bot.api.press_data(own, f"2:upload:publish:{number}", user=9)
    await bot.api.handled()
    assert own.text == "This file does not wait any more.", "it is another admin's"
    assert "Publish" in message.labels()
    assert published(bot) == []


async def test_nothing_is_added_to_the_samples(api: FakeBotApi, tmp_path: Path) -> None:
    bot = start_bot(api, tmp_path, workshop=Workshop(tmp_path, tmp_path))
    bot.met(7)
    told = await send(bot, "lanterns.md")
    assert "Set BRIEFINGS_DIR" in told.text
    await bot.end()


@pytest.mark.parametrize(
    ("called", "name"),
    [
        ("Letter 40 (final).PDF", "Letter 40 (final).pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("..\\..\\boot.md", "boot.md"),
        ("/etc/cron.d/x.html", "x.html"),
        (".htaccess.txt", "htaccess.txt"),
        ("a\0b\n\u202ec.md", "a b c.md"),
        ("Zölle – Übersicht.docx", "Zölle – Übersicht.docx"),
        ("....md", "briefing.md"),
        (".md", None),
        ("x" * 300 + ".txt", "x" * 80 + ".txt"),
        ("letter.pdf.exe", None),
        ("letter", None),
        ("", None),
    ],
)
def test_names_are_never_trusted(called: str, name: str | None) -> None:
    assert safe_name(called) == name


def test_every_format_that_is_read_may_be_sent() -> None:
    assert {safe_name(f"x{suffix}") for suffix in SUFFIXES} == {f"x{suffix}" for suffix in SUFFIXES}


async def test_a_briefing_is_taken_out(bot: Running) -> None:
    (bot.folder / "briefings" / "harbour.txt").write_text("Ferries", encoding="utf-8")
    question = await say(bot, "/remove A ferry for the islands")
    assert question.text.startswith("Take A ferry for the islands, 1\xa0March\xa02024, out?")
    await press(bot, question, "Keep")
    assert question.text == "It stays."
    assert published(bot) == ["harbour.txt"]
    question = await say(bot, "/remove A ferry for the islands")
    await press(bot, question, "Take out")
    await shows(question, "up to date")
    assert published(bot) == []
    assert (bot.folder / "removed" / "harbour.txt").read_text(encoding="utf-8") == "Ferries"


async def test_a_briefing_is_replaced(bot: Running) -> None:
    (bot.folder / "briefings" / "harbour.txt").write_text("Ferries", encoding="utf-8")
    told = await say(bot, "/replace A ferry for the islands")
    assert told.text == (
        "Now send the file that takes the place of A ferry for the islands, 1\xa0March\xa02024."
    )
    message = await send(bot, "newer.txt", LANTERNS)
    assert "It takes the place of harbour.txt." in message.text
    await press(bot, message, "Replace")
    assert published(bot) == ["harbour.txt"]
    assert (bot.folder / "briefings" / "harbour.txt").read_bytes() == LANTERNS
    assert (bot.folder / "removed" / "harbour.txt").read_text(encoding="utf-8") == "Ferries"
    other = await send(bot, "other.md", LANTERNS.replace(b"4,711", b"4"))
    assert "takes the place" not in other.text, "only the next file does"


async def test_what_admins_can_do_stands_under_a_briefing(bot: Running) -> None:
    (bot.folder / "briefings" / "harbour.txt").write_text("Ferries", encoding="utf-8")
    card = await say(bot, "/briefing A ferry for the islands")
    assert card.labels()[-2:] == ["Replace", "Take out"]
    await press(bot, card, "Replace")
    assert bot.api.sent[-1].text.startswith("Now send the file that takes the place of A ferry")
    await press(bot, card, "Take out")
    asked = bot.api.sent[-1]
    assert asked.text.startswith("Take A ferry for the islands")
    await press(bot, asked, "Keep")
    assert (bot.folder / "briefings" / "harbour.txt").exists()

    bot.let_in(8)
    await bot.api.say("/briefing A ferry for the islands", chat_id=8)
    await bot.api.handled()
    theirs = bot.api.sent[-1]
    assert "Take out" not in theirs.labels()
    await bot.api.press_data(theirs, card.button("Take out")["callback_data"])
    await bot.api.handled()
    assert (bot.folder / "briefings" / "harbour.txt").exists()


@pytest.fixture
async def site() -> AsyncIterator[str]:
    """Return the address of a web server on loopback."""

    async def page(_: web.Request) -> web.Response:
        html = "<html><title>Lamps</title><body><h1>Lamps</h1><p>The lantern council has ordered"
        more = (
            " 4,711 new lamps for the harbour of Norve, to be lit at Christmas.</p></body></html>"
        )
        return web.Response(text=html + more, content_type="text/html")

    async def away(_: web.Request) -> web.Response:
        raise web.HTTPFound("/lamps.html")

    async def picture(_: web.Request) -> web.Response:
        return web.Response(body=b"GIF89a", content_type="image/gif")

    app = web.Application()
    app.router.add_get("/lamps.html", page)
    app.router.add_get("/away", away)
    app.router.add_get("/picture", picture)
    runner = web.AppRunner(app)
    await runner.setup()
    server = web.TCPSite(runner, "127.0.0.1", 0)
    await server.start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


async def test_a_page_is_fetched(
    api: FakeBotApi, tmp_path: Path, workshop: Workshop, site: str
) -> None:
    bot = start_bot(api, tmp_path, workshop=replace(workshop, private_pages=True))
    bot.met(7)
    message = await say(bot, f"{site}/away")
    assert message.text.startswith("lamps.html, as it was read:\n\nLamps\n")
    await press(bot, message, "Publish")
    assert published(bot) == ["uploads/lamps.html"]
    assert (await say(bot, f"{site}/picture")).text == (
        "That leads to something that cannot be read as a briefing (image/gif)."
    )
    assert "the server says 404" in (await say(bot, f"{site}/nothing")).text
    await bot.end()


async def test_nobody_has_the_bot_look_into_its_own_network(bot: Running, site: str) -> None:
    for address in (f"{site}/lamps.html", "http://localhost:9811/metrics", "http://10.0.0.1/"):
        told = await say(bot, address)
        assert "not on the public web" in told.text, address
    assert "could not be fetched" in (await say(bot, "http://nowhere.invalid/")).text


async def test_what_nobody_publishes_is_removed_in_time(bot: Running, workshop: Workshop) -> None:
    await send(bot, "old.md")
    assert workshop.incoming is not None
    kept = bot.services.state.uploads.waiting()
    workshop.incoming.tidy(kept)
    assert list((bot.folder / "waiting").iterdir())
    sweep(bot.services.state, Keep(), dt.datetime.now(dt.UTC) + dt.timedelta(days=8))
    workshop.incoming.tidy(bot.services.state.uploads.waiting())
    assert not list((bot.folder / "waiting").iterdir())
