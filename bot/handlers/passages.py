"""A reader presses a button under a passage.

A passage's buttons point at its paragraph, so that they work wherever it was shown. Those of older
messages point at a stored question and are read as the same.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from telegram import Update
from telegram.ext import CallbackQueryHandler

from bot.archive import pages
from bot.archive.library import FIRST, PAGE, RANKED, Library, Passage
from bot.archive.pages import Piece, Window
from bot.archive.pointer import FIELDS, ForeignButton, Pointer, number, read_pointer
from bot.asking.answering import next_rank
from bot.buttons import keyboards
from bot.buttons.callback import Action, Press, decode
from bot.handlers.original import original
from bot.handlers.show_page import show_page
from bot.handlers.sources import sources_of_passage
from bot.handlers.taps import on_tap, settle
from bot.rendering import answers, reader
from bot.replies import edit, reply
from bot.richtext import phrase
from bot.services import Context, Handler, Services, messages_of, services_of
from bot.state.questions import Question
from index.errors import RetrievalError

log = logging.getLogger(__name__)

#: What to do with a passage that was pressed.
Show = Callable[[Update, Context, Passage], Awaitable[None]]


async def press(update: Update, context: Context) -> None:
    """Do what a button says that stands under an answer given in this chat."""
    await settle(update, context)
    query = update.callback_query
    pressed = decode(query.data or "") if query else None
    question = services_of(context).state.questions.get(pressed.question) if pressed else None
    chat_id = query.message.chat.id if query and query.message else None
    if pressed is None or question is None or question.chat_id != chat_id:
        await reply(update, context, [phrase(messages_of(update, context).question_gone)])
    elif pressed.action is Action.MORE:
        await _more(update, context, question, pressed)
    elif pressed.hit < len(question.found):
        found = question.found[pressed.hit]
        pointer = Pointer(found.paragraph_id, pressed.hit, found.highlight)
        area, *more = _TAPS[pressed.action]
        arguments = [*map(str, pointer.fields()), *more, *([str(pressed.at)] if more else [])]
        await _ACTS[area](update, context, arguments)
    else:
        await reply(update, context, [phrase(messages_of(update, context).passage_gone)])


async def _more(update: Update, context: Context, question: Question, pressed: Press) -> None:
    messages, services = messages_of(update, context), services_of(context)
    try:
        question = await _deepen(services, question)
    except RetrievalError as e:
        log.warning("No more passages could be ranked: %s", e)
    shown = await services.desk.run(
        lambda library: library.passages(question.found, pressed.hit, PAGE)
    )
    if not shown:
        await reply(update, context, [phrase(messages.no_more)])
        return
    buttons = keyboards.passages(question.id, shown, next_rank(question, shown), messages)
    sent = await reply(update, context, answers.more(shown, messages), buttons)
    services.state.questions.shown_in(question.id, sent)


async def _deepen(services: Services, question: Question) -> Question:
    """Rank the passages behind the first, which is not done before somebody asks for them."""
    if len(question.found) != FIRST or not question.text:
        return question
    day = question.asked_at.astimezone().date()
    answer = await services.desk.run(lambda library: library.ask(question.asked, day, RANKED))
    return services.state.questions.extend(question, answer)


async def _context(update: Update, context: Context, arguments: list[str]) -> None:
    """Show a page of the briefing around the passage, or turn to the next one in place."""
    messages, pointer = messages_of(update, context), read_pointer(arguments)
    turn = read_turn(arguments[FIELDS:])

    def look_up(library: Library) -> tuple[Passage, list[Piece], Window, bool, bool] | None:
        shown = library.passage(pointer)
        if shown is None:
            return None
        identity, shelf = shown.briefing.id, library.shelf
        row = pages.pieces(library.briefing(identity))
        window = turned(row, *turn) if turn else pages.around(row, _centre(row, shown))
        size = shelf.size(identity)
        return shown, row, window, bool(size.sources), bool(size.sections)

    found = await services_of(context).desk.run(look_up)
    if found is None:
        await reply(update, context, [phrase(messages.passage_gone)])
        return
    shown, row, window, has_sources, has_outline = found
    blocks = reader.context(shown, row, window, messages)
    buttons = keyboards.context(
        shown, window, messages, has_sources=has_sources, has_outline=has_outline
    )
    await (edit if turn else reply)(update, context, blocks, buttons)


def read_turn(arguments: list[str]) -> tuple[str, int] | None:
    """Return which way a button turns the pages and from which piece; None for one that opens.

    Raises ForeignButton.
    """
    if not arguments:
        return None
    if len(arguments) != 2 or arguments[0] not in ("a", "b"):
        raise ForeignButton
    return arguments[0], number(arguments[1])


def turned(row: list[Piece], way: str, at: int) -> Window:
    """Return the page before or after a piece."""
    return pages.before(row, at) if way == "b" else pages.after(row, at)


def _centre(row: list[Piece], shown: Passage) -> int:
    """Return which piece has the end of the answering sentence, or else begins the passage."""
    end = shown.highlight.end if shown.highlight else 1
    return next(
        (
            place
            for place, piece in enumerate(row)
            if piece.paragraph.id == shown.paragraph.id and piece.end >= end
        ),
        0,
    )


def with_passage(show: Show) -> Callable[[Update, Context, list[str]], Awaitable[None]]:
    """Return what a button does that shows something of a passage, if it is still stored."""

    async def act(update: Update, context: Context, arguments: list[str]) -> None:
        pointer = read_pointer(arguments)
        shown = await services_of(context).desk.run(lambda library: library.passage(pointer))
        if shown is None:
            await reply(update, context, [phrase(messages_of(update, context).passage_gone)])
        else:
            await show(update, context, shown)

    return act


#: What the buttons of older messages say in today's words: an area, and which way to turn.
_TAPS: dict[Action, tuple[str, ...]] = {
    Action.CONTEXT: ("ctx",),
    Action.BEFORE: ("ctx", "b"),
    Action.AFTER: ("ctx", "a"),
    Action.SOURCES: ("src",),
    Action.PAGE: ("page",),
    Action.ORIGINAL: ("file",),
}
_ACTS = {
    "ctx": _context,
    "page": with_passage(show_page),
    "file": with_passage(original),
    "src": sources_of_passage,
}


def handlers() -> list[Handler]:
    """Return what takes the buttons of passages, and any that nobody else knows."""
    return [*(on_tap(area, act) for area, act in _ACTS.items()), CallbackQueryHandler(press)]
