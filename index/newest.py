"""The newest briefings: which rows of them name a subject, and how each of them opens."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from corpus.briefing import Paragraph
from index.holding import held_idf
from index.lexical import LexicalIndex
from index.question import Question
from index.scoring import CANDIDATES, RowTable
from index.stopwords import ASKING

#: A row names the subject if it holds this much of what the fullest row holds, measured by idf.
NAMING = 0.6
#: Rows of a briefing among which its opening is looked for.
_OPENING_ROWS = 8
#: A paragraph with fewer characters, or without an end, is a greeting or a line of a masthead.
_TELLING = 60
_ENDS = re.compile(r"[.!?:][\"'”“»«)\]]*\s*\Z")


def naming_rows(
    question: Question,
    lexical: LexicalIndex,
    table: RowTable,
    allowed: NDArray[np.bool_] | None = None,
) -> NDArray[np.bool_]:
    """Return which rows name what is asked about, shape (rows,): the newest of them, not too many.

    allowed: rows that may answer; None for all.
    """
    share, _ = held_idf(question.without(ASKING), lexical)
    if allowed is not None:
        share[~allowed] = 0.0
    naming = share >= NAMING * share.max(initial=0.0)
    naming &= share > 0
    rows = np.flatnonzero(naming)
    newest = rows[np.argsort(-table.dates[rows], kind="stable")[:CANDIDATES]]
    mask = np.zeros(len(lexical), dtype=np.bool_)
    mask[newest] = True
    return mask


def newest_briefings(
    table: RowTable, allowed: NDArray[np.bool_] | None = None
) -> Iterator[list[int]]:
    """Yield the first rows of each briefing, the newest briefing first.

    allowed: rows that may answer; None for all.
    """
    rows = np.arange(len(table.dates)) if allowed is None else np.flatnonzero(allowed)
    rows = rows[np.argsort(-table.dates[rows], kind="stable")]
    codes = table.briefings[rows]
    for start in np.sort(np.unique(codes, return_index=True)[1]).tolist():
        near = rows[start : start + _OPENING_ROWS]
        yield near[table.briefings[near] == codes[start]].tolist()


def opening(paragraphs: Sequence[Paragraph]) -> Paragraph:
    """Return the one of a briefing's first paragraphs that opens its content.

    paragraphs: at least one.
    """
    ordered = sorted(paragraphs, key=lambda paragraph: paragraph.position)
    telling = (p for p in ordered if len(p.text) >= _TELLING and _ENDS.search(p.text))
    return next(telling, ordered[0])
