"""Rows → blocks: paragraphs, headings, bullets and tables with their layout undone."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from corpus.briefing import Kind
from corpus.parser.hyphens import Vocabulary, glue
from corpus.parser.labels import split_points
from corpus.parser.places import Spot, cut
from corpus.parser.rows import Row
from corpus.parser.seams import Layout, continues


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that belong together.

    first: index of its first row among the rows with words; rows: how many it had.
    gap: blank lines before it (without those of a double-spaced layout).
    glued: nothing but a sentence mark stood before it in its line.
    spots: where each of its lines stands, in order.
    styled: its level was told by how it is set, not by mark-up.
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
    styled: bool = False
    spots: tuple[Spot, ...] = ()
    links: tuple[tuple[str, str], ...] = ()

    @property
    def page(self) -> int | None:
        """Page on which it begins."""
        return self.spots[0].page if self.spots else None

    @property
    def last_page(self) -> int | None:
        """Page on which it ends."""
        return self.spots[-1].page if self.spots else None

    def part(self, start: int, end: int) -> Block:
        """Return the part between two offsets, without blanks at its ends."""
        piece = self.text[start:end]
        start += len(piece) - len(piece.lstrip())
        piece = piece.strip()
        spots = cut(self.spots, self.text, start, start + len(piece))
        return replace(self, text=piece, spots=spots)


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
                    styled=first.level is not None and first.style is not None,
                    spots=joined[1],
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


Joined: TypeAlias = tuple[str, tuple[Spot, ...]]


def _join(rows: Sequence[Row], vocabulary: Vocabulary, language: str | None) -> Joined:
    pieces: list[str] = []
    spots: list[Spot] = []
    length = 0
    for row in rows:
        if pieces:
            last = glue(pieces[-1], row.text, vocabulary, language)
            length += len(last) - len(pieces[-1])
            pieces[-1] = last
        spots.append(Spot(length, row.page, row.box, row.words))
        pieces.append(row.text)
        length += len(row.text)
    return "".join(pieces), tuple(spots)


def _table(rows: Sequence[Row]) -> Joined:
    """Keep the rows of a table apart, each with its columns; its head comes once for all pages."""
    head, pages = rows[0], zip([None, *rows], rows, strict=False)
    rows = [r for b, r in pages if not (b and r.cells == head.cells and _is_elsewhere(b, r))]
    lines = [row.cells.replace("\t", "  ") for row in rows]
    starts = itertools.accumulate((len(line) + 1 for line in lines), initial=0)
    spots = (
        Spot(start, row.page, row.box, row.words) for start, row in zip(starts, rows, strict=False)
    )
    return "\n".join(lines), tuple(spots)


def _is_elsewhere(before: Row, row: Row) -> bool:
    """Tell whether a row stands on another page or in another column than the one before it."""
    up = before.box is not None and row.box is not None and row.box.bottom > before.box.top
    return before.page != row.page or up


def _split(block: Block, layout: Layout) -> Iterator[Block]:
    """Part a block where a label was run into the sentence before."""
    points = [] if block.table or block.level else split_points(block.text, layout.labels)
    edges = [0, *points, len(block.text)]
    for number, (start, end) in enumerate(itertools.pairwise(edges)):
        piece = block.part(start, end)
        if number:
            piece = replace(piece, glued=True, gap=0, mark="", kind=Kind.TEXT)
        yield piece
