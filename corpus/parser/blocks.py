"""Rows → blocks: paragraphs, headings, bullets and tables with their layout undone."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.briefing import Kind
from corpus.parser.hyphens import Vocabulary, glue
from corpus.parser.labels import split_points
from corpus.parser.rows import Row
from corpus.parser.seams import Layout, continues


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that belong together.

    first: index of its first row among the rows with words; rows: how many it had.
    gap: blank lines before it (without those of a double-spaced layout).
    glued: nothing but a sentence mark stood before it in its line.
    pages: (offset in text, page) where each page begins.
    """

    text: str
    first: int = 0
    rows: int = 1
    gap: int = 0
    kind: Kind = Kind.TEXT
    mark: str = ""
    indent: int = 0
    level: int | None = None
    table: bool = False
    glued: bool = False
    pages: tuple[tuple[int, int | None], ...] = ()
    links: tuple[tuple[str, str], ...] = ()

    @property
    def page(self) -> int | None:
        """Page on which it begins."""
        return self.pages[0][1] if self.pages else None

    @property
    def last_page(self) -> int | None:
        """Page on which it ends."""
        return self.pages[-1][1] if self.pages else None

    def part(self, start: int, end: int) -> Block:
        """Return the part between two offsets, without blanks at its ends."""
        piece = self.text[start:end]
        start += len(piece) - len(piece.lstrip())
        before = [page for offset, page in self.pages if offset <= start]
        inside = tuple((o - start, page) for o, page in self.pages if start < o < end)
        pages = ((0, before[-1] if before else None), *inside)
        return replace(self, text=piece.strip(), pages=pages)


def to_blocks(rows: Sequence[Row], layout: Layout, language: str | None) -> list[Block]:
    """Return the blocks that the rows (with words, no furniture) make, in order."""
    vocabulary = Vocabulary(row.text for row in rows)
    blocks: list[Block] = []
    start = 0
    for at in range(1, len(rows) + 1):
        if at < len(rows) and continues(rows, start, at, layout):
            continue
        table = layout.tables[start]
        joined = _table(rows[start:at]) if table else _join(rows[start:at], vocabulary, language)
        first = rows[start]
        blocks.extend(
            _split(
                Block(
                    text=joined[0],
                    first=start,
                    rows=at - start,
                    gap=max(0, first.gap - layout.shape.stretch),
                    kind=_kind(first),
                    mark=first.mark,
                    indent=first.indent,
                    level=first.level,
                    table=table,
                    pages=joined[1],
                    links=tuple(link for row in rows[start:at] for link in row.links),
                ),
                layout,
            )
        )
        start = at
    return blocks


def _kind(row: Row) -> Kind:
    if row.mark:
        return Kind.BULLET
    return Kind.QUOTE if row.quote else Kind.TEXT


Joined = tuple[str, tuple[tuple[int, int | None], ...]]


def _join(rows: Sequence[Row], vocabulary: Vocabulary, language: str | None) -> Joined:
    pieces: list[str] = []
    pages: list[tuple[int, int | None]] = []
    length = 0
    for row in rows:
        if pieces:
            last = glue(pieces[-1], row.text, vocabulary, language)
            length += len(last) - len(pieces[-1])
            pieces[-1] = last
        if not pages or pages[-1][1] != row.page:
            pages.append((length, row.page))
        pieces.append(row.text)
        length += len(row.text)
    return "".join(pieces), tuple(pages)


def _table(rows: Sequence[Row]) -> Joined:
    """Keep the rows of a table apart, each with its columns."""
    text = "\n".join(row.cells.replace("\t", "  ") for row in rows)
    return text, ((0, rows[0].page),)


def _split(block: Block, layout: Layout) -> Iterator[Block]:
    """Part a block where a label was run into the sentence before."""
    points = [] if block.table or block.level else split_points(block.text, layout.labels)
    edges = [0, *points, len(block.text)]
    for number, (start, end) in enumerate(itertools.pairwise(edges)):
        piece = block.part(start, end)
        if number:
            piece = replace(piece, glued=True, gap=0, mark="", kind=Kind.TEXT)
        yield piece
