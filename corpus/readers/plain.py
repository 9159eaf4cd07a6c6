"""Plain text → lines; a form feed starts a new page, a rule below a line makes it a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.document import Document, Line
from corpus.limits import Limits
from corpus.readers.characters import clean
from corpus.readers.decoding import decode

_RULE = re.compile(r"([=~^*#-])\1{2,}$")
_COLUMNS = re.compile(r"\S(?:\t| {3,})\s*\S")
#: How much longer or shorter than its line a rule is that is drawn below it, at most.
_UNEVEN = 0.34
_LONGEST = 120


def read_text(data: bytes, path: str, limits: Limits) -> list[Document]:
    """Return the document that the bytes of a text file are; raises ReadError if they are none."""
    del limits  # its size is all that a text can take
    return [read_plain(clean(decode(data, path)), path)]


def read_plain(text: str, path: str) -> Document:
    """Return the document that plain ``text`` (cleaned, ``\\n`` line ends) is."""
    pages = text.rstrip("\f\n ").split("\f")
    paged = len(pages) > 1
    lines = [
        line
        for number, page in enumerate(pages, start=1)
        for line in _lines(page.split("\n"), number if paged else None)
    ]
    return Document(path=path, lines=tuple(lines))


def _lines(texts: Sequence[str], page: int | None) -> Iterator[Line]:
    for at, text in enumerate(texts):
        if at and _underlines(texts, at):
            yield Line("", page=page)
        elif at + 1 < len(texts) and _underlines(texts, at + 1):
            yield Line(text, page=page, heading=1 if "=" in texts[at + 1] else 2)
        else:
            yield Line(text, page=page)


def _underlines(texts: Sequence[str], at: int) -> bool:
    """Tell whether a line is a rule that underlines the one above, which stands apart."""
    rule, text = texts[at].strip(), texts[at - 1].strip()
    if not _RULE.match(rule) or not 1 < len(text) <= _LONGEST or _COLUMNS.search(text):
        return False
    if not any(character.isalpha() for character in text) or text[-1] in ".,;":
        return False
    above = texts[at - 2].strip() if at > 1 else ""
    over = bool(_RULE.match(above)) and (at < 3 or not texts[at - 3].strip())
    return (not above or over) and abs(len(rule) - len(text)) <= max(4, _UNEVEN * len(text))
