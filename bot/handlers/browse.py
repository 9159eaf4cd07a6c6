"""A reader looks through the shelf: the series, the months of one, the issues of a month.

One message, edited in place; its buttons carry a digest of the series' name and the month, which
say the same after the briefings were read anew.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from telegram import InlineKeyboardMarkup, Update
from telegram.ext import CommandHandler

from bot.archive.library import Library
from bot.archive.pointer import ForeignButton, number
from bot.archive.shelf import Shelf, key_of
from bot.buttons import keyboards, labels
from bot.handlers.briefing import named
from bot.handlers.taps import on_tap
from bot.messages.catalogue import Messages
from bot.rendering import listing, paging
from bot.replies import edit, reply
from bot.richtext import Block, Run, phrase
from bot.services import NEW, Context, Handler, messages_of, services_of
from corpus.briefing import BriefingHead
from corpus.shelf import MonthCount, SeriesCount

#: Buttons on one page; a series with no more issues is not parted by months.
_ISSUES, _SERIES, _MONTHS = 8, 10, 12
_MONTHS_WIDE = 2
#: In place of a month: the issues without a date, and all of the series.
_UNDATED, _EVERY = "0", ""
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class _View:
    """What is shown: a series by its key ("" for the list of them), a month, and a page."""

    key: str = ""
    month: str = _EVERY
    page: int = 0


async def command(update: Update, context: Context) -> None:
    """Answer ``/briefings``, with the words of a series or without."""
    messages, text = messages_of(update, context), named(update)
    if not text:
        await _show(update, context, _View(), turning=False)
        return
    found = await services_of(context).desk.run(lambda library: library.shelf.named_series(text))
    if found:
        await _show(update, context, _View(key_of(found[0])), turning=False)
    else:
        note = phrase(messages.reading.no_such_series, words=text)
        await _show(update, context, _View(), turning=False, note=note)


async def _turn(update: Update, context: Context, arguments: list[str]) -> None:
    if len(arguments) != 3:
        raise ForeignButton
    key, month, page = arguments
    if month not in (_EVERY, _UNDATED) and not _MONTH.fullmatch(month):
        raise ForeignButton
    await _show(update, context, _View(key, month, number(page)), turning=True)


async def _show(
    update: Update, context: Context, view: _View, *, turning: bool, note: Block = ()
) -> None:
    messages = messages_of(update, context)

    def draw(library: Library) -> tuple[list[Block], list[keyboards.Row]]:
        return _draw(library.shelf, view, messages)

    blocks, rows = await services_of(context).desk.run(draw)
    blocks = [note, *blocks] if note else blocks
    buttons = InlineKeyboardMarkup(rows) if rows else None
    await (edit if turning else reply)(update, context, blocks, buttons)


def _draw(shelf: Shelf, view: _View, messages: Messages) -> tuple[list[Block], list[keyboards.Row]]:
    every = shelf.series()
    if not every:
        return [phrase(messages.reading.nothing_here)], []
    series = next((one for one in every if key_of(one.name) == view.key), None)
    if series is None:
        return _all_series(every, view.page, messages)
    if view.month == _EVERY and series.briefings > _ISSUES:
        return _months(series, shelf.months(series.name), view, messages)
    if view.month == _EVERY:
        return _issues(series, shelf.issues(series.name), view, messages)
    month = None if view.month == _UNDATED else dt.date.fromisoformat(f"{view.month}-01")
    return _issues(series, shelf.issues_of_month(series.name, month), view, messages)


def _all_series(
    every: list[SeriesCount], page: int, messages: Messages
) -> tuple[list[Block], list[keyboards.Row]]:
    lines = paging.pages([0] * len(every), _SERIES)
    page = paging.page_at(lines, page)
    rows = []
    for series in (every[n] for n in lines[page]):
        text = labels.named_count(_name(series, messages), series.briefings, messages)
        rows.append([keyboards.button(text, "shelf", key_of(series.name), "", 0)])
    rows += keyboards.turn_list(lines, page, messages, "shelf", "", "")
    return [_size(every, messages)], rows


def _size(every: list[SeriesCount], messages: Messages) -> Block:
    """Return how many briefings there are, and in how many series."""
    texts = messages.reading
    briefings = sum(one.briefings for one in every)
    series = sum(one.name is not None for one in every)
    counted = ((texts.issues, briefings), (texts.series, series))
    parts = [
        text.for_number(count).format(count=messages.number(count))
        for text, count in counted
        if count
    ]
    return (Run(" · ".join(parts), bold=True),)


def _months(
    series: SeriesCount, months: list[MonthCount], view: _View, messages: Messages
) -> tuple[list[Block], list[keyboards.Row]]:
    lines = paging.pages([0] * len(months), _MONTHS)
    page = paging.page_at(lines, view.page)
    buttons = [
        keyboards.button(
            f"{listing.month_name(one.month, messages)} ({messages.number(one.briefings)})",
            "shelf",
            view.key,
            f"{one.month:%Y-%m}" if one.month else _UNDATED,
            0,
        )
        for one in (months[n] for n in lines[page])
    ]
    rows = keyboards.rows_of(buttons, _MONTHS_WIDE)
    rows += keyboards.turn_list(lines, page, messages, "shelf", view.key, "")
    rows.append([keyboards.button(messages.reading.button_back, "shelf", "", "", 0)])
    return [_title(series, "", series.briefings, messages)], rows


def _issues(
    series: SeriesCount, heads: list[BriefingHead], view: _View, messages: Messages
) -> tuple[list[Block], list[keyboards.Row]]:
    lines = paging.pages([0] * len(heads), _ISSUES)
    page = paging.page_at(lines, view.page)
    rows = [[labels.open_button(heads[n], messages)] for n in lines[page]]
    rows += keyboards.turn_list(lines, page, messages, "shelf", view.key, view.month)
    above = view.key if view.month != _EVERY else ""
    rows.append([keyboards.button(messages.reading.button_back, "shelf", above, "", 0)])
    month = ""
    if view.month != _EVERY:
        day = None if view.month == _UNDATED else dt.date.fromisoformat(f"{view.month}-01")
        month = listing.month_name(day, messages)
    return [_title(series, month, len(heads), messages)], rows


def _title(series: SeriesCount, month: str, count: int, messages: Messages) -> Block:
    texts = messages.reading
    name = _name(series, messages)
    title = texts.month_title.format(series=name, month=month) if month else name
    counted = texts.issues.for_number(count).format(count=messages.number(count))
    return (Run(title, bold=True), Run(f"\n{counted}"))


def _name(series: SeriesCount, messages: Messages) -> str:
    return listing.one_line(series.name or "") or messages.reading.no_series


def handlers() -> list[Handler]:
    """Return what looks through the shelf."""
    return [CommandHandler("briefings", command, filters=NEW), on_tap("shelf", _turn)]
