"""What a new index generation brings: noted once, matched with all that is followed, and told.

Everything is done in small steps, between which questions get their turn, and may be interrupted at
any of them: the next start goes on.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial

from bot.archive.library import Library
from bot.archive.stock import matches_of
from bot.keeping.alarms import notify, well
from bot.keeping.wishes import check_wishes
from bot.services import App, Services, services_in
from bot.state.alarms import Kind
from bot.state.matches import Match
from bot.state.news import Fresh
from bot.state.subscribers import Subscriber
from bot.state.watches import Encoded
from corpus.errors import CorpusError
from index.asker import Follower
from index.errors import RetrievalError

log = logging.getLogger(__name__)

#: Seconds between two looks for a new generation.
_EVERY = 15.0
#: Paragraphs that are looked at, and watches that are matched, in one step.
_LOOKED_AT, _MATCHED = 400, 25


async def keep_looking(
    application: App, current: Callable[[], str | None], *, every: float = _EVERY
) -> None:
    """See to every new index generation, until cancelled.

    current: returns the id of the generation in use, None without one.
    """
    while True:
        try:
            await see_to_news(application, current())
            well(services_in(application).state, Kind.INDEX)
        except (CorpusError, RetrievalError) as e:
            log.warning("What is new could not be looked at: %s", type(e).__name__)
            with suppress(sqlite3.Error):
                notify(services_in(application).state, Kind.INDEX, type(e).__name__)
        except sqlite3.OperationalError as e:
            log.warning("What is new could not be noted (%s)", type(e).__name__)
        except Exception:  # the next look may do better; the bot goes on without
            log.exception("What is new could not be looked at")
        await asyncio.sleep(every)


async def see_to_news(application: App, generation: str | None) -> None:
    """Note what is new in a generation, and look in it for what is followed and wished for.

    Raises CorpusError or RetrievalError where the briefings cannot be read.
    """
    if generation is None:
        return
    services = services_in(application)
    state = services.state
    if state.news.looked_at() != generation:
        await look(services, generation)
    for news in state.news.to_match():
        await match(services, news)
    await check_wishes(application, generation)


async def look(services: Services, generation: str) -> int:
    """Note what is new in a generation; return how many paragraphs are."""
    state, desk = services.state, services.desk
    ids = await desk.run_slow(lambda library: library.stock.paragraph_ids())
    known = state.news.known(ids)
    unknown = [identity for identity in ids if identity not in known]
    news = state.news.begin(generation, _now())
    for start in range(0, len(unknown), _LOOKED_AT):
        some = unknown[start : start + _LOOKED_AT]
        fresh = await desk.run_slow(partial(_look_at, some))
        state.news.add(news, fresh)
        await asyncio.sleep(0)
    files = await desk.run_slow(lambda library: library.stock.files())
    arrived = state.news.end(news, files, _now())
    if arrived:
        log.info("%d paragraphs are new", arrived)
    return arrived


async def match(services: Services, news: int) -> int:
    """Look for all that is followed in what came with a news; return how much was found."""
    state, desk = services.state, services.desk
    new = [arrival.paragraph_id for arrival in state.news.arrivals(news - 1, news)]
    follower = await desk.run_slow(partial(_follower, new))
    encoded_with = await desk.run_slow(lambda library: library.stock.encoded_with)
    today, found, after = _now().astimezone().date(), 0, 0
    while some := state.watches.encoded(after, _MATCHED, encoded_with):
        after = some[-1].watch.id
        encoded = await _encoded(services, some, encoded_with)
        matches = await desk.run_slow(partial(_matches, follower, encoded, news, today))
        state.matches.found(matches)
        found += len(matches)
        await asyncio.sleep(0)
    state.news.matched(news)
    if found:
        log.info("%d passages were found for what is followed", found)
    return found


async def match_what_waits(services: Services, subscriber: Subscriber) -> None:
    """Look for what a chat follows with its digest in what that is still to tell of.

    So that the next digest has what came before somebody began to follow it.
    """
    state, desk = services.state, services.desk
    watches = [one for one in state.watches.of_chat(subscriber.chat_id) if not one.at_once]
    arrivals = state.news.arrivals(subscriber.cursor, state.news.latest())
    if not (watches and arrivals and subscriber.days):
        return
    follower = await desk.run_slow(partial(_follower, [one.paragraph_id for one in arrivals]))
    encoded_with = await desk.run_slow(lambda library: library.stock.encoded_with)
    encoded = await _encoded(services, [Encoded(one, None) for one in watches], encoded_with)
    today = _now().astimezone().date()
    matches = await desk.run_slow(partial(_matches, follower, encoded, state.news.latest(), today))
    state.matches.found(matches)


async def _encoded(
    services: Services, watches: Sequence[Encoded], encoded_with: str
) -> list[Encoded]:
    """Return watches with their vectors; those that were missing are kept."""
    missing = [one.watch for one in watches if one.vector is None]
    if not missing:
        return list(watches)
    texts = [watch.text for watch in missing]
    vectors = await services.desk.run_slow(lambda library: library.stock.encode(texts))
    made = {watch.id: vector for watch, vector in zip(missing, vectors, strict=True)}
    services.state.watches.keep_vectors(made.items(), encoded_with)
    return [Encoded(one.watch, one.vector or made[one.watch.id]) for one in watches]


def _look_at(ids: Sequence[str], library: Library) -> list[Fresh]:
    return library.stock.look_at(ids)


def _follower(ids: Sequence[str], library: Library) -> Follower:
    return library.stock.follower(ids)


def _matches(
    follower: Follower,
    encoded: Sequence[Encoded],
    news: int,
    today: dt.date,
    library: Library,
) -> list[Match]:
    """Return what is found for some watches; one that cannot be matched is left out."""
    try:
        return matches_of(follower, encoded, news, today)
    except (CorpusError, RetrievalError):
        raise
    except Exception as e:  # the others, and all digests, must not wait for it
        if len(encoded) == 1:
            log.error("Watch %d cannot be matched (%s)", encoded[0].watch.id, type(e).__name__)  # noqa: TRY400 (its text is private)
            return []
    middle = len(encoded) // 2
    return [
        match
        for half in (encoded[:middle], encoded[middle:])
        for match in _matches(follower, half, news, today, library)
    ]


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
