"""Running heads, feet and page numbers: rows at the edge of a page, known by their likes elsewhere.

A row at the edge is furniture if the same stands at the same height of another page, numbers aside,
if it counts the pages, or if most pages have a row of its own at that height.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.readers.pdf.pages import PageText
from corpus.readers.pdf.pieces import Piece

#: Shares of the page's height in which heads and feet stand, and rows that they have at most.
_HEAD, _FOOT = 0.16, 0.14
_MOST_ROWS = 4
#: In ems of the text, base line to base line: what sets a row apart from the text; what does so
#: beyond doubt.
_APART = 1.7
_FAR = 2.4
#: Points that a running head may stand higher on one page than on another.
_SHIFT = 4.0
_LONGEST = 160
#: What is furniture on a page that has no like: its size as a share of the text's, and where it
#: stands as a share of the page's height.
_SMALL, _OUTER = 0.9, 0.08
_DIGITS = re.compile(r"\d+")
_NOTE = re.compile(r"(?:\d{1,3}|\[\d+\]|[*†‡])\s*[^\W\d_]")
_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:seite|page|p\.|s\.)\s*)?(\d{1,4})(?:\s*(?:von|of|/|\||l)\s*\d{1,4})?\W*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Edge:
    """A row near an edge.

    key: its text with every number as ``#``. height: of its base line above the page's bottom.
    gap: from its base line to that of the next row towards the middle, in ems of the text.
    outer: from its base line to the page's edge, as a share of the page's height.
    """

    page: int
    pieces: tuple[Piece, ...]
    text: str
    key: str
    height: float
    size: float
    gap: float
    outer: float


def part_margins(pages: Sequence[PageText], em: float) -> list[tuple[list[Piece], list[Piece]]]:
    """Return, for each page, the pieces of its head and those of its foot.

    em: size of most of the document's text, in points.
    """
    heads = [_edge_rows(page, em, top=True) for page in pages]
    feet = [_edge_rows(page, em, top=False) for page in pages]
    found = (_marked(heads, len(pages), em), _marked(feet, len(pages), em))
    return [(found[0][at], found[1][at]) for at in range(len(pages))]


def _edge_rows(page: PageText, em: float, *, top: bool) -> list[_Edge]:
    """Return the rows at one edge, from the outermost inwards."""
    low, high = page.frame[1], page.frame[3]
    share = _HEAD if top else _FOOT
    sign = -1 if top else 1
    groups: list[list[Piece]] = []
    for piece in sorted(page.pieces, key=lambda one: sign * one.base):
        if groups and abs(groups[-1][0].base - piece.base) <= 0.3 * piece.size:
            groups[-1].append(piece)
        elif len(groups) > _MOST_ROWS:
            break
        else:
            groups.append([piece])
    edges = []
    for at, group in enumerate(groups[:_MOST_ROWS]):
        base = group[0].base
        if (high - base if top else base - low) > share * (high - low):
            break
        inner = groups[at + 1][0].base if at + 1 < len(groups) else base + sign * 99 * em
        ordered = tuple(sorted(group, key=lambda one: one.left))
        text = " ".join(piece.text for piece in ordered)
        size = max(piece.size for piece in group)
        edges.append(
            _Edge(
                page=page.number,
                pieces=ordered,
                text=text,
                key=_DIGITS.sub("#", text),
                height=base - low,
                size=size,
                gap=abs(inner - base) / em,
                outer=(high - base if top else base - low) / (high - low),
            )
        )
    return edges


def _marked(edges: Sequence[Sequence[_Edge]], pages: int, em: float) -> list[list[Piece]]:
    """Return the pieces of each page that are furniture: the outermost rows as far as known."""
    alike: dict[str, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for edge in (edge for rows in edges for edge in rows):
        alike[edge.key][_slot(edge)].add(edge.page)
    slots = Counter(
        slot for rows in edges for slot in {_slot(edge) for edge in rows[:1] if edge.gap >= _APART}
    )
    result: list[list[Piece]] = []
    for rows in edges:
        count = 0
        for at, edge in enumerate(rows):
            if not (
                _repeats(edge, _likes(edge, alike[edge.key]), pages, em)
                or _counts(edge, pages)
                or (at == 0 and _is_usual(edge, slots, pages, em))
                or (at == 0 and pages == 1 and _is_outer(edge, em))
            ):
                break
            often = _likes(edge, alike[edge.key]) >= max(3, 0.6 * pages)
            if edge.gap >= _APART or often:
                count = at + 1
        result.append([piece for edge in rows[:count] for piece in edge.pieces])
    return result


def _slot(edge: _Edge) -> int:
    return round(edge.height / _SHIFT)


def _likes(edge: _Edge, pages: dict[int, set[int]]) -> int:
    """Return on how many pages the same stands at the same height. pages: by height."""
    slot = _slot(edge)
    near = [pages[slot + shift] for shift in (-1, 0, 1) if slot + shift in pages]
    return len(near[0]) if len(near) == 1 else len(set().union(*near))


def _repeats(edge: _Edge, likes: int, pages: int, em: float) -> bool:
    """Tell whether the same stands at the same height of other pages, numbers aside."""
    if len(edge.text) > _LONGEST:
        return False
    return likes >= (2 if edge.size <= 1.1 * em else max(3, 0.5 * pages))


def _counts(edge: _Edge, pages: int) -> bool:
    """Tell whether the row has the page's own number at its end or beginning."""
    if edge.gap < _APART:
        return False
    match = _PAGE_NUMBER.fullmatch(edge.text)
    if match:
        return True
    if edge.gap < _FAR or len(edge.text) > _LONGEST / 2:
        return False
    own = str(edge.page)
    alone = len(edge.pieces) > 1 and own in {edge.pieces[0].text, edge.pieces[-1].text}
    # A number that opens the row and nothing parts from the rest may be that of a note.
    ends = re.search(rf"(?<![\w.,]){own}$|^{own}\s*[|·•–—]", edge.text) is not None
    return alone or (ends and pages > 1)


def _is_usual(edge: _Edge, slots: Counter[int], pages: int, em: float) -> bool:
    """Tell whether most pages have a row at this height, apart from their text."""
    if pages < 3 or edge.gap < _APART or edge.size > 1.1 * em or len(edge.text) > _LONGEST:
        return False
    near = sum(slots[_slot(edge) + shift] for shift in (-1, 0, 1))
    return near >= max(3, 0.6 * pages)


def _is_outer(edge: _Edge, em: float) -> bool:
    """Tell whether a row is small type in the margin, far from all else, and no note."""
    if len(edge.text) > _LONGEST or _NOTE.match(edge.text) or edge.text.endswith((".", ":")):
        return False
    if edge.outer <= _OUTER / 2:
        return edge.gap >= _APART and edge.size <= 1.1 * em
    return edge.gap >= _FAR and edge.outer <= _OUTER and edge.size <= _SMALL * em
