"""An admin wants to see which issues there are, and which are missing."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from telegram import InlineKeyboardMarkup, InputMediaPhoto, Message, Update
from telegram.constants import ChatAction
from telegram.error import BadRequest

from bot.archive.pointer import ForeignButton, number
from bot.busy import busy
from bot.buttons import keyboards
from bot.delivery.outcome import is_lost
from bot.handlers.admins import on_admin_command, on_admin_tap
from bot.insight.gaps import Coverage
from bot.messages.catalogue import Messages
from bot.rendering import coverage, coverage_chart, paging
from bot.replies import edit, reply, send
from bot.richtext import Run, phrase
from bot.services import Context, Handler, courier_of, messages_of, services_of

_AREA, _FILE = "cover", "coverage.png"


@dataclass(frozen=True, slots=True)
class _Shown:
    """A picture (None where nothing has a date), the numbers beside it, and what turns pages."""

    picture: bytes | None
    caption: str
    buttons: InlineKeyboardMarkup | None


async def command(update: Update, context: Context) -> None:
    """Answer ``/coverage`` with the largest series and the newest months."""
    async with busy(update, ChatAction.UPLOAD_PHOTO):
        shown = await _draw(update, context, 0, 0)
    await _send(update, context, shown)


async def _turn(update: Update, context: Context, arguments: list[str]) -> None:
    """Show other series or months in place."""
    try:
        series, months = (number(argument) for argument in arguments)
    except (ForeignButton, ValueError):
        series = months = 0
    shown = await _draw(update, context, series, months)
    query = update.callback_query
    message = query.message if query else None
    if shown is None or shown.picture is None:
        await _send(update, context, shown)
        return
    if not isinstance(message, Message) or not message.photo:
        await _send(update, context, shown)
        return
    media = InputMediaPhoto(shown.picture, caption=shown.caption, filename=_FILE)
    change = partial(
        context.bot.edit_message_media,
        media,
        chat_id=message.chat.id,
        message_id=message.message_id,
        reply_markup=shown.buttons,
    )
    try:
        await courier_of(context).repeat(change)
    except BadRequest as e:
        if not is_lost(e):
            raise
        await _send(update, context, shown)


async def _send(update: Update, context: Context, shown: _Shown | None) -> None:
    if shown is None:
        await reply(update, context, [phrase(messages_of(update, context).reading.nothing_here)])
    elif shown.picture is None:
        say = edit if update.callback_query else reply
        await say(update, context, [(Run(shown.caption),)], shown.buttons)
    else:
        await send(
            update,
            context,
            "photo",
            photo=shown.picture,
            filename=_FILE,
            caption=shown.caption,
            reply_markup=shown.buttons,
        )


async def _draw(update: Update, context: Context, series: int, months: int) -> _Shown | None:
    """Return a page of series and one of months; None where there are no briefings."""
    messages = messages_of(update, context)
    days = await services_of(context).desk.run(lambda library: library.shelf.issue_days())
    return await asyncio.to_thread(_view, coverage.covered(days), series, months, messages)


def _view(every: Sequence[Coverage], series: int, months: int, messages: Messages) -> _Shown | None:
    if not every:
        return None
    lines = coverage.pages(every, messages)
    series = paging.page_at(lines, series)
    whole = coverage.all_months(every)
    count = max(-(-len(whole) // coverage.MONTHS), 1)
    months = min(months, count - 1)
    window = coverage.window(whole, months)
    at = lines[series]
    told = coverage.caption(every, at, window, messages)
    if not window:
        told = f"{messages.coverage.all_undated}\n{told}"
    shown = [every[n] for n in at]
    names = [coverage.name_of(one, messages) for one in shown]
    picture = coverage_chart.draw(shown, names, window, messages) if window else None
    return _Shown(picture, told, _buttons(len(lines), series, count, months, messages))


def _buttons(
    pages: int, series: int, windows: int, months: int, messages: Messages
) -> InlineKeyboardMarkup | None:
    texts, reading = messages.coverage, messages.reading
    times, turn = [], []
    if months + 1 < windows:
        times.append(keyboards.button(texts.button_earlier, _AREA, series, months + 1))
    if months > 0:
        times.append(keyboards.button(texts.button_later, _AREA, series, months - 1))
    if series > 0:
        turn.append(keyboards.button(reading.button_previous, _AREA, series - 1, months))
    if series + 1 < pages:
        turn.append(keyboards.button(reading.button_next, _AREA, series + 1, months))
    rows = [row for row in (times, turn) if row]
    return InlineKeyboardMarkup(rows) if rows else None


def handlers() -> list[Handler]:
    """Return what shows which issues there are."""
    return [on_admin_command("coverage", command), on_admin_tap(_AREA, _turn)]
