"""How much a bot may send in how much time."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.fakes.telegram.refusals import Refused


@dataclass(frozen=True)
class FloodLimits:
    """Telegram's limits as it tells them; what exceeds one is answered with 429.

    overall: messages a second. private: messages a second to one person, of which ``burst`` may
    come at once. group: messages a minute to one group. edits: whether edits count as messages.
    """

    overall: int = 30
    private: float = 1.0
    burst: int = 3
    group: int = 20
    edits: bool = False


SENDING = {"sendMessage", "sendPhoto", "sendDocument", "sendMediaGroup"}
EDITING = {"editMessageText", "editMessageCaption", "editMessageMedia", "editMessageReplyMarkup"}


@dataclass
class Flood:
    """Counts what is sent; off as long as there are no limits."""

    clock: Callable[[], float]
    limits: FloodLimits | None = None
    _sent: dict[int, deque[float]] = field(default_factory=dict)
    _banned: dict[int, float] = field(default_factory=dict)

    def check(self, method: str, chat_id: object, messages: int) -> None:
        """Count the messages to a chat. Raises Refused (429) if they are too many."""
        limits = self.limits
        if limits is None or method not in (SENDING | EDITING if limits.edits else SENDING):
            return
        if not isinstance(chat_id, int):
            return
        now = self.clock()
        span, most = (60.0, limits.group) if chat_id < 0 else (limits.burst / limits.private,
                                                              limits.burst)  # fmt: skip
        self._look(0, now, 1.0, limits.overall, messages)
        self._look(chat_id, now, span, most, messages)
        for scope in (0, chat_id):
            self._sent[scope].extend([now] * messages)

    def _look(self, scope: int, now: float, span: float, most: int, messages: int) -> None:
        """Refuse if the scope (0: all chats) is banned or had ``most`` messages in ``span``."""
        sent = self._sent.setdefault(scope, deque())
        while sent and sent[0] <= now - span:
            sent.popleft()
        if len(sent) + messages > max(most, messages):
            first_to_go = sent[min(len(sent), len(sent) + messages - most) - 1]
            self._banned[scope] = max(self._banned.get(scope, 0.0), first_to_go + span)
        wait = self._banned.get(scope, 0.0) - now
        if wait > 0:
            seconds = max(1, math.ceil(wait))
            raise Refused(f"Too Many Requests: retry after {seconds}", 429, retry_after=seconds)
