"""Digests of what a paragraph says, by which it is known again however it is set. Pure.

Only letters and digits count, sentence by sentence: what is hyphenated, quoted or broken into
paragraphs in another way is the same; a word or a figure that is not the same is new.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

from bot.state.news import Mark

#: Ends of sentences and the like. Coarse, so that it never has to change: every mark would.
_END = re.compile(r"(?<=[.!?;:…])[^\w\s]*\s+|\n+")
#: A sentence with fewer letters and digits is a number in a list, or an initial.
_LEAST = 3


def marks(text: str) -> tuple[Mark, ...]:
    """Return the marks of the sentences of a text, in order."""
    found, start = [], 0
    for end in (*_END.finditer(text), None):
        stop = end.start() if end else len(text)
        said = _said(text[start:stop])
        if len(said) >= _LEAST:
            found.append(Mark(_digest(said), start, stop))
        start = end.end() if end else stop
    return tuple(found)


def whole_mark(text: str) -> int:
    """Return the mark of a whole text."""
    return _digest(_said(text))


def _said(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in folded if char.isalnum())


def _digest(said: str) -> int:
    """Return 64 bits as SQLite holds them, with a sign."""
    digest = hashlib.blake2b(said.encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)
