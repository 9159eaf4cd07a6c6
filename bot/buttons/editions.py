"""The buttons under digests and alerts. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from telegram import InlineKeyboardMarkup

from bot.buttons import keyboards
from bot.buttons.keyboards import Row, button
from bot.digest.content import Chapter
from bot.messages.catalogue import Messages
from bot.rendering.digest import Page

#: The areas of the buttons: ``ed`` turns the pages of a chapter of an edition; ``again`` shows an
#: edition anew; ``end`` and ``go`` end a digest and take that back.
TURN, AGAIN, END, GO = "ed", "again", "end", "go"
#: What a button carries for a chapter.
_CHAPTERS = {Chapter.FOLLOWED: "f", Chapter.NEWS: "n"}


def of_page(
    edition: int, chapter: Chapter, page: Page, messages: Messages, below: Sequence[Row] = ()
) -> InlineKeyboardMarkup | None:
    """Return a row for each passage, or a button for each briefing; then what turns the pages.

    below: rows under these.
    """
    rows = [keyboards.passage_row(one.passage, messages) for one in page.followed]
    label = messages.reading.button_open_of
    opens = [
        button(label.format(number=messages.number(number)), "open", one.briefing.id)
        for number, one in enumerate(page.news, page.first + 1)
    ]
    rows += keyboards.rows_of(opens)
    letter = _CHAPTERS[chapter]
    pages = range(page.count)
    rows += keyboards.turn_list(pages, page.number, messages, TURN, edition, letter)
    every = [*rows, *below]
    return InlineKeyboardMarkup(every) if every else None


def chapter_of(letter: str) -> Chapter | None:
    """Return the chapter that a button carries; None for anything else."""
    return next((chapter for chapter, sign in _CHAPTERS.items() if sign == letter), None)


def under_digest(subscriber: int, days: Iterable[int], messages: Messages) -> Row:
    """Return what changes a digest or ends it; the days are there to be taken up again."""
    texts = messages.digest
    return [
        button(texts.button_change, "sub", "new", subscriber),
        button(texts.button_end, END, subscriber, _digits(days)),
    ]


def under_alert(subscriber: int, messages: Messages) -> Row:
    """Return what leads to all that a chat follows."""
    return [button(messages.digest.button_followed, "watch", "new", subscriber)]


def ended(subscriber: int, days: Iterable[int], messages: Messages) -> Row:
    """Return what takes back that a digest was ended, on whose days it came before."""
    return [button(messages.digest.ended_undo, GO, subscriber, _digits(days))]


def days_of(digits: str) -> frozenset[int]:
    """Return the ISO weekdays that a button carries."""
    return frozenset(int(day) for day in digits if day in "1234567")


def _digits(days: Iterable[int]) -> str:
    return "".join(str(day) for day in sorted(days))
