"""Admins see which questions had no good answer, and take them along as files."""

from __future__ import annotations

import datetime as dt
import logging

from telegram import InlineKeyboardMarkup, InputFile, Update

from bot.buttons.keyboards import Row, button, turn_list
from bot.gaps import files
from bot.gaps.reporting import GapGroup, grouped
from bot.handlers.admins import on_admin_command, on_admin_tap
from bot.messages.catalogue import Messages
from bot.rendering import gaps, paging
from bot.replies import edit, mended, reply, send
from bot.richtext import Block, phrase, plain, units
from bot.services import Context, Handler, messages_of, services_of
from corpus.errors import CorpusError
from index.errors import RetrievalError

log = logging.getLogger(__name__)

#: The area of the buttons: what to do, for how many days, and the number of the page.
AREA = "gaps"
#: Groups on a page.
_PAGE = 8
#: Longer numbers are not ours.
_DIGITS = 6

Shown = tuple[list[Block], InlineKeyboardMarkup | None]


async def show(update: Update, context: Context) -> None:
    """Answer ``/unanswered``, ``/unanswered 7``."""
    messages, words = messages_of(update, context), context.args or []
    days = _number(words[0]) if len(words) == 1 else 0
    if days is None or len(words) > 1 or (words and not days):
        await reply(update, context, [phrase(messages.unanswered.usage)])
        return
    if (shown := await _page(update, context, days, 0)) is not None:
        await reply(update, context, *shown)


async def pressed(update: Update, context: Context, arguments: list[str]) -> None:
    """Turn the pages in place, or send a file."""
    match arguments:
        case ["page", days, number]:
            shown = await _page(update, context, _number(days) or 0, _number(number) or 0)
            if shown is not None:
                await edit(update, context, *shown)
        case ["table" | "questions" as what, days]:
            await _file(update, context, what, _number(days) or 0)
        case _:
            await reply(update, context, [phrase(messages_of(update, context).unanswered.usage)])


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= _DIGITS else None


async def _groups(update: Update, context: Context, days: int) -> tuple[list[GapGroup], int] | None:
    """Return the groups of the last days (0: of all), and of how many days they are.

    None where they cannot be told, which is said.
    """
    services, messages = services_of(context), messages_of(update, context)
    kept = services.keep.questions
    if not kept:
        await reply(update, context, [phrase(messages.unanswered.not_kept)])
        return None
    days = min(days or kept, kept)
    try:
        since = dt.datetime.now(dt.UTC) - dt.timedelta(days=days)
        return await grouped(services, since), days
    except (CorpusError, RetrievalError) as e:
        log.warning("Questions could not be grouped: %s", type(e).__name__)
        trouble = phrase(messages.not_ready)
        await reply(update, context, mended(context, trouble, messages.mend_index))
        return None


async def _page(update: Update, context: Context, days: int, page: int) -> Shown | None:
    messages, found = messages_of(update, context), await _groups(update, context, days)
    if found is None:
        return None
    groups, days = found
    keep = services_of(context).keep.questions
    head, *foot = gaps.title(groups, days, keep, messages)
    if not groups:
        return [head, phrase(messages.unanswered.none), *foot], None
    entries = [gaps.entry(number, group, messages) for number, group in enumerate(groups, 1)]
    every = paging.pages([units(plain(one)) for one in entries], _PAGE)
    page = paging.page_at(every, page)
    shown = [entries[place] for place in every[page]]
    rows = turn_list(every, page, messages, AREA, "page", days)
    return [head, *shown, *foot], InlineKeyboardMarkup([*rows, *_exports(days, messages)])


def _exports(days: int, messages: Messages) -> list[Row]:
    texts = messages.unanswered
    return [
        [button(texts.button_table, AREA, "table", days)],
        [button(texts.button_questions, AREA, "questions", days)],
    ]


async def _file(update: Update, context: Context, what: str, days: int) -> None:
    messages, found = messages_of(update, context), await _groups(update, context, days)
    if found is None:
        return
    groups, _ = found
    texts = messages.unanswered
    if not groups:
        await reply(update, context, [phrase(texts.none)])
        return
    if what == "table":
        name, content, caption = (
            texts.file_table,
            files.table(groups, messages),
            texts.table_caption,
        )
    else:
        name = texts.file_questions
        content, missing = files.questions(groups, messages)
        template = texts.questions_caption.for_number(missing)
        caption = (template if missing else texts.questions_complete).format(
            count=messages.number(missing), all=messages.number(len(groups))
        )
    document = InputFile(content, filename=name)
    await send(update, context, "document", document=document, caption=caption)


def handlers() -> list[Handler]:
    """Return what shows admins the questions without a good answer."""
    return [on_admin_command("unanswered", show), on_admin_tap(AREA, pressed)]
