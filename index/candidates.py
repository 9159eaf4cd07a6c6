"""A candidate for an answer with its text, and how candidates are folded and arranged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from corpus.briefing import BriefingHead, Paragraph
from index.text import fold, words

#: Two paragraphs that share this much of their word pairs say the same.
DUPLICATE = 0.6
#: Only passages whose vectors are this alike (cosine) are compared word by word.
ALIKE = 0.85
#: What a further paragraph of the same briefing must be better by to stand among the first.
CROWDING = 0.03
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
    passage, shape (dim,).
    """

    paragraph: Paragraph
    briefing: BriefingHead
    score: float
    signals: dict[str, float]
    cosines: NDArray[np.float32]
    vector: NDArray[np.float32]
    folded: tuple[str, ...] = ()


def fold_duplicates(candidates: Sequence[Candidate], most: int) -> list[Candidate]:
    """Return up to ``most`` candidates in their order; a near-duplicate goes with the first."""
    kept: list[Candidate] = []
    for candidate in candidates:
        place = next((n for n, first in enumerate(kept) if _same(first, candidate)), None)
        if place is not None:
            first = kept[place]
            kept[place] = replace(first, folded=(*first.folded, candidate.paragraph.id))
        elif len(kept) < most:
            kept.append(candidate)
    return kept


def _same(one: Candidate, other: Candidate) -> bool:
    if one.paragraph.language != other.paragraph.language or one.vector @ other.vector < ALIKE:
        return False
    first, second = _word_pairs(one.paragraph.text), _word_pairs(other.paragraph.text)
    common = len(first & second)
    return common >= DUPLICATE * (len(first) + len(second) - common)


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
    left, placed = list(candidates), list[Candidate]()
    while left and len(placed) < FIRST_PLACES:
        taken = [c.briefing.id for c in placed]
        best = max(left, key=lambda c: c.score - CROWDING * taken.count(c.briefing.id))
        left.remove(best)
        placed.append(best)
    return placed + left
