"""Text in lines: marked stretches cut at a width, measured as they are drawn."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from benchmarks.pictures import emoji
from benchmarks.pictures.canvas import Canvas
from benchmarks.pictures.look import LINK, Style, font
from benchmarks.pictures.records import Words

_LINKS = {
    "text_link", "url", "mention", "text_mention", "bot_command", "hashtag", "email",
    "phone_number",
}  # fmt: skip
_QUOTES = {"blockquote", "expandable_blockquote"}
_ELLIPSIS = "…"
#: A line may end at an ordinary blank, not at one that holds together what stands around it.
_TOKENS = re.compile(r"\n|[ \t]+|[^ \t\n]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters of one style, all on one line."""

    text: str
    style: Style


Line = tuple[Piece, ...]


def width(text: str, style: Style) -> int:
    """Return the width of ``text`` in pixels."""
    total = 0.0
    for drawn, run in _runs(text):
        total += emoji.width(style.size) * len(run) if drawn else font(style).getlength(run)
    return round(total)


def width_of(line: Iterable[Piece]) -> int:
    """Return the width of a line in pixels, without the blanks at its end."""
    pieces = list(line)
    while pieces and not pieces[-1].text.strip():
        pieces.pop()
    return sum(width(piece.text, piece.style) for piece in pieces)


def write(canvas: Canvas, x: int, baseline: int, line: Iterable[Piece]) -> None:
    """Draw a line."""
    for piece in line:
        for drawn, run in _runs(piece.text):
            if drawn:
                for character in run:
                    emoji.draw(canvas, x, baseline, character, piece.style.size)
                    x += emoji.width(piece.style.size)
            else:
                canvas.text(x, baseline, run, piece.style)
                x += round(font(piece.style).getlength(run))


def _runs(text: str) -> Iterator[tuple[bool, str]]:
    shown = (character for character in text if not emoji.is_silent(character))
    for drawn, run in groupby(shown, emoji.is_emoji):
        yield drawn, "".join(run)


def stretches(words: Words, style: Style) -> list[tuple[str, Line]]:
    """Return the text taken apart: for each stretch the kind of quotation it is, or "", and it."""
    edges = {0, len(words.text)} | {e for m in words.marks for e in (m.start, m.end)}
    parts: list[tuple[str, Piece]] = []
    for start, end in pairwise(sorted(edges)):
        kinds = {m.kind for m in words.marks if m.start <= start < m.end}
        quote = next(iter(kinds & _QUOTES), "")
        parts.append((quote, Piece(words.text[start:end], _styled(style, kinds))))
    grouped = groupby(parts, key=lambda part: part[0])
    found = [(quote, tuple(piece for _, piece in group)) for quote, group in grouped]
    return _without_joints(found)


def _styled(style: Style, kinds: set[str]) -> Style:
    return replace(
        style,
        bold="bold" in kinds,
        italic="italic" in kinds,
        mono=bool(kinds & {"code", "pre"}),
        colour=LINK if kinds & _LINKS else style.colour,
    )


def _without_joints(parts: list[tuple[str, Line]]) -> list[tuple[str, Line]]:
    """Drop the line breaks that only set a quotation apart from the text around it."""
    found = []
    for at, (quote, line) in enumerate(parts):
        pieces = list(line)
        if at + 1 < len(parts) and pieces[-1].text.endswith("\n"):
            pieces[-1] = replace(pieces[-1], text=pieces[-1].text.removesuffix("\n"))
        if at and pieces[0].text.startswith("\n"):
            pieces[0] = replace(pieces[0], text=pieces[0].text.removeprefix("\n"))
        if any(piece.text for piece in pieces):
            found.append((quote, tuple(pieces)))
    return found


def wrap(pieces: Iterable[Piece], room: int) -> list[Line]:
    """Return the text in lines no wider than ``room``."""
    lines: list[list[Piece]] = [[]]
    used = 0
    for piece in pieces:
        for word in _TOKENS.findall(piece.text):
            if word == "\n":
                lines.append([])
                used = 0
                continue
            for part in _parts(word, piece.style, room):
                wide = width(part, piece.style)
                if used + wide > room and used and not part.isspace():
                    lines.append([])
                    used = 0
                lines[-1].append(Piece(part, piece.style))
                used += wide
    return [tuple(line) for line in lines]


def _parts(token: str, style: Style, room: int) -> Iterator[str]:
    """Yield a word whole, or in parts if it alone is too wide."""
    while width(token, style) > room:
        at = next(n for n in range(len(token), 0, -1) if width(token[:n], style) <= room)
        yield token[:at]
        token = token[at:]
    if token:
        yield token


def cut(text: str, style: Style, room: int) -> str:
    """Return ``text``, or as much of it as fits and an ellipsis."""
    text = text.replace("\n", " ")
    if width(text, style) <= room:
        return text
    while text and width(text.rstrip() + _ELLIPSIS, style) > room:
        text = text[:-1]
    return text.rstrip() + _ELLIPSIS
