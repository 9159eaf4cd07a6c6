"""What a briefing must be once it is read and parsed, and how much of it a format gave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass

from corpus.briefing import Briefing, Kind, briefing_id
from corpus.limits import Limits
from corpus.parser import parse
from corpus.readers import read_bytes
from tests.corpus.formats.source import Bullets, Content, Heading, Table, Text


@dataclass(frozen=True)
class Expected:
    """A paragraph as the source has it. path: the headings above it."""

    text: str
    path: tuple[str, ...]
    label: str | None
    kind: Kind


@dataclass(frozen=True)
class Score:
    """Share of the paragraphs found that are in the source, and of those in it that were found."""

    precision: float
    recall: float


def read_briefing(data: bytes, path: str) -> Briefing:
    """Return the one briefing that a file is."""
    [document] = read_bytes(data, path, Limits())
    return parse(document, briefing_id(path))


def expected(content: Content, typed: Callable[[str], str] = str) -> list[Expected]:
    """Return the paragraphs of the source in order.

    typed: what becomes of a text where the format cannot have all of its signs.
    """
    return list(_expected(content, typed))


def _expected(content: Content, typed: Callable[[str], str]) -> Iterator[Expected]:
    path: tuple[str, ...] = ()
    label: str | None = None
    for block in content.blocks:
        if isinstance(block, Heading):
            path, label = (*path[: block.level - 1], typed(block.text)), None
        elif isinstance(block, Text):
            label = block.label
            yield Expected(typed(block.full), path, label, Kind.TEXT)
        elif isinstance(block, Bullets):
            for number, item in enumerate(block.items, start=1):
                text = f"{number}. {item}" if block.numbered else item
                yield Expected(typed(text), path, label, Kind.BULLET)
        elif isinstance(block, Table):
            label = None
            rows = "\n".join("  ".join(row) for row in block.rows)
            yield Expected(typed(rows), path, None, Kind.TEXT)


def headings(content: Content, typed: Callable[[str], str] = str) -> list[tuple[str, ...]]:
    """Return the path of each section of the source, in order."""
    paths: list[tuple[str, ...]] = []
    for block in content.blocks:
        if isinstance(block, Heading):
            above = paths[-1][: block.level - 1] if paths else ()
            paths.append((*above, typed(block.text)))
    return paths


def score(found: Sequence[Hashable], wanted: Sequence[Hashable]) -> Score:
    """Return how many paragraphs are exactly such as one in the source."""
    right = (Counter(found) & Counter(wanted)).total()
    return Score(right / max(1, len(found)), right / max(1, len(wanted)))
