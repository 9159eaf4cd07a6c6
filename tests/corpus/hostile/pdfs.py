"""Hostile and broken PDF files, written object by object."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import partial
from io import BytesIO

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from tests.corpus.hostile.case import NEXT, TEXT, TITLE, Hostile, deflated, inflating, noise

_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
#: Objects 1 to 3 of a file with one page; 4 is the font and 5 what the page draws.
_CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
_PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
_PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R "
    b"/Resources << /Font << /F1 4 0 R >> >> >>"
)
_WORDS = (
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
    pages: bytes = _PAGES,
    page: bytes = _PAGE,
    font: bytes = _FONT,
    words: bytes = _WORDS,
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


def _part(share: float) -> bytes:
    whole = pdf()
    return whole[: int(len(whole) * share)]


def _encrypted(user: str) -> bytes:
    buffer = BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption(user, ownerPassword="owner"))
    canvas.drawString(72, 760, TITLE)
    canvas.drawString(72, 720, TEXT)
    canvas.save()
    return buffer.getvalue()


def _many_pages(count: int) -> bytes:
    kids = b"[" + b"3 0 R " * count + b"]"
    return pdf(pages=b"<< /Type /Pages /Kids %s /Count %d >>" % (kids, count))


def _real_pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % number for number in range(6, 6 + count))
    return pdf(
        pages=b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count), more=[_PAGE] * count
    )


def _bomb() -> bytes:
    data = b"\x78\xda" + inflating(4_000_000_000) + deflated(_WORDS)
    return pdf(content=stream(data, b"/Filter /FlateDecode"))


def _bomb_in_bomb() -> bytes:
    inner = zlib.compress(b"\x78\xda" + inflating(4_000_000_000), 9)
    return pdf(content=stream(inner, b"/Filter [/FlateDecode /FlateDecode]"))


def _picture_bomb() -> bytes:
    picture = stream(
        b"\x78\xda" + inflating(2_000_000_000),
        b"/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /BitsPerComponent 8 "
        b"/ColorSpace /DeviceGray /Filter /FlateDecode",
    )
    page = _PAGE.replace(b"/Font", b"/XObject << /I1 6 0 R >> /Font")
    return pdf(page=page, words=b"q 500 0 0 700 40 60 cm /I1 Do Q", more=[picture])


def _picture_only() -> bytes:
    picture = stream(
        zlib.compress(bytes(100 * 100)),
        b"/Type /XObject /Subtype /Image /Width 100 /Height 100 /BitsPerComponent 8 "
        b"/ColorSpace /DeviceGray /Filter /FlateDecode",
    )
    page = _PAGE.replace(b"/Font", b"/XObject << /I1 6 0 R >> /Font")
    return pdf(page=page, words=b"q 500 0 0 700 40 60 cm /I1 Do Q", more=[picture])


def _form_in_itself() -> bytes:
    form = stream(
        b"/X1 Do",
        b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] "
        b"/Resources << /XObject << /X1 6 0 R >> >>",
    )
    page = _PAGE.replace(b"/Font", b"/XObject << /X1 6 0 R >> /Font")
    return pdf(page=page, words=_WORDS + b"/X1 Do", more=[form])


def _forms_doubling() -> bytes:
    """Each form draws the next one ten times: 10^9 in the end."""
    forms = [
        stream(
            b"/X Do " * 10 if number < 9 else _WORDS,
            b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] "
            b"/Resources << /Font << /F1 4 0 R >> /XObject << /X %d 0 R >> >>" % (number + 7),
        )
        for number in range(10)
    ]
    page = _PAGE.replace(b"/Font", b"/XObject << /X 6 0 R >> /Font")
    return pdf(page=page, words=_WORDS + b"/X Do", more=forms)


def _unmapped() -> bytes:
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


def _with(entries: bytes) -> bytes:
    return _CATALOG.replace(b"/Pages", entries + b" /Pages")


def _annotated(count: int) -> bytes:
    link = (
        b"<< /Type /Annot /Subtype /Link /Rect [72 715 500 735] "
        b"/A << /S /URI /URI (https://news.example/a) >> >>"
    )
    page = _PAGE.replace(b"/Contents", b"/Annots [%s] /Contents" % (b"6 0 R " * count))
    return pdf(page=page, more=[link])


def _outlines_in_circles() -> bytes:
    item = b"<< /Title (Ice) /Parent 6 0 R /Next 7 0 R /First 7 0 R /Dest [3 0 R /Fit] >>"
    outlines = b"<< /Type /Outlines /First 7 0 R /Last 7 0 R /Count 1 >>"
    return pdf(catalog=_with(b"/Outlines 6 0 R"), more=[outlines, item])


def _objects_in_themselves() -> bytes:
    """An object stream that says it lies in itself, and the page tree in it."""
    body = zlib.compress(b"2 0 " + _PAGES)
    holder = stream(body, b"/Type /ObjStm /N 1 /First 4 /Extends 6 0 R /Filter /FlateDecode")
    return pdf(pages=b"6 0 R", more=[holder])


def _drawn_often(count: int) -> bytes:
    drawn = b"BT /F1 11 Tf 72 720 Td (a) Tj ET\n" * count
    return pdf(content=stream(zlib.compress(drawn), b"/Filter /FlateDecode"))


def _huge_page(size: int) -> bytes:
    return pdf(page=_PAGE.replace(b"595 842", b"%d %d" % (size, size)))


def _lined() -> bytes:
    """A page with a million lines drawn: what looks for tables should not be lost in it."""
    drawn = b"".join(
        b"%d %d m %d %d l S\n" % (n % 595, n % 842, 595, n % 842) for n in range(2_000)
    )
    return pdf(content=stream(zlib.compress(_WORDS + drawn * 100), b"/Filter /FlateDecode"))


CASES = [
    Hostile("empty.pdf", lambda: b"", reason="is empty"),
    Hostile("zeros.pdf", lambda: bytes(10_000), reason="is empty"),
    Hostile("noise.pdf", lambda: noise(20_000), reason="PDF"),
    Hostile("words.pdf", f"{TITLE}\n\n{TEXT}\n".encode, reason="PDF"),
    Hostile("page.pdf", lambda: b"<html><body><p>" + TEXT.encode(), reason="PDF"),
    Hostile("head-only.pdf", lambda: b"%PDF-1.7\n", reason="PDF|broken|damaged|incomplete"),
    Hostile("head-and-noise.pdf", lambda: b"%PDF-1.7\n" + noise(20_000), reason="broken|damaged"),
    *(
        Hostile(
            f"part-{share:.0%}.pdf".replace("%", ""),
            partial(_part, share),
            reason="broken|damaged|incomplete|text",
            says=TEXT,
        )
        for share in (0.1, 0.3, 0.5, 0.7, 0.9, 0.97)
    ),
    Hostile("locked.pdf", lambda: _encrypted("secret"), reason="password|encrypted"),
    Hostile("locked-for-copying.pdf", lambda: _encrypted(""), says=TEXT),
    Hostile(
        "locked-strangely.pdf",
        lambda: pdf(trailer=b"/Encrypt << /Filter /Standard /V 99 /R 99 /O () /U () /P -1 >>"),
        reason="password|encrypted|broken|damaged",
    ),
    Hostile(
        "pages-in-circles.pdf",
        lambda: pdf(pages=b"<< /Type /Pages /Kids [2 0 R 3 0 R 2 0 R] /Count 3 >>"),
        reason="broken|damaged|page",
        says=TEXT,
    ),
    Hostile(
        "pages-of-pages.pdf",
        lambda: pdf(page=b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"),
        reason="broken|damaged|page",
    ),
    Hostile(
        "pages-two-billion.pdf",
        lambda: pdf(pages=_PAGES.replace(b"/Count 1", b"/Count 2147483647")),
        reason="pages|broken|damaged",
        says=TEXT,
    ),
    Hostile(
        "pages-below-zero.pdf",
        lambda: pdf(pages=_PAGES.replace(b"/Count 1", b"/Count -5")),
        reason="page|broken|damaged",
        says=TEXT,
    ),
    Hostile(
        "pages-none.pdf",
        lambda: pdf(pages=b"<< /Type /Pages /Kids [] /Count 0 >>"),
        reason="page|broken|damaged|password",
    ),
    Hostile("pages-shared.pdf", lambda: _many_pages(10_000), reason="pages", says=TEXT),
    Hostile("pages-ten-thousand.pdf", lambda: _real_pages(10_000), reason="pages", says=TEXT),
    Hostile(
        "page-enormous.pdf", lambda: _huge_page(2_000_000_000), says="Nordkai", reason="page|text"
    ),
    Hostile("page-large.pdf", lambda: _huge_page(14_400), says="Nordkai"),
    Hostile(
        "page-of-nothing.pdf",
        lambda: pdf(page=_PAGE.replace(b"595 842", b"0 0")),
        says="Nordkai",
        reason="page|text",
    ),
    Hostile(
        "page-upside-down.pdf",
        lambda: pdf(page=_PAGE.replace(b"[0 0 595 842]", b"[595 842 0 0]")),
        says="Nordkai",
    ),
    Hostile(
        "page-turned-oddly.pdf",
        lambda: pdf(page=_PAGE.replace(b"/Contents", b"/Rotate 45 /Contents")),
        says="Nordkai",
    ),
    Hostile(
        "page-no-number.pdf",
        lambda: pdf(page=_PAGE.replace(b"595 842", b"nan (x)")),
        says="Nordkai",
        reason="page|text",
    ),
    Hostile(
        "object-number-huge.pdf",
        lambda: pdf(trailer=b"/Info 4294967295 0 R", catalog=_with(b"/Metadata 999999999 0 R")),
        says=TEXT,
    ),
    Hostile(
        "table-size-huge.pdf",
        lambda: pdf().replace(b"0 6\n", b"0 4294967295\n", 1),
        says=TEXT,
        reason="broken|damaged",
    ),
    Hostile(
        "table-broken.pdf",
        lambda: pdf().replace(b" 00000 n", b" x0000 n"),
        says=TEXT,
        reason="broken|damaged",
    ),
    Hostile(
        "table-missing.pdf", lambda: pdf().split(b"xref\n")[0], says=TEXT, reason="broken|damaged"
    ),
    Hostile(
        "table-elsewhere.pdf",
        lambda: pdf().replace(b"startxref\n", b"startxref\n99"),
        says=TEXT,
        reason="broken|damaged",
    ),
    Hostile(
        "table-in-circles.pdf", lambda: pdf(trailer=b"/Prev 15"), says=TEXT, reason="broken|damaged"
    ),
    Hostile("after-noise.pdf", lambda: b"HTTP/1.1 200 OK\r\n\r\n" + pdf(), says=TEXT),
    Hostile("before-noise.pdf", lambda: pdf() + noise(3_000), says=TEXT),
    Hostile(
        "length-wrong.pdf",
        lambda: pdf(content=stream(_WORDS).replace(b"/Length ", b"/Length 9")),
        says=TEXT,
        reason="text|broken|damaged",
    ),
    Hostile(
        "length-of-itself.pdf",
        lambda: pdf(content=b"<< /Length 5 0 R >>\nstream\n%s\nendstream" % _WORDS),
        says=TEXT,
        reason="text|broken|damaged",
    ),
    Hostile(
        "objects-in-themselves.pdf",
        _objects_in_themselves,
        reason="page|broken|damaged|text",
        says=TEXT,
    ),
    Hostile(
        "bomb.pdf",
        _bomb,
        reason="memory|larger|unpack|takes longer|text|ends the program",
        says=TEXT,
    ),
    Hostile(
        "bomb-in-bomb.pdf",
        _bomb_in_bomb,
        reason="memory|larger|unpack|takes longer|text|ends the program",
    ),
    Hostile(
        "bomb-picture.pdf",
        _picture_bomb,
        reason="memory|larger|unpack|takes longer|text|ends the program",
    ),
    Hostile(
        "arrays-nested.pdf",
        lambda: pdf(more=[b"[" * 200_000], catalog=_with(b"/Names 6 0 R")),
        says=TEXT,
        reason="broken|damaged",
    ),
    Hostile("arrays-nested-drawn.pdf", lambda: pdf(words=_WORDS + b"[" * 500_000), says=TEXT),
    Hostile("states-nested.pdf", lambda: pdf(words=_WORDS + b"q " * 500_000), says=TEXT),
    Hostile(
        "form-in-itself.pdf",
        _form_in_itself,
        says=TEXT,
        reason="ends the program|memory|takes longer",
    ),
    Hostile(
        "forms-doubling.pdf",
        _forms_doubling,
        says=TEXT,
        reason="ends the program|takes longer|memory|text",
    ),
    Hostile(
        "script.pdf",
        lambda: pdf(
            catalog=_with(
                b"/OpenAction << /S /JavaScript /JS (while \\(true\\) app.alert\\('x'\\)) >>"
            )
        ),
        says=TEXT,
    ),
    Hostile(
        "launch.pdf",
        lambda: pdf(catalog=_with(b"/OpenAction << /S /Launch /F (/bin/sh) >>")),
        says=TEXT,
    ),
    Hostile(
        "embedded.pdf",
        lambda: pdf(
            catalog=_with(b"/Names << /EmbeddedFiles << /Names [(a.exe) 6 0 R] >> >>"),
            more=[
                b"<< /Type /Filespec /F (../../a.exe) /EF << /F 7 0 R >> >>",
                stream(b"MZ" + noise(5_000), b"/Type /EmbeddedFile"),
            ],
        ),
        says=TEXT,
    ),
    Hostile(
        "fonts-none.pdf",
        lambda: pdf(page=_PAGE.replace(b"/F1 4 0 R", b"")),
        says="Nordkai",
        reason="text",
    ),
    Hostile(
        "font-in-itself.pdf",
        lambda: pdf(font=_FONT.replace(b"/WinAnsiEncoding", b"4 0 R")),
        says="Nordkai",
        reason="text",
    ),
    Hostile(
        "font-file-noise.pdf",
        lambda: pdf(
            font=_FONT.replace(
                b"/Encoding",
                b"/FontDescriptor << /Type /FontDescriptor /FontName /X /Flags 4 "
                b"/FontFile2 6 0 R >> /Encoding",
            ),
            more=[stream(noise(5_000))],
        ),
        says="Nordkai",
        reason="text",
    ),
    Hostile("glyphs-unmapped.pdf", _unmapped, reason="which letters they show", says=""),
    Hostile("picture-only.pdf", _picture_only, reason="text|scan|OCR|paragraph"),
    Hostile("blank.pdf", lambda: pdf(words=b" "), reason="text|paragraph|blank"),
    Hostile("links-many.pdf", lambda: _annotated(20_000), says=TEXT),
    Hostile("outlines-in-circles.pdf", _outlines_in_circles, says=TEXT),
    Hostile(
        "drawn-often.pdf",
        lambda: _drawn_often(200_000),
        reason="text|paragraph|takes longer",
        says="a",
    ),
    Hostile("lines-many.pdf", _lined, says=TEXT),
    Hostile(
        "far-outside.pdf",
        lambda: pdf(words=_WORDS + b"BT /F1 11 Tf 99999999 -99999999 Td (far away) Tj ET"),
        says=TEXT,
    ),
    Hostile(
        "type-huge.pdf",
        lambda: pdf(words=_WORDS + b"BT /F1 99999999 Tf 72 500 Td (large) Tj ET"),
        says="Nordkai",
    ),
    Hostile(
        "type-none.pdf",
        lambda: pdf(words=_WORDS.replace(b"11 Tf", b"0 Tf")),
        says="Harbour",
        reason="text|paragraph",
    ),
    Hostile(
        "matrix-degenerate.pdf",
        lambda: pdf(words=b"0 0 0 0 0 0 cm " + _WORDS),
        says="Nordkai",
        reason="text|paragraph",
    ),
    Hostile(
        "strings-broken.pdf",
        lambda: pdf(words=_WORDS + b"BT /F1 11 Tf (" + b"(" * 100_000),
        says=TEXT,
    ),
    Hostile(
        "metadata-huge.pdf",
        lambda: pdf(
            trailer=b"/Info << /Title (%s) /CreationDate (D:99999999999999) >>" % (b"x" * 1_000_000)
        ),
        says=TEXT,
    ),
    Hostile(
        "metadata-odd.pdf",
        lambda: pdf(trailer=b"/Info << /Title <FEFFD800D800> /Author [1 2] /ModDate (x) >>"),
        says=TEXT,
    ),
]
