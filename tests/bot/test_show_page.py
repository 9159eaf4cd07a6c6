"""Show page: from the button to the photo that a person gets."""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from corpus.briefing import Box, Briefing, BriefingHead, Paragraph
from corpus.errors import CrashError
from corpus.files import FileRecord
from tests.bot.conftest import Running
from tests.fakes.bot_api import Fault
from tests.fakes.bot_api_sent import Sent
from tests.fakes.paged import BOTTOM, HEIGHT, PATH, TOP, put_quay, quay_mail, quay_pdf

pytestmark = pytest.mark.e2e


def put(bot: Running, pages: Sequence[int]) -> Path:
    return put_quay(bot.folder, bot.store, pages)


async def ask(bot: Running, *, language: str = "en") -> Sent:
    before = len(bot.api.sent)
    await bot.api.say("quay of Norve lantern feast", language=language)
    (answer,) = await bot.api.replies(1, after=before)
    return answer


async def press_page(bot: Running, *, count: int = 1, language: str = "en") -> list[Sent]:
    """Ask, press the button of the first passage; return what comes back."""
    answer = await ask(bot, language=language)
    before = len(bot.api.sent)
    label = "1 · Page" if language == "en" else "1 · Seite"
    await bot.api.press(answer, label, language=language)
    replies = await bot.api.replies(count, after=before)
    await bot.api.handled()
    assert len(bot.api.sent) == before + count
    assert all(reply.reply_to is None for reply in replies), "a button is answered at once"
    return replies


def marked(photo: bytes | None) -> tuple[float, float]:
    """Return where the mark begins and ends, as shares of the height of the picture."""
    assert photo is not None
    pixels = np.asarray(Image.open(io.BytesIO(photo)).convert("RGB"))
    rows, _ = np.nonzero((pixels[..., 0] > 240) & (pixels[..., 2] < 120))
    return rows.min() / len(pixels), rows.max() / len(pixels)


async def test_the_page_comes_as_a_photo_with_the_passage_marked(bot: Running) -> None:
    put(bot, [2])
    (page,) = await press_page(bot)
    top, bottom = marked(page.photo)
    assert top == pytest.approx(1 - TOP / HEIGHT, abs=0.01)
    assert bottom == pytest.approx(1 - BOTTOM / HEIGHT, abs=0.01)
    assert page.text == "Lantern Letter, The quay · undated\n¶\u00a07,\u00a0p.\u00a02"
    assert "upload_photo" in bot.api.actions
    assert bot.api.refused() == []


async def test_all_pages_come_in_one_album_with_one_caption(bot: Running) -> None:
    put(bot, [2, 3, 4])
    pages = await press_page(bot, count=3, language="de")
    assert len({page.album for page in pages}) == 1
    assert all(marked(page.photo) for page in pages)
    assert [page.text for page in pages] == [
        "Lantern Letter, The quay · ohne\u00a0Datum\n¶\u00a07,\u00a0S.\u00a02–4", "", "",
    ]  # fmt: skip
    assert bot.api.refused() == []


async def test_of_many_pages_the_first_ten_come_and_it_is_said(bot: Running) -> None:
    put(bot, range(1, 13))
    pages = await press_page(bot, count=10)
    assert pages[0].text.endswith("\nThe first 10 of 12 pages.")
    assert bot.api.refused() == []


async def test_a_page_is_drawn_once_for_all_bots(bot: Running) -> None:
    put(bot, [1])
    first = await press_page(bot)
    again = await press_page(bot)
    assert bot.sandbox.called == ["quay.pdf"]
    assert first[0].photo == again[0].photo
    restarted = await bot.restart()
    put(restarted, [1])
    os.utime(bot.folder / PATH, ns=(1, 1))
    put(restarted, [1])
    await press_page(restarted)
    assert restarted.sandbox.called == []
    await restarted.end()


async def test_what_has_no_page_has_no_button(bot: Running) -> None:
    await bot.api.say("ferry tickets")
    (answer,) = await bot.api.replies(1)
    assert not any("Page" in label for label in answer.labels())
    harbour = (bot.folder / "harbour.txt").stat()
    record = FileRecord("harbour.txt", harbour.st_size, harbour.st_mtime_ns, "parser", "mark")
    bot.store.put_file(record)
    await bot.api.press_data(answer, "1:page:1:0:0")
    sentence, file = await bot.api.replies(2, after=1)
    assert "Here is the file itself" in sentence.text
    assert file.document is not None
    await bot.api.handled()
    assert bot.api.refused() == []


async def test_the_context_has_the_button_too(bot: Running) -> None:
    put(bot, [1])
    answer = await ask(bot)
    await bot.api.press(answer, "1 · Context")
    (context,) = await bot.api.replies(1, after=1)
    await bot.api.press(context, "Show page")
    (page,) = await bot.api.replies(1, after=2)
    assert marked(page.photo)


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "“quay.pdf” has changed since I read it"), ("de", "„quay.pdf“ wurde geändert")],
)
async def test_of_a_file_that_changed_no_page_is_shown(
    bot: Running, language: str, words: str
) -> None:
    file = put(bot, [1])
    file.write_bytes(quay_pdf(1) + b"\n%% changed")
    (reply,) = await press_page(bot, language=language)
    assert words in reply.text
    assert "briefing-bot ingest" in reply.text
    assert reply.photo is None


async def test_a_file_that_was_only_touched_is_not_trusted_either(bot: Running) -> None:
    file = put(bot, [1])
    os.utime(file, (1, 1))
    (reply,) = await press_page(bot)
    assert "has changed" in reply.text


async def test_a_file_that_changes_meanwhile(bot: Running) -> None:
    file = put(bot, [1])
    bot.sandbox.meanwhile = lambda: os.utime(file, (1, 1))
    (reply,) = await press_page(bot)
    assert "has changed" in reply.text


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "is no longer in its place"), ("de", "liegt nicht mehr an ihrem Platz")],
)
async def test_of_a_file_that_is_gone(bot: Running, language: str, words: str) -> None:
    put(bot, [1]).unlink()
    (reply,) = await press_page(bot, language=language)
    assert words in reply.text
    assert "briefing-bot ingest" in reply.text


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "could not draw this page (p. 1)"), ("de", "nicht zeichnen (S. 1)")],
)
async def test_where_no_picture_can_be_made_the_file_comes(
    bot: Running, language: str, words: str
) -> None:
    put(bot, [1])
    bot.sandbox.fail = CrashError(PATH, "ends the program that reads it")
    sentence, file = await press_page(bot, count=2, language=language)
    assert words in sentence.text
    assert file.document == (PATH, quay_pdf(1))


async def test_where_telegram_does_not_take_the_picture_the_file_comes(bot: Running) -> None:
    put(bot, [1])
    bot.api.faults.append(
        Fault("sendPhoto", 400, description="Bad Request: PHOTO_INVALID_DIMENSIONS")
    )
    sentence, file = await press_page(bot, count=2)
    assert "Here is the file itself" in sentence.text
    assert file.document == (PATH, quay_pdf(1))


async def test_a_file_that_pretends(bot: Running) -> None:
    file = put(bot, [1])
    file.write_bytes(b"no PDF at all")
    stat = file.stat()
    bot.store.put_file(FileRecord(PATH, stat.st_size, stat.st_mtime_ns, "parser", "mark"))
    sentence, sent = await press_page(bot, count=2)
    assert "could not draw" in sentence.text
    assert sent.document == (PATH, b"no PDF at all")


async def test_when_telegram_forgot_the_message(bot: Running) -> None:
    put(bot, [1, 2])
    answer = await ask(bot)
    await bot.api.press_data(answer, "1:page:1:0:0", forgotten=True)
    pages = await bot.api.replies(2, after=1)
    assert all(page.photo for page in pages)
    await bot.api.handled()
    assert bot.api.refused() == []


async def test_an_attachment_of_a_mail(bot: Running) -> None:
    put_quay(bot.folder, bot.store, [1], mail="letter.eml")
    (page,) = await press_page(bot)
    assert marked(page.photo)
    answer = await ask(bot)
    await bot.api.press(answer, "1 · Context")
    (context,) = await bot.api.replies(1, after=3)
    await bot.api.press(context, "Original file")
    (original,) = await bot.api.replies(1, after=4)
    assert original.document == (PATH, quay_pdf(1)), "the attachment alone, by its own name"
    await bot.api.handled()
    assert bot.api.refused() == []


async def test_an_attachment_that_is_no_longer_in_its_mail(bot: Running) -> None:
    file = put_quay(bot.folder, bot.store, [1], mail="letter.eml")
    file.write_bytes(quay_mail(1).replace(PATH.encode(), b"pier.pdf"))
    (reply,) = await press_page(bot)
    assert "has changed" in reply.text
    answer = await ask(bot)
    await bot.api.press(answer, "1 · Context")
    (context,) = await bot.api.replies(1, after=3)
    await bot.api.press(context, "Original file")
    (gone,) = await bot.api.replies(1, after=4)
    assert "“quay.pdf” can no longer be taken out of “letter.eml”" in gone.text


async def test_a_giant_citation_still_fits_its_caption(bot: Running) -> None:
    put(bot, range(1, 13))
    (head,) = [head for head in bot.store.heads() if head.path == PATH]
    (paragraph,) = bot.store.briefing_paragraphs(head.id)
    long = replace(paragraph, section_path=tuple(f"Heading {n} " + "x" * 110 for n in range(12)))
    bot.store.put(Briefing(head, (), (long,), ()))
    pages = await press_page(bot, count=10)
    assert pages[0].text.endswith("The first 10 of 12 pages.")
    assert bot.api.refused() == []


def test_a_row_of_three_for_each_passage() -> None:
    from bot.archive.library import Passage
    from bot.buttons import keyboards
    from bot.messages.english import ENGLISH

    paragraph = Paragraph("0" * 16, "b", 1, "Text.", page=1, boxes=(Box(1, 0, 0, 9, 9),))
    head = BriefingHead("b", PATH, "The quay")
    shown = [Passage(0, paragraph, head), Passage(1, replace(paragraph, boxes=()), head)]
    feedback = [keyboards.button("Helpful", "good", 1)]
    rows = keyboards.passages(1, shown, None, ENGLISH, [feedback]).inline_keyboard
    assert [[button.text for button in row] for row in rows] == [
        ["1 · Context", "1 · Page", "1 · Cite"],
        ["2 · Context", "2 · Original", "2 · Cite"],
        ["Helpful"],
    ]
