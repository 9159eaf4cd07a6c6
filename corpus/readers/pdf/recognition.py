"""Pages that are pictures of text, read by character recognition where that is installed."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec

from corpus.errors import ReadError
from corpus.limits import Limits
from corpus.readers.pdf.opening import Pages, read_pages

_MODULE = "corpus.readers.ocr"


def recognise(data: bytes, path: str, pages: Pages, limits: Limits) -> list[int]:
    """Put the recognised text of the unread pages into ``pages``; return which could be read."""
    wanted = pages.unread
    found = _searchable(data, wanted, limits)
    if found is None:
        return []
    try:
        result = read_pages(found, path, limits.pages)
    except ReadError:
        return []
    whole = result.count == pages.count and result.count != len(wanted)
    numbers = {number: number for number in wanted} if whole else _numbered(wanted)
    texts = {numbers[text.number]: text for text in result.texts if text.number in numbers}
    read = [number for number, text in sorted(texts.items()) if text.letters]
    for at, old in enumerate(pages.texts):
        if old.number in read:
            new = texts[old.number]
            new.number = old.number
            pages.texts[at] = new
    pages.scanned = [number for number in pages.scanned if number not in read]
    pages.garbled = [number for number in pages.garbled if number not in read]
    return read


def _numbered(wanted: Sequence[int]) -> dict[int, int]:
    """Return the number in the whole file by that in a file of the wanted pages alone."""
    return dict(enumerate(wanted, start=1))


def _searchable(data: bytes, wanted: Sequence[int], limits: Limits) -> bytes | None:
    if not wanted or find_spec(_MODULE) is None:
        return None
    module = import_module(_MODULE)
    if not module.available():
        return None
    found: bytes | None = module.ocr(data, wanted, limits)
    return found
