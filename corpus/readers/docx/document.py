"""Bytes of a Word file → its document."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.document import Document, Line, Remark
from corpus.errors import ReadError
from corpus.limits import Limits
from corpus.readers.docx.body import Body, Sheets
from corpus.readers.docx.notes import Notes
from corpus.readers.docx.numbering import Numbering
from corpus.readers.docx.package import WORD, Element, Package
from corpus.readers.docx.styles import Styles

_CORE = {
    "title": "{http://purl.org/dc/elements/1.1/}title",
    "language": "{http://purl.org/dc/elements/1.1/}language",
}


def read_docx(data: bytes, path: str, limits: Limits) -> list[Document]:
    """Return the document that the bytes of a Word file are; raises ReadError for others."""
    package = Package(data, path, limits)
    main = package.main
    sheets = _sheets(package)
    body = main.root.find(f"{WORD}body")
    assert body is not None
    titled = any(sheets.styles.is_title(p) and _says(p) for p in body.iterfind(f"{WORD}p"))
    text = list(Body(main, sheets, shift=int(titled)).lines(body))
    if not any(line.text.strip() for line in text):
        raise ReadError(path, _nothing(package))
    lines = (*_margins(package, sheets), *text)
    remarks = tuple(Remark(path, told) for told in _losses(package))
    return [Document(path, lines, _metadata(package, lines), marked_up=True, remarks=remarks)]


def _sheets(package: Package) -> Sheets:
    def first(kind: str) -> Element | None:
        part = next(iter(package.related(kind)), None)
        return part.root if part else None

    notes = {
        kind: next(iter(package.related(f"{kind}s")), None) for kind in ("footnote", "endnote")
    }
    return Sheets(Styles(first("styles")), Numbering(first("numbering")), Notes(notes))


def _says(paragraph: Element) -> bool:
    return any((text.text or "").strip() for text in paragraph.iter(f"{WORD}t"))


def _nothing(package: Package) -> str:
    if package.has_pictures():
        return "has pictures but no text; export it as PDF so that its pages can be recognised"
    return "has no text; remove it or export it again"


def _margins(package: Package, sheets: Sheets) -> Iterator[Line]:
    """Yield what stands in the heads and feet of the pages, each line once."""
    seen: set[str] = set()
    for kind in ("header", "footer"):
        for part in package.related(kind):
            for line in Body(part, sheets, margin=True).lines(part.root):
                if line.text.strip() and line.text not in seen:
                    seen.add(line.text)
                    yield Line(line.text, links=line.links, style=line.style, margin=True)
                    yield Line("")


def _losses(package: Package) -> Iterator[str]:
    """Yield what of the file was not read."""
    root = package.main.root
    if package.main.damaged:
        yield "is damaged; what was read of it may not be all: open it in Word and save it again"
    if any(True for _ in root.iter(f"{WORD}altChunk")):
        yield "holds parts of another format that were not read; open it in Word and save it again"


def _metadata(package: Package, lines: tuple[Line, ...]) -> tuple[tuple[str, str], ...]:
    """Return what the file says of itself and can be believed: a title only if the text has it."""
    core = package.core()
    found: list[tuple[str, str]] = []
    for key, tag in _CORE.items():
        told = " ".join((core.findtext(tag) or "").split()) if core is not None else ""
        shown = key != "title" or any(line.text.strip() == told for line in lines)
        if told and shown:
            found.append((key, told))
    return tuple(found)
