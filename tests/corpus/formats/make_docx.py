"""Source → Word files: with styles, and as people write who know none (all direct formatting)."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from tests.corpus.formats.source import Block, Bullets, Content, Heading, Table, Text


@dataclass(frozen=True)
class Look:
    """How a file is written. styled: headings, lists and title have styles; else they are typed.

    furniture: series, date and page number stand in head and foot of the pages. masthead: series
    and date stand above the title. pieces: letters after which a run is split, as spelling and
    editing leave runs. size: of the text, in points.
    """

    styled: bool = True
    furniture: bool = False
    masthead: bool = True
    pieces: int = 17
    size: float = 11.0


def make_docx(content: Content, look: Look | None = None) -> bytes:
    """Return the content as a Word file."""
    look = look or Look()
    document = docx.Document()
    document.core_properties.title = "Microsoft Word - Dokument1"
    document.core_properties.author = "Word-Nutzer"
    document.styles["Normal"].font.size = Pt(look.size)
    if look.furniture:
        _furnish(document, content)
    writer = _Styled(document, look) if look.styled else _Typed(document, look)
    writer.head(content)
    for block in content.blocks:
        writer.block(block)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _furnish(document: Document, content: Content) -> None:
    section = document.sections[0]
    section.header.paragraphs[0].text = f"{content.series} · {content.printed_date}"
    foot = section.footer.paragraphs[0]
    foot.add_run("Seite " if content.language == "de" else "Page ")
    add_field(foot, "PAGE", "1")


def add_field(paragraph: Paragraph, code: str, shown: str) -> None:
    """Add a field with the words that it shows, in runs of its own as Word writes it."""
    run: Any
    for part in ("begin", code, "separate", shown, "end"):
        run = paragraph.add_run(shown if part == shown else "")
        if part == code:
            element = OxmlElement("w:instrText")
            element.text = f" {code} "
            run._r.append(element)
        elif part != shown:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), part)
            run._r.append(element)


def add_link(paragraph: Paragraph, words: str, address: str) -> None:
    """Add words with a link."""
    key = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), key)
    link.append(paragraph.add_run(words)._r)
    within: Any = paragraph._p
    within.append(link)


class _Writer:
    """What both ways of writing share."""

    def __init__(self, document: Document, look: Look) -> None:
        self.document = document
        self.look = look

    def head(self, content: Content) -> None:
        raise NotImplementedError

    def heading(self, block: Heading) -> None:
        raise NotImplementedError

    def items(self, block: Bullets) -> None:
        raise NotImplementedError

    def block(self, block: Block) -> None:
        """Write a block of the source."""
        if isinstance(block, Heading):
            self.heading(block)
        elif isinstance(block, Bullets):
            self.items(block)
        elif isinstance(block, Table):
            self._table(block.rows)
        else:
            self._text(block)

    def _text(self, block: Text) -> None:
        paragraph = self.document.add_paragraph()
        if block.label:
            paragraph.add_run(block.label).bold = True
            paragraph.add_run(":").bold = True
            paragraph.add_run(" ")
        rest = block.text
        for words, address in block.links:
            before, rest = rest.split(words, 1)
            self._runs(paragraph, before)
            add_link(paragraph, words, address)
        self._runs(paragraph, rest)

    def _runs(self, paragraph: Paragraph, text: str) -> None:
        for piece in _pieces(text, self.look.pieces):
            paragraph.add_run(piece)

    def _table(self, rows: Sequence[Sequence[str]]) -> None:
        table = self.document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text


class _Styled(_Writer):
    def head(self, content: Content) -> None:
        if self.look.masthead:
            self.document.add_paragraph(f"{content.series} · {content.printed_date}")
        self.document.add_paragraph(content.title, style="Title")

    def heading(self, block: Heading) -> None:
        self.document.add_heading(block.text, block.level)

    def items(self, block: Bullets) -> None:
        style = "List Number" if block.numbered else "List Bullet"
        key = self._new_list() if block.numbered else None
        for item in block.items:
            paragraph = self.document.add_paragraph(style=style)
            self._runs(paragraph, item)
            if key is not None:
                settings: Any = paragraph._p.get_or_add_pPr()
                settings.get_or_add_numPr().get_or_add_numId().val = key

    def _new_list(self) -> int:
        """Begin a list that counts from 1, as Word does for each; return its key."""
        style: Any = self.document.styles["List Number"].element
        numbering: Any = self.document.part.numbering_part.element
        lists = {number.numId: number for number in numbering.num_lst}
        base = lists[style.pPr.numPr.numId.val].abstractNumId.val
        number = numbering.add_num(base)
        number.add_lvlOverride(0).add_startOverride(1)
        return int(number.numId)


class _Typed(_Writer):
    def head(self, content: Content) -> None:
        if self.look.masthead:
            self._large(f"{content.series} | {content.printed_date}", self.look.size, bold=False)
        self._large(content.title, 1.7 * self.look.size, bold=True)

    def heading(self, block: Heading) -> None:
        self._large(block.text, (1.3 if block.level == 1 else 1.0) * self.look.size, bold=True)

    def items(self, block: Bullets) -> None:
        for number, item in enumerate(block.items, start=1):
            mark = f"{number}." if block.numbered else "–"
            self._runs(self.document.add_paragraph(), f"{mark}\t{item}")

    def _large(self, text: str, size: float, *, bold: bool) -> None:
        paragraph = self.document.add_paragraph()
        for piece in _pieces(text, self.look.pieces):
            run: Any = paragraph.add_run(piece)
            run.font.size, run.bold = Pt(round(size * 2) / 2), bold


def _pieces(text: str, length: int) -> Iterator[str]:
    for start in range(0, len(text), length):
        yield text[start : start + length]
