"""Text with styles, cut to Telegram's limits first and turned into HTML last.

Cutting happens on visible text, so that a tag or an escaped character is never cut in two. Pure.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

#: Limits of ``sendMessage``: UTF-16 code units after parsing, and entities.
MAX_UNITS = 4096
MAX_ENTITIES = 100
_GAP = "\n\n"
_MARKS = re.compile(r"(\*\*|`)")
#: What Telegram drops or what would reorder the text around it: control characters, the marks,
#: embeddings, overrides and isolates of bidirectional text, and halves of surrogate pairs.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


class Quote(StrEnum):
    """Whether a run stands in a quotation, and whether a reader has to open it."""

    NONE = ""
    OPEN = "open"
    EXPANDABLE = "expandable"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one style; ``link`` is an http(s) address.

    code: a touch copies it; it has no other style.
    """

    text: str
    bold: bool = False
    italic: bool = False
    link: str | None = None
    quote: Quote = Quote.NONE
    code: bool = False


#: Runs that belong together; blocks are set apart by a blank line.
Block = tuple[Run, ...]


def visible(text: str) -> str:
    """Return ``text`` without the characters that cannot be seen but can do harm."""
    return _INVISIBLE.sub("", text)


def units(text: str) -> int:
    """Return the length of ``text`` in UTF-16 code units, Telegram's measure."""
    return len(text) + sum(char > "\uffff" for char in text)


def phrase(template: str, /, **values: object) -> Block:
    """Fill in a message: bold between double asterisks, code between backticks.

    Values are left as they are.
    """
    runs, marks = [], Counter[str]()
    for piece in _MARKS.split(template):
        marks[piece] += 1
        if piece not in ("", "**", "`"):
            code = bool(marks["`"] % 2)
            bold = bool(marks["**"] % 2) and not code
            runs.append(Run(visible(piece.format(**values)), bold=bold, code=code))
    return tuple(runs)


def folded(block: Block) -> Block:
    """Return a block as a quotation that shows its first lines until a reader opens it."""
    return tuple(replace(run, quote=Quote.EXPANDABLE) for run in block)


def plain(runs: Iterable[Run]) -> str:
    """Return what a reader sees, without styles."""
    return "".join(run.text for run in runs)


def to_html(runs: Iterable[Run]) -> str:
    """Return the runs as Telegram HTML."""
    parts = []
    for quote, group in groupby(runs, key=lambda run: run.quote):
        inner = "".join(_inline(run) for run in group)
        if quote is Quote.NONE:
            parts.append(inner)
        else:
            tag = "blockquote expandable" if quote is Quote.EXPANDABLE else "blockquote"
            parts.append(f"<{tag}>{inner}</blockquote>")
    return "".join(parts)


def _inline(run: Run) -> str:
    text = html.escape(run.text, quote=False)
    if run.code:
        return f"<code>{text}</code>"
    if run.italic:
        text = f"<i>{text}</i>"
    if run.bold:
        text = f"<b>{text}</b>"
    if run.link is not None:
        text = f'<a href="{html.escape(run.link)}">{text}</a>'
    return text


def pack(blocks: Iterable[Block], limit: int = MAX_UNITS) -> list[Block]:
    """Join blocks, a blank line between them, into as few messages as the limits allow.

    A block is cut only where it alone is over a limit, and then at the end of a line, a sentence
    or a word, if there is one.
    """
    messages: list[Block] = []
    for block in blocks:
        for piece in _pieces(block, limit):
            if not plain(piece).strip():
                continue
            joined = (*messages[-1], Run(_GAP), *piece) if messages else piece
            if messages and _fits(joined, limit):
                messages[-1] = joined
            else:
                messages.append(piece)
    return messages


def _fits(runs: Sequence[Run], limit: int) -> bool:
    return units(plain(runs)) <= limit and entities(runs) <= MAX_ENTITIES


def entities(runs: Sequence[Run]) -> int:
    """Return how many of Telegram's entities some runs take."""
    styles = sum(run.bold + run.italic + run.code + (run.link is not None) for run in runs)
    return styles + sum(quote is not Quote.NONE for quote, _ in groupby(r.quote for r in runs))


def _pieces(block: Block, limit: int) -> Iterator[Block]:
    """Yield ``block`` whole, or cut into pieces that each keep the limits."""
    piece: list[Run] = []
    for run in block:
        rest = run
        while not _fits([*piece, rest], limit):
            room = limit - units(plain(piece))
            at = cut(rest.text, room) if entities([*piece, rest]) <= MAX_ENTITIES else 0
            if at:
                piece.append(replace(rest, text=rest.text[:at].rstrip()))
            yield tuple(piece)
            piece = []
            rest = replace(rest, text=rest.text[at:].lstrip())
        if rest.text:
            piece.append(rest)
    if piece:
        yield tuple(piece)


def cut(text: str, room: int) -> int:
    """Return where to cut ``text`` so that at most ``room`` UTF-16 units stand before the cut.

    After the last line, sentence or word that ends in the second half of the room; else anywhere.
    """
    end = min(len(text), room)
    while units(text[:end]) > room:
        end -= max(1, (units(text[:end]) - room) // 2)
    if end == len(text):
        return end
    for mark in ("\n", ". ", " "):
        at = text.rfind(mark, end // 2, end)
        if at > 0:
            return at + len(mark)
    return end
