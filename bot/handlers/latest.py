"""A reader wants to see what came in last."""

from __future__ import annotations

from telegram import InlineKeyboardMarkup, Update
from telegram.ext import CommandHandler

from bot.archive.library import Library
from bot.archive.pointer import number
from bot.archive.shelf import Issue
from bot.buttons import keyboards
from bot.handlers.taps import on_tap
from bot.messages.catalogue import Messages
from bot.rendering import listing
from bot.replies import edit, reply
from bot.richtext import phrase
from bot.services import NEW, Context, Handler, messages_of, services_of

#: Briefings in one message.
_SHOWN = 5


async def command(update: Update, context: Context) -> None:
    """Answer ``/latest``."""
    await _show(update, context, 0, turning=False)


async def _turn(update: Update, context: Context, arguments: list[str]) -> None:
    await _show(update, context, number("".join(arguments)), turning=True)


async def _show(update: Update, context: Context, first: int, *, turning: bool) -> None:
    messages = messages_of(update, context)

    def look_up(library: Library) -> tuple[list[Issue], int, int]:
        count = library.shelf.count()
        start = first if first < count else 0
        return library.shelf.newest(start, _SHOWN), start, count

    issues, first, count = await services_of(context).desk.run(look_up)
    if not issues:
        await reply(update, context, [phrase(messages.reading.nothing_here)])
        return
    blocks = listing.latest(issues, first, count, messages)
    buttons = _buttons(issues, first, count, messages)
    await (edit if turning else reply)(update, context, blocks, buttons)


def _buttons(
    issues: list[Issue], first: int, count: int, messages: Messages
) -> InlineKeyboardMarkup:
    texts = messages.reading
    opens = [
        keyboards.button(
            texts.button_open_of.format(number=messages.number(n)), "open", issue.briefing.id
        )
        for n, issue in enumerate(issues, first + 1)
    ]
    turn = []
    if first > 0:
        turn.append(keyboards.button(texts.button_newer, "latest", max(first - _SHOWN, 0)))
    if first + len(issues) < count:
        turn.append(keyboards.button(texts.button_older, "latest", first + len(issues)))
    return InlineKeyboardMarkup([row for row in (*keyboards.rows_of(opens), turn) if row])


def handlers() -> list[Handler]:
    """Return what asks for the newest briefings."""
    return [CommandHandler("latest", command, filters=NEW), on_tap("latest", _turn)]
