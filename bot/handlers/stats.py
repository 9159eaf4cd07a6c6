"""An admin wants to know how the bot is used."""

from __future__ import annotations

import asyncio
import datetime as dt

from telegram import Update
from telegram.constants import ChatAction

from bot.busy import busy
from bot.handlers.admins import on_admin_command
from bot.insight.usage import Figures, bars
from bot.messages.catalogue import Messages
from bot.rendering import statistics, usage_chart
from bot.replies import reply, send
from bot.richtext import Block, phrase
from bot.services import Context, Handler, Services, messages_of, services_of
from bot.state.statistics import read_figures

#: Days that are shown without being asked for, and at most.
_DAYS, _MOST = 30, 366


async def command(update: Update, context: Context) -> None:
    """Answer ``/stats``, with a number of days or without."""
    services, messages = services_of(context), messages_of(update, context)
    days = _days(context.args or [])
    if days is None:
        usage = phrase(messages.statistics.usage, most=messages.number(_MOST))
        await reply(update, context, [usage])
        return
    kept = max(services.keep.rest, 1)
    last = dt.datetime.now().astimezone().date()
    period = (last - dt.timedelta(days=min(days, kept) - 1), last)
    async with busy(update, ChatAction.UPLOAD_PHOTO):
        figures = await asyncio.to_thread(read_figures, services.state.vault, *period)
        blocks = await _numbers(services, figures, period, messages)
    if days > kept:
        only = messages.statistics.kept_only.for_number(kept)
        blocks.append(phrase(only, count=messages.number(kept)))
    if figures.asked:
        await _chart(update, context, figures, period)
    await reply(update, context, blocks)


def _days(words: list[str]) -> int | None:
    """Return how many days are wanted; None where that cannot be told."""
    if not words:
        return _DAYS
    number = words[0]
    usable = len(words) == 1 and number.isdecimal() and len(number) < 4
    return int(number) if usable and 1 <= int(number) <= _MOST else None


async def _numbers(
    services: Services, figures: Figures, period: tuple[dt.date, dt.date], messages: Messages
) -> list[Block]:
    wanted = sorted({key for answer in figures.cited for key in answer})
    series = await services.desk.run(lambda library: library.shelf.series_of(wanted))
    cited = statistics.cited(figures.cited, series)
    now = services.state.tallies.count(period[1])
    return statistics.numbers(figures, cited, now, period, messages)


async def _chart(
    update: Update, context: Context, figures: Figures, period: tuple[dt.date, dt.date]
) -> None:
    """Send the chart, its content in words underneath."""
    messages = messages_of(update, context)
    every = bars(figures.asked, *period)
    picture = await asyncio.to_thread(usage_chart.draw, every, figures.tallies, period, messages)
    caption = statistics.caption(figures.asked, period, messages)
    await send(update, context, "photo", photo=picture, filename="stats.png", caption=caption)


def handlers() -> list[Handler]:
    """Return what shows how the bot is used."""
    return [on_admin_command("stats", command)]
