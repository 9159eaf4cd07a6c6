"""The links of a page: the places that lead to an address, and the words that stand there."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

_WEB = re.compile(r"https?://\S+$", re.IGNORECASE)
_LONGEST = 4096


@dataclass(frozen=True, slots=True)
class Link:
    """A rectangle in the page's own space that leads to ``address``."""

    left: float
    bottom: float
    right: float
    top: float
    address: str


def read_links(document: Any, page: Any) -> list[Link]:
    """Return what leads from a page to the web (raw handles of the document and a loaded page)."""
    return [
        Link(*place, address)
        for link in _each(page)
        if (address := _address(document, link))
        for place in _places(link)
    ]


def _each(page: Any) -> Iterator[Any]:
    at, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page, at, link):
        yield link


def _address(document: Any, link: Any) -> str | None:
    action = pdfium.FPDFLink_GetAction(link)
    if not action or pdfium.FPDFAction_GetType(action) != pdfium.PDFACTION_URI:
        return None
    length = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
    if not 0 < length <= _LONGEST:
        return None
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFAction_GetURIPath(document, action, buffer, length)
    address = buffer.value.decode("utf-8", errors="replace").strip()
    return address if _WEB.match(address) else None


def _places(link: Any) -> Iterator[tuple[float, float, float, float]]:
    """Yield left, bottom, right, top: one for each line where the file tells them apart."""
    quads = pdfium.FS_QUADPOINTSF()
    count = pdfium.FPDFLink_CountQuadPoints(link)
    for at in range(max(count, 0)):
        if pdfium.FPDFLink_GetQuadPoints(link, at, quads):
            xs = (quads.x1, quads.x2, quads.x3, quads.x4)
            ys = (quads.y1, quads.y2, quads.y3, quads.y4)
            yield min(xs), min(ys), max(xs), max(ys)
    box = pdfium.FS_RECTF()
    if count <= 0 and pdfium.FPDFLink_GetAnnotRect(link, box):
        low, high = sorted((box.bottom, box.top))
        yield min(box.left, box.right), low, max(box.left, box.right), high


def covered(
    links: Sequence[Link], words: Sequence[str], starts: Sequence[float], end: float, middle: float
) -> tuple[tuple[str, str], ...]:
    """Return title and address of the links over a level line.

    starts: where each word begins; end: where the last one ends; middle: height of the line's
    middle, all in the page's own space.
    """
    found: dict[str, list[str]] = {}
    for link in links:
        if not link.bottom <= middle <= link.top:
            continue
        title = [
            word
            for word, left, right in zip(words, starts, (*starts[1:], end), strict=True)
            # A word's end is not known but by the next one's beginning; its first half is safe.
            if link.left - 1 <= left + 0.25 * (right - left) <= link.right
        ]
        if title:
            found.setdefault(link.address, []).extend(title)
    return tuple((" ".join(title), address) for address, title in found.items())
