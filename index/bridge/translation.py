"""Which English words a German word stands for, and how often: IBM Model 1 on a dictionary.

A dictionary's entries, inflected forms and example sentences are a small parallel corpus.
Expectation maximisation over it (Brown et al. 1993, Model 1) gives t(english | german), which ranks
the senses of a word by use and takes compounds and phrases apart without rules.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.text import stem, words

#: Texts longer than this many words align too loosely to teach anything.
LONGEST = 14
#: Rounds of expectation maximisation; the ranking settles after about five.
ROUNDS = 6

#: One aligned segment: its German and its English alternatives.
Pairs = tuple[list[str], list[str]]


@dataclass(frozen=True, slots=True)
class Cells:
    """t(english | german) as parallel arrays of shape (n,), owners ascending.

    owners: numbers of the German keys; targets: of the English stems; shares: t.
    mass: how often each key was seen, shape (keys,).
    """

    owners: NDArray[np.int64]
    targets: NDArray[np.int64]
    shares: NDArray[np.float64]
    mass: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Alignments:
    """The pairs as numbers: one German block for each English token.

    forms: the German word forms; stems: the English stems, both by number.
    german: the words of all blocks, one after the other; lengths: of each block; english: the
    token that each block belongs to; weights: what the pair counts.
    """

    forms: list[str]
    stems: list[str]
    german: NDArray[np.int32]
    lengths: NDArray[np.int32]
    english: NDArray[np.int32]
    weights: NDArray[np.float32]


def align(pairs: Iterable[Pairs]) -> Alignments:
    """Number the words of the pairs; each alternative on one side meets each on the other."""
    forms: dict[str, int] = {}
    stems: dict[str, int] = {}
    stem_of: dict[str, int] = {}

    def english_numbers(text: str) -> list[int]:
        numbers = []
        for word in words(text):
            number = stem_of.get(word)
            if number is None:
                number = stem_of[word] = stems.setdefault(stem(word, "en"), len(stems))
            numbers.append(number)
        return numbers

    german, lengths, english = array("i"), array("i"), array("i")
    weights = array("f")
    for left, right in pairs:
        sources = [[forms.setdefault(w, len(forms)) for w in words(text)] for text in left]
        targets = [english_numbers(text) for text in right]
        sources = [source for source in sources if 0 < len(source) <= LONGEST]
        targets = [target for target in targets if 0 < len(target) <= LONGEST]
        for source in sources:
            for target in targets:
                german.extend(source * len(target))
                lengths.extend([len(source)] * len(target))
                english.extend(target)
                weights.extend([1 / (len(sources) * len(targets))] * len(target))
    return Alignments(
        list(forms),
        list(stems),
        np.array(german, dtype=np.int32),
        np.array(lengths, dtype=np.int32),
        np.array(english, dtype=np.int32),
        np.array(weights, dtype=np.float32),
    )


def estimate(alignments: Alignments, sources: NDArray[np.int64] | None = None) -> Cells:
    """Return t(english | source) by Model 1.

    sources: the source number of each German form, shape (forms,), to treat several forms as one
        (their stem); None keeps each form by itself.
    """
    german = alignments.german if sources is None else sources[alignments.german]
    size = len(alignments.forms) if sources is None else int(sources.max(initial=-1)) + 1
    width = max(len(alignments.stems), 1)
    keys = german.astype(np.int64) * width + np.repeat(alignments.english, alignments.lengths)
    cells, inverse = np.unique(keys, return_inverse=True)
    owner = cells // width
    starts = np.cumsum(alignments.lengths) - alignments.lengths
    probability = np.ones(len(cells))
    mass = np.zeros(size)
    for _ in range(ROUNDS if len(cells) else 0):
        share = probability[inverse]
        scale = np.repeat(alignments.weights / np.add.reduceat(share, starts), alignments.lengths)
        counts = _totals(inverse, share * scale, len(cells))
        mass = _totals(owner, counts, size)
        probability = counts / mass[owner]
    return Cells(owner, cells % width, probability, mass)


def _totals(
    groups: NDArray[np.int64], weights: NDArray[np.float64], size: int
) -> NDArray[np.float64]:
    return np.bincount(groups, weights=weights, minlength=size).astype(np.float64)
