"""New paragraphs with their briefings, looked up once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from corpus.briefing import BriefingHead, Paragraph
from index.fetch import Paragraphs


class Kept:
    """Paragraphs that are asked for again and again."""

    def __init__(self, store: Paragraphs, ids: Sequence[str]) -> None:
        self._paragraphs = store.get_paragraphs(ids)
        briefings = {paragraph.briefing_id for paragraph in self._paragraphs.values()}
        self._heads = {briefing: store.head(briefing) for briefing in briefings}

    def get_paragraphs(self, ids: Iterable[str]) -> dict[str, Paragraph]:
        """Return the paragraphs that are still there, by id."""
        return {name: self._paragraphs[name] for name in ids if name in self._paragraphs}

    def head(self, briefing_id: str) -> BriefingHead | None:
        """Return a briefing's head; None if it is gone."""
        return self._heads.get(briefing_id)

    def sections(self, ids: Sequence[str]) -> NDArray[np.int64]:
        """Return a number for each paragraph, equal for those of one section, shape (ids,).

        One that stands under no heading has a number of its own.
        """
        numbers: dict[object, int] = {}
        keys = []
        for identity in ids:
            paragraph = self._paragraphs.get(identity)
            headed = paragraph is not None and paragraph.section is not None
            key = (paragraph.briefing_id, paragraph.section) if paragraph and headed else identity
            keys.append(numbers.setdefault(key, len(numbers)))
        return np.array(keys, dtype=np.int64)
