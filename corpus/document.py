"""A file as a reader hands it to the parser: lines of text with what is known of their layout."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.briefing import Box


@dataclass(frozen=True, slots=True)
class Style:
    """How the words of a line are set.

    size: points, of most of them; bold, italic: all of them are.
    """

    size: float
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the source.

    text: without its line end; leading and trailing blanks are kept, they are layout hints.
        Cells of a table row are parted by tabs.
    page: 1-based page; None where the source has no pages (a form feed starts a new page).
    heading: the level that the source's own mark-up gives the line (``#`` is 1); None without.
    links: title and address of what the source's own mark-up links from this line.
    style: None where the source does not say how it is set (plain text) or mark-up says more.
    box: where it stands on its page; None where the source has no pages or no places.
    words: where each of its words (``text.split()``) begins from the left, in points; with a box.
    margin: it stands in the head or foot of a page, apart from the text.
    bound: where its column ends at most, in points from the left, if another stands beside it.
    """

    text: str
    page: int | None = None
    heading: int | None = None
    links: tuple[tuple[str, str], ...] = ()
    style: Style | None = None
    box: Box | None = None
    words: tuple[float, ...] = ()
    margin: bool = False
    bound: float | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader made of one file, or of one part of it (an attachment of a mail).

    path: where it stands in its folder, with forward slashes; its name may hold a date or series.
        A part stands in its file as in a folder: ``mail.eml/briefing.pdf``.
    lines: in reading order.
    metadata: what the source's own mark-up says of itself, e.g. Markdown front matter
        (lower-case keys such as ``title``, ``date``, ``series``, ``publisher``, ``language``,
        ``url``).
    marked_up: headings and paragraph breaks are the source's own mark-up, so neighbouring lines
        belong together and a heading is what is marked as one.
    remarks: what of it could not be read, or only with doubt.
    recognised: the 1-based pages whose words were recognised in a picture and may be wrong.
    """

    path: str
    lines: tuple[Line, ...]
    metadata: tuple[tuple[str, str], ...] = ()
    marked_up: bool = False
    remarks: tuple[Remark, ...] = ()
    recognised: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """What of a file could not be read, or only with doubt; shown in the report and by ``check``.

    path: of the file or part. text: what is the matter and what to do about it, as a sentence
        that goes on after the path (``has 2 pages without text …``).
    pages: the 1-based pages concerned; empty where it is not about pages.
    """

    path: str
    text: str
    pages: tuple[int, ...] = ()
