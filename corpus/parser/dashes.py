"""Dashes at the start of a line that are no bullets: within a sentence, or before a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.parser.rows import Row
from corpus.parser.shape import Shape
from corpus.parser.words import is_terminated, starts_lower

_DASHES = frozenset("-–—")


def restore_dashes(rows: Sequence[Row], shape: Shape) -> list[Row]:
    """Return the rows with dashes that stand within a sentence taken back from the bullets."""
    result: list[Row] = []
    for at, row in enumerate(rows):
        before = result[-1] if result else None
        dash = before is not None and row.mark in _DASHES
        alone = "—" not in {r.mark for r in (*rows[at - 1 : at], *rows[at + 1 : at + 2])}
        if (
            dash
            and before is not None
            and (_is_credit(row, alone=alone and shape.marked_up) or _runs_on(before, row, shape))
        ):
            result.append(replace(row, text=f"{row.mark} {row.text}", mark=""))
        else:
            result.append(row)
    return result


def _is_credit(row: Row, *, alone: bool) -> bool:
    """Tell whether the row names who is quoted above it (``— Name, office``).

    alone: mark-up has bullets of its own, and no row beside it begins with a long dash.
    """
    return (row.quote > 0 and row.mark in {"–", "—"}) or (alone and row.mark == "—")


def _runs_on(before: Row, row: Row, shape: Shape) -> bool:
    if is_terminated(before.text) or before.level or row.gap > shape.stretch or row.cut:
        return False
    if not shape.is_full(before, row):
        return False
    return not before.mark or (starts_lower(row.text) and before.mark != row.mark)
