"""The records of the corpus: what a briefing is once its layout is undone.

Frozen values without behaviour beyond what can be derived from their own fields; every layer above
imports them, they import nothing.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class Kind(StrEnum):
    """What a paragraph is in the layout of its briefing."""

    TEXT = "text"
    BULLET = "bullet"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from its lower left corner as PDF has it (before turning).

    page: 1-based.
    """

    page: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of a briefing.

    position: 1-based order among the briefing's sections.
    path: the headings from the outermost to this one, as they stand in the source.
    page: page of the heading, 1-based; None where the source has no pages.
    """

    position: int
    path: tuple[str, ...]
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A source that the briefing itself names for a section (never one that we looked up).

    section: position of the section that names it; None before the first heading.
    publisher: who published it, as named (``Example Times``); None where only a title stands.
    url: the address printed for it; None where none could be matched with certainty.
    """

    section: int | None
    title: str
    publisher: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The stored and cited unit.

    id: stable as long as the text stays in its briefing (see ``paragraph_id``).
    position: 1-based order among the briefing's paragraphs.
    text: the exact text of the source with only its layout undone; includes the opening label.
    section: position of its Section; section_path: that section's headings, outermost first.
    label: the label that governs it (``Die Fakten``), without colon; a bullet inherits the label
        of the paragraph it belongs to, in which case the text does not start with it.
    language: ISO 639-1 code; None where the text is too short or too mixed to tell.
    page, last_page: 1-based pages it starts and ends on; None where the source has none.
    boxes: where its lines (or what of them belongs to it) stand; empty where that is not known.
    """

    id: str
    briefing_id: str
    position: int
    text: str
    section: int | None = None
    section_path: tuple[str, ...] = ()
    label: str | None = None
    kind: Kind = Kind.TEXT
    language: str | None = None
    page: int | None = None
    last_page: int | None = None
    boxes: tuple[Box, ...] = ()

    @property
    def body_start(self) -> int:
        """Offset in ``text`` where the words after an opening label begin (0 without one)."""
        if self.label is None or not self.text.startswith(self.label):
            return 0
        rest = self.text[len(self.label) :]
        after = rest.lstrip(" \u00a0")
        if not after.startswith(":"):
            return 0
        return len(self.text) - len(after[1:].lstrip())


@dataclass(frozen=True, slots=True)
class BriefingHead:
    """What a citation needs to know of a briefing.

    path: where the file stands in its folder, with forward slashes; a part of a file (an
        attachment of a mail) stands in it as in a folder.
    date: the day it says it was issued; None (undated) where it says nothing, never invented.
    language: ISO 639-1 code of most of its text.
    url: where it is published, if it says so itself.
    recognised: the 1-based pages whose words were recognised in a picture and may be wrong.
    """

    id: str
    path: str
    title: str
    series: str | None = None
    publisher: str | None = None
    date: dt.date | None = None
    language: str | None = None
    url: str | None = None
    recognised: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Briefing:
    """One source document, parsed: its head and, in order, its sections, paragraphs and sources."""

    head: BriefingHead
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    sources: tuple[Source, ...]


def _digest(*parts: str) -> str:
    return hashlib.blake2b("\0".join(parts).encode("utf-8"), digest_size=8).hexdigest()


def briefing_id(path: str) -> str:
    """Return the id of the briefing first seen at ``path`` (16 hexadecimal digits)."""
    return _digest("briefing", path)


def paragraph_ids(briefing: str, texts: Iterable[str]) -> list[str]:
    """Return a stable id for each text, in order (16 hexadecimal digits each).

    The id depends on the briefing, the text and how often the same text came before it in the
    briefing; so an edit elsewhere leaves it as it was.
    """
    seen: dict[str, int] = {}
    ids = []
    for text in texts:
        nth = seen[text] = seen.get(text, 0) + 1
        ids.append(_digest("paragraph", briefing, text, str(nth)))
    return ids


def with_id(briefing: Briefing, identity: str) -> Briefing:
    """Return the briefing under another id, which the ids of its paragraphs follow."""
    ids = paragraph_ids(identity, (p.text for p in briefing.paragraphs))
    paragraphs = tuple(
        replace(p, id=key, briefing_id=identity)
        for key, p in zip(ids, briefing.paragraphs, strict=True)
    )
    return replace(briefing, head=replace(briefing.head, id=identity), paragraphs=paragraphs)


def fingerprint(texts: Iterable[str]) -> str:
    """Return a digest of the texts of a briefing: equal for the same briefing in another file."""
    return _digest("fingerprint", *texts)
