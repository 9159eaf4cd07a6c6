"""Source lists: what a briefing names as its sources, apart from what it says.

A list is known by a line that announces it, or by its form: items ``Publisher: title`` without
full stop while addresses stand apart. Digest headlines and notes in brackets name sources too.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.briefing import Kind
from corpus.parser import addresses
from corpus.parser.blocks import Block
from corpus.parser.headings import is_credited
from corpus.parser.labels import label_of
from corpus.parser.references import Note, announces, says_only_sources
from corpus.parser.words import ISSUE, SOURCE_WORDS, is_capitals, words

ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"]+[^\s<>\".,;:!?)\]]", re.IGNORECASE)
_NOTE = re.compile(r"\((?:quellen?|sources?|fuentes?|via)\s*:\s*([^()]{2,80})\)", re.IGNORECASE)
_FOOTNOTE = re.compile(r"(?:\[\d{1,3}\]|\d{1,3}[.)]?)\s+\S")
_NOTE_NUMBER = re.compile(r"(?:\[(\d{1,3})\]|(\d{1,3}))\s+(?=[^\W\d_a-z])")
_NUMBERED = re.compile(r"(?:\[\d{1,3}\]|\d{1,3}[.)]|[¹²³⁴⁵⁶⁷⁸⁹⁰]+)\s*(?=\S)")
_CREDIT = re.compile(r"(.{10,})\s\(([^()]{2,60})\)$")
_LONGEST_ITEM = 300
#: Words of a source that has neither mark nor publisher.
_MOST_WORDS = 25


@dataclass(frozen=True, slots=True)
class Item:
    """A source as it is named. ``block``: index of the block that names it."""

    block: int
    title: str
    publisher: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """The sources in order, and the blocks that are nothing but source lists."""

    items: tuple[Item, ...]
    blocks: frozenset[int]


def find_lists(blocks: Sequence[Block], urls: Sequence[str]) -> Named:
    """Return the source lists; ``urls`` are the addresses that stand apart from the text."""
    items: list[Item] = []
    taken: set[int] = set()
    at = 0
    while at < len(blocks):
        end = _list_end(blocks, at, urls)
        if end == at:
            at += 1
            while at < len(blocks) and blocks[at].mark and blocks[at - 1].mark:
                at += 1
            continue
        first = at + 1 if _announces(blocks[at]) else at
        for number in range(first, end):
            items.extend(_items(blocks[number], number))
        taken.update(range(at, end))
        at = end
    return Named(tuple(items), frozenset(taken))


def _list_end(blocks: Sequence[Block], at: int, urls: Sequence[str]) -> int:
    """Return where the source list that begins at ``at`` ends; ``at`` if none does."""
    block = blocks[at]
    if _announces(block):
        end = at + 1
        while end < len(blocks) and _is_item(blocks, at + 1, end):
            end += 1
        sure = says_only_sources(block.text) or _are_titled(blocks[at + 1 : end])
        return end if end > at + 1 and sure else at
    if _is_short_list(block) or (_FOOTNOTE.match(block.text) and ADDRESS.search(block.text)):
        return at + 1
    end = _notes_end(blocks, at)
    if end > at:
        return end
    while end < len(blocks) and blocks[end].mark and _is_titled(blocks[end]):
        end += 1
    return end if end - at >= 2 and _is_linked(blocks[at:end], urls) else at


def _is_linked(blocks: Sequence[Block], urls: Sequence[str]) -> bool:
    """Tell whether at least half of the items hold an address, or one that stands apart fits."""
    told = [item for at, block in enumerate(blocks) for item in _items(block, at)]
    named = [(item.publisher, item.title) for item in told if item.url is None]
    fitting = addresses.fitting(named, addresses.unique(urls))
    return 2 * (len(told) - len(named) + fitting) >= len(told)


def _notes_end(blocks: Sequence[Block], at: int) -> int:
    """Return where footnotes end that begin at ``at``: lines that count up, without full stop."""
    end, number = at, 0
    while end < len(blocks):
        match = _NOTE_NUMBER.match(blocks[end].text)
        if not match or (number and int(match[1] or match[2]) != number + 1):
            break
        number = int(match[1] or match[2])
        end += 1
    return end if end - at >= 2 and end >= len(blocks) - 2 else at


def _announces(block: Block) -> bool:
    return not block.mark and announces(block.text)


def _are_titled(blocks: Sequence[Block]) -> bool:
    """Tell whether at least half of the blocks name a publisher or hold an address."""
    fitting = [b for b in blocks if _is_titled(b) or ADDRESS.search(b.text) or b.links]
    return bool(blocks) and 2 * len(fitting) >= len(blocks)


def _is_item(blocks: Sequence[Block], first: int, at: int) -> bool:
    block, head = blocks[at], blocks[first]
    if len(block.text) > _LONGEST_ITEM or block.level:
        return False
    if head.mark:
        return bool(block.mark)
    if _is_titled(head):
        return _is_titled(block) and not is_capitals(block.text)
    if ADDRESS.search(head.text) or head.links or _FOOTNOTE.match(head.text):
        return bool(ADDRESS.search(block.text) or block.links or _FOOTNOTE.match(block.text))
    if block.text.endswith(":") or len(words(block.text)) > _MOST_WORDS:
        return False
    return (at == first or block.gap == 0) and not is_capitals(block.text) and not _opens(block)


def _opens(block: Block) -> bool:
    return label_of(block.text) is not None


def _is_titled(block: Block) -> bool:
    """Tell whether the block has the form ``Publisher: title``."""
    text = ADDRESS.sub("", block.text).rstrip()
    publisher = label_of(text)
    if publisher is None or len(text) > _LONGEST_ITEM or len(text) < len(publisher) + 4:
        return False
    return not text.endswith((".", ";", ",", ":"))


def _is_short_list(block: Block) -> bool:
    """Tell whether the block names sources in one line (``Quellen: A, B``)."""
    label = label_of(block.text)
    if label is None or len(block.text) > 200 or not SOURCE_WORDS.fullmatch(label):
        return False
    return all(len(words(part)) <= 6 for part in _parts(block.text[len(label) + 1 :]))


def _parts(text: str) -> list[str]:
    parts = re.split(r"[;|]" if re.search(r"[;|]", text) else r",", text)
    return [part.strip(" .") for part in parts if part.strip(" .")]


def _items(block: Block, at: int) -> list[Item]:
    if _is_short_list(block):
        label = label_of(block.text) or ""
        return [Item(at, part) for part in _parts(block.text[len(label) + 1 :].lstrip(" :"))]
    number = _NOTE_NUMBER.match(block.text) or _NUMBERED.match(block.text)
    text = block.text[number.end() :] if number else block.text
    found = ADDRESS.search(text)
    url = found[0] if found else (block.links[0][1] if block.links else None)
    text = ADDRESS.sub("", text).strip(" <>()[],;–—-\u00a0") if found else text
    if found and text.count("(") > text.count(")"):
        text += ")" if block.text.count(")") else ""
    if not text:
        return [Item(at, url or block.text, None, url)]
    publisher = label_of(text)
    if publisher is None or len(text) <= len(publisher) + 2:
        return [Item(at, text, None, url)]
    title = text[len(publisher) :].lstrip(" \u00a0").removeprefix(":").strip(" \u00a0,;")
    return [Item(at, title, publisher, url)]


def noted(notes: Sequence[Note], blocks: Sequence[Block]) -> tuple[Item, ...]:
    """Return the footnotes as sources of the blocks that they stood below."""
    firsts = [block.first for block in blocks]
    return tuple(
        item
        for note in notes
        for item in _items(Block(note.text), max(0, bisect_left(firsts, note.after) - 1))
    )


def find_credits(blocks: Sequence[Block], headings: Sequence[bool]) -> list[Item]:
    """Return the sources that digest headlines and notes in brackets name."""
    items = []
    for at, block in enumerate(blocks):
        if headings[at] and is_credited(block.text):
            match = _CREDIT.match(block.text)
            if match and not ISSUE.search(match[2]) and _dated(blocks, headings, at):
                items.append(Item(at, match[1], match[2]))
        elif not headings[at] and block.kind is not Kind.QUOTE:
            notes = _NOTE.finditer(block.text)
            items.extend(Item(at, note[1].strip()) for note in notes)
    return items


def _dated(blocks: Sequence[Block], headings: Sequence[bool], at: int) -> bool:
    """Tell whether the headline is one of a digest: its text ends with a note, or others do so."""
    if at + 1 < len(blocks) and blocks[at + 1].text.endswith(")"):
        return True
    credited = [
        other for other, flag in enumerate(headings) if flag and is_credited(blocks[other].text)
    ]
    return len(credited) >= 2
