"""From the outbox to Telegram: every message at most once, whatever happens on the way.

What is on its way when the program ends, or when the connection does, may have arrived: it is noted
as of unknown fate and not sent again, and the admins are told.
"""

from __future__ import annotations

import datetime as dt
import logging
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from telegram import Message
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.delivery.lanes import Lane
from bot.delivery.outcome import is_gone, is_shut
from bot.messages.choose import messages_for
from bot.publishing.carriage import EVERY, Carriage, Ends
from bot.publishing.editing import MOST_LATE
from bot.publishing.planning import lose
from bot.publishing.printing import Letter, letter
from bot.publishing.stamp import Stamp
from bot.replies import ROOM, tell
from bot.richtext import Block, pack, phrase, plain, to_html
from bot.roles import may_receive
from bot.services import App, services_in
from bot.state.editions import Edition, Fate, Kind
from bot.state.outbox import Outbox, Part, PartState
from bot.state.patience import patiently

log = logging.getLogger(__name__)

#: Messages on their way at a time.
_AT_A_TIME = 16
#: Until a message is tried again that something of ours went wrong with.
_AFTER_ERROR = dt.timedelta(minutes=5)


class Post:
    """Takes messages out of the outbox and sees each to its end.

    clock: tells the time; a test may bring its own.
    """

    def __init__(
        self,
        application: App,
        *,
        clock: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
    ) -> None:
        self._application = application
        self._services = services_in(application)
        self._state = self._services.state
        self._clock = clock
        #: What is on its way, by chat.
        self.carriage = Carriage[int](application, "digest", _AT_A_TIME)

    @property
    def outbox(self) -> Outbox:
        """What waits."""
        return self._state.outbox

    # ---- taking one after another

    async def run(self) -> None:
        """Send what waits, until cancelled; what is on its way then has a moment to arrive."""
        lost = await patiently(self.outbox.recover)
        if lost:
            log.warning("%d messages of digests may or may not have arrived", lost)
        try:
            while True:
                try:
                    self.begin()
                except sqlite3.Error as e:
                    log.warning("Digests cannot be sent now (%s)", type(e).__name__)
                await self.carriage.some_done(EVERY)
        finally:
            await self.carriage.end()

    async def drain(self) -> None:
        """Send all that may leave now, and return."""
        while self.begin() or self.carriage.under_way:
            await self.carriage.some_done()

    def begin(self) -> int:
        """Begin with as many messages as there is room for, one to a chat; return how many."""
        room, begun, under_way = self.carriage.room, 0, self.carriage.under_way
        for part in self.outbox.waiting(self._clock(), 2 * _AT_A_TIME) if room > 0 else ():
            if part.chat_id in under_way or begun == room:
                continue
            under_way.add(part.chat_id)
            self.carriage.begin(part.chat_id, self._carry(part))
            begun += 1
        return begun

    # ---- one message

    async def _carry(self, part: Part) -> None:
        try:
            await self._see_to(part)
        except Exception:  # the others must get their turn; this one waits a while
            log.exception("A digest could not be sent")
            with suppress(sqlite3.Error):
                self.outbox.put_off(part.id, self._clock() + _AFTER_ERROR)

    async def _see_to(self, part: Part) -> None:
        """See a message to its end, or leave it where it is."""
        edition = self._state.editions.get(part.edition)
        now = self._clock()
        if edition is None or edition.fate is not Fate.OPEN:
            self.outbox.ended(part.id, PartState.FAILED)
            return
        if not may_receive(self._services, edition.chat_id):
            lose(self._state, edition.chat_id, now)
            return
        if self._comes_too_late(edition, now):
            self._state.take_back(edition.id)
            return
        letter = await self._write(edition, part)
        if letter is None:
            self._settle(part, PartState.SENT, ())
            return
        await self._deliver(part, edition.chat_id, letter)

    def _comes_too_late(self, edition: Edition, now: dt.datetime) -> bool:
        """Whether a digest goes into the next one, which there must be, instead."""
        if edition.kind is not Kind.DIGEST or now - edition.due_at <= MOST_LATE:
            return False
        subscriber = self._state.subscribers.of_chat(edition.chat_id)
        waits = subscriber is not None and subscriber.due_at is not None
        return waits and not self.outbox.left(edition.id)

    async def _write(self, edition: Edition, part: Part) -> Letter | None:
        group = self._state.groups.get(edition.chat_id)
        channel = str(self._application.bot.username) if group and group.channel else ""
        now = self._clock()
        return await letter(self._services, edition, part.number, now, channel=channel)

    async def _deliver(self, part: Part, chat_id: int, letter: Letter) -> None:
        """Send a message; whatever comes of it, it is sent at most once."""
        block = pack(letter.blocks, ROOM)[0]
        stamp = Stamp(partial(self.outbox.leaves, part.id), partial(self.outbox.held, part.id))
        ends = Ends(
            arrived=lambda sent: self._settle(part, PartState.SENT, (sent.message_id,)),
            doubtful=lambda: self._settle(part, PartState.UNKNOWN),
            refused=partial(self._see_to_refusal, part),
        )
        say = partial(self._send, chat_id, block, letter, stamp)
        await self.carriage.send(stamp, say, ends)

    async def _send(self, chat_id: int, block: Block, letter: Letter, stamp: Stamp) -> Message:
        subscriber = self._state.subscribers.of_chat(chat_id)
        say = partial(
            self._application.bot.send_message,
            chat_id=chat_id,
            message_thread_id=subscriber.topic if subscriber else None,
            reply_markup=letter.keyboard,
            disable_notification=letter.silent,
        )
        try:
            sent: Message = await say(text=to_html(block), parse_mode=ParseMode.HTML)
        except BadRequest as e:
            if "can't parse entities" not in e.message.lower():
                raise
            log.exception("Telegram could not read our HTML; sending plain text")
            stamp.held()
            sent = await say(text=plain(block))
        return sent

    def _settle(self, part: Part, state: PartState, message_ids: tuple[int, ...] = ()) -> None:
        with self._state.atomic():
            self.outbox.ended(part.id, state, message_ids)
            self._state.editions.finish(part.edition)

    async def _see_to_refusal(self, part: Part, error: TelegramError) -> None:
        await patiently(lambda: self._refused(part, error))
        if is_shut(error):
            await self._tell_owner(part.chat_id)

    def _refused(self, part: Part, error: TelegramError) -> None:
        """Note that a message will never arrive; if the chat is gone, what it says comes later."""
        with self._state.atomic():
            if not is_gone(error):
                self._settle(part, PartState.FAILED)
                return
            self.outbox.held(part.id)
            self._state.take_back(part.edition, dropped=True)
            lose(self._state, part.chat_id, self._clock())
            if part.chat_id > 0:
                self._state.people.set_reachable(part.chat_id, False)

    async def _tell_owner(self, chat_id: int) -> None:
        """Tell whoever set a digest up that its topic is gone, or closed to the bot."""
        subscriber = self._state.subscribers.of_chat(chat_id)
        owner = subscriber.created_by if subscriber else None
        if subscriber is None or owner is None or owner == chat_id:
            return
        messages = messages_for(self._state.people.spoken(owner))
        gone = phrase(messages.deliveries.topic_gone, title=subscriber.title or str(chat_id))
        try:
            with self._services.courier.errand(f"topic {subscriber.id} gone", Lane.BULK):
                await tell(self._application, owner, [gone], messages)
        except (BadRequest, Forbidden) as e:
            log.info("Nobody could be told of it (%s)", type(e).__name__)
