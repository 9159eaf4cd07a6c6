"""What cannot be read of a PDF is said, with its pages; what is there is read."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus.document import Document
from corpus.errors import ReadError
from corpus.limits import Limits
from corpus.readers import ocr
from corpus.readers.pdf import read_pdf
from tests.corpus.formats.draw_pdf import draw, lines, picture
from tests.corpus.formats.make_pdf import register_fonts

TEXT = lines(["Die Fähre fährt wieder.", "Sie legt um acht Uhr in Emden ab."])


def _read(data: bytes, limits: Limits | None = None) -> Document:
    [document] = read_pdf(data, "briefing.pdf", limits or Limits())
    return document


def _words(document: Document) -> str:
    return " ".join(" ".join(line.text for line in document.lines).split())


def _blank(canvas: Canvas) -> None:
    canvas.setLineWidth(1)


def _stamped(canvas: Canvas) -> None:
    picture(canvas)
    lines(["Eingang 12"])(canvas)


@pytest.fixture
def no_recognition(monkeypatch: pytest.MonkeyPatch) -> None:
    _recognition(monkeypatch, available=False)


def _recognition(
    monkeypatch: pytest.MonkeyPatch, *, available: bool, found: bytes | None = None
) -> list[tuple[int, ...]]:
    """Put a module in the place of that which recognises characters; return what it is asked."""
    asked: list[tuple[int, ...]] = []

    def recognise(data: bytes, pages: Sequence[int], limits: Limits) -> bytes | None:
        assert data.startswith(b"%PDF")
        assert limits
        asked.append(tuple(pages))
        return found

    monkeypatch.setattr(ocr, "available", lambda: available)
    monkeypatch.setattr(ocr, "ocr", recognise)
    return asked


@pytest.mark.usefixtures("no_recognition")
def test_pages_that_are_pictures_are_named() -> None:
    document = _read(draw(TEXT, picture, TEXT, _stamped, picture, picture))
    [remark] = document.remarks
    assert remark.pages == (2, 4, 5, 6)
    assert remark.path == "briefing.pdf"
    assert remark.text.startswith("has 4 pages without text (2, 4–6): scanned? install Tesseract")
    assert "Eingang 12" in _words(document)


@pytest.mark.usefixtures("no_recognition")
def test_empty_pages_are_nothing_to_speak_of() -> None:
    assert _read(draw(TEXT, _blank, TEXT)).remarks == ()


@pytest.mark.usefixtures("no_recognition")
def test_a_scan_is_refused_with_what_to_install() -> None:
    with pytest.raises(ReadError, match=r"no text on any of its 2 pages: .* Tesseract") as raised:
        _read(draw(picture, picture))
    assert raised.value.where == "briefing.pdf"


def test_pages_that_are_pictures_are_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    recognised = draw(lines(["Zweite Seite."]), lines(["Vierte Seite."]))
    asked = _recognition(monkeypatch, available=True, found=recognised)
    document = _read(draw(TEXT, picture, TEXT, picture))
    assert asked == [(2, 4)]
    found = [(line.page, line.text) for line in document.lines if line.text.endswith("Seite.")]
    assert found == [(2, "Zweite Seite."), (4, "Vierte Seite.")]
    [remark] = document.remarks
    assert remark.pages == (2, 4)
    assert "character recognition" in remark.text


def test_what_recognition_cannot_read_stays_named(monkeypatch: pytest.MonkeyPatch) -> None:
    recognised = draw(lines(["Zweite Seite."]), picture)
    _recognition(monkeypatch, available=True, found=recognised)
    remarks = _read(draw(TEXT, picture, picture)).remarks
    assert [remark.pages for remark in remarks] == [(3,), (2,)]


def test_recognition_that_fails_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    _recognition(monkeypatch, available=True, found=None)
    assert [remark.pages for remark in _read(draw(TEXT, picture)).remarks] == [(2,)]


@pytest.mark.usefixtures("no_recognition")
def test_letters_that_no_font_names_are_not_taken_for_text() -> None:
    data = _without_names(draw(TEXT, _unnamed, TEXT))
    document = _read(data)
    assert {line.page for line in document.lines} == {1, 3}
    [remark] = document.remarks
    assert remark.pages == (2,)
    assert "fonts do not say which letters they show (2)" in remark.text


def _unnamed(canvas: Canvas) -> None:
    register_fonts()
    canvas.setFont("Vera", 11)
    canvas.drawString(70, 700, "äöüß ÄÖÜ éèêë àâáã çñ óòôõ úùû íìîï ÅØÆ åøæ")


def _without_names(data: bytes) -> bytes:
    """Take the maps from glyphs to characters out of the fonts."""
    assert b"/ToUnicode" in data
    return data.replace(b"/ToUnicode", b"/NoUnicode")


@pytest.mark.usefixtures("no_recognition")
def test_no_more_pages_are_read_than_the_limit() -> None:
    document = _read(draw(*[TEXT] * 5), Limits(pages=3))
    assert {line.page for line in document.lines} == {1, 2, 3}
    [remark] = document.remarks
    assert remark.text == "has 5 pages, of which 3 are read; split it into its briefings"
    assert remark.pages == (4, 5)


@pytest.mark.parametrize("lost", [20, 300, 700])
def test_a_file_that_is_cut_off_is_read_as_far_as_it_goes(lost: int) -> None:
    data = draw(*[TEXT] * 3)
    document = _read(data[: data.rindex(b"xref") - lost])
    assert "Die Fähre fährt wieder." in _words(document)
    assert document.remarks[0].text.startswith("is damaged or cut off")


def test_a_file_with_something_before_it_is_whole() -> None:
    assert _read(b"\r\n\r\n" + draw(TEXT)).remarks == ()


def test_a_password_is_asked_for() -> None:
    with pytest.raises(ReadError, match="needs a password; save it without one"):
        _read(draw(TEXT, password="geheim"))


def test_a_file_that_opens_without_its_password_is_read() -> None:
    assert "Emden" in _words(_read(draw(TEXT, password="")))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<html><p>Not found</p></html>", "is no PDF"),
        (b"%PDF-1.7\nand then nothing at all", "is too damaged"),
        (b"PK\x03\x04" + bytes(300), "is no PDF"),
    ],
)
def test_what_is_no_pdf_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        _read(data)


def test_a_file_without_pages_is_refused() -> None:
    with pypdfium2.PdfDocument.new() as empty:
        buffer = io.BytesIO()
        empty.save(buffer)
    with pytest.raises(ReadError, match="export it again"):
        _read(buffer.getvalue())
