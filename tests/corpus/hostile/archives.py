"""Hostile and broken Word files."""

from __future__ import annotations

from functools import partial

from tests.corpus.hostile.archive_files import (
    BODY,
    BROKEN,
    MAIN,
    TOO_MUCH,
    archive,
    bomb,
    bomb_beside,
    document,
    docx,
    external,
    laughs,
    linked,
    links_away,
    many_entries,
    nested,
    numbering_broken,
    paragraph,
    parts,
    quadratic,
    styles_in_circles,
    tables,
    twice,
    with_file,
    wrong_sum,
)
from tests.corpus.hostile.case import (
    NEXT,
    TEXT,
    TITLE,
    Hostile,
    beginning,
    noise,
)

CASES = [
    Hostile("empty.docx", lambda: b"", reason="is empty"),
    Hostile("zeros.docx", lambda: bytes(10_000), reason="is empty"),
    Hostile("noise.docx", lambda: noise(20_000), reason=BROKEN),
    Hostile("words.docx", f"{TITLE}\n\n{TEXT}\n".encode, reason=BROKEN),
    Hostile(
        "old-or-locked.docx",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + noise(5_000),
        reason="password|old|\\.doc|Word",
    ),
    Hostile("rich-text.docx", lambda: b"{\\rtf1 " + TEXT.encode() + b"}", reason=BROKEN),
    *(
        Hostile(
            f"part-{share}.docx",
            partial(beginning, docx, share),
            reason=BROKEN,
        )
        for share in (5, 50, 95)
    ),
    Hostile("archive-only.docx", lambda: archive({"a.txt": TEXT.encode()}), reason=BROKEN),
    Hostile("archive-empty.docx", lambda: archive({}), reason=BROKEN),
    Hostile(
        "sheet.docx",
        lambda: archive({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}),
        reason=BROKEN,
    ),
    Hostile(
        "types-missing.docx",
        lambda: docx(others={"[Content_Types].xml": None}),
        reason=BROKEN,
        says=TEXT,
    ),
    Hostile(
        "relations-missing.docx",
        lambda: docx(others={"_rels/.rels": None}),
        reason=BROKEN,
        says=TEXT,
    ),
    Hostile(
        "document-missing.docx", lambda: docx(others={"word/document.xml": None}), reason=BROKEN
    ),
    Hostile(
        "types-wrong.docx",
        lambda: docx(
            others={
                "[Content_Types].xml": parts()["[Content_Types].xml"].replace(
                    MAIN.encode(), b"image/png"
                )
            }
        ),
        reason=BROKEN,
        says=TEXT,
    ),
    Hostile(
        "types-with-macros.docx",
        lambda: docx(
            others={
                "[Content_Types].xml": parts()["[Content_Types].xml"].replace(
                    MAIN.encode(), b"application/vnd.ms-word.document.macroEnabled.main+xml"
                ),
                "word/vbaProject.bin": noise(3_000),
            }
        ),
        says=TEXT,
    ),
    Hostile("xml-broken.docx", lambda: archive(parts(document()[:-30])), reason=BROKEN, says=TEXT),
    Hostile("xml-noise.docx", lambda: archive(parts(noise(3_000))), reason=BROKEN),
    Hostile("xml-zeros.docx", lambda: docx(BODY + "\0\0"), reason=BROKEN, says=TEXT),
    Hostile(
        "xml-wide.docx",
        lambda: archive(parts(document().decode().replace("UTF-8", "UTF-16").encode("utf-16"))),
        says=TEXT,
    ),
    Hostile(
        "xml-unknown-characters.docx",
        lambda: archive(parts(document().replace(b"UTF-8", b"X-NONE-9"))),
        reason=BROKEN,
        says=TEXT,
    ),
    Hostile("bomb.docx", lambda: bomb(2_000_000_000), reason=TOO_MUCH),
    Hostile(
        "bomb-understated.docx",
        lambda: bomb(2_000_000_000, stated=5_000),
        reason=f"{TOO_MUCH}|{BROKEN}",
    ),
    Hostile("bomb-beside.docx", bomb_beside, reason=TOO_MUCH, says=TEXT),
    Hostile("nested.docx", lambda: nested(50), says=TEXT),
    Hostile(
        "names-leading-out.docx",
        lambda: with_file("../../../../etc/cron.d/x", b"* * * * * root x"),
        says=TEXT,
    ),
    Hostile("names-absolute.docx", lambda: with_file("/etc/passwd", b"x"), says=TEXT),
    Hostile(
        "names-odd.docx", lambda: with_file("word/\x01\n\u202e" + "a" * 5_000, b"x"), says=TEXT
    ),
    Hostile("twice.docx", twice, says="a", reason=BROKEN),
    Hostile("link.docx", linked, reason=BROKEN),
    Hostile("entries-many.docx", lambda: many_entries(30_000), says=TEXT, reason=TOO_MUCH),
    Hostile("sum-wrong.docx", wrong_sum, reason=BROKEN),
    Hostile("laughs.docx", laughs, reason=f"{BROKEN}|entit", says=TEXT),
    Hostile("quadratic.docx", quadratic, reason=f"{BROKEN}|entit|{TOO_MUCH}", says=TEXT),
    Hostile(
        "entity-file.docx",
        lambda: external("file:///etc/passwd"),
        reason=f"{BROKEN}|entit",
        says=TEXT,
    ),
    Hostile(
        "entity-address.docx",
        lambda: external("http://127.0.0.1:9/a"),
        reason=f"{BROKEN}|entit",
        says=TEXT,
    ),
    Hostile(
        "runs-many.docx",
        lambda: docx(BODY + "<w:p>" + "<w:r><w:t>a </w:t></w:r>" * 10_000 + "</w:p>"),
        says=TEXT,
    ),
    Hostile("paragraphs-many.docx", lambda: docx(BODY + "<w:p/>" * 20_000), says=TEXT),
    Hostile("tables-nested.docx", lambda: docx(BODY + tables(80)), says=TEXT),
    Hostile(
        "tables-nested-deeply.docx",
        lambda: docx(BODY + tables(20_000)),
        says=TEXT,
        reason=f"{BROKEN}|nest",
    ),
    Hostile(
        "cells-wide.docx",
        lambda: docx(
            BODY
            + '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr>'
            + paragraph("a")
            + "</w:tc></w:tr></w:tbl>"
        ),
        says=TEXT,
    ),
    Hostile(
        "boxes-nested.docx",
        lambda: docx(
            BODY
            + "<w:p>"
            + "<w:r><w:txbxContent><w:p>" * 3_000
            + "</w:p></w:txbxContent></w:r>" * 3_000
            + "</w:p>"
        ),
        says=TEXT,
        reason=f"{BROKEN}|nest",
    ),
    Hostile("styles-in-circles.docx", styles_in_circles, says=TEXT),
    Hostile("numbering-broken.docx", numbering_broken, says=TEXT),
    Hostile("links-away.docx", links_away, says=NEXT),
    Hostile("text-none.docx", lambda: docx("<w:p/>"), reason="paragraph|text|empty"),
]
