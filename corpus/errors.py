"""Everything that can go wrong below the index, as one tree.

    CorpusError
    ├── ReadError    a file's bytes cannot be turned into text
    ├── ParseError   the text holds nothing that is a briefing
    └── StoreError   the database cannot be used

Each carries the file (or id) at fault and a message that says what to do about it.
"""

from __future__ import annotations


class CorpusError(Exception):
    """Base of the corpus package's errors; ``where`` is the path or id at fault."""

    def __init__(self, where: str, message: str) -> None:
        super().__init__(f"{where}: {message}")
        self.where = where
        self.message = message


class ReadError(CorpusError):
    """The bytes of a file cannot be turned into text."""


class ParseError(CorpusError):
    """The text of a file holds no paragraph that could be cited."""


class StoreError(CorpusError):
    """The corpus database cannot be opened or is not one of ours."""
