"""Everything the bot remembers, one repository per noun, over one database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from bot.access import Role
from bot.digest.content import Chapter, read_content
from bot.state.alarms import Alarms
from bot.state.audit import Audit
from bot.state.broadcasts import Broadcasts
from bot.state.database import open_state
from bot.state.decisions import Decisions
from bot.state.editions import Editions, Fate, Kind
from bot.state.evaluations import Evaluations
from bot.state.feedback import FeedbackGiven
from bot.state.gaps import Gaps
from bot.state.groups import Groups
from bot.state.inbox import Inbox
from bot.state.invitations import Invitations
from bot.state.journal import Journal
from bot.state.links import Links
from bot.state.matches import Matches
from bot.state.news import News
from bot.state.notices import Notices
from bot.state.outbox import Outbox
from bot.state.people import People
from bot.state.personal import Personal
from bot.state.prompts import Prompts
from bot.state.questions import Questions
from bot.state.quotas import Quotas
from bot.state.reindexes import Reindexes
from bot.state.requests import Requests
from bot.state.subscribers import Subscribers
from bot.state.tallies import Tallies
from bot.state.traces import Traces
from bot.state.uploads import Uploads
from bot.state.vault import Vault
from bot.state.watches import Watches
from bot.state.wishes import Wishes

#: Pages of the file (of 4 kB) that are given back at a time.
_PAGES = 5000


class State(Decisions):
    """The repositories over ``bot.db``: a file (or ``":memory:"`` for tests) or a vault.

    Raises StateError.
    """

    def __init__(self, place: Vault | Path | str) -> None:
        #: Where it lies and what opens it, for whoever reads it in another thread.
        self.vault = place if isinstance(place, Vault) else Vault(place)
        self._db: Database = open_state(self.vault)
        self.inbox = Inbox(self._db)
        self.journal = Journal(self._db)
        self.questions = Questions(self._db)
        self.links = Links(self._db)
        self.people = People(self._db)
        self.invitations = Invitations(self._db)
        self.requests = Requests(self._db)
        self.groups = Groups(self._db)
        self.quotas = Quotas(self._db)
        self.notices = Notices(self._db)
        self.feedback = FeedbackGiven(self._db)
        self.wishes = Wishes(self._db)
        self.subscribers = Subscribers(self._db)
        self.watches = Watches(self._db)
        self.matches = Matches(self._db)
        self.prompts = Prompts(self._db)
        self.news = News(self._db)
        self.editions = Editions(self._db)
        self.outbox = Outbox(self._db)
        self.reindexes = Reindexes(self._db)
        self.uploads = Uploads(self._db)
        self.evaluations = Evaluations(self._db)
        self.tallies = Tallies(self._db)
        self.gaps = Gaps(self._db)
        self.audit = Audit(self._db)
        self.broadcasts = Broadcasts(self._db)
        self.alarms = Alarms(self._db)
        #: Whoever keeps something about people; a test finds what is missing here.
        self.personal: tuple[Personal, ...] = (
            self.questions,
            self.people,
            self.invitations,
            self.requests,
            self.groups,
            self.quotas,
            self.notices,
            self.feedback,
            self.wishes,
            self.subscribers,
            self.watches,
            self.prompts,
            self.editions,
            self.reindexes,
            self.uploads,
            self.evaluations,
            self.audit,
            self.broadcasts,
            Traces(self._db),
        )

    def atomic(self) -> AbstractContextManager[object]:
        """Make all changes in the context or, on an exception, none."""
        return self._db.atomic()

    def is_of_use(self, code: str, user_id: int) -> bool:
        """Whether a code changes something for somebody with access, or let them in before."""
        invitation = self.invitations.find(code)
        return (
            invitation is not None
            and invitation.role is Role.ADMIN
            and self.people.role(user_id) is Role.READER
        ) or self.invitations.used_by(code) == user_id

    def fulfil(
        self, wish_id: int, question_id: int, message_ids: Sequence[int], now: dt.datetime
    ) -> None:
        """Note which messages answered a wish, kept like the answer to a question."""
        with self._db.atomic():
            self.questions.answered_by(question_id, message_ids)
            self.wishes.fulfil(wish_id, now)

    def take_back(self, edition_id: int, *, dropped: bool = False) -> None:
        """Not send what is left of an edition: what it says is to be said by the next.

        Of a chapter that was begun nothing is said again.

        dropped: because the chat cannot be written to; otherwise because it comes too late.
        """
        with self._db.atomic():
            edition = self.editions.get(edition_id)
            self.editions.settle(edition_id, Fate.DROPPED if dropped else Fate.MERGED)
            if edition is None:
                return
            left = self.outbox.left(edition_id)
            letters = enumerate(read_content(edition.content).letters, 1)
            begun = {chapter for number, (chapter, _) in letters if number in left}
            if Chapter.FOLLOWED not in begun:
                self.matches.untell(edition_id)
            subscriber = self.subscribers.of_chat(edition.chat_id)
            news = edition.kind is Kind.DIGEST and Chapter.NEWS not in begun
            if news and subscriber is not None:
                self.subscribers.set_cursor(subscriber.id, min(subscriber.cursor, edition.since))

    def move_chat(self, old: int, new: int) -> None:
        """Follow a group that Telegram gave another id; doing so twice does no harm."""
        with self._db.atomic():
            self.groups.migrate(old, new)
            self.questions.move(old, new)
            self.subscribers.move(old, new)
            self.watches.move(old, new)
            self.editions.move(old, new)
            self.audit.move(old, new)
            self.broadcasts.move(old, new)

    def export(self, user_id: int) -> dict[str, list[dict[str, Any]]]:
        """Return everything that is kept about a person, by table."""
        every: dict[str, list[dict[str, Any]]] = {}
        for repository in self.personal:
            every |= repository.export(user_id)
        return {table: rows for table, rows in every.items() if rows}

    def forget(self, user_id: int, now: dt.datetime, *, keep_access: bool) -> None:
        """Delete everything about a person, and their access too unless they want to keep it."""
        with self._db.atomic():
            role = self.people.role(user_id)
            for repository in self.personal:
                repository.forget(user_id)
            if keep_access and role in (Role.READER, Role.ADMIN):
                self.people.let_in(user_id, role, by=None, now=now)

    def shrink(self) -> None:
        """Give what was erased back to the disk, a part at a time so that nobody waits for it."""
        # As a script, since a single statement is not run to its end: it returns no rows.
        self._db.conn.executescript(
            f"PRAGMA incremental_vacuum({_PAGES}); PRAGMA wal_checkpoint(TRUNCATE);"
        )

    def close(self) -> None:
        """Close the database."""
        self._db.close()
