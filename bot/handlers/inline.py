"""Somebody types ``@bot question`` in any chat and is offered passages to post there.

What they type is not kept. Each query is answered within a moment or not at all: the next letter
brings another one.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial

from telegram import InlineQueryResultsButton, Update
from telegram.error import BadRequest
from telegram.ext import InlineQueryHandler

from bot.archive.library import Library, Passage
from bot.archive.pointer import Pointer
from bot.questions.question_text import clean, why_unaskable
from bot.rendering.inline import result
from bot.services import Context, Handler, messages_of, services_of
from bot.state.questions import found_by
from index.answer import Hit, Verdict
from index.errors import RetrievalError

log = logging.getLogger(__name__)

#: Results on a page of the list, and in all.
_PAGE, _MOST = 8, 16
#: What scores less than this share of the best is not offered.
_WEAK = 0.5
#: Seconds that a query may take; people see nothing until then.
_PATIENCE = 2.5
#: Seconds that Telegram may keep an answer for the same person, and one that was not to be had.
_KEPT, _KEPT_EMPTY = 10, 1
#: Where the button above the list leads to: the start of a chat with the bot.
_START = "ask"


@dataclass(frozen=True, slots=True)
class _Offer:
    """Passages to choose from; ``following``: the rank of the next page's first, if there is one.

    covered: whether the briefings answer; only then an empty page means that there are no more.
    """

    passages: list[Passage]
    following: int | None = None
    covered: bool = True


async def inline(update: Update, context: Context) -> None:
    """Offer passages for what was typed; the newest briefings if that is nothing."""
    query = update.inline_query
    assert query is not None
    services, texts = services_of(context), messages_of(update, context).asking
    if services.state.inbox.is_outdated(update.update_id, query.from_user.id):
        return
    first = _offset(query.offset)
    question = clean(query.query)
    today = dt.datetime.now().astimezone().date()
    look_up = partial(_answering, question, today, first) if question else partial(_newest, first)
    label: str | None = None
    try:
        async with asyncio.timeout(_PATIENCE):
            offer = await services.desk.run_slow(look_up)
    except (TimeoutError, RetrievalError) as e:
        log.info("An inline query was not answered (%s)", type(e).__name__)
        offer, label = _Offer([]), texts.inline_later
    if not offer.covered:
        label = texts.inline_not_covered
    elif not question:
        label = texts.inline_ask
    await _offer(update, context, offer, label)


def _offset(given: str) -> int:
    """Return the rank at which a page of results begins; whatever was given may be forged."""
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 6 else 0


def _answering(question: str, today: dt.date, first: int, library: Library) -> _Offer:
    if why_unaskable(question):
        return _Offer([], covered=False)
    answer = library.ask(question, today, _MOST)
    if answer.verdict is Verdict.SMALL_TALK:
        return _newest(first, library)
    found = found_by(replace(answer, hits=_telling(answer.hits)))
    following = first + _PAGE if first + _PAGE < len(found) else None
    return _Offer(library.passages(found, first, _PAGE), following, covered=bool(found))


def _telling(hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """Return the hits without a tail that has little to do with what was typed."""
    floor = _WEAK * max((hit.score for hit in hits), default=0.0)
    return tuple(hit for hit in hits if hit.score >= floor)


def _newest(first: int, library: Library) -> _Offer:
    """Return how the newest briefings begin."""
    shelf = library.shelf
    shown = []
    for rank, issue in enumerate(shelf.newest(first, _PAGE), first):
        leading = shelf.leading(issue.briefing)
        if leading is not None:
            shown.append(library.passage(Pointer(leading[0].id, rank, leading[1])))
    following = first + _PAGE if first + _PAGE < shelf.count() else None
    return _Offer([one for one in shown if one], following)


async def _offer(update: Update, context: Context, offer: _Offer, label: str | None) -> None:
    query, messages = update.inline_query, messages_of(update, context)
    assert query is not None
    results = [result(shown, context.bot.username, messages) for shown in offer.passages]
    button = InlineQueryResultsButton(label, start_parameter=_START) if label else None
    with suppress(BadRequest):  # "query is too old": whoever asked has typed on
        await query.answer(
            results,
            cache_time=_KEPT if results else _KEPT_EMPTY,
            is_personal=True,
            next_offset=None if offer.following is None else str(offer.following),
            button=button,
        )


def handlers() -> list[Handler]:
    """Return what takes inline queries."""
    return [InlineQueryHandler(inline)]
