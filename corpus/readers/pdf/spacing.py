"""Words set with white between their letters (``S P E R R U N G``), put together again."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

#: Letters that a spaced word has at least; in ems, how much wider than the white between letters
#: that between words is.
_LETTERS = 5
_WIDER = 0.12


def is_spaced(words: Sequence[str]) -> bool:
    """Tell whether what the library takes for words are the letters of one or some."""
    return len(words) >= _LETTERS and all(len(word) == 1 and word.isalpha() for word in words)


def closed_up(
    words: Sequence[str], starts: Sequence[float], ends: Sequence[float], size: float
) -> tuple[list[str], list[float]]:
    """Return the words that letters make, and where these begin.

    starts, ends: of each letter, in points; size: of the type.
    """
    gaps = [start - end for start, end in zip(starts[1:], ends, strict=False)]
    least = median(gaps) + _WIDER * size
    found, begun = [words[0]], [starts[0]]
    for word, start, gap in zip(words[1:], starts[1:], gaps, strict=True):
        if gap > least:
            found.append(word)
            begun.append(start)
        else:
            found[-1] += word
    return found, begun
