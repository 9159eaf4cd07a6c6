"""A reader wants the sources that a briefing names: near a passage, or in all."""

from __future__ import annotations

from telegram import InlineKeyboardMarkup, Update
from telegram.ext import CommandHandler

from bot.archive.library import Library
from bot.archive.pointer import FIELDS, Pointer, digits, number, read_pointer
from bot.archive.shelf import SourceList
from bot.buttons import keyboards
from bot.handlers.briefing import choose, named, newest
from bot.handlers.taps import on_tap
from bot.messages.catalogue import Messages
from bot.rendering import paging, reader
from bot.replies import edit, reply
from bot.richtext import Block, phrase, plain, units
from bot.services import NEW, Context, Handler, messages_of, services_of
from corpus.briefing import BriefingHead

#: Sources on one page.
_MOST = 25


async def command(update: Update, context: Context) -> None:
    """Answer ``/sources``: of the briefing that is named, else of the last answer, else newest."""
    text = named(update)
    if text:
        await choose(update, context, text, of_briefing)
        return
    answered = last_answered(update, context)

    def look_up(library: Library) -> BriefingHead | None:
        shown = library.passage(answered) if answered else None
        return shown.briefing if shown else newest(library)

    head = await services_of(context).desk.run(look_up)
    if head is None:
        await reply(update, context, [phrase(messages_of(update, context).reading.nothing_here)])
    else:
        await of_briefing(update, context, head)


def last_answered(update: Update, context: Context) -> Pointer | None:
    """Return the first passage of the last answer in this chat; None where there is none."""
    chat = update.effective_chat
    assert chat is not None
    question = services_of(context).state.questions.last_answered(chat.id)
    return Pointer(question.found[0].paragraph_id) if question else None


async def of_briefing(update: Update, context: Context, head: BriefingHead, at: int = -1) -> None:
    """Show all sources of a briefing; ``at``: the page to turn to in place, -1: a new message."""
    found = await services_of(context).desk.run(lambda library: library.shelf.sources(head.id))
    await _show(update, context, (head, found), at, ("named", head.id))


async def _tapped_briefing(update: Update, context: Context, arguments: list[str]) -> None:
    identity = digits("".join(arguments[:1]))
    head = await services_of(context).desk.run(lambda library: library.shelf.briefing(identity))
    if head is None:
        await reply(update, context, [phrase(messages_of(update, context).reading.briefing_gone)])
    else:
        await of_briefing(update, context, head, _page(arguments[1:]))


async def sources_of_passage(update: Update, context: Context, arguments: list[str]) -> None:
    """Show the sources named nearest to a passage."""
    pointer = read_pointer(arguments)

    def look_up(library: Library) -> tuple[BriefingHead, SourceList] | None:
        shown = library.passage(pointer)
        if shown is None:
            return None
        return shown.briefing, library.shelf.sources_near(shown.paragraph)

    found = await services_of(context).desk.run(look_up)
    if found is None:
        await reply(update, context, [phrase(messages_of(update, context).passage_gone)])
    else:
        view = ("src", *pointer.fields())
        await _show(update, context, found, _page(arguments[FIELDS:]), view)


def _page(arguments: list[str]) -> int:
    return number(arguments[0]) if arguments else -1


async def _show(
    update: Update,
    context: Context,
    found: tuple[BriefingHead, SourceList],
    at: int,
    view: tuple[str | int, ...],
) -> None:
    messages = messages_of(update, context)
    area, *fields = view
    blocks, every, page = _blocks(*found, max(at, 0), messages, of_passage=area == "src")
    rows = keyboards.turn_list(every, page, messages, str(area), *fields)
    markup = InlineKeyboardMarkup(rows) if rows else None
    await (reply if at < 0 else edit)(update, context, blocks, markup)


def _blocks(
    head: BriefingHead, found: SourceList, at: int, messages: Messages, *, of_passage: bool
) -> tuple[list[Block], list[range], int]:
    """Return a page of sources, the lines of every page, and its number."""
    lines = [reader.source(n, one, first=False) for n, one in enumerate(found.sources)]
    every = paging.pages([units(plain(line)) for line in lines], _MOST)
    page = paging.page_at(every, at)
    blocks = reader.sources(head, found, every[page], messages, of_passage=of_passage)
    return blocks, every, page


def handlers() -> list[Handler]:
    """Return what asks for the sources of a briefing."""
    return [
        CommandHandler("sources", command, filters=NEW),
        on_tap("named", _tapped_briefing),
    ]
