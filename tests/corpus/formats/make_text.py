"""Source → plain text, as a mail programme or an export wraps it; and its bytes by encoding."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from tests.corpus.formats.source import Block, Bullets, Content, Heading, Table

#: What an encoding without them has for the signs beyond it.
_LATIN_1 = str.maketrans({"„": '"', "“": '"', "”": '"', "–": "-", "—": "-", "−": "-", "€": "EUR"})
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1")


def make_text(content: Content, *, width: int | None = None, underlined: bool = False) -> str:
    """Return the content as text.

    width: columns at which lines are wrapped; None: not at all. underlined: the title is.
    """
    title = f"{content.title}\n{'=' * len(content.title)}" if underlined else content.title
    paragraphs = [f"{content.series}\n{content.printed_date}", title]
    for block in content.blocks:
        paragraphs.extend(_paragraphs(block, width))
    return "\n\n".join(paragraphs) + "\n"


def to_bytes(text: str, encoding: str) -> bytes:
    """Return the text in an encoding, with the signs that it lacks as people type them there."""
    return in_charset(text, encoding).encode(encoding)


def in_charset(text: str, encoding: str) -> str:
    """Return the text as it can be typed in an encoding."""
    if encoding == "latin-1":
        return text.translate(_LATIN_1)
    return text.replace("−", "–") if encoding == "cp1252" else text


def _paragraphs(block: Block, width: int | None) -> Iterator[str]:
    if isinstance(block, Heading):
        yield from _wrap(block.text, width, "")
    elif isinstance(block, Bullets):
        lines: list[str] = []
        for number, item in enumerate(block.items, start=1):
            mark = f"{number}. " if block.numbered else "- "
            lines += _wrap(mark + item, width, " " * len(mark))
        yield "\n".join(lines)
    elif isinstance(block, Table):
        yield _columns(block)
    else:
        yield from _wrap(block.full, width, "")


def _wrap(text: str, width: int | None, indent: str) -> list[str]:
    """Return the text, wrapped, as the one paragraph that it is."""
    if width is None:
        return [text]
    lines = textwrap.wrap(
        text, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
    return ["\n".join(lines)]


def _columns(table: Table) -> str:
    widths = [max(map(len, column)) + 3 for column in zip(*table.rows, strict=True)]
    return "\n".join(
        "".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in table.rows
    )
