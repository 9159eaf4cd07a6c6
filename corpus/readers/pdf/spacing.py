"""Words set with white between their letters (``S P E R R U N G``), put together again."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

#: Words that a spaced line has at least as the library reads it, and letters that most have at
#: most; in ems, how much wider than the white between letters that between words is.
_WORDS, _LETTERS = 4, 2
_WIDER = 0.12
#: In ems: how far back what follows begins if it stands in another line.
_BACK = 0.5


def is_spaced(words: Sequence[str]) -> bool:
    """Tell whether what the library takes for words may be letters or parts of some."""
    if len(words) < _WORDS or median(map(len, words)) > _LETTERS:
        return False
    return all(word.strip(".,:;!?&-–()„“”'\"").isalpha() or len(word) == 1 for word in words)


def closed_up(starts: Sequence[float], ends: Sequence[float], size: float) -> list[tuple[int, int]]:
    """Return the first letter of each word that letters make, and the one after its last.

    starts, ends: of each letter, in points; size: of the type.
    """
    gaps = [start - end for start, end in zip(starts[1:], ends, strict=False)]
    least = median(gaps) + _WIDER * size
    cuts = [at for at, gap in enumerate(gaps, start=1) if gap > least or gap < -_BACK * size]
    edges = [0, *cuts, len(starts)]
    return list(pairwise(edges))
