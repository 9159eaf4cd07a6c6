"""The Bot API as this program uses it: updates as they came, and every message in its lane."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine, Sequence
from contextvars import ContextVar
from typing import Any, Protocol

from telegram.error import BadRequest, ChatMigrated, RetryAfter
from telegram.ext import BaseRateLimiter, ExtBot

from bot.delivery.lanes import Lane, Lanes
from bot.delivery.outcome import seconds_to_wait
from bot.delivery.shown import Shown

log = logging.getLogger(__name__)

#: What counts as a message in Telegram's limits.
_MESSAGES = frozenset(
    {
        "sendMessage",
        "sendPhoto",
        "sendDocument",
        "sendMediaGroup",
        "editMessageText",
        "editMessageCaption",
        "editMessageMedia",
        "editMessageReplyMarkup",
    }
)
#: What may be left out when there is something better to send.
_ORNAMENTS = frozenset({"sendChatAction"})


class Ticket(Protocol):
    """Follows one message: told the moment it leaves, and if Telegram sent it back to wait."""

    lane: Lane

    def leaves(self) -> None:
        """The request is about to be made."""

    def held(self) -> None:
        """Telegram did not take it: it is to wait."""


#: The ticket of the message that the running task sends.
TICKET: ContextVar[Ticket | None] = ContextVar("ticket", default=None)


class Delivery(BaseRateLimiter[None]):
    """Stands between the library and Telegram: turns, pauses, groups that got another id.

    moved: told the old and the new id of a group that became a supergroup. paused: told the
    seconds that Telegram asks to wait.
    """

    def __init__(
        self,
        lanes: Lanes,
        moved: Callable[[int, int], None] = lambda _old, _new: None,
        paused: Callable[[float], None] = lambda _seconds: None,
    ) -> None:
        self.lanes = lanes
        self.on_moved = moved
        self.on_paused = paused
        self._moved: dict[int, int] = {}
        self._shown = Shown()

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,  # noqa: ARG002 (the library's signature)
    ) -> Any:
        """Make a request when its turn has come."""
        chat = data.get("chat_id")
        if endpoint in _ORNAMENTS and chat is not None and not self.lanes.is_free(chat):
            return True
        if endpoint not in _MESSAGES or chat is None:
            return await callback(*args, **kwargs)
        if self._shown.holds(endpoint, data):
            return True
        result = await self._send(callback, args, kwargs, data)
        self._shown.note(endpoint, data, result)
        return result

    async def _send(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        data: dict[str, Any],
    ) -> Any:
        ticket = TICKET.get()
        lane = ticket.lane if ticket else Lane.QUICK
        while True:
            if data["chat_id"] in self._moved:
                self._follow(data)
            chat = data["chat_id"]
            media = data.get("media")
            count = len(media) if isinstance(media, Sequence) else 1  # an album, or one message
            await self.lanes.turn(chat, lane, count)
            try:
                if ticket:
                    ticket.leaves()
                return await callback(*args, **kwargs)
            except RetryAfter as e:
                self._hold(ticket, chat, seconds_to_wait(e))
            except ChatMigrated as e:
                if ticket:
                    ticket.held()
                self._moved[chat] = e.new_chat_id
                self.on_moved(chat, e.new_chat_id)
            finally:
                self.lanes.arrived(chat, count)

    def _follow(self, data: dict[str, Any]) -> None:
        """Turn to the group's new id, where messages of the old one are not.

        Raises BadRequest for an edit of such a message.
        """
        if "message_id" in data:
            raise BadRequest("Message to edit not found")
        data["chat_id"] = self._moved[data["chat_id"]]
        data.pop("reply_parameters", None)

    def _hold(self, ticket: Ticket | None, chat: int | str, seconds: float) -> None:
        log.warning("Telegram asks to wait %.0f s", seconds)
        if ticket:
            ticket.held()
        self.on_paused(seconds)
        self.lanes.pause(chat, seconds)


class Client(ExtBot[None]):
    """The library's bot, which also gives updates as Telegram sent them."""

    async def fetch(
        self, offset: int, seconds: int, allowed: Sequence[str], limit: int = 100
    ) -> list[dict[str, Any]]:
        """Return the updates from ``offset`` on; waits so long for the first one.

        The library would log what somebody wrote if it could not read an update.
        """
        data = {
            "offset": offset,
            "timeout": seconds,
            "limit": limit,
            "allowed_updates": list(allowed),
        }
        patience = (self.request_timeout or 0) + seconds
        updates: list[dict[str, Any]] = await self._post("getUpdates", data, read_timeout=patience)
        return updates

    @property
    def request_timeout(self) -> float | None:
        """Seconds that an answer to a request for updates may take."""
        return self._request[0].read_timeout
