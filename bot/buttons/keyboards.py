"""The buttons under passages and pages. Pure; every label is words in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.archive.library import Passage
from bot.archive.pages import Window
from bot.buttons.callback import Action, Press, tap
from bot.messages.catalogue import Messages

#: A row of buttons.
Row = list[InlineKeyboardButton]
#: Buttons side by side: on a phone a fourth would cut the words.
_WIDEST = 3


def passages(
    question: int,
    shown: Sequence[Passage],
    next_rank: int | None,
    messages: Messages,
    below: Sequence[Row] = (),
    *,
    beside: Row | None = None,
) -> InlineKeyboardMarkup:
    """Return a row for each passage, one for more if there are (from ``next_rank`` on).

    beside: what stands next to the button for more. below: rows under these, as for feedback.
    """
    rows = [passage_row(passage, messages) for passage in shown]
    after = list(beside or [])
    if next_rank is not None:
        press = Press(Action.MORE, question, next_rank)
        after.insert(0, InlineKeyboardButton(messages.button_more, callback_data=press.encode()))
    return InlineKeyboardMarkup([*rows, *([after] if after else []), *below])


def passage_row(shown: Passage, messages: Messages) -> Row:
    """Return the buttons of one passage: its context, its page or else its file, its citation."""
    fields, texts = shown.pointer.fields(), messages.reading
    page, file = messages.button_page, messages.button_original
    labels = [
        ("ctx", texts.button_context),
        ("page", page) if shown.has_page else ("file", file),
        ("cite", texts.button_cite),
    ]
    if not shown.alone:
        page, file = messages.button_page_of, messages.button_original_of
        numbered = [
            ("ctx", messages.button_context_of),
            ("page", page) if shown.has_page else ("file", file),
            ("cite", texts.button_cite_of),
        ]
        labels = [(area, label.format(number=shown.rank + 1)) for area, label in numbered]
    return [button(label, area, *fields) for area, label in labels]


def context(
    shown: Passage, window: Window, messages: Messages, *, has_sources: bool, has_outline: bool
) -> InlineKeyboardMarkup:
    """Return what turns the pages, and what else there is to the passage and its briefing."""
    fields = shown.pointer.fields()
    texts = messages.reading
    rest = [
        button(messages.button_page, "page", *fields) if shown.has_page else None,
        button(texts.button_cite, "cite", *fields),
        button(texts.button_link, "link", *fields),
        button(messages.button_sources, "src", *fields) if has_sources else None,
        button(texts.button_outline, "outline", shown.briefing.id) if has_outline else None,
        button(messages.button_original, "file", *fields),
    ]
    return _page(("ctx", *fields), window, messages, [one for one in rest if one])


def reader(
    briefing: str, window: Window, messages: Messages, *, has_sources: bool, has_outline: bool
) -> InlineKeyboardMarkup:
    """Return what turns the pages of a briefing, and what else there is to it."""
    return _page(
        ("read", briefing),
        window,
        messages,
        of_briefing(briefing, messages, has_sources=has_sources, has_outline=has_outline),
    )


def of_briefing(briefing: str, messages: Messages, *, has_sources: bool, has_outline: bool) -> Row:
    """Return the buttons for what there is to a briefing."""
    buttons = [
        button(messages.reading.button_outline, "outline", briefing) if has_outline else None,
        button(messages.button_sources, "named", briefing) if has_sources else None,
        button(messages.button_original, "original", briefing),
    ]
    return [one for one in buttons if one]


def _page(
    view: tuple[str | int, ...], window: Window, messages: Messages, rest: Row
) -> InlineKeyboardMarkup:
    """Return a row that turns the pages of a view, and rows of other buttons."""
    area, *fields = view
    turn = []
    if window.before:
        turn.append(button(messages.button_before, str(area), *fields, "b", window.first))
    if window.after:
        turn.append(button(messages.button_after, str(area), *fields, "a", window.end))
    return InlineKeyboardMarkup([row for row in (turn, *rows_of(rest)) if row])


def rows_of(buttons: Row, width: int = _WIDEST) -> list[Row]:
    """Return buttons in rows of at most ``width``; four stand better in two rows of two."""
    if len(buttons) == width + 1 == _WIDEST + 1:
        width -= 1
    return [buttons[at : at + width] for at in range(0, len(buttons), width)]


def button(label: str, area: str, *arguments: str | int) -> InlineKeyboardButton:
    """Return a button that no stored question stands behind."""
    return InlineKeyboardButton(label, callback_data=tap(area, *arguments))


def turn_list(
    pages: Sequence[object], at: int, messages: Messages, area: str, *arguments: str | int
) -> list[Row]:
    """Return a row that turns the pages of a list in place; none for one page.

    The buttons carry the arguments, and behind them the number of the page.
    """
    texts = messages.reading
    row = []
    if at > 0:
        row.append(button(texts.button_previous, area, *arguments, at - 1))
    if at + 1 < len(pages):
        row.append(button(texts.button_next, area, *arguments, at + 1))
    return [row] if row else []
