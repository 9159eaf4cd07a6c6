"""Words on one line, set alike, without a wide gap between them: what lines are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.readers.pdf.fonts import Setting

_MARK = re.compile(r"\W|[(\[]?\w{1,3}[.)\]]")
#: In ems: a gap that is none.
TOUCHING = 0.12


@dataclass(slots=True)
class Piece:
    """Words on one line.

    left, right, base: edges and base line in the reading frame, in points. size: of its type.
    starts: where each word begins. drawn: the text object that draws it, by its address.
    order: number of its first character in the file's own order.
    """

    left: float
    right: float
    base: float
    size: float
    setting: Setting
    words: list[str]
    starts: list[float]
    drawn: int
    order: int

    @property
    def text(self) -> str:
        """Its words with blanks between."""
        return " ".join(self.words)


def is_mark(word: str) -> bool:
    """Tell whether a word is the mark or number of an item."""
    return _MARK.fullmatch(word) is not None
