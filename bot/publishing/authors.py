"""Admins who wrote to everybody see how far that is, and are told what became of it."""

from __future__ import annotations

import asyncio
import logging
import sqlite3

from telegram import InlineKeyboardMarkup
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.access import Role
from bot.buttons import broadcast as buttons
from bot.delivery.lanes import Lane
from bot.messages.catalogue import Messages
from bot.messages.choose import messages_for
from bot.rendering.broadcast_report import progress, report
from bot.replies import tell
from bot.richtext import to_html
from bot.roles import role_of
from bot.services import App, services_in
from bot.state.broadcasts import Arrival, Broadcast, Stage
from bot.state.store import State

log = logging.getLogger(__name__)

#: Seconds between two changes of what an author sees, and after something went wrong.
_PROGRESS_EVERY, _AFTER_ERROR = 3.0, 5.0


class Authors:
    """Keeps the authors of broadcasts posted."""

    def __init__(self, application: App) -> None:
        self._application = application
        self._services = services_in(application)
        self._state = self._services.state
        self._broadcasts = self._state.broadcasts
        self._posting: asyncio.Task[None] | None = None
        self._shown: dict[int, tuple[float, str]] = {}

    def end(self) -> None:
        """Leave what is not told to the next start."""
        if self._posting is not None:
            self._posting.cancel()

    def begin(self) -> None:
        """Tell the authors aside: they may have to wait where the others need not."""
        if self._posting is None or self._posting.done():
            self._posting = asyncio.create_task(self._posted(), name="broadcast authors")

    async def _posted(self) -> None:
        try:
            await self.post()
        except sqlite3.Error as e:
            log.warning("Broadcasts cannot be looked after now (%s)", type(e).__name__)
        except Exception:  # the next look may do better
            log.exception("The author of a broadcast could not be told")
            await asyncio.sleep(_AFTER_ERROR)

    async def post(self) -> None:
        """Show each author how far it is; at the end, tell them what became of it."""
        for broadcast in self._broadcasts.going():
            counts = self._broadcasts.counts(broadcast.id)
            left = counts[Arrival.QUEUED] + counts[Arrival.SENDING]
            await self._show(broadcast, final=not left)
            if not left:
                await self._report(broadcast)
                self._broadcasts.over(broadcast.id)
                self._shown.pop(broadcast.id, None)

    async def _show(self, broadcast: Broadcast, *, final: bool) -> None:
        """Change what the author sees, every few seconds and at the end; it may be gone."""
        if not self._may_know(broadcast) or broadcast.message_id is None:
            return
        assert broadcast.by is not None
        messages, now = spoken_in(self._state, broadcast.by), asyncio.get_running_loop().time()
        at, before = self._shown.setdefault(broadcast.id, (now, ""))
        counts = self._broadcasts.counts(broadcast.id)
        text = to_html(progress(counts, broadcast.stage, messages, final=final))
        if text == before or (now - at < _PROGRESS_EVERY and not final):
            return
        self._shown[broadcast.id] = now, text
        going = broadcast.stage is Stage.SENDING and not final
        stop = InlineKeyboardMarkup([[buttons.stop(broadcast.id, messages)]])
        try:
            await self._application.bot.edit_message_text(
                text,
                chat_id=broadcast.by,
                message_id=broadcast.message_id,
                parse_mode=ParseMode.HTML,
                reply_markup=stop if going else None,
            )
        except TelegramError as e:
            log.info("How far a broadcast is could not be shown (%s)", type(e).__name__)

    def _may_know(self, broadcast: Broadcast) -> bool:
        """Whether the author is known, and still an admin."""
        return role_of(self._services, broadcast.by) is Role.ADMIN

    async def _report(self, broadcast: Broadcast) -> None:
        """Tell the author what became of it, once."""
        if not self._may_know(broadcast):
            return
        assert broadcast.by is not None
        counts, messages = (
            self._broadcasts.counts(broadcast.id),
            spoken_in(self._state, broadcast.by),
        )
        blocks = report(counts, broadcast.stage, messages)
        try:
            with self._services.courier.errand(f"broadcast {broadcast.id} over", Lane.ANSWER):
                await tell(self._application, broadcast.by, blocks, messages)
        except (BadRequest, Forbidden) as e:
            log.info("The author of a broadcast could not be told (%s)", type(e).__name__)


def spoken_in(state: State, chat_id: int) -> Messages:
    """Return the texts in the language of a person, or of a group's digest."""
    if chat_id > 0:
        return messages_for(state.people.spoken(chat_id))
    subscriber = state.subscribers.of_chat(chat_id)
    return messages_for(subscriber.language if subscriber else None)
