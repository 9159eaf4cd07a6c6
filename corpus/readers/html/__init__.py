"""HTML → lines: what the page says, without what stands around it on every page."""

from __future__ import annotations

from lxml.html import HtmlElement

from corpus.document import Document
from corpus.errors import ReadError
from corpus.limits import Limits
from corpus.readers.html.chrome import strip
from corpus.readers.html.css import read_sheets
from corpus.readers.html.foot import trim, view_address
from corpus.readers.html.metadata import page_url, read_metadata
from corpus.readers.html.tree import decode_page, elements, parse_page
from corpus.readers.html.walk import walk


def read_html(data: bytes, path: str, limits: Limits) -> list[Document]:
    """Return the document that the bytes of a web page or newsletter are.

    Raises ReadError if they are no text, or hold none.
    """
    del limits  # its size is all that a page can take: no part of it is fetched or unpacked
    document = read_page(decode_page(data, path), path)
    if not document.lines:
        raise ReadError(path, "holds no text; save the page again once it is shown in full")
    return [document]


def read_page(text: str, path: str) -> Document:
    """Return the document that the mark-up ``text`` is; one without lines if it holds no words."""
    root = parse_page(text)
    if root is None:
        return Document(path, (), marked_up=True)
    metadata = read_metadata(root)
    sheet = read_sheets(style.text or "" for style in elements(root, "style"))
    base = _base(root)
    strip(root, sheet)
    lines = walk(root, sheet, base)
    told = dict(metadata)
    address = told.get("url") or view_address(lines)
    if address:
        told["url"] = address
    return Document(path, tuple(trim(lines)), tuple(told.items()), marked_up=True)


def _base(root: HtmlElement) -> str | None:
    """Return the address that relative links of a page start from."""
    for base in elements(root, "base"):
        if (base.get("href") or "").lower().startswith(("http://", "https://")):
            return base.get("href")
    return page_url(root)
