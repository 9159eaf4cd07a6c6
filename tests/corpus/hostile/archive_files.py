"""Makers of hostile and broken Word files: ZIP archives of XML, entry by entry."""

from __future__ import annotations

import itertools
import stat
import struct
import zlib
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tests.corpus.hostile.case import (
    NEXT,
    TEXT,
    TITLE,
    deflated,
    inflating,
)

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
BROKEN = "broken|damaged|not a Word|no text that Word"
TOO_MUCH = "memory|larger|unpack|takes longer|bomb|limit"


def paragraph(text: str, style: str = "") -> str:
    """Return a paragraph of the document."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


BODY = paragraph(TITLE, "Heading1") + paragraph(TEXT) + paragraph(NEXT)


def document(body: str = BODY, doctype: str = "") -> bytes:
    """Return the main part."""
    opening = f'{_XML}{doctype}<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>'
    return f"{opening}{body}</w:body></w:document>".encode()


Others = Mapping[str, bytes | None]


def parts(main: bytes | None = None, others: Others | None = None) -> dict[str, bytes]:
    """Return the parts of a Word file by name; None among the others takes one out."""
    types = (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>'
    )
    found: dict[str, bytes | None] = {
        "[Content_Types].xml": types.encode(),
        "_rels/.rels": _relations(("rId1", f"{_R}/officeDocument", "word/document.xml")),
        "word/document.xml": document() if main is None else main,
        **(others or {}),
    }
    return {name: data for name, data in found.items() if data is not None}


def _relations(*relations: tuple[str, str, str], mode: str = "") -> bytes:
    items = "".join(
        f'<Relationship Id="{key}" Type="{kind}" Target="{target}"{mode}/>'
        for key, kind, target in relations
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{items}</Relationships>'.encode()


def archive(entries: dict[str, bytes]) -> bytes:
    """Return a ZIP archive of the parts."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as file:
        for name, data in entries.items():
            file.writestr(name, data)
    return buffer.getvalue()


def docx(body: str = BODY, doctype: str = "", others: Others | None = None) -> bytes:
    """Return a Word file with this body."""
    return archive(parts(document(body, doctype), others))


def with_file(name: str, data: bytes) -> bytes:
    return archive({**parts(), name: data})


def _raw_entry(file: bytes, name: str, packed: bytes, size: int, crc: int = 0) -> bytes:
    """Add an entry whose data are packed already to an archive, and say it has ``size`` bytes."""
    end = file.rindex(b"PK\x05\x06")
    count, length, start = struct.unpack("<HII", file[end + 10 : end + 20])
    key = name.encode()
    fields = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0x21, crc, len(packed), size, len(key), 0)
    local = b"PK\x03\x04" + fields + key + packed
    central = b"PK\x01\x02\x14\x00" + fields + struct.pack("<HHHII", 0, 0, 0, 0, start) + key
    directory = file[start : start + length] + central
    tail = struct.pack(
        "<HHHHIIH", 0, 0, count + 1, count + 1, len(directory), start + len(local), 0
    )
    return file[:start] + local + directory + b"PK\x05\x06" + tail


def bomb(size: int, stated: int | None = None) -> bytes:
    """The main part is a document with very many blanks in its text."""
    opening, closing = document(paragraph("\0")).split(b"\0")
    packed = deflated_open(opening) + inflating(size) + deflated(closing)
    entries = parts()
    del entries["word/document.xml"]
    return _raw_entry(archive(entries), "word/document.xml", packed, stated or size % 2**32)


def deflated_open(data: bytes) -> bytes:
    """Return raw deflate data after which more can follow."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush(zlib.Z_FULL_FLUSH)


def bomb_beside() -> bytes:
    """A part that no reader needs is the bomb."""
    return _raw_entry(
        archive(parts()),
        "word/media/a.png",
        inflating(4_000_000_000) + deflated(b""),
        4_000_000_000,
    )


def nested(depth: int) -> bytes:
    data = archive(parts())
    for _ in range(depth):
        data = archive({**parts(), "word/embeddings/inner.docx": data})
    return data


def laughs() -> bytes:
    names = "abcdefghij"
    entities = '<!ENTITY a "ha ">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in itertools.pairwise(names)
    )
    return docx(BODY + paragraph("&j;"), f"<!DOCTYPE w:document [{entities}]>")


def quadratic() -> bytes:
    entity = f'<!DOCTYPE w:document [<!ENTITY a "{"ha " * 30_000}">]>'
    return docx(BODY + paragraph("&a;" * 30_000), entity)


def external(target: str) -> bytes:
    doctype = f'<!DOCTYPE w:document [<!ENTITY a SYSTEM "{target}">]>'
    return docx(BODY + paragraph("before &a; after"), doctype)


def twice() -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as file:
        for name, data in parts().items():
            file.writestr(name, data)
        info = ZipInfo("word/document.xmx")
        file.writestr(
            info, document(paragraph("Another text altogether stands in the second one."))
        )
    return buffer.getvalue().replace(b"word/document.xmx", b"word/document.xml")


def linked() -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as file:
        for name, data in parts().items():
            info = ZipInfo(name)
            is_main = name == "word/document.xml"
            if is_main:
                info.external_attr = (stat.S_IFLNK | 0o777) << 16
            file.writestr(info, b"/etc/passwd" if is_main else data)
    return buffer.getvalue()


def many_entries(count: int) -> bytes:
    return archive({**parts(), **{f"word/media/{number}.xml": b"" for number in range(count)}})


def wrong_sum() -> bytes:
    entries = parts()
    main = entries.pop("word/document.xml")
    return _raw_entry(archive(entries), "word/document.xml", deflated(main), len(main), crc=1)


def tables(depth: int) -> str:
    opening, closing = "<w:tbl><w:tr><w:tc>", "<w:p/></w:tc></w:tr></w:tbl>"
    return opening * depth + paragraph("within") + closing * depth


def styles_in_circles() -> bytes:
    styles = (
        f'{_XML}<w:styles xmlns:w="{_W}">'
        '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
        "</w:styles>"
    )
    entries = parts(document(BODY + paragraph("The style of this goes round in circles.", "A")))
    entries["word/_rels/document.xml.rels"] = _relations(("rId1", f"{_R}/styles", "styles.xml"))
    entries["word/styles.xml"] = styles.encode()
    return archive(entries)


def numbering_broken() -> bytes:
    numbered = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="99999999"/><w:numId w:val="-7"/></w:numPr></w:pPr>'
        "<w:r><w:t>An item of a list that is not there.</w:t></w:r></w:p>"
    )
    odd = numbered.replace("99999999", "²").replace("-7", "9" * 5_000)
    huge = numbered.replace("99999999", "9" * 5_000)
    level = '<w:p><w:pPr><w:outlineLvl w:val="{0}"/></w:pPr><w:r><w:t>Ice</w:t></w:r></w:p>'
    size = '<w:p><w:r><w:rPr><w:sz w:val="{0}"/></w:rPr><w:t>Ice is near.</w:t></w:r></w:p>'
    sizes = "".join(size.format(figure) for figure in ("1e999", "nan", "-5", "²", "9" * 5_000))
    heads = level.format("²") + level.format("9" * 5_000) + level.format("-1")
    return docx(BODY + numbered * 1_000 + odd + huge + heads + sizes)


def links_away() -> bytes:
    entries = parts(
        document(
            BODY + f'<w:p><w:hyperlink r:id="rId1"><w:r><w:t>{NEXT}</w:t></w:r></w:hyperlink></w:p>'
        )
    )
    entries["word/_rels/document.xml.rels"] = _relations(
        ("rId1", f"{_R}/hyperlink", "javascript:alert(1)"),
        ("rId2", f"{_R}/attachedTemplate", "file:///etc/passwd"),
        ("rId3", f"{_R}/image", "http://tracker.example/p.png"),
        mode=' TargetMode="External"',
    )
    return archive(entries)
