"""A reader presses a button under an answer."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

from telegram import Update
from telegram.error import BadRequest
from telegram.ext import CallbackQueryHandler

from bot import keyboards, pages, render
from bot.callback import Action, Press, decode
from bot.handlers.ask import next_rank
from bot.handlers.original import original
from bot.handlers.show_page import show_page
from bot.library import FIRST, PAGE, RANKED, Library, Passage, SourceList
from bot.pages import Piece, Window
from bot.replies import edit, reply
from bot.richtext import phrase
from bot.services import Context, Handler, Services, messages_of, services_of
from bot.state.questions import Question
from index.errors import RetrievalError

log = logging.getLogger(__name__)


async def press(update: Update, context: Context) -> None:
    """Do what the button says, if it stands under an answer that was given in this chat."""
    query = update.callback_query
    assert query is not None
    with suppress(BadRequest):  # "query is too old": its spinner is gone anyway
        await query.answer()
    pressed = decode(query.data or "")
    question = services_of(context).state.questions.get(pressed.question) if pressed else None
    chat_id = query.message.chat.id if query.message else None
    if pressed is None or question is None or question.chat_id != chat_id:
        await reply(update, context, [phrase(messages_of(update, context).question_gone)])
        return
    await _ACTIONS[pressed.action](update, context, question, pressed)


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
    await reply(update, context, render.more(shown, messages), buttons)


async def _deepen(services: Services, question: Question) -> Question:
    """Rank the passages behind the first, which is not done before somebody asks for them."""
    if len(question.found) != FIRST:
        return question
    day = question.asked_at.astimezone().date()
    answer = await services.desk.run(lambda library: library.ask(question.text, day, RANKED))
    return services.state.questions.extend(question, answer)


async def _context(update: Update, context: Context, question: Question, pressed: Press) -> None:
    messages = messages_of(update, context)
    page = await services_of(context).desk.run(lambda library: _open_at(library, question, pressed))
    if page is None:
        await reply(update, context, [phrase(messages.passage_gone)])
        return
    shown, row, window = page
    say = reply if pressed.action is Action.CONTEXT else edit
    blocks = render.context(shown, row, window, messages)
    await say(update, context, blocks, keyboards.context(question.id, shown, window, messages))


def _open_at(
    library: Library, question: Question, pressed: Press
) -> tuple[Passage, list[Piece], Window] | None:
    shown = _passage(library, question, pressed)
    if shown is None:
        return None
    row = pages.pieces(library.briefing(shown.paragraph.briefing_id))
    if pressed.action is Action.BEFORE:
        return shown, row, pages.before(row, pressed.at)
    if pressed.action is Action.AFTER:
        return shown, row, pages.after(row, pressed.at)
    return shown, row, pages.around(row, _centre(row, shown))


def _centre(row: list[Piece], shown: Passage) -> int:
    """Return which piece has the end of the answering sentence, or else begins the passage."""
    end = shown.highlight.end if shown.highlight else 1
    return next(
        (
            number
            for number, piece in enumerate(row)
            if piece.paragraph.id == shown.paragraph.id and piece.end >= end
        ),
        0,
    )


def _passage(library: Library, question: Question, pressed: Press) -> Passage | None:
    """Return the passage that the button is about; None if it is not stored any more."""
    found = question.found[: pressed.hit + 1]
    if len(found) <= pressed.hit:
        return None
    return next(iter(library.passages(found, pressed.hit, 1)), None)


async def _sources(update: Update, context: Context, question: Question, pressed: Press) -> None:
    messages = messages_of(update, context)

    def look_up(library: Library) -> tuple[Passage, SourceList] | None:
        shown = _passage(library, question, pressed)
        return None if shown is None else (shown, library.sources(shown.paragraph))

    found = await services_of(context).desk.run(look_up)
    if found is None:
        await reply(update, context, [phrase(messages.passage_gone)])
    else:
        await reply(update, context, render.sources(*found, messages))


async def _page(update: Update, context: Context, question: Question, pressed: Press) -> None:
    await _with_passage(update, context, question, pressed, show_page)


async def _original(update: Update, context: Context, question: Question, pressed: Press) -> None:
    await _with_passage(update, context, question, pressed, original)


async def _with_passage(
    update: Update,
    context: Context,
    question: Question,
    pressed: Press,
    send: Callable[[Update, Context, Passage], Awaitable[None]],
) -> None:
    """Send something of the passage that the button is about, if it is still stored."""
    shown = await services_of(context).desk.run(
        lambda library: _passage(library, question, pressed)
    )
    if shown is None:
        await reply(update, context, [phrase(messages_of(update, context).passage_gone)])
    else:
        await send(update, context, shown)


_ACTIONS: dict[Action, Callable[[Update, Context, Question, Press], Awaitable[None]]] = {
    Action.MORE: _more,
    Action.CONTEXT: _context,
    Action.BEFORE: _context,
    Action.AFTER: _context,
    Action.SOURCES: _sources,
    Action.PAGE: _page,
    Action.ORIGINAL: _original,
}


def handlers() -> list[Handler]:
    """Return what takes the buttons under answers, and any that nobody else knows."""
    return [CallbackQueryHandler(press)]
