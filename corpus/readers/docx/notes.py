"""Footnotes and endnotes of a document, numbered as they are referred to."""

from __future__ import annotations

from collections.abc import Mapping

from corpus.readers.docx.package import WORD, Element, Part
from corpus.readers.docx.styles import value

#: Notes of these kinds are lines between text and notes.
_RULES = frozenset({"separator", "continuationSeparator", "continuationNotice"})


class Notes:
    """The notes by kind and id; each is given out once."""

    def __init__(self, parts: Mapping[str, Part | None]) -> None:
        self._notes = {
            (kind, value(element, "id") or ""): (part, element)
            for kind, part in parts.items()
            if part is not None
            for element in part.root.iterfind(WORD + kind)
            if value(element, "type") not in _RULES
        }
        self._count = 0

    def take(self, kind: str, key: str) -> tuple[int, Part, Element] | None:
        """Return the number of a note and where it stands; None if it was taken or is not there."""
        found = self._notes.pop((kind, key), None)
        if found is None:
            return None
        self._count += 1
        return self._count, *found
