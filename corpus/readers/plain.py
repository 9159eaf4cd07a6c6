"""Plain text → lines; a form feed starts a new page."""

from __future__ import annotations

from corpus.document import Document, Line
from corpus.limits import Limits
from corpus.readers.characters import clean
from corpus.readers.decoding import decode


def read_text(data: bytes, path: str, limits: Limits) -> list[Document]:
    """Return the document that the bytes of a text file are; raises ReadError if they are none."""
    del limits  # its size is all that a text can take
    return [read_plain(clean(decode(data, path)), path)]


def read_plain(text: str, path: str) -> Document:
    """Return the document that plain ``text`` (cleaned, ``\\n`` line ends) is."""
    pages = text.rstrip("\f\n ").split("\f")
    paged = len(pages) > 1
    lines = [
        Line(line, page=number if paged else None)
        for number, page in enumerate(pages, start=1)
        for line in page.split("\n")
    ]
    return Document(path=path, lines=tuple(lines))
