"""Lays out a known briefing in the ways that PDFs and mails leave behind.

A test lays out the same content in many layouts and demands the content back.
"""

from __future__ import annotations

import random
import re
import textwrap
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Part:
    """One article: its headings, its paragraphs as (label, text), bullets under the last one."""

    rubric: str | None
    heading: str
    paragraphs: tuple[tuple[str | None, str], ...]
    bullets: tuple[str, ...] = ()
    sources: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Content:
    """What a briefing says, without any layout."""

    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Style:
    """How it is laid out.

    width: characters in a line, None for one line a paragraph. ragged: lines vary as in a
    proportional font. divide: words are divided at line ends. blank: blank lines between blocks.
    every: rows on a page; None for no page breaks. furniture: what stands at a page break.
    """

    width: int | None = 80
    ragged: bool = False
    divide: bool = False
    blank: int = 1
    after_heading: int = 1
    doubled: bool = False
    every: int | None = None
    furniture: str = "foot"
    mark: str = "- "
    trailing: str = ""
    newline: str = "\n"
    numbered: bool = False


@dataclass
class _Page:
    """Collects lines and breaks pages.

    No page ends between two sentences of a paragraph: there no reader could tell that it goes on.
    """

    style: Style
    addresses: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    row: int = 0
    page: int = 1

    def add(self, line: str) -> None:
        last = self.lines[-1].rstrip() if self.lines else ""
        if self.style.every and self.row >= self.style.every and line and last[-1:] not in ".“":
            self.turn()
        self.lines.append(line + (self.style.trailing if line else ""))
        self.row += 1

    def turn(self) -> None:
        self.lines.extend(furniture(self.style.furniture, self.page, self.addresses))
        self.addresses.clear()
        self.page += 1
        self.row = 0


def furniture(kind: str, page: int, addresses: list[str]) -> list[str]:
    """Return the lines that stand between two pages."""
    head = "Nordkai Institut für Seewege"
    match kind:
        case "foot":
            return ["", f"Seite {page} von 9", ""]
        case "dash":
            return ["", f"- {page} -", ""]
        case "bare":
            return ["", str(page), ""]
        case "feed":
            return ["", f"Seite {page}", f"\f{head}", ""]
        case "blank":
            return ["", "", ""]
        case "running":
            return ["", f"{head} | {page}", "", "Seewege aktuell, 3. Mai 2024", ""]
        case "addresses":
            return ["", *(addresses or ["https://example.org/kein-titel"]), ""]
        case "head":
            return ["", head, ""]
    raise ValueError(kind)


def lay_out(content: Content, style: Style, seed: int = 0) -> str:
    """Return the briefing as a text file would hold it."""
    rng = random.Random(seed)
    page = _Page(style)
    _block(page, content.title, rng, gap=0)
    rubric = None
    for number, part in enumerate(content.parts, start=1):
        if part.rubric and part.rubric != rubric:
            rubric = part.rubric
            _block(page, rubric, rng, gap=style.blank)
        heading = f"{number}. {part.heading}" if style.numbered else part.heading
        _block(page, heading, rng, gap=style.blank)
        gap = style.after_heading
        for label, text in part.paragraphs:
            _block(page, f"{label}: {text}" if label else text, rng, gap=gap)
            gap = style.blank
        for bullet in part.bullets:
            _block(page, bullet, rng, gap=0, mark=style.mark)
        if part.sources:
            _block(page, "Quellen:", rng, gap=style.blank)
            for publisher, title, url in part.sources:
                _block(page, f"{publisher}: {title}", rng, gap=0, mark="• ")
                page.addresses.append(url)
    if page.addresses and style.furniture == "addresses":
        page.lines.extend(["", *page.addresses])
    text = "\n".join(page.lines)
    if style.doubled:
        text = text.replace("\n", "\n\n")
    return text.replace("\n", style.newline)


def _block(page: _Page, text: str, rng: random.Random, *, gap: int, mark: str = "") -> None:
    for _ in range(gap):
        page.add("")
    for number, line in enumerate(_wrap(text, page.style, rng)):
        lead = mark if number == 0 else " " * len(mark)
        page.add(lead + line)


def _wrap(text: str, style: Style, rng: random.Random) -> list[str]:
    if style.width is None:
        return [text]
    if not style.ragged and not style.divide:
        return textwrap.wrap(text, style.width, break_long_words=False)
    lines: list[str] = []
    line = ""
    for word, joint in _atoms(text):
        limit = style.width - (rng.randint(0, style.width // 10) if style.ragged else 0)
        if line and len(line) + len(joint) + len(word) > limit:
            start, rest = _divided(word, limit - len(line) - 2) if style.divide else ("", word)
            lines.append(line + joint + start if start else line)
            line = rest
        else:
            line = line + joint + word if line else word
    return [*lines, line]


def _atoms(text: str) -> list[tuple[str, str]]:
    """Return what a line can break between: words, and their parts after a real hyphen.

    Each comes with what stands before it in its line: a blank, or nothing after a hyphen.
    """
    parts = [re.findall(r"[^-]+-(?=\w)|[^-]+-?$|.+", word) for word in text.split()]
    return [(atom, "" if at else " ") for word in parts for at, atom in enumerate(word)]


def _divided(word: str, room: int) -> tuple[str, str]:
    """Divide a long word of small letters within the room, if there is enough."""
    letters = re.match(r"[^\W\d_]+", word)
    if letters is None or len(letters[0]) < 9 or room < 4 or not letters[0][1:].islower():
        return "", word
    cut = min(room - 1, len(letters[0]) - 3)
    while cut >= 3 and not _may_divide(letters[0], cut):
        cut -= 1
    return (word[:cut] + "-", word[cut:]) if cut >= 3 else ("", word)


def _may_divide(word: str, at: int) -> bool:
    return word[at - 1] in "aeiounrlts" and word[at] not in "aeiouäöü"
