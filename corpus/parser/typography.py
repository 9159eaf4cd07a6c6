"""Headings by how they are set: larger or bolder than the text, where no mark-up names them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from corpus.document import Document, Line, Style
from corpus.parser.labels import label_of
from corpus.parser.words import is_capitals, is_terminated

#: Type this much larger than the text's, as a factor and in points, is set apart from it.
_LARGER, _POINTS = 1.08, 0.7
#: Bold type may be so much smaller than the text's.
_SMALLER = 0.9
#: A heading has at most so many characters, in lines of its own.
_LONGEST, _MOST_LINES = 220, 4
#: Sizes are told apart by half points.
_STEP = 2
_MARK = re.compile(r"\s*(?:[•◦▪▫■□●○‣⁃∙·►▶➤➢✓✔❖◆–—*-]\s|[•◦▪■●‣►➤])")

#: Size in half points, and whether bold.
_Face: TypeAlias = tuple[int, bool]


def levelled(document: Document) -> Document:
    """Return the document with a level given to each line that is set as a heading.

    Lines that have it from mark-up keep it and lose their style, so that a level with a style is
    one that was told here; where mark-up names headings (beside a title), no other is looked for.
    """
    lines = [replace(line, style=None) if line.heading else line for line in document.lines]
    marked = [line.heading for line in lines if line.heading]
    if len(marked) < 2:
        heads = list(_heads(lines))
        ranks = {face: rank for rank, face in enumerate(_by_weight(heads), max(marked, default=0))}
        for face, run in heads:
            for at in run:
                lines[at] = replace(lines[at], heading=ranks[face] + 1)
    return replace(document, lines=tuple(lines))


def _by_weight(heads: Sequence[tuple[_Face, range]]) -> list[_Face]:
    return sorted({face for face, _ in heads}, reverse=True)


def _heads(lines: Sequence[Line]) -> Iterator[tuple[_Face, range]]:
    """Yield the face and the lines of each heading."""
    body = _body(lines)
    if body is None:
        return
    apart = [_is_apart(line, body) for line in lines]
    at = 0
    while at < len(lines):
        end = at + 1
        while end < len(lines) and apart[at] and apart[end] and _is_same(lines[at], lines[end]):
            end += 1
        style = lines[at].style
        if apart[at] and style and _may_head(lines[at:end], style, body):
            yield _face(style), range(at, end)
        at = end


def _body(lines: Sequence[Line]) -> _Face | None:
    """Return the face in which most of the text is set."""
    counts: Counter[_Face] = Counter()
    for line in lines:
        if line.style is not None and not line.margin:
            counts[_face(line.style)] += len(line.text.strip())
    return counts.most_common(1)[0][0] if counts else None


def _face(style: Style) -> _Face:
    return round(style.size * _STEP), style.bold


def _is_apart(line: Line, body: _Face) -> bool:
    text, style = line.text.strip(), line.style
    if style is None or line.margin or "\t" in text or not any(c.isalpha() for c in text):
        return False
    if _MARK.match(text):
        return False
    size = body[0] / _STEP
    larger = style.size >= max(size * _LARGER, size + _POINTS)
    return larger or (style.bold and not body[1] and style.size >= size * _SMALLER)


def _is_same(first: Line, line: Line) -> bool:
    """Tell whether a line goes on with the heading that ``first`` began."""
    assert first.style is not None
    assert line.style is not None
    return _face(first.style) == _face(line.style) and first.page == line.page


def _may_head(run: Sequence[Line], style: Style, body: _Face) -> bool:
    """Tell whether lines that are set apart have the form of a heading."""
    text = " ".join(line.text.strip() for line in run)
    larger = _face(style)[0] > body[0]
    if len(text) > _LONGEST or len(run) > _MOST_LINES:
        return False
    if is_capitals(text):
        return True
    if text.endswith(":") and label_of(text):
        return False
    ended = is_terminated(text) and not text.rstrip("\"'”’“»›").endswith(("!", "?"))
    return not ended or (larger and len(text) < _LONGEST / 2)
