"""Updates in order within a chat, chats side by side."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable

from telegram import Update

from bot.monitor.load import Load

log = logging.getLogger(__name__)

#: Updates that begin at a time, not counting quick ones. With more, a quick one would wait for
#: all of them at every turn of the event loop.
_AT_A_TIME = 8
#: With so many waiting, fetching does not come first any more.
_MOST_HELD = 5000
#: Nor is it waited for longer than so many seconds.
_LONGEST_HELD = 2.0
#: Seconds for which one counts: who takes longer waits for Telegram, and costs nothing.
_COUNTS = 1.0
#: Of one chat; who sends more is told to wait.
_MOST_OF_A_CHAT = 20
#: Commands that look something up.
_SLOW_COMMANDS = ("/ask", "/timeline", "/unanswered")


class Queues:
    """One queue for each chat that has something to do."""

    def __init__(self, handle: Callable[[Update], Awaitable[None]], load: Load) -> None:
        self._handle = handle
        self._load = load
        self._queues: dict[str, deque[Update]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._slots = asyncio.Semaphore(_AT_A_TIME)
        self._open = asyncio.Event()
        self._open.set()
        self._release: asyncio.TimerHandle | None = None

    def hold(self, held: bool) -> None:
        """Begin nothing but what is quick, while more is being fetched; or go on."""
        if self._release is not None:
            self._release.cancel()
            self._release = None
        if held and self._load.waiting < _MOST_HELD:
            self._open.clear()
            # what is to be fetched next may be long in coming
            loop = asyncio.get_running_loop()
            self._release = loop.call_later(_LONGEST_HELD, self._open.set)
        else:
            self._open.set()

    def put(self, update: Update, *, admitted: bool = False) -> None:
        """Queue an update; ``admitted``: it waited before and is not turned away now."""
        key = chat_key(update)
        queue = self._queues.get(key)
        full = self._load.waiting >= self._load.most
        if not admitted and (full or (queue and len(queue) >= _MOST_OF_A_CHAT)):
            self._load.turn_away(update.update_id)
        self._load.waiting += 1
        if queue is not None:
            queue.append(update)
            return
        self._queues[key] = deque([update])
        task = asyncio.create_task(self._work(key), name="chat")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _work(self, key: str) -> None:
        queue = self._queues[key]
        try:
            while queue:
                update = queue.popleft()
                await self._take(update)
        finally:
            # Only a stop leaves some: the next start finds them in the inbox.
            self._load.waiting -= len(queue)
            del self._queues[key]

    async def _take(self, update: Update) -> None:
        try:
            if is_quick(update):
                await self._handle(update)
            else:
                await self._handle_in_slot(update)
        except Exception:  # the next one must get its turn; this one waits in the inbox
            log.exception("Update %d is left for the next start", update.update_id)
        finally:
            self._load.waiting -= 1
            self._load.forget(update.update_id)

    async def _handle_in_slot(self, update: Update) -> None:
        async with self._slots:
            await self._open.wait()
            handling = asyncio.ensure_future(self._handle(update))
            try:
                await asyncio.wait({handling}, timeout=_COUNTS)
            except asyncio.CancelledError:
                handling.cancel()
                await asyncio.gather(handling, return_exceptions=True)
                raise
        await handling

    async def drain(self, seconds: float) -> int:
        """Wait so long for what is being handled, then stop it; return how much was stopped."""
        self.hold(False)
        if not self._tasks:
            return 0
        for queue in self._queues.values():
            self._load.waiting -= len(queue)
            queue.clear()
        _, late = await asyncio.wait(self._tasks, timeout=seconds)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        return len(late)


def chat_key(update: Update) -> str:
    """Return what updates that must stay in order have in common."""
    if update.effective_chat is not None:
        return str(update.effective_chat.id)
    user = update.effective_user
    return f"user {user.id}" if user else "nobody"


def is_quick(update: Update) -> bool:
    """Return whether somebody who presses a button or gives a command waits behind no question."""
    message = update.message
    if message is None or message.text is None:
        return update.edited_message is None
    return message.text.startswith("/") and not message.text.startswith(_SLOW_COMMANDS)
