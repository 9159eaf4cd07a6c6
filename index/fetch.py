"""From rows of a generation to candidates with their text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from corpus.briefing import BriefingHead, Paragraph
from index.answer import Hit
from index.candidates import Candidate
from index.scoring import Generation, Scored


class Paragraphs(Protocol):
    """Where the text of a hit comes from: the corpus store."""

    def get_paragraphs(self, ids: Iterable[str]) -> dict[str, Paragraph]:
        """Return the paragraphs that are still there, by id."""
        ...

    def head(self, briefing_id: str) -> BriefingHead | None:
        """Return a briefing's head; None if it is gone."""
        ...


def fetch(store: Paragraphs, generation: Generation, scored: Scored, most: int) -> list[Candidate]:
    """Return the best rows with their text; what has left the corpus is passed over."""
    ids = generation.paragraph_ids([int(row) for row in scored.rows[:most]])
    paragraphs = store.get_paragraphs(ids)
    heads: dict[str, BriefingHead | None] = {}
    candidates = []
    for place, identity in enumerate(ids):
        paragraph = paragraphs.get(identity)
        if paragraph is None:
            continue
        if paragraph.briefing_id not in heads:
            heads[paragraph.briefing_id] = store.head(paragraph.briefing_id)
        head = heads[paragraph.briefing_id]
        if head is not None:
            signals = {name: float(values[place]) for name, values in scored.signals.items()}
            score = float(scored.score[place])
            cosines, vector = scored.sentences[place], scored.passages[place]
            candidates.append(Candidate(paragraph, head, score, signals, cosines, vector))
    return candidates


def hit_of(candidate: Candidate) -> Hit:
    """Return a candidate as it is answered with."""
    return Hit(
        paragraph=candidate.paragraph,
        briefing=candidate.briefing,
        score=candidate.score,
        highlight=candidate.highlight,
        signals=candidate.signals,
        folded=candidate.folded,
    )
