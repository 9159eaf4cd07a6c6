"""Which rows are rows of a table."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.parser.rows import Row


def tables_of(rows: Sequence[Row]) -> tuple[bool, ...]:
    """Tell which rows are rows of a table: two neighbours at least have columns."""
    columns = [0 if row.level else _columns(row) for row in rows]
    flags = [False] * len(rows)
    for at in range(1, len(rows)):
        close = rows[at].gap == 0 or (rows[at].gap == 1 and columns[at] == columns[at - 1])
        near = columns[at] > 1 and columns[at - 1] > 1 and close and not rows[at].cut
        if near or goes_over(rows[at - 1], rows[at]):
            flags[at] = flags[at - 1] = True
    return tuple(flags)


def goes_over(before: Row, row: Row) -> bool:
    """Tell whether a table of three columns at least goes on across a page break."""
    return row.cut and not row.level and _columns(row) == _columns(before) > 2


def _columns(row: Row) -> int:
    bars = row.text.count(" | ")
    return bars + 1 if bars else row.cells.count("\t") + 1
