"""Makers of hostile and broken PDF files, object by object."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from io import BytesIO

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from tests.corpus.hostile.case import NEXT, TEXT, TITLE, deflated, inflating

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
#: Objects 1 to 3 of a file with one page; 4 is the font and 5 what the page draws.
_CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R "
    b"/Resources << /Font << /F1 4 0 R >> >> >>"
)
WORDS = (
    f"BT /F1 18 Tf 72 760 Td ({TITLE}) Tj ET\n"
    f"BT /F1 11 Tf 72 720 Td ({TEXT}) Tj 0 -30 Td ({NEXT}) Tj ET\n"
).encode()
#: What a page without text that can be read is told.
_NO_TEXT = "text"


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """Return a stream object."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def pdf(
    *,
    catalog: bytes = _CATALOG,
    pages: bytes = PAGES,
    page: bytes = PAGE,
    font: bytes = FONT,
    words: bytes = WORDS,
    content: bytes | None = None,
    more: Sequence[bytes] = (),
    trailer: bytes = b"",
) -> bytes:
    """Return a file; ``content`` is a whole object in the place of ``words``; ``more`` from 6."""
    objects = [catalog, pages, page, font, content or stream(words), *more]
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (len(objects) + 1, trailer)
    out += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(out)


def cut_off(share: float) -> bytes:
    whole = pdf()
    return whole[: int(len(whole) * share)]


def encrypted(user: str) -> bytes:
    buffer = BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption(user, ownerPassword="owner"))
    canvas.drawString(72, 760, TITLE)
    canvas.drawString(72, 720, TEXT)
    canvas.save()
    return buffer.getvalue()


def many_pages(count: int) -> bytes:
    kids = b"[" + b"3 0 R " * count + b"]"
    return pdf(pages=b"<< /Type /Pages /Kids %s /Count %d >>" % (kids, count))


def real_pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % number for number in range(6, 6 + count))
    return pdf(
        pages=b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count), more=[PAGE] * count
    )


def bomb() -> bytes:
    data = b"\x78\xda" + inflating(4_000_000_000) + deflated(WORDS)
    return pdf(content=stream(data, b"/Filter /FlateDecode"))


def bomb_in_bomb() -> bytes:
    inner = zlib.compress(b"\x78\xda" + inflating(4_000_000_000), 9)
    return pdf(content=stream(inner, b"/Filter [/FlateDecode /FlateDecode]"))


def picture_bomb() -> bytes:
    picture = stream(
        b"\x78\xda" + inflating(2_000_000_000),
        b"/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /BitsPerComponent 8 "
        b"/ColorSpace /DeviceGray /Filter /FlateDecode",
    )
    page = PAGE.replace(b"/Font", b"/XObject << /I1 6 0 R >> /Font")
    return pdf(page=page, words=b"q 500 0 0 700 40 60 cm /I1 Do Q", more=[picture])


def picture_only() -> bytes:
    picture = stream(
        zlib.compress(bytes(100 * 100)),
        b"/Type /XObject /Subtype /Image /Width 100 /Height 100 /BitsPerComponent 8 "
        b"/ColorSpace /DeviceGray /Filter /FlateDecode",
    )
    page = PAGE.replace(b"/Font", b"/XObject << /I1 6 0 R >> /Font")
    return pdf(page=page, words=b"q 500 0 0 700 40 60 cm /I1 Do Q", more=[picture])


def form_in_itself() -> bytes:
    form = stream(
        b"/X1 Do",
        b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] "
        b"/Resources << /XObject << /X1 6 0 R >> >>",
    )
    page = PAGE.replace(b"/Font", b"/XObject << /X1 6 0 R >> /Font")
    return pdf(page=page, words=WORDS + b"/X1 Do", more=[form])


def forms_doubling() -> bytes:
    """Each form draws the next one ten times: 10^9 in the end."""
    forms = [
        stream(
            b"/X Do " * 10 if number < 9 else WORDS,
            b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] "
            b"/Resources << /Font << /F1 4 0 R >> /XObject << /X %d 0 R >> >>" % (number + 7),
        )
        for number in range(10)
    ]
    page = PAGE.replace(b"/Font", b"/XObject << /X 6 0 R >> /Font")
    return pdf(page=page, words=WORDS + b"/X Do", more=forms)


def unmapped() -> bytes:
    """A font whose glyphs have no meaning: by number, without a map to characters."""
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Private /Encoding /Identity-H "
        b"/DescendantFonts [6 0 R] >>"
    )
    descendant = (
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Private /DW 500 "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
        b"/FontDescriptor 7 0 R >>"
    )
    descriptor = (
        b"<< /Type /FontDescriptor /FontName /ABCDEF+Private /Flags 4 /FontBBox [0 0 1000 1000] "
        b"/ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>"
    )
    glyphs = b"".join(b"%04x" % (number % 90 + 1) for number in range(300))
    words = b"BT /F1 11 Tf 72 720 Td <%s> Tj ET" % glyphs
    return pdf(font=font, words=words, more=[descendant, descriptor])


def catalog_with(entries: bytes) -> bytes:
    return _CATALOG.replace(b"/Pages", entries + b" /Pages")


def annotated(count: int) -> bytes:
    link = (
        b"<< /Type /Annot /Subtype /Link /Rect [72 715 500 735] "
        b"/A << /S /URI /URI (https://news.example/a) >> >>"
    )
    page = PAGE.replace(b"/Contents", b"/Annots [%s] /Contents" % (b"6 0 R " * count))
    return pdf(page=page, more=[link])


def outlines_in_circles() -> bytes:
    item = b"<< /Title (Ice) /Parent 6 0 R /Next 7 0 R /First 7 0 R /Dest [3 0 R /Fit] >>"
    outlines = b"<< /Type /Outlines /First 7 0 R /Last 7 0 R /Count 1 >>"
    return pdf(catalog=catalog_with(b"/Outlines 6 0 R"), more=[outlines, item])


def objects_in_themselves() -> bytes:
    """An object stream that says it lies in itself, and the page tree in it."""
    body = zlib.compress(b"2 0 " + PAGES)
    holder = stream(body, b"/Type /ObjStm /N 1 /First 4 /Extends 6 0 R /Filter /FlateDecode")
    return pdf(pages=b"6 0 R", more=[holder])


def drawn_often(count: int) -> bytes:
    drawn = b"BT /F1 11 Tf 72 720 Td (a) Tj ET\n" * count
    return pdf(content=stream(zlib.compress(drawn), b"/Filter /FlateDecode"))


def huge_page(size: int) -> bytes:
    return pdf(page=PAGE.replace(b"595 842", b"%d %d" % (size, size)))


def lined() -> bytes:
    """A page with a million lines drawn: what looks for tables should not be lost in it."""
    drawn = b"".join(
        b"%d %d m %d %d l S\n" % (n % 595, n % 842, 595, n % 842) for n in range(2_000)
    )
    return pdf(content=stream(zlib.compress(WORDS + drawn * 100), b"/Filter /FlateDecode"))
