"""What the index is to those who ask it."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from index.answer import Answer, Filters, Timeline
from index.bridge import Bridge


class Asker(Protocol):
    """What answers questions: ``index.retriever.Retriever``, or a fake.

    bridge: the dictionary that it reads them with; None where there is none.
    """

    bridge: Bridge | None

    def retrieve(
        self,
        question: str,
        *,
        filters: Filters | None = None,
        top_k: int = 10,
        today: dt.date | None = None,
    ) -> Answer:
        """Return the answer to one question."""
        ...

    def timeline(self, topic: str, *, today: dt.date | None = None) -> Timeline:
        """Return when the briefings spoke of a topic."""
        ...
