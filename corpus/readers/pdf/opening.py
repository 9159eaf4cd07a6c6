"""A PDF's bytes → the text of its pages, and which of them could not be read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument, PdfiumError

from corpus.errors import ReadError
from corpus.readers.pdf.links import Link, read_links
from corpus.readers.pdf.metadata import read_metadata
from corpus.readers.pdf.pages import PageText, read_page
from corpus.readers.pdf.repair import mended
from corpus.readers.pdf.scans import is_scan

#: How far into a file its mark may stand.
_HEAD = 1024
#: Share of a page's letters that may be without meaning before its text is worth nothing.
_GARBLED = 0.3


@dataclass(slots=True)
class Pages:
    """The pages of a PDF. count: how many it has.

    texts: those that were read, in order. links: by page number. Numbers of pages, 1-based:
    scanned, that only show pictures of text; garbled, whose fonts do not say what their letters
    are; broken, that cannot be loaded; recognised, that were read by character recognition.
    advice: what to do about pages that are scanned or garbled.
    """

    count: int
    texts: list[PageText] = field(default_factory=list)
    links: dict[int, list[Link]] = field(default_factory=dict)
    metadata: tuple[tuple[str, str], ...] = ()
    scanned: list[int] = field(default_factory=list)
    garbled: list[int] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)
    recognised: list[int] = field(default_factory=list)
    advice: str = ""

    @property
    def unread(self) -> list[int]:
        """The pages whose text can only be had from how they look."""
        return sorted(self.scanned + self.garbled)


def read_pages(data: bytes, path: str, most: int) -> Pages:
    """Read the pages of a file, ``most`` of them.

    Raises ReadError if it needs a password, is no PDF or has no page.
    """
    with _opened(data, path) as document:
        pages = Pages(len(document))
        if not pages.count:
            raise ReadError(path, "has no pages; export it again")
        for number in range(1, min(pages.count, most) + 1):
            page = pdfium.FPDF_LoadPage(document.raw, number - 1)
            if not page:
                pages.broken.append(number)
                continue
            try:
                _add(pages, document.raw, page, number)
            finally:
                pdfium.FPDF_ClosePage(page)
        first = pages.texts[0] if pages.texts else None
        pages.metadata = read_metadata(document.raw, first)
    return pages


def _add(pages: Pages, document: Any, page: Any, number: int) -> None:
    text = read_page(page, number)
    if text.letters and text.unmapped >= _GARBLED * text.letters:
        pages.garbled.append(number)
    elif is_scan(page, text):
        pages.scanned.append(number)
    pages.texts.append(text)
    links = read_links(document, page)
    if links:
        pages.links[number] = links


@contextmanager
def _opened(data: bytes, path: str) -> Iterator[Any]:
    document = _open(data, path)
    try:
        yield document
    finally:
        document.close()


def _open(data: bytes, path: str) -> Any:
    try:
        return PdfDocument(data)
    except PdfiumError as error:
        whole = mended(data) if b"%PDF" in data[:_HEAD] else None
        if whole is None or error.err_code != pdfium.FPDF_ERR_FORMAT:
            raise ReadError(path, _reason(data, error)) from error
    try:
        return PdfDocument(whole)
    except PdfiumError as error:
        raise ReadError(path, _reason(data, error)) from error


def _reason(data: bytes, error: PdfiumError) -> str:
    if error.err_code in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}:
        return "needs a password; save it without one"
    if b"%PDF" not in data[:_HEAD]:
        return "is no PDF, whatever its name says; export it again"
    return "is too damaged to be read as a PDF; export it again"
