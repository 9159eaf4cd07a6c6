"""A briefing as PDF, typeset with what briefings have: columns, heads, feet, notes, hyphens."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import reportlab
from reportlab.lib.enums import TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    FrameBreak,
    NextPageTemplate,
    PageTemplate,
    Paragraph,
    TableStyle,
)
from reportlab.platypus import Table as Grid

from tests.corpus.formats.source import Bullets, Content, Heading, Table, Text

WIDTH, HEIGHT = A4
MARGIN = 62.0
GUTTER = 22.0
#: Room for the title above the columns of the first page.
MASTHEAD = 110.0
#: A vowel and a consonant before a vowel: good enough a place to divide a word for a test.
_SYLLABLE = re.compile(r"(?<=[a-zäöü][aeiouäöü])(?=[bdfgklmnprstwz][aeiouäöü][a-zäöüß]{2})")
_LONG_WORD = re.compile(r"[A-ZÄÖÜ]?[a-zäöüß]{6,}")


@dataclass(frozen=True)
class Look:
    """How a briefing is typeset.

    justified: both edges even. indents: first lines are set in and nothing stands between
    paragraphs. hyphens: words are divided at line ends. furniture: running head and foot with the
    page number. note: stands below a rule at the foot of the first page. embedded: a font of its
    own goes into the file. size: of the text, in points.
    """

    columns: int = 1
    justified: bool = False
    indents: bool = False
    hyphens: bool = False
    furniture: bool = True
    note: str | None = None
    embedded: bool = False
    size: float = 10.5

    @property
    def fonts(self) -> tuple[str, str]:
        """The plain and the bold font."""
        return ("Vera", "VeraBd") if self.embedded else ("Helvetica", "Helvetica-Bold")


def make_pdf(content: Content, look: Look | None = None) -> bytes:
    """Return the briefing as a PDF file."""
    look = look or Look()
    if look.embedded:
        register_fonts()
    buffer = io.BytesIO()
    document = BaseDocTemplate(
        buffer, pagesize=A4, title=content.title, invariant=True, lang=content.language
    )
    document.addPageTemplates([_page(content, look, first=True), _page(content, look, first=False)])
    document.build(list(_story(content, look)))
    return buffer.getvalue()


def register_fonts() -> None:
    """Make ``Vera`` and ``VeraBd`` known, which go into the file."""
    folder = Path(reportlab.__file__).parent / "fonts"
    for name in ("Vera", "VeraBd"):
        pdfmetrics.registerFont(TTFont(name, str(folder / f"{name}.ttf")))
    pdfmetrics.registerFontFamily("Vera", normal="Vera", bold="VeraBd")


def _page(content: Content, look: Look, *, first: bool) -> PageTemplate:
    bottom, top = 100.0, HEIGHT - 80
    frames = []
    if first and look.columns > 1:
        frames.append(_frame("title", MARGIN, top - MASTHEAD, WIDTH - 2 * MARGIN, MASTHEAD))
        top -= MASTHEAD
    width = (WIDTH - 2 * MARGIN - (look.columns - 1) * GUTTER) / look.columns
    for column in range(look.columns):
        left = MARGIN + column * (width + GUTTER)
        frames.append(_frame(f"column {column}", left, bottom, width, top - bottom))

    def furnish(canvas: Canvas, _: Any) -> None:
        _furnish(canvas, content, look)

    return PageTemplate("first" if first else "later", frames, onPage=furnish)


def _frame(name: str, left: float, bottom: float, width: float, height: float) -> Frame:
    return Frame(
        left, bottom, width, height, id=name,
        leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
    )  # fmt: skip


def _furnish(canvas: Canvas, content: Content, look: Look) -> None:
    number = canvas.getPageNumber()
    if look.furniture:
        canvas.setFont(look.fonts[0], 8.5)
        canvas.drawString(MARGIN, HEIGHT - 45, f"{content.series} · {content.printed_date}")
        canvas.drawString(MARGIN, 40, content.series)
        canvas.drawRightString(WIDTH - MARGIN, 40, str(number))
    if look.note and number == 1:
        canvas.line(MARGIN, 84, MARGIN + 120, 84)
        canvas.setFont(look.fonts[0], 7.5)
        canvas.drawString(MARGIN, 72, look.note)


@dataclass(frozen=True)
class _Styles:
    text: ParagraphStyle
    title: ParagraphStyle
    headings: tuple[ParagraphStyle, ParagraphStyle]
    item: ParagraphStyle


def _styles(look: Look) -> _Styles:
    plain, bold = look.fonts
    size = look.size
    text = ParagraphStyle(
        "text",
        fontName=plain,
        fontSize=size,
        leading=1.25 * size,
        alignment=TA_JUSTIFY if look.justified else TA_LEFT,
        firstLineIndent=1.5 * size if look.indents else 0,
        spaceAfter=0 if look.indents else 0.8 * size,
        embeddedHyphenation=1 if look.hyphens else 0,
    )
    plainly: dict[str, Any] = {
        "parent": text,
        "firstLineIndent": 0,
        "fontName": bold,
        "alignment": TA_LEFT,
    }
    title = ParagraphStyle(
        "title", **plainly, fontSize=1.9 * size, leading=2.2 * size, spaceAfter=1.2 * size
    )
    large, small = (
        ParagraphStyle(
            f"heading {scale}",
            **plainly,
            fontSize=scale * size,
            leading=1.3 * scale * size,
            spaceBefore=1.0 * size,
            spaceAfter=0.5 * size,
            keepWithNext=1,
        )
        for scale in (1.4, 1.15)
    )
    item = ParagraphStyle(
        "item", parent=text, firstLineIndent=0, leftIndent=14, bulletIndent=4, bulletFontName=plain
    )
    return _Styles(text, title, (large, small), item)


def _story(content: Content, look: Look) -> Iterator[Flowable]:
    styles = _styles(look)
    series = ParagraphStyle("series", styles.text, firstLineIndent=0, spaceAfter=0.5 * look.size)
    yield NextPageTemplate("later")
    yield Paragraph(escape(f"{content.series} · {content.printed_date}"), series)
    yield Paragraph(escape(content.title), styles.title)
    if look.columns > 1:
        yield FrameBreak()
    for block in content.blocks:
        if isinstance(block, Heading):
            yield Paragraph(escape(block.text), styles.headings[min(block.level, 2) - 1])
        elif isinstance(block, Text):
            yield Paragraph(_markup(block, look), styles.text)
        elif isinstance(block, Bullets):
            yield from _items(block, styles.item, look)
        elif isinstance(block, Table):
            yield _grid(block, look)


def _markup(block: Text, look: Look) -> str:
    text = _divided(block.text, look)
    for words, address in block.links:
        shown = _divided(words, look)
        text = text.replace(shown, f'<link href="{escape(address)}">{shown}</link>', 1)
    return f"<b>{escape(block.label)}:</b> {text}" if block.label else text


def _divided(text: str, look: Look) -> str:
    """Escape a text and, where words are divided, mark with soft hyphens where they may be."""
    if look.hyphens:
        text = _LONG_WORD.sub(lambda word: _SYLLABLE.sub("\u00ad", word[0]), text)
    return escape(text)


def _items(block: Bullets, style: ParagraphStyle, look: Look) -> Iterator[Paragraph]:
    for number, item in enumerate(block.items, start=1):
        mark = f"{number}." if block.numbered else "•"
        yield Paragraph(_divided(item, look), style, bulletText=mark)


def _grid(block: Table, look: Look) -> Grid:
    plain, bold = look.fonts
    rules: list[Any] = [
        ("FONT", (0, 0), (-1, -1), plain, look.size - 1.5),
        ("FONT", (0, 0), (-1, 0), bold, look.size - 1.5),
        ("LINEBELOW", (0, 0), (-1, 0), 0.5, "black"),
        ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
    ]
    return Grid(
        [list(row) for row in block.rows],
        style=TableStyle(rules),
        spaceBefore=6,
        spaceAfter=10,
        hAlign="LEFT",
    )
