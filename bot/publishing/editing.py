"""Making editions: what a digest or an alert says is fixed here, once, with who gets it."""

from __future__ import annotations

import datetime as dt
import logging
from collections import OrderedDict
from collections.abc import Sequence
from functools import partial

from bot.archive.library import Library
from bot.digest.content import Content, Entry, Told, Wanted
from bot.digest.schedule import Due
from bot.publishing.planning import overdue, plan
from bot.publishing.printing import paged
from bot.services import Services
from bot.state.editions import Draft, Fate, Kind
from bot.state.matches import Match
from bot.state.subscribers import Subscriber
from bot.state.watches import Watch

log = logging.getLogger(__name__)

#: A digest that is later than this is part of the next one.
MOST_LATE = dt.timedelta(hours=6)
#: Passages of what is followed in one edition.
MOST_TOLD = 24
#: Days without a digest that are noted each; after a longer time only the last ones.
_MOST_MISSED = 60
#: Lists of what is new that are remembered: most subscribers get the same.
_REMEMBERED = 64

#: What decides which briefings a digest lists.
_Key = tuple[int, int, Wanted]


class Editor:
    """Makes editions; one after another."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._state = services.state
        self._lists: OrderedDict[_Key, tuple[Entry, ...]] = OrderedDict()

    # ---- digests

    async def make_digest(self, subscriber: Subscriber, now: dt.datetime) -> bool:
        """Make what is due for a subscriber and plan what comes next; whether there is a digest.

        Safe to be interrupted at any moment: all is noted at once, or nothing.
        """
        late = overdue(subscriber, now)
        if not late:
            plan(self._state, subscriber, now, taken=True)
            return False
        in_time = now - late[-1].at <= MOST_LATE
        missed, due = (late[:-1], late[-1]) if in_time else (late, None)
        until = self._state.news.latest()
        content, matches = Content(), list[Match]()
        if due is not None:
            content, matches = await self.content_of(subscriber, until, due.day, missed)
            content = await paged(self._services, subscriber, content)
        current = self._state.subscribers.get(subscriber.id)
        if current is None or current.due_at != subscriber.due_at:
            return False  # they have changed their mind meanwhile
        subscriber = current
        with self._state.atomic():
            self._note_missed(subscriber, missed, now)
            if due is not None:
                self._keep(subscriber, due, until, (content, matches), now)
            plan(self._state, subscriber, now, taken=True)
        return bool(content.chapters)

    def _note_missed(self, subscriber: Subscriber, days: Sequence[Due], now: dt.datetime) -> None:
        for one in days[-_MOST_MISSED:]:
            draft = Draft(
                subscriber.chat_id, one.day.isoformat(), Kind.DIGEST, one.at, fate=Fate.MERGED
            )
            self._state.editions.make(draft, now)

    def _keep(
        self,
        subscriber: Subscriber,
        due: Due,
        until: int,
        found: tuple[Content, Sequence[Match]],
        now: dt.datetime,
    ) -> None:
        content, matches = found
        parts = len(content.letters)
        draft = Draft(
            subscriber.chat_id,
            due.day.isoformat(),
            Kind.DIGEST,
            due.at,
            fate=Fate.OPEN if parts else Fate.EMPTY,
            language=self._language(subscriber),
            since=subscriber.cursor,
            until=until,
            content=content.to_json() if parts else None,
            parts=parts,
        )
        edition = self._state.editions.make(draft, now)
        if edition is None:
            return  # that day had its digest already, by another clock
        self._state.matches.told(matches, edition)
        self._state.subscribers.set_cursor(subscriber.id, until)

    async def content_of(
        self,
        subscriber: Subscriber,
        until: int,
        day: dt.date,
        missed: Sequence[Due] = (),
    ) -> tuple[Content, list[Match]]:
        """Return what a digest says now, and what of what is followed it tells.

        until: the last news that it may tell of.
        """
        wanted = Wanted(subscriber.series, subscriber.languages)
        entries: tuple[Entry, ...] = ()
        if not subscriber.only_followed and until > subscriber.cursor:
            entries = await self._list(subscriber.cursor, until, wanted)
        untold = self._untold(subscriber.chat_id, at_once=False)
        told, matches = await self._told(untold, wanted)
        days = [one.day for one in missed]
        content = Content(
            told,
            entries,
            missed=(*self._state.editions.missed(subscriber.chat_id), *days),
            first=day - dt.timedelta(days=6) if len(subscriber.days) == 1 else None,
        )
        return content, matches

    async def _list(self, after: int, until: int, wanted: Wanted) -> tuple[Entry, ...]:
        key = (after, until, wanted)
        if key not in self._lists:
            arrivals = self._state.news.arrivals(after, until)
            self._lists[key] = await self._services.desk.run_slow(
                lambda library: library.stock.entries(arrivals, wanted)
            )
            if len(self._lists) > _REMEMBERED:
                self._lists.popitem(last=False)
        self._lists.move_to_end(key)
        return self._lists[key]

    async def _told(
        self, untold: Sequence[tuple[Watch, Match]], wanted: Wanted
    ) -> tuple[tuple[Told, ...], list[Match]]:
        """Return passages to be told, the best first, and the matches that are told with them.

        A passage is told once, whatever it was found for.
        """
        if not untold:
            return (), []
        here = await self._services.desk.run(partial(_still_wanted, untold, wanted))
        matches = [match for _, match in untold if match.paragraph_id in here]
        best: dict[int, Match] = {}
        watches: dict[int, list[int]] = {}
        for match in sorted(matches, key=lambda one: -one.score):
            best.setdefault(match.mark, match)
            watches.setdefault(match.mark, []).append(match.watch_id)
        chosen = list(best.values())[:MOST_TOLD]
        told = tuple(
            Told(match.paragraph_id, match.highlight, tuple(watches[match.mark]))
            for match in chosen
        )
        marks = {match.mark for match in chosen}
        return told, [match for match in matches if match.mark in marks]

    # ---- alerts

    async def make_alert(self, chat_id: int, now: dt.datetime) -> bool:
        """Make an alert of what is to be told at once in a chat; whether there is one."""
        subscriber = self._state.subscribers.of_chat(chat_id)
        untold = self._untold(chat_id, at_once=True)
        told, matches = await self._told(untold, Wanted())
        if subscriber is None or not told:
            self._state.matches.discard(match for _, match in untold if match not in matches)
            return False
        content = await paged(self._services, subscriber, Content(told))
        with self._state.atomic():
            if not self._is_still(subscriber, matches):
                return False  # they have changed their mind meanwhile
            number = self._state.editions.next_number()
            draft = Draft(
                chat_id,
                f"alert {number}",
                Kind.ALERT,
                now,
                language=self._language(subscriber),
                content=content.to_json(),
                parts=len(content.letters),
            )
            edition = self._state.editions.make(draft, now)
            assert edition is not None
            self._state.matches.told(matches, edition)
        return True

    def _untold(self, chat_id: int, *, at_once: bool) -> list[tuple[Watch, Match]]:
        """Return what is to be told in a chat of the news that were looked through to the end."""
        matches = self._state.matches
        matches.pass_over_told(chat_id)
        return matches.untold(chat_id, at_once=at_once, until=self._state.news.latest())

    def _is_still(self, subscriber: Subscriber, matches: Sequence[Match]) -> bool:
        """Whether a chat is still to be told at once what was found for it."""
        current = self._state.subscribers.get(subscriber.id)
        untold = self._state.matches.untold(
            subscriber.chat_id, at_once=True, until=self._state.news.latest()
        )
        return (
            current is not None
            and current.gets_alerts
            and set(matches) <= {match for _, match in untold}
        )

    def _language(self, subscriber: Subscriber) -> str | None:
        return subscriber.language or self._state.people.spoken(subscriber.chat_id)


def _still_wanted(
    untold: Sequence[tuple[Watch, Match]], wanted: Wanted, library: Library
) -> set[str]:
    """Return the ids of the passages that are still stored and that a digest is about."""
    stored = library.paragraphs([match.paragraph_id for _, match in untold])
    here = set()
    for paragraph in stored.values():
        head = library.shelf.briefing(paragraph.briefing_id)
        if head is not None and wanted.takes(head, paragraph):
            here.add(paragraph.id)
    return here
