"""Blocks → the records of a briefing: sections, paragraphs with their labels, sources."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.briefing import Kind, Paragraph, Section, Source, paragraph_ids
from corpus.language import detect
from corpus.parser import addresses
from corpus.parser.blocks import Block
from corpus.parser.dates import months
from corpus.parser.items import is_item
from corpus.parser.labels import label_of
from corpus.parser.places import boxes, shifted
from corpus.parser.ranks import levels
from corpus.parser.sources import Item, Named, find_credits

#: Characters above which a paragraph is stored in pieces, and what a piece has at most.
_LONG, _PIECE = 4_000, 2_500
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’“»)\]]*\s")

_LEADER = re.compile(r"(?:\s{0,2}[.·…_]){3,}\s*\d{1,3}$")
_PAGED = re.compile(r"\S\s+\d{1,3}$")
#: A heading is shorter.
_SHORT = 300
_ROW_END = re.compile(r"\n")


@dataclass(frozen=True, slots=True)
class Parts:
    """What the earlier passes found. headings: flags; consumed: blocks that are the masthead."""

    blocks: tuple[Block, ...]
    headings: tuple[bool, ...]
    lists: Named
    consumed: frozenset[int]
    urls: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    """A paragraph before it has an id. ``section`` counts from 1; 0 is before the first."""

    block: Block
    section: int
    label: str | None


@dataclass(frozen=True, slots=True)
class Outline:
    """The document in its parts."""

    sections: tuple[Section, ...]
    told: tuple[_Told, ...]
    sources: tuple[Source, ...]

    def records(
        self, briefing_id: str
    ) -> tuple[tuple[Section, ...], tuple[Paragraph, ...], tuple[Source, ...]]:
        """Return the sections, paragraphs and sources as they are stored."""
        ids = paragraph_ids(briefing_id, (told.block.text for told in self.told))
        paragraphs = tuple(
            self._paragraph(briefing_id, number, key, told)
            for number, (key, told) in enumerate(zip(ids, self.told, strict=True), start=1)
        )
        return self.sections, paragraphs, self.sources

    def _paragraph(self, briefing_id: str, position: int, key: str, told: _Told) -> Paragraph:
        block = told.block
        return Paragraph(
            id=key,
            briefing_id=briefing_id,
            position=position,
            text=block.text,
            section=told.section or None,
            section_path=self.sections[told.section - 1].path if told.section else (),
            label=told.label,
            kind=block.kind,
            language=detect(block.text),
            page=block.page,
            last_page=block.last_page,
            boxes=boxes(block.spots),
        )


def outline(parts: Parts) -> Outline:
    """Return the outline that the blocks make."""
    flags = [flag and at not in parts.consumed for at, flag in enumerate(parts.headings)]
    depths = levels(parts.blocks, flags, frozenset(months()))
    listed = _repeated(parts, depths)
    for at in [at for at in depths if at + 1 in listed]:
        del depths[at]
        listed.add(at)
    sections: list[Section] = []
    path: list[tuple[int, str]] = []
    place: list[int] = []
    for at, block in enumerate(parts.blocks):
        if at in depths:
            path = [entry for entry in path if entry[0] < depths[at]]
            path.append((depths[at], block.text))
            heading = tuple(text for _, text in path)
            sections.append(Section(len(sections) + 1, heading, block.page))
        place.append(len(sections))
    skipped = parts.consumed | parts.lists.blocks | listed | set(depths)
    told = tuple(_tell(parts.blocks, place, skipped))
    return Outline(tuple(sections), told, _sources(parts, flags, place))


def contents(blocks: Sequence[Block]) -> set[int]:
    """Return the lines of a table of contents and its heading.

    Dots lead to a page's number, or lines with one come again, without it, further down.
    """
    lines = {at for at, block in enumerate(blocks) if _LEADER.search(block.text[-60:])}
    last = {_plain(block.text): at for at, block in enumerate(blocks) if len(block.text) < _SHORT}
    again = {
        at
        for at, block in enumerate(blocks)
        if all(
            _PAGED.search(line) and last.get(_plain(line), -1) > at
            for line in block.text[:_LONG].split("\n")
        )
    }
    lines |= again if sum(blocks[at].text.count("\n") + 1 for at in again) > 1 else set()
    heads = {at - 1 for at in lines if at and len(blocks[at - 1].text) < 40}
    heads |= {at - 1 for at in heads if at and " " not in blocks[at - 1].text}
    return lines | {at for at in heads if not blocks[at].text.endswith(".")}


def _repeated(parts: Parts, depths: dict[int, int]) -> set[int]:
    """Return the blocks of a table of contents: list items that are headings further down."""
    later = {_plain(parts.blocks[at].text): at for at in depths if len(parts.blocks[at].text) < 300}
    found = {
        at
        for at, block in enumerate(parts.blocks)
        if at not in depths and len(block.text) < 200 and later.get(_plain(block.text), -1) > at
    }
    return found if len(found) >= 2 else set()


def _plain(text: str) -> str:
    text = re.sub(r"[\s.·…_]{3,}\d{0,4}$|\s\d{1,3}$", "", text)
    return re.sub(r"^\(?\d{1,2}[.)]\s*|\W", "", text.casefold())


def _tell(blocks: Sequence[Block], place: Sequence[int], skipped: Collection[int]) -> list[_Told]:
    """Return the paragraphs with the labels that govern them."""
    told: list[_Told] = []
    label: str | None = None
    held: Block | None = None
    section = -1
    for at, block in enumerate(blocks):
        alone = at in skipped or place[at] != section
        if held is not None and alone:
            told.append(_Told(held, section, label))
            held = None
        if place[at] != section:
            section, label = place[at], None
        if at in skipped:
            continue
        if block.kind is Kind.TEXT and _is_listed(blocks, at):
            block = replace(block, kind=Kind.BULLET)  # noqa: PLW2901 (the number is its mark)
            above = blocks[at - 1] if at else block
            if held is None and above.kind is Kind.TEXT and not _announces(above):
                label = None
        if block.kind is Kind.BULLET:
            held = None
            told += [_Told(p, section, label or label_of(p.text)) for p in _pieces(block)]
            continue
        whole = block if held is None else _merged(held, block)
        held = None
        label = label_of(whole.text)
        if label and _is_bare(whole.text, label) and at + 1 < len(blocks):
            held = whole
        else:
            told += [_Told(piece, section, label) for piece in _pieces(whole)]
    if held is not None:
        told.append(_Told(held, section, label))
    return told


def _announces(block: Block) -> bool:
    """Tell whether the numbered paragraphs below go on with the block: a list, or a colon."""
    return block.text.endswith(":") or is_item(block.text, frozenset(months()))


def _is_listed(blocks: Sequence[Block], at: int) -> bool:
    """Tell whether the block is an item of a numbered list: another one stands beside it."""
    names = frozenset(months())
    beside = [blocks[near] for near in (at - 1, at + 1) if 0 <= near < len(blocks)]
    return is_item(blocks[at].text, names) and any(is_item(b.text, names) for b in beside)


def _is_bare(text: str, label: str) -> bool:
    return text[len(label) :].strip(" \u00a0") == ":"


def _merged(label: Block, block: Block) -> Block:
    """Join a label that has a line of its own to the paragraph below it."""
    spots = (*label.spots, *shifted(block.spots, len(label.text) + 1))
    return replace(block, text=f"{label.text} {block.text}", spots=spots)


def _pieces(block: Block) -> Iterator[Block]:
    """Part a very long paragraph at ends of sentences."""
    text = block.text
    if len(text) <= _LONG:
        yield block
        return
    ending = _ROW_END if block.table else _SENTENCE_END
    start = 0
    while len(text) - start > _PIECE:
        ends = [match.end() for match in ending.finditer(text, start, start + _PIECE)]
        blank = text.rfind(" ", start + 1, start + _PIECE)
        end = ends[-1] if ends else blank + 1 if blank > start else start + _PIECE
        yield block.part(start, end)
        start = end
    yield block.part(start, len(text))


def _sources(parts: Parts, flags: Sequence[bool], place: Sequence[int]) -> tuple[Source, ...]:
    """Return the sources with the addresses that stand apart given to those they belong to."""
    items: list[Item] = [*parts.lists.items, *find_credits(parts.blocks, flags)]
    for at, block in enumerate(parts.blocks):
        if at not in parts.lists.blocks:
            items.extend(Item(at, title, None, url) for title, url in block.links if "://" in url)
    items.sort(key=lambda item: item.block)
    wanting = [number for number, item in enumerate(items) if item.url is None]
    urls = addresses.unique(parts.urls)
    found = addresses.match([(items[n].publisher, items[n].title) for n in wanting], urls)
    for number, url in zip(wanting, found, strict=True):
        items[number] = replace(items[number], url=url)
    return tuple(
        Source(place[item.block] or None, item.title, item.publisher, item.url) for item in items
    )
