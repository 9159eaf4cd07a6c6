"""How updates reach the bot: asked for, or brought to its webhook."""

from __future__ import annotations

import asyncio
import re
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from tests.fakes.telegram.queries import Queries
from tests.fakes.telegram.refusals import Refused, bad

Json = dict[str, Any]

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_PORTS = {443, 80, 88, 8443}
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_OTHER_POLL = "other getUpdates request; make sure that only one bot instance is running"
_KINDS = {
    "message", "edited_message", "channel_post", "edited_channel_post", "business_connection",
    "business_message", "edited_business_message", "deleted_business_messages",
    "message_reaction", "message_reaction_count", "inline_query", "chosen_inline_result",
    "callback_query", "shipping_query", "pre_checkout_query", "purchased_paid_media", "poll",
    "poll_answer", "my_chat_member", "chat_member", "chat_join_request", "chat_boost",
    "removed_chat_boost",
}  # fmt: skip


class Updates(Queries):
    """getUpdates and webhooks.

    dropped: how many waiting updates the bot had Telegram forget; a good bot has none forgotten.
    conflicts: how often a second program fetched updates. proxy: what stands behind the webhook's
    address, such as ``http://127.0.0.1:8443``. webhook_pause: seconds until an update that the
    webhook did not take is brought again.
    """

    webhook_pause = 0.05

    def __init__(self) -> None:
        super().__init__()
        self.dropped = 0
        self.conflicts = 0
        self.polled = False
        self.proxy: str | None = None
        self.webhook: Json = {}
        self._poll = 0
        self._ended_by = ""
        self._bringing: asyncio.Task[None] | None = None

    def next_poll(self, ended_by: str = "") -> int:
        """End the poll that is under way, if any; return the number of the next.

        ended_by: what it is told; with nothing it ends as if there were no updates.
        """
        self._poll += 1
        self._ended_by = ended_by
        return self._poll

    async def _get_updates(self, parameters: Json) -> list[Json]:
        limit, timeout = parameters.get("limit", 100), parameters.get("timeout", 0)
        if not 1 <= limit <= 100 or not 0 <= timeout <= 50:
            raise bad("limit or timeout is out of range")
        if self.webhook:
            raise Refused(
                "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook"
                " to delete the webhook first",
                409,
            )
        self._allow(parameters)
        async with self._changed:
            self._confirm(parameters.get("offset", 0))
            mine = self.next_poll(_OTHER_POLL)
            self.polled = True
            self._changed.notify_all()
            try:
                async with asyncio.timeout(timeout):
                    await self._changed.wait_for(lambda: self.updates or self._poll != mine)
            except TimeoutError:
                return []
            if self._poll == mine:
                return self.updates[:limit]
        if self._ended_by:
            self.conflicts += 1
            raise Refused(f"Conflict: terminated by {self._ended_by}", 409)
        return []

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            self.dropped += len(self.updates[:offset])
            self.updates = self.updates[offset:]
        self.updates = [u for u in self.updates if u["update_id"] >= offset]

    def _allow(self, parameters: Json) -> None:
        allowed = parameters.get("allowed_updates")
        if allowed is None:
            return
        if set(allowed) - _KINDS:
            raise bad(f"unknown kinds of updates {sorted(set(allowed) - _KINDS)}")
        self.allowed = set(allowed) or None

    # ---- webhooks

    async def _set_webhook(self, parameters: Json) -> bool:
        if not parameters["url"]:
            return await self._delete_webhook(parameters)
        parts = urlsplit(parameters["url"])
        if parts.scheme != "https" and parts.hostname not in _LOOPBACK:
            raise bad("bad webhook: An HTTPS URL must be provided for webhook")
        if parts.hostname not in _LOOPBACK and (parts.port or 443) not in _PORTS:
            raise bad("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
        if not _SECRET.fullmatch(parameters.get("secret_token", "none")):
            raise bad("secret token contains unallowed characters")
        if not 1 <= parameters.get("max_connections", 40) <= 100:
            raise bad("max_connections is out of range")
        self._allow(parameters)
        self._forget(parameters)
        await self._end_webhook()
        self.webhook = parameters
        self.next_poll("setWebhook request")
        self._bringing = asyncio.create_task(self._bring_all())
        await self.notify(lambda: None)
        return True

    async def _delete_webhook(self, parameters: Json) -> bool:
        self._forget(parameters)
        await self._end_webhook()
        await self.notify(lambda: None)
        return True

    async def _get_webhook_info(self, _parameters: Json) -> Json:
        info = {
            "url": self.webhook.get("url", ""),
            "has_custom_certificate": False,
            "pending_update_count": len(self.updates),
        }
        return info | ({"allowed_updates": sorted(self.allowed)} if self.allowed else {})

    def _forget(self, parameters: Json) -> None:
        if parameters.get("drop_pending_updates"):
            self.dropped += len(self.updates)
            self.updates.clear()

    async def _end_webhook(self) -> None:
        self.webhook = {}
        if self._bringing is not None:
            self._bringing.cancel()
            await asyncio.gather(self._bringing, return_exceptions=True)
            self._bringing = None

    async def _bring_all(self) -> None:
        """Bring updates to the webhook, chats side by side, in order within each."""
        under_way: dict[object, Json] = {}
        async with aiohttp.ClientSession() as http, asyncio.TaskGroup() as tasks:
            while True:
                async with self._changed:
                    await self._changed.wait_for(lambda: self._due(under_way))
                    update = self._due(under_way)
                assert update is not None
                under_way[_chat_of(update)] = update
                tasks.create_task(self._bring(http, update, under_way))

    def _due(self, under_way: dict[object, Json]) -> Json | None:
        if len(under_way) >= self.webhook.get("max_connections", 40):
            return None
        return next((u for u in self.updates if _chat_of(u) not in under_way), None)

    async def _bring(
        self, http: aiohttp.ClientSession, update: Json, under_way: dict[object, Json]
    ) -> None:
        if not await self._taken(http, update):
            await asyncio.sleep(self.webhook_pause)
        else:
            self.updates = [u for u in self.updates if u is not update]
        await self.notify(lambda: under_way.pop(_chat_of(update)))

    async def _taken(self, http: aiohttp.ClientSession, update: Json) -> bool:
        url = self.webhook["url"]
        if self.proxy is not None:
            url = self.proxy + urlsplit(url).path
        secret = self.webhook.get("secret_token")
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret else {}
        try:
            async with http.post(url, json=update, headers=headers) as response:
                return 200 <= response.status < 300
        except aiohttp.ClientError:
            return False


def _chat_of(update: Json) -> object:
    """Return what an update belongs to: its chat, else its sender."""
    content = next(value for name, value in update.items() if name != "update_id")
    message = content.get("message", content)
    return message.get("chat", content.get("from", {})).get("id")
