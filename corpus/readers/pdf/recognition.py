"""Pages that are pictures of text, read by character recognition where that is installed."""

from __future__ import annotations

from corpus.errors import ReadError
from corpus.limits import Limits
from corpus.readers import ocr
from corpus.readers.pdf.opening import Pages, read_pages

#: What to do about pages on which nothing could be recognised.
_FAILED = "nothing could be recognised on them; look at them yourself"
_LATE = "there was no time to recognise all that is on them; set READ_SECONDS higher"


def recognise(data: bytes, path: str, pages: Pages, limits: Limits) -> None:
    """Put the recognised text of the unread pages into ``pages``, or what to do about them."""
    pages.advice = _FAILED if ocr.available() else ocr.INSTALL
    wanted = pages.unread
    found = ocr.ocr(data, wanted, limits) if ocr.available() else None
    if found is None:
        return
    try:
        result = read_pages(found, path, len(wanted))
    except ReadError:  # it has no page
        pages.advice = _LATE
        return
    if result.count < len(wanted):
        pages.advice = _LATE
    texts = {wanted[text.number - 1]: text for text in result.texts if text.letters}
    for at, old in enumerate(pages.texts):
        if old.number in texts:
            pages.texts[at] = texts[old.number]
            pages.texts[at].number = old.number
    pages.scanned = [number for number in pages.scanned if number not in texts]
    pages.garbled = [number for number in pages.garbled if number not in texts]
    pages.recognised = sorted(texts)
