"""Headings by how they are set: larger or bolder than the text, where no mark-up names them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from corpus.document import Document, Line, Style
from corpus.parser.issued import issue_date
from corpus.parser.labels import label_of
from corpus.parser.ranks import depth_of
from corpus.parser.words import BYLINE, is_capitals, is_terminated, starts_lower

#: Type this much larger than the text's, as a factor and in points, is set apart from it.
_LARGER, _POINTS = 1.08, 0.7
#: Bold type may be so much smaller than the text's.
_SMALLER = 0.9
#: Capitals of no more letters are an abbreviation.
_FEW = 4
#: A heading has at most so many characters, in lines of its own.
_LONGEST, _MOST_LINES = 220, 4
#: Deeper than any heading that mark-up can name.
_BELOW_MARKED = 7
#: What stands beside a linked headline; words that it has at least.
_SOURCE = re.compile(r"\s*(?:[(\[][^()\[\]]{2,60}[)\]])?\s*")
_SOURCE_BEHIND = re.compile(r"\s*[(\[][^()\[\]]{2,60}[)\]]$")
_HEADLINE_WORDS = 4
_SHORTEST_TEXT = 60
#: Sizes are told apart by half points.
_STEP = 2
_MARK = re.compile(r"\s*(?:[•◦▪▫■□●○‣⁃∙·►▶➤➢✓✔❖◆–—*-]\s|[•◦▪■●‣►➤])")

#: Capitals may be set smaller than the text, as they look larger.
_SMALL_CAPITALS = 0.75

#: Size in half points, whether bold, whether italic.
_Face: TypeAlias = tuple[int, bool, bool]
#: How heavy a heading looks: its size where it is larger than the text, whether it is in capitals,
#: whether bold, whether upright, its size, and how deep its number is (``1.2`` is one below ``1``),
#: as minus.
_Weight: TypeAlias = tuple[int, bool, bool, bool, int, int]
#: Characters and lines of a heading that is told by italics alone, and how often its like comes.
_LONGEST_ITALIC, _ITALIC_LINES, _TWICE = 90, 2, 2
#: What is set in italics without being one: captions, credits, quotations.
_NO_HEADING = re.compile(
    r"(?i)(?:abb(?:ildung)?|fig(?:ure)?|tab(?:elle|le)?|graphic|grafik|karte|map|chart|foto|photo|"
    r"bild|quellen?|sources?|note|anmerkung)\b|[\"“„«»‘‚'(\[]"
)


def levelled(document: Document) -> Document:
    """Return the document with a level given to each line that is set as a heading.

    Lines that have it from mark-up keep it and lose their style, so that a level with a style is
    one that was told here; where mark-up names headings (beside a title), others are only lines
    that open what stands right below them, bold ones and linked headlines.
    """
    lines = [replace(line, style=None) if line.heading else line for line in document.lines]
    marked = [line.heading for line in lines if line.heading]
    if len(marked) < 2:
        heads = _usual(list(_heads(lines)))
        order = sorted({weight for weight, _ in heads}, reverse=True)
        ranks = {weight: rank for rank, weight in enumerate(order, max(marked, default=0) + 1)}
        for weight, run in heads:
            for at in run:
                lines[at] = replace(lines[at], heading=ranks[weight])
    else:
        for at in _openings(lines):
            lines[at] = replace(lines[at], heading=_BELOW_MARKED, style=None)
    return replace(document, lines=tuple(lines))


def _heads(lines: Sequence[Line]) -> Iterator[tuple[_Weight, range]]:
    """Yield the weight and the lines of each heading."""
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
            heavy = _is_larger(style, body) or style.bold
            light = not heavy and not is_capitals(lines[at].text)
            below = light and at > 0 and is_terminated(lines[at - 1].text)
            opens = _opens_part(lines, at, end) or (below and _has_text(lines, end))
            if heavy or (opens and not (light and _is_said(lines[at:end]))):
                yield _weight(lines[at], style, body), range(at, end)
        at = end


def _openings(lines: Sequence[Line]) -> list[int]:
    """Return the lines without a level that open the text below them.

    A bold line does in the paragraph that it begins; one in a paragraph of its own, or one that is
    linked, if there are several such.
    """
    body = _body(lines)
    at_once: list[int] = []
    apart: list[int] = []
    for at, line in enumerate(lines):
        below = next((n for n in range(at + 1, len(lines)) if lines[n].text.strip()), None)
        opens = at == 0 or not lines[at - 1].text.strip() or lines[at - 1].heading
        if body is None or below is None or line.heading or not opens or not line.style:
            continue
        if not _is_text(lines[below]) or not _may_open(line, body):
            continue
        if line.style.bold and not body[1]:
            (at_once if below == at + 1 else apart).append(at)
        elif _is_headline(line):
            apart.append(at)
    return sorted(at_once + apart) if len(at_once) + len(apart) > 1 else at_once


def _may_open(line: Line, body: _Face) -> bool:
    text, style = line.text.strip(), line.style
    if style is None or "\t" in text or not any(c.isalpha() for c in text) or _MARK.match(text):
        return False
    if text.endswith((",", ";", ":")) or BYLINE.match(text) or issue_date(text):
        return False
    return _may_head([replace(line, text=_SOURCE_BEHIND.sub("", text))], style, body)


def _is_headline(line: Line) -> bool:
    """Tell whether a line is linked as a whole, but for its source in brackets."""
    rest = line.text
    for title, _ in line.links:
        rest = rest.replace(title, "", 1)
    return len(line.text.split()) >= _HEADLINE_WORDS and _SOURCE.fullmatch(rest) is not None


def _is_text(line: Line) -> bool:
    """Tell whether a line is that of a paragraph, rather than of an address or the like."""
    text = line.text.strip()
    bold = line.style is not None and line.style.bold
    return not (line.heading or bold) and (is_terminated(text) or len(text) > _SHORTEST_TEXT)


def _has_text(lines: Sequence[Line], at: int) -> bool:
    """Tell whether a line that begins a sentence stands at a place."""
    return at < len(lines) and not starts_lower(lines[at].text.strip() or "a")


def _usual(heads: Sequence[tuple[_Weight, range]]) -> list[tuple[_Weight, range]]:
    """Return the headings without those told by italics alone whose like does not come again."""
    often = Counter(weight[:-1] for weight, _ in heads)
    return [
        (weight, run)
        for weight, run in heads
        if any(weight[:3]) or weight[3] or often[weight[:-1]] >= _TWICE
    ]


def _is_said(run: Sequence[Line]) -> bool:
    """Tell whether lines in italics are none that could head a part."""
    text = " ".join(line.text.strip() for line in run)
    if len(text) > _LONGEST_ITALIC or len(run) > _ITALIC_LINES or text[-1] in ",;:?!":
        return True
    known = _NO_HEADING.match(text) or BYLINE.match(text) or starts_lower(text)
    return bool(known) or issue_date(text) is not None


def _weight(line: Line, style: Style, body: _Face) -> _Weight:
    size, bold, italic = _face(style)
    larger = size if _is_larger(style, body) else 0
    depth = -depth_of(line.text.strip())
    return larger, is_capitals(line.text), bold, not italic, size, depth


def _opens_part(lines: Sequence[Line], start: int, end: int) -> bool:
    """Tell whether lines stand below a blank one, and no sentence goes on below them."""
    before = lines[start - 1] if start else None
    above = before is None or not before.text.strip() or before.page != lines[start].page
    return above and (end == len(lines) or not starts_lower(lines[end].text.strip()))


def _body(lines: Sequence[Line]) -> _Face | None:
    """Return the face in which most of the text is set, tables aside."""
    cells: Counter[_Face] = Counter()
    counts: Counter[_Face] = Counter()
    for line in lines:
        if line.style is not None and not line.margin:
            found = cells if "\t" in line.text else counts
            found[_face(line.style)] += len(line.text.strip())
    most = (counts or cells).most_common(1)
    return most[0][0] if most else None


def _face(style: Style) -> _Face:
    return round(style.size * _STEP), style.bold, style.italic


def _is_apart(line: Line, body: _Face) -> bool:
    text, style = line.text.strip(), line.style
    if style is None or line.margin or "\t" in text or not any(c.isalpha() for c in text):
        return False
    if _MARK.match(text):
        return False
    size = body[0] / _STEP
    if style.bold and not body[1] and style.size >= size * _SMALLER:
        return True
    if style.italic and not body[2] and style.size >= size * _SMALLER:
        return True
    capitals = is_capitals(text) and len(text) > _FEW and style.size >= size * _SMALL_CAPITALS
    return capitals or _is_larger(style, body)


def _is_larger(style: Style, body: _Face) -> bool:
    size = body[0] / _STEP
    return style.size >= max(size * _LARGER, size + _POINTS)


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
