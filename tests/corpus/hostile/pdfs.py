"""Hostile and broken PDF files."""

from __future__ import annotations

from functools import partial

from tests.corpus.hostile.case import TEXT, TITLE, Hostile, noise
from tests.corpus.hostile.pdf_files import (
    FONT,
    PAGE,
    PAGES,
    WORDS,
    annotated,
    bomb,
    bomb_in_bomb,
    catalog_with,
    cut_off,
    drawn_often,
    encrypted,
    form_in_itself,
    forms_doubling,
    huge_page,
    lined,
    many_pages,
    objects_in_themselves,
    outlines_in_circles,
    pdf,
    picture_bomb,
    picture_only,
    real_pages,
    stream,
    unmapped,
)

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
            partial(cut_off, share),
            reason="broken|damaged|incomplete|text",
            says=TEXT,
        )
        for share in (0.1, 0.3, 0.5, 0.7, 0.9, 0.97)
    ),
    Hostile("locked.pdf", lambda: encrypted("secret"), reason="password|encrypted"),
    Hostile("locked-for-copying.pdf", lambda: encrypted(""), says=TEXT),
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
        lambda: pdf(pages=PAGES.replace(b"/Count 1", b"/Count 2147483647")),
        reason="pages|broken|damaged",
        says=TEXT,
    ),
    Hostile(
        "pages-below-zero.pdf",
        lambda: pdf(pages=PAGES.replace(b"/Count 1", b"/Count -5")),
        reason="page|broken|damaged",
        says=TEXT,
    ),
    Hostile(
        "pages-none.pdf",
        lambda: pdf(pages=b"<< /Type /Pages /Kids [] /Count 0 >>"),
        reason="page|broken|damaged|password",
    ),
    Hostile("pages-shared.pdf", lambda: many_pages(10_000), reason="pages", says=TEXT),
    Hostile("pages-ten-thousand.pdf", lambda: real_pages(10_000), reason="pages", says=TEXT),
    Hostile(
        "page-enormous.pdf", lambda: huge_page(2_000_000_000), says="Nordkai", reason="page|text"
    ),
    Hostile("page-large.pdf", lambda: huge_page(14_400), says="Nordkai"),
    Hostile(
        "page-of-nothing.pdf",
        lambda: pdf(page=PAGE.replace(b"595 842", b"0 0")),
        says="Nordkai",
        reason="page|text",
    ),
    Hostile(
        "page-upside-down.pdf",
        lambda: pdf(page=PAGE.replace(b"[0 0 595 842]", b"[595 842 0 0]")),
        says="Nordkai",
    ),
    Hostile(
        "page-turned-oddly.pdf",
        lambda: pdf(page=PAGE.replace(b"/Contents", b"/Rotate 45 /Contents")),
        says="Nordkai",
    ),
    Hostile(
        "page-no-number.pdf",
        lambda: pdf(page=PAGE.replace(b"595 842", b"nan (x)")),
        says="Nordkai",
        reason="page|text",
    ),
    Hostile(
        "object-number-huge.pdf",
        lambda: pdf(
            trailer=b"/Info 4294967295 0 R", catalog=catalog_with(b"/Metadata 999999999 0 R")
        ),
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
        lambda: pdf(content=stream(WORDS).replace(b"/Length ", b"/Length 9")),
        says=TEXT,
        reason="text|broken|damaged",
    ),
    Hostile(
        "length-of-itself.pdf",
        lambda: pdf(content=b"<< /Length 5 0 R >>\nstream\n%s\nendstream" % WORDS),
        says=TEXT,
        reason="text|broken|damaged",
    ),
    Hostile(
        "objects-in-themselves.pdf",
        objects_in_themselves,
        reason="page|broken|damaged|text",
        says=TEXT,
    ),
    Hostile(
        "bomb.pdf",
        bomb,
        reason="memory|larger|unpack|takes longer|text|ends the program",
        says=TEXT,
    ),
    Hostile(
        "bomb-in-bomb.pdf",
        bomb_in_bomb,
        reason="memory|larger|unpack|takes longer|text|ends the program",
    ),
    Hostile(
        "bomb-picture.pdf",
        picture_bomb,
        reason="memory|larger|unpack|takes longer|text|ends the program",
    ),
    Hostile(
        "arrays-nested.pdf",
        lambda: pdf(more=[b"[" * 200_000], catalog=catalog_with(b"/Names 6 0 R")),
        says=TEXT,
        reason="broken|damaged",
    ),
    Hostile("arrays-nested-drawn.pdf", lambda: pdf(words=WORDS + b"[" * 500_000), says=TEXT),
    Hostile("states-nested.pdf", lambda: pdf(words=WORDS + b"q " * 500_000), says=TEXT),
    Hostile(
        "form-in-itself.pdf",
        form_in_itself,
        says=TEXT,
        reason="ends the program|memory|takes longer",
    ),
    Hostile(
        "forms-doubling.pdf",
        forms_doubling,
        says=TEXT,
        reason="ends the program|takes longer|memory|text",
    ),
    Hostile(
        "script.pdf",
        lambda: pdf(
            catalog=catalog_with(
                b"/OpenAction << /S /JavaScript /JS (while \\(true\\) app.alert\\('x'\\)) >>"
            )
        ),
        says=TEXT,
    ),
    Hostile(
        "launch.pdf",
        lambda: pdf(catalog=catalog_with(b"/OpenAction << /S /Launch /F (/bin/sh) >>")),
        says=TEXT,
    ),
    Hostile(
        "embedded.pdf",
        lambda: pdf(
            catalog=catalog_with(b"/Names << /EmbeddedFiles << /Names [(a.exe) 6 0 R] >> >>"),
            more=[
                b"<< /Type /Filespec /F (../../a.exe) /EF << /F 7 0 R >> >>",
                stream(b"MZ" + noise(5_000), b"/Type /EmbeddedFile"),
            ],
        ),
        says=TEXT,
    ),
    Hostile(
        "fonts-none.pdf",
        lambda: pdf(page=PAGE.replace(b"/F1 4 0 R", b"")),
        says="Nordkai",
        reason="text",
    ),
    Hostile(
        "font-in-itself.pdf",
        lambda: pdf(font=FONT.replace(b"/WinAnsiEncoding", b"4 0 R")),
        says="Nordkai",
        reason="text",
    ),
    Hostile(
        "font-file-noise.pdf",
        lambda: pdf(
            font=FONT.replace(
                b"/Encoding",
                b"/FontDescriptor << /Type /FontDescriptor /FontName /X /Flags 4 "
                b"/FontFile2 6 0 R >> /Encoding",
            ),
            more=[stream(noise(5_000))],
        ),
        says="Nordkai",
        reason="text",
    ),
    Hostile("glyphs-unmapped.pdf", unmapped, reason="which letters they show", says=""),
    Hostile("picture-only.pdf", picture_only, reason="text|scan|OCR|paragraph"),
    Hostile("blank.pdf", lambda: pdf(words=b" "), reason="text|paragraph|blank"),
    Hostile("links-many.pdf", lambda: annotated(20_000), says=TEXT),
    Hostile("outlines-in-circles.pdf", outlines_in_circles, says=TEXT),
    Hostile(
        "drawn-often.pdf",
        lambda: drawn_often(200_000),
        reason="text|paragraph|takes longer",
        says="a",
    ),
    Hostile("lines-many.pdf", lined, says=TEXT),
    Hostile(
        "far-outside.pdf",
        lambda: pdf(words=WORDS + b"BT /F1 11 Tf 99999999 -99999999 Td (far away) Tj ET"),
        says=TEXT,
    ),
    Hostile(
        "type-huge.pdf",
        lambda: pdf(words=WORDS + b"BT /F1 99999999 Tf 72 500 Td (large) Tj ET"),
        says="Nordkai",
    ),
    Hostile(
        "type-none.pdf",
        lambda: pdf(words=WORDS.replace(b"11 Tf", b"0 Tf")),
        says="Harbour",
        reason="text|paragraph",
    ),
    Hostile(
        "matrix-degenerate.pdf",
        lambda: pdf(words=b"0 0 0 0 0 0 cm " + WORDS),
        says="Nordkai",
        reason="text|paragraph",
    ),
    Hostile(
        "strings-broken.pdf",
        lambda: pdf(words=WORDS + b"BT /F1 11 Tf (" + b"(" * 100_000),
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
