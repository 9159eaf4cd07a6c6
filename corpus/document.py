"""A file as a reader hands it to the parser: lines of text with what is known of their layout."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the source.

    text: without its line end; leading and trailing blanks are kept, they are layout hints.
    page: 1-based page; None where the source has no pages (a form feed starts a new page).
    heading: the level that the source's own mark-up gives the line (``#`` is 1); None without.
    links: title and address of what the source's own mark-up links from this line.
    """

    text: str
    page: int | None = None
    heading: int | None = None
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader made of one file.

    path: where it stands in its folder, with forward slashes; its name may hold a date or series.
    lines: in reading order.
    metadata: what the source's own mark-up says of itself, e.g. Markdown front matter
        (lower-case keys such as ``title``, ``date``, ``series``, ``publisher``, ``language``).
    marked_up: headings and paragraph breaks are the source's own mark-up, so neighbouring lines
        belong together and a heading is what is marked as one.
    """

    path: str
    lines: tuple[Line, ...]
    metadata: tuple[tuple[str, str], ...] = ()
    marked_up: bool = False
