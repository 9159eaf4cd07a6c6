"""An edition with what it speaks of, as far as that is still in the corpus. Blocking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.archive.library import Library, Passage
from bot.archive.pointer import Pointer
from bot.digest.content import Content
from corpus.briefing import BriefingHead, Paragraph
from index.answer import Span


@dataclass(frozen=True, slots=True)
class Followed:
    """A passage for what is followed; ``reasons``: the texts of the watches, as far as kept."""

    passage: Passage
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Headline:
    """A section by its leading sentence; ``more``: how many other paragraphs it has."""

    paragraph: Paragraph
    span: Span
    more: int


@dataclass(frozen=True, slots=True)
class NewBriefing:
    """A briefing that is new, or in which something is (``changed``).

    url: where its name leads, if anywhere.
    """

    briefing: BriefingHead
    headlines: tuple[Headline, ...]
    changed: bool
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Printed:
    """What an edition says."""

    followed: tuple[Followed, ...]
    news: tuple[NewBriefing, ...]


def look_up(library: Library, content: Content, reasons: Mapping[int, str]) -> Printed:
    """Return an edition with its texts; ``reasons``: what is followed, by number."""
    followed: list[Followed] = []
    for told in content.told:
        passage = library.passage(Pointer(told.paragraph_id, len(followed), told.highlight))
        if passage is not None:
            texts = (reasons[watch] for watch in told.watches if watch in reasons)
            followed.append(Followed(passage, tuple(texts)))
    ids = [item.paragraph_id for entry in content.entries for item in entry.items]
    paragraphs = library.paragraphs(ids)
    news = []
    for entry in content.entries:
        head = library.shelf.briefing(entry.briefing_id)
        headlines = tuple(
            Headline(paragraphs[item.paragraph_id], item.span, item.more)
            for item in entry.items
            if item.paragraph_id in paragraphs
        )
        if head is not None and headlines:
            news.append(NewBriefing(head, headlines, entry.changed))
    return Printed(tuple(followed), tuple(news))
