"""Which rows hold which words of a question, as they are, inflected, or translated."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from index.highlight import HELD
from index.lexical import LexicalIndex, QueryTerm
from index.lexical.postings import Postings, TermWeights
from index.question import Question


def held_idf(question: Question, lexical: LexicalIndex) -> tuple[NDArray[np.float32], float]:
    """Return the idf of the words that each row holds, shape (rows,), and that of all words."""
    held_by = np.zeros(len(lexical), dtype=np.float32)
    mass = 0.0
    for term in question.terms:
        held = _holding(term, lexical)
        idf = lexical.stems.idf(int(held.sum()))
        held_by[held] += idf
        mass += idf
    return held_by, mass


def _holding(term: QueryTerm, lexical: LexicalIndex) -> NDArray[np.bool_]:
    """Return which rows hold a word, as it is or translated with all its parts."""
    held = _any(term.stems, lexical.stems)
    if lexical.bridge is not None and term.groups:
        held |= np.logical_and.reduce([_any(group, lexical.bridge) for group in term.groups])
    return held


def _any(keys: TermWeights, postings: Postings) -> NDArray[np.bool_]:
    held = np.zeros(postings.rows, dtype=np.bool_)
    for key, weight in keys:
        if weight >= HELD:
            held[postings.find(key)[0]] = True
    return held
