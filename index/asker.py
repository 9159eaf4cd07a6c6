"""What the index is to those who ask it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.answer import Answer, Filters, Hit, Timeline
from index.bridge import Bridge


class Follower(Protocol):
    """What matches new paragraphs with what is followed: ``index.matching.Matcher``, or a fake."""

    def match(
        self, texts: Sequence[str], vectors: NDArray[np.float32], today: dt.date
    ) -> list[tuple[Hit, ...]]:
        """Return for each text the new passages that it is matched with, best first.

        vectors: as of ``Asker.encode_all``.
        """
        ...


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

    @property
    def encoded_with(self) -> str:
        """What vectors depend on besides the text: the model and the dictionary."""
        ...

    def encode_all(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the unit vectors of what is followed, shape (texts, dim)."""
        ...

    def so_far(self, topic: str, today: dt.date) -> tuple[Hit, ...]:
        """Return what a topic would have been matched with, had all that is there been new."""
        ...

    def paragraph_ids(self) -> list[str]:
        """Return the ids of all paragraphs in the index."""
        ...

    def follower(self, paragraph_ids: Sequence[str]) -> Follower:
        """Return some paragraphs as what is new; those that are not in the index are left out."""
        ...
