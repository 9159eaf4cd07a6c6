"""The English text that stands for each German key in a gloss."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.bridge.translation import Cells, Pairs
from index.stopwords import ENGLISH, GERMAN
from index.text import fold, stem, words

_LONGEST = 4
_PLAIN = re.compile(r"[\w’'. -]+\Z")


def choose_glosses(
    pairs: list[Pairs],
    names: list[str],
    cells: Cells,
    bounds: NDArray[np.int64],
    stems: list[str],
) -> list[str]:
    """Return a text for each key; empty where the dictionary teaches none.

    names: keys, a form after ``=``, a stem after ``^`` or ``~``. Key i has the cells from
    ``bounds[i]`` to ``bounds[i + 1]``, likeliest first; stems: the English stems they number.
    """
    seen = _candidates(pairs)
    surface = _surfaces(pairs)
    likeliest = [
        stems[int(cells.targets[start])] if start < end else "" for start, end in pairwise(bounds)
    ]
    by_stem: dict[str, tuple[float, str]] = {}
    glosses = []
    for place, name in enumerate(names):
        counts = seen.get(name[1:]) if name[0] == "=" else None
        text = ""
        if counts and fold(name[1:]) not in GERMAN:
            some = slice(bounds[place], bounds[place + 1])
            shares = {
                stems[int(target)]: float(share)
                for target, share in zip(cells.targets[some], cells.shares[some], strict=True)
            }
            text, score = _best(counts, shares)
            key = _stem_key(name[1:])
            if text and score > by_stem.get(key, (0.0, ""))[0]:
                by_stem[key] = score, text
        glosses.append(text)
    for place, name in enumerate(names):
        if not glosses[place] and not (name[0] == "=" and fold(name[1:]) in GERMAN):
            key = _stem_key(name[1:]) if name[0] == "=" else name
            glosses[place] = by_stem.get(key, (0.0, ""))[1]
        if not glosses[place]:
            glosses[place] = surface.get(likeliest[place], "")
    return glosses


def _stem_key(form: str) -> str:
    return ("^" if form[0].isupper() else "~") + stem(form, "de")


def _candidates(pairs: list[Pairs]) -> dict[str, dict[str, float]]:
    """Return, for each German word that is an alternative by itself, its translations' weights."""
    seen: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for left, right in pairs:
        for german in left:
            if " " in german or not german:
                continue
            for rank, english in enumerate(right):
                if len(english.split()) <= _LONGEST and _PLAIN.match(english):
                    counts = seen[german]
                    counts[english] = counts.get(english, 0.0) + 1 / (1 + rank) / len(left)
    return seen


def _best(counts: dict[str, float], shares: dict[str, float]) -> tuple[str, float]:
    """Return the translation with the best mean probability of its words, and its weight."""
    best, best_score = "", 0.0
    for text, count in counts.items():
        content = [w for w in words(text) if fold(w) not in ENGLISH] or words(text)
        if not content:
            continue
        mean = sum(shares.get(stem(word, "en"), 0.0) for word in content) / len(content)
        score = mean * count**0.5
        if score > best_score:
            best, best_score = text, score
    return best, best_score


def _surfaces(pairs: list[Pairs]) -> dict[str, str]:
    """Return the commonest way in which each English stem is written."""
    counts: dict[str, int] = defaultdict(int)
    for _, right in pairs:
        for text in right:
            for word in words(text):
                counts[word] += 1
    best: dict[str, str] = {}
    for word in sorted(counts, key=lambda w: (-counts[w], w)):
        best.setdefault(stem(word, "en"), word)
    return best
