"""What a briefing says, without any format: the source that every format is made from.

A test renders the same source as PDF, DOCX, HTML, Markdown, mail and text, reads each and demands
the source back.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TypeAlias

_MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August"),
    *("September", "Oktober", "November", "Dezember"),
)


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is that of a part, 2 within it. The title is not among them."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Text:
    """A paragraph. label: what opens it, without colon (``Die Fakten``); text: what follows.

    links: (words of the text, address) that are linked where the format can.
    """

    text: str
    label: str | None = None
    links: tuple[tuple[str, str], ...] = ()

    @property
    def full(self) -> str:
        """The paragraph as it is read."""
        return f"{self.label}: {self.text}" if self.label else self.text


@dataclass(frozen=True)
class Bullets:
    """A list below the paragraph before it. numbered: 1., 2., … instead of bullet marks."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Table:
    """A table of figures; the first row names its columns."""

    rows: tuple[tuple[str, ...], ...]


Block: TypeAlias = Heading | Text | Bullets | Table


@dataclass(frozen=True)
class Content:
    """One issue of a briefing.

    language: ISO 639-1 code. series stands above the title with the date, as newsletters have it.
    """

    title: str
    series: str
    date: dt.date
    language: str
    blocks: tuple[Block, ...] = field(default_factory=tuple)

    @property
    def printed_date(self) -> str:
        """The date as the masthead prints it."""
        if self.language == "de":
            month = (
                "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
            )
            return f"{self.date.day}. {month.split()[self.date.month - 1]} {self.date.year}"
        return f"{self.date.day} {self.date:%B} {self.date.year}"
