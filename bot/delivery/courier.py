"""Sending what a person waits for: once, whatever happens on the way."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from telegram import Message
from telegram.error import TelegramError

from bot.delivery.client import TICKET
from bot.delivery.errand import Errand
from bot.delivery.lanes import Lane
from bot.delivery.outcome import Outcome, outcome
from bot.delivery.sign_of_life import sign_of_life
from bot.state.journal import Journal, Stage
from bot.state.patience import patiently

log = logging.getLogger(__name__)

#: How often a message of which nobody knows whether it arrived is sent again.
MOST_REPEATS = 3
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 30.0


_ERRAND: ContextVar[Errand | None] = ContextVar("errand", default=None)


class _Ticket:
    """Notes in the journal when a message leaves."""

    def __init__(self, journal: Journal, lane: Lane, place: tuple[str, int], chat_id: int) -> None:
        self.lane = lane
        self.left = False
        self._place = place
        self._chat_id = chat_id
        self._journal = journal

    def leaves(self) -> None:
        self._journal.begin(*self._place, self._chat_id)
        self.left = True

    def held(self) -> None:
        if self.left:
            self._journal.unsent(*self._place)
            self.left = False


class Courier:
    """Sends messages so that a crash, an outage or a doubtful end neither loses nor doubles one.

    A message whose fate is unknown is not simply sent again: first Telegram has to answer a
    harmless request, and then the message says that it may be there twice.

    told: is told each outcome, for the metrics. delayed: is told that a request has to be made
    again, so that this is not taken for a hang.
    """

    def __init__(
        self,
        journal: Journal,
        told: Callable[[Lane, str], None] = lambda _lane, _outcome: None,
        delayed: Callable[[], None] = lambda: None,
    ) -> None:
        self._journal = journal
        self._delayed = delayed
        self._is_there: Callable[[], Awaitable[Any]] | None = None
        self.told = told

    def connect(self, is_there: Callable[[], Awaitable[Any]]) -> None:
        """Say how Telegram is asked for a sign of life."""
        self._is_there = is_there

    @contextmanager
    def errand(
        self, name: str, lane: Lane = Lane.QUICK, *, again: bool = False
    ) -> Iterator[Errand]:
        """Send everything in the context for one purpose, whose name is the same after a crash."""
        errand = Errand(name, lane, again)
        token = _ERRAND.set(errand)
        try:
            yield errand
        finally:
            _ERRAND.reset(token)

    @property
    def again(self) -> bool:
        """Whether what is being done was begun before, and may be done in part."""
        errand = _ERRAND.get()
        return errand is not None and errand.again

    def interrupt(self) -> None:
        """Note that what is being done could not be done now, and is to be tried again."""
        errand = _ERRAND.get()
        if errand is not None:
            errand.interrupted = True

    async def send(
        self,
        chat_id: int,
        call: Callable[[bool], Awaitable[Message | Sequence[Message]]],
        kind: str = "text",
    ) -> list[int]:
        """Return the ids of the messages that ``call`` makes, or made in an earlier run.

        call: makes the request; its argument says whether the message may be there already.
        Raises TelegramError where Telegram refuses it (BadRequest, Forbidden).
        """
        errand = _ERRAND.get() or Errand(secrets.token_hex(8), passing=True)
        place = errand.next(kind, chat_id)
        known = self._journal.stage(*place)
        if known and known[0] is Stage.SENT:
            return self._journal.message_ids(*place)
        tries = known[1] if known else 0
        while tries <= MOST_REPEATS:
            if tries:
                assert self._is_there is not None
                await sign_of_life(
                    self._is_there, self._delayed, pauses=(_FIRST_PAUSE, _LONGEST_PAUSE)
                )
            ticket = _Ticket(self._journal, errand.lane, place, chat_id)
            try:
                message_ids = await self._try(ticket, call, again=tries > 0)
            except _Unknown:
                tries += 1
                self.told(errand.lane, Outcome.UNKNOWN)
            except TelegramError:
                errand.take_back(place)
                raise
            else:
                await self._arrived(errand, place, message_ids)
                self.told(errand.lane, "sent" if not tries else "repeated")
                return list(message_ids)
        log.error("A message may not have arrived, and is given up after %d tries", tries)
        self.told(errand.lane, "given up")
        return []

    async def _arrived(
        self, errand: Errand, place: tuple[str, int], message_ids: tuple[int, ...]
    ) -> None:
        def note() -> None:
            if errand.passing:
                self._journal.forget(place[0])
            else:
                self._journal.end(*place, Stage.SENT, message_ids)

        # what is known to have arrived must not be sent again because it could not be noted
        await patiently(note, self._delayed)

    async def _try(
        self,
        ticket: _Ticket,
        call: Callable[[bool], Awaitable[Message | Sequence[Message]]],
        *,
        again: bool,
    ) -> tuple[int, ...]:
        """Make the request until it is known to have left. Raises _Unknown or TelegramError."""
        pause = _FIRST_PAUSE
        while True:
            token = TICKET.set(ticket)
            try:
                made = await call(again)
            except TelegramError as e:
                kind = outcome(e)
                if kind is Outcome.UNKNOWN and ticket.left:
                    raise _Unknown from e
                if kind is not Outcome.UNKNOWN:
                    ticket.held()
                if kind in (Outcome.REFUSED, Outcome.GONE, Outcome.DONE):
                    self.told(ticket.lane, kind)
                    raise
                self._delayed()
                log.warning(
                    "A message cannot be sent (%s); next try in %.0f s", type(e).__name__, pause
                )
            else:
                messages = [made] if isinstance(made, Message) else made
                return tuple(message.message_id for message in messages)
            finally:
                TICKET.reset(token)
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)

    async def repeat(self, call: Callable[[], Awaitable[Any]]) -> Any:
        """Return what an edit returns; repeated as often as needed, since that does no harm.

        Raises TelegramError where Telegram refuses it.
        """
        pause = _FIRST_PAUSE
        while True:
            try:
                return await call()
            except TelegramError as e:
                kind = outcome(e)
                if kind is Outcome.DONE:
                    return None
                if kind in (Outcome.REFUSED, Outcome.GONE):
                    raise
                self._delayed()
                log.warning("An edit is tried again in %.0f s (%s)", pause, type(e).__name__)
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)


class _Unknown(Exception):  # noqa: N818 (a state of knowledge)
    """Nobody knows whether the message arrived."""
