"""A text that depends on a number."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plural:
    """A text with a form for one and a form for any other number (German and English alike)."""

    one: str
    other: str

    def for_number(self, number: int) -> str:
        """Return the form for ``number``, its placeholders still in place."""
        return self.one if number == 1 else self.other
