"""A candidate for an answer with its text, and how candidates are folded and arranged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from corpus.briefing import BriefingHead, Paragraph
from index.answer import Span
from index.highlight import Reading
from index.text import fold, words

#: Two paragraphs that share this much of their word pairs say the same.
DUPLICATE = 0.6
#: Only passages whose vectors are this alike (cosine) are compared word by word.
ALIKE = 0.85
#: What a further paragraph of the same briefing must be better by to stand among the first.
CROWDING = 0.02
#: Places that should not all go to one briefing.
FIRST_PLACES = 3
#: Newest first is asked among those that come this near to the best score.
NEAR = 0.75
#: The same among those that name the subject: one that does so in passing has a low score.
NEAR_NAMED = 0.3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row with its text.

    signals as in ``Scored``; cosines: of its sentences with the question, in order; vector: of its
    passage, shape (dim,). reading: of its sentences, None until it is read.
    """

    paragraph: Paragraph
    briefing: BriefingHead
    score: float
    signals: dict[str, float]
    cosines: NDArray[np.float32]
    vector: NDArray[np.float32]
    folded: tuple[str, ...] = ()
    reading: Reading | None = None

    @property
    def highlight(self) -> Span | None:
        """The answering sentence; None until it is read."""
        return self.reading.highlight(self.paragraph) if self.reading else None


def fold_duplicates(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates in their order; a near-duplicate goes with the first of its kind."""
    if not candidates:
        return []
    vectors = np.stack([candidate.vector for candidate in candidates])
    alike = vectors @ vectors.T >= ALIKE
    pairs: dict[int, frozenset[tuple[str, str]]] = {}
    folded: dict[int, list[str]] = {}
    for place, candidate in enumerate(candidates):
        for first in folded:
            if alike[first, place] and _same(candidates, first, place, pairs):
                folded[first].append(candidate.paragraph.id)
                break
        else:
            folded[place] = []
    return [
        replace(candidates[first], folded=tuple(ids)) if ids else candidates[first]
        for first, ids in folded.items()
    ]


def _same(
    candidates: Sequence[Candidate],
    first: int,
    second: int,
    pairs: dict[int, frozenset[tuple[str, str]]],
) -> bool:
    """Compare the words of two candidates; ``pairs`` remembers those of each, by place."""
    one, other = candidates[first].paragraph, candidates[second].paragraph
    if one.language != other.language:
        return False
    for place, paragraph in ((first, one), (second, other)):
        if place not in pairs:
            pairs[place] = _word_pairs(paragraph.text)
    common = len(pairs[first] & pairs[second])
    return common >= DUPLICATE * (len(pairs[first]) + len(pairs[second]) - common)


def _word_pairs(text: str) -> frozenset[tuple[str, str]]:
    folded = [fold(word) for word in words(text[:1_000])]
    return frozenset(pairwise(folded)) or frozenset({(text, "")})


def newest_first(found: Sequence[Candidate], named: Sequence[Candidate] = ()) -> list[Candidate]:
    """Return what is about the subject, newest first, and then the rest.

    found: the best of all; named: those that name the subject, if any do; both best first.
    """
    best = max((c.score for c in (*named[:1], *found[:1])), default=0.0)
    floor = best * (NEAR_NAMED if named else NEAR)
    near = [c for c in named or found if c.score >= floor]
    near.sort(key=lambda c: c.briefing.date or dt.date.min, reverse=True)
    taken = {c.paragraph.id for c in near}
    return near + [c for c in found if c.paragraph.id not in taken]


def arrange(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates in the order of the answer.

    Best first, but one briefing does not crowd out the others from the first places unless it
    clearly is best.
    """
    left = sorted(candidates, key=lambda c: -c.score)
    placed: list[Candidate] = []
    while left and len(placed) < FIRST_PLACES:
        taken = [c.briefing.id for c in placed]
        best = max(left, key=lambda c: c.score - CROWDING * taken.count(c.briefing.id))
        left.remove(best)
        placed.append(best)
    return placed + left
