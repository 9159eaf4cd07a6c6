"""What is no Word file, or a hostile one, is refused with a reason that says what to do."""

from __future__ import annotations

import io
import zipfile

import pytest

from corpus.errors import ReadError
from corpus.limits import Limits
from corpus.readers.docx import read_docx
from tests.corpus.formats.contents import BERGBAHN
from tests.corpus.formats.make_docx import make_docx
from tests.corpus.formats.raw_docx import paragraph, part, raw_docx, zipped

GOOD = raw_docx(paragraph("Ein Satz."))


def _changed(name: str, content: bytes, data: bytes = GOOD) -> bytes:
    """Return a file, else the good one, with one part replaced or added."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files: dict[str, str | bytes] = {n: archive.read(n) for n in archive.namelist()}
    return zipped({**files, name: content})


def _locked() -> bytes:
    data = bytearray(GOOD)
    data[6] |= 1
    for at in range(len(data) - 4):
        if data[at : at + 4] == b"PK\x01\x02":
            data[at + 8] |= 1
    return bytes(data)


BAD = {
    "old Word": (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old Word document"),
    "password": (
        b"\xd0\xcf\x11\xe0" + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le"),
        "password",
    ),
    "locked zip": (_locked(), "password"),
    "PDF": (b"%PDF-1.7\n", "is a PDF document, not a Word file"),
    "text": (b"Nur Text.", "not a Word file"),
    "cut off": (make_docx(BERGBAHN)[:-200], "cut off or damaged"),
    "workbook": (zipped({"xl/workbook.xml": "<x/>"}), "is an Excel workbook"),
    "slides": (zipped({"ppt/presentation.xml": "<x/>"}), "is a PowerPoint presentation"),
    "open document": (
        zipped({"mimetype": "application/vnd.oasis.opendocument.text"}),
        "is an OpenDocument",
    ),
    "another zip": (zipped({"../../etc/passwd": "x"}), "has no text that Word would find"),
    "empty": (raw_docx(paragraph("")), "has no text"),
    "picture": (
        _changed("word/media/image1.png", b"x", raw_docx(paragraph(""))),
        "has pictures but no text",
    ),
    "packed": (_changed("word/document.xml", b" " * 30_000_000), "would unpack to far more"),
    "too many": (
        zipped({f"word/{n}.xml": "" for n in range(5_001)}),
        "would unpack to far more",
    ),
    "not XML": (_changed("word/document.xml", b"\xff\xfe\0nonsense"), "has no text"),
}


@pytest.mark.parametrize(("data", "reason"), BAD.values(), ids=BAD)
def test_what_cannot_be_read_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason) as caught:
        read_docx(data, "x.docx", Limits())
    assert caught.value.where == "x.docx"


def test_more_than_may_be_unpacked_is_refused() -> None:
    with pytest.raises(ReadError, match="would unpack to far more"):
        read_docx(GOOD, "x.docx", Limits(inflated=200))


def test_a_directory_that_lies_about_sizes_does_no_harm() -> None:
    data = bytearray(_changed("word/document.xml", b" " * 3_000_000))
    at = data.rfind(
        b"PK\x01\x02", 0, data.find(b"word/document.xml", data.rfind(b"PK\x05\x06") // 2)
    )
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")

    with pytest.raises(ReadError):
        read_docx(bytes(data), "x.docx", Limits())


def test_entities_are_not_expanded() -> None:
    bomb = b"""<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">
<!ENTITY c SYSTEM "file:///etc/hostname">]>"""
    text = part("document", f"<w:body>{paragraph('<w:r><w:t>x&b;&c;y</w:t></w:r>')}</w:body>")
    data = _changed("word/document.xml", bomb + text.split("?>", 1)[1].encode())

    [document] = read_docx(data, "x.docx", Limits())
    assert "aaa" not in document.lines[0].text
    assert document.lines[0].text.startswith("x")


def test_a_damaged_part_is_read_as_far_as_it_goes_and_said_so() -> None:
    whole = part("document", f"<w:body>{paragraph('Eins.')}{paragraph('Zwei.')}</w:body>").encode()
    data = _changed("word/document.xml", whole[: whole.index(b"Zwei")])

    [document] = read_docx(data, "x.docx", Limits())
    assert [line.text for line in document.lines if line.text] == ["Eins."]
    assert "is damaged" in document.remarks[0].text


def test_broken_styles_cost_no_text() -> None:
    data = raw_docx(paragraph("Ein Satz."), {"styles": "<w:styles", "numbering": "&&&"})

    [document] = read_docx(data, "x.docx", Limits())
    assert document.lines[0].text == "Ein Satz."


def test_deep_nesting_is_no_crash() -> None:
    body = paragraph("Innen.")
    for _ in range(70):
        body = f"<w:tbl><w:tr><w:tc>{body}</w:tc></w:tr></w:tbl>"

    [document] = read_docx(raw_docx(body), "x.docx", Limits())
    assert [line.text for line in document.lines if line.text] == ["Innen."]
