"""The paragraphs as they come and go: what is in the index, and what is told of what is new in it.

Blocking.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from bot.archive.marks import marks, whole_mark
from bot.archive.shelf import leading
from bot.digest.content import Entry, Item, Wanted
from bot.state.matches import Match
from bot.state.news import Arrival, Fresh
from bot.state.watches import Encoded
from corpus.briefing import BriefingHead, Paragraph
from corpus.store import CorpusStore
from index.answer import Hit, Span
from index.asker import Asker, Follower

#: A paragraph under no heading that has fewer characters, or does not end as a sentence does, is a
#: greeting or a line of a masthead.
_TELLING = 60
_ENDS = frozenset(".!?…:;")
_CLOSING = "\"'”“’»«›‹)]*_ "
#: Bytes of a number of a vector as it is kept.
_KEPT_AS = np.float16


class Stock:
    """What lies in the index; over a store and an index that the library has open."""

    def __init__(self, store: CorpusStore, asker: Asker) -> None:
        self._store = store
        self._asker = asker

    # ---- what is new

    def paragraph_ids(self) -> list[str]:
        """Return the ids of all paragraphs in the index."""
        return self._asker.paragraph_ids()

    def look_at(self, paragraph_ids: Iterable[str]) -> list[Fresh]:
        """Return what is to be remembered of paragraphs that were not seen before."""
        files: dict[str, tuple[int, int] | None] = {}
        fresh = []
        for paragraph in self._store.get_paragraphs(paragraph_ids).values():
            briefing = paragraph.briefing_id
            if briefing not in files:
                head = self._store.head(briefing)
                files[briefing] = self._file(head.path) if head else None
            text = paragraph.text
            fresh.append(
                Fresh(paragraph.id, briefing, files[briefing], whole_mark(text), marks(text))
            )
        return fresh

    def files(self) -> dict[str, tuple[int, int] | None]:
        """Return size and time of change of the file of each briefing that is in the index.

        By the briefing's id; not those that were read anew and wait for the next build.
        """
        indexed = set(self._asker.paragraph_ids())
        waiting = {
            briefing
            for paragraph, briefing in self._store.briefing_of_each()
            if paragraph not in indexed
        }
        heads = (head for head in self._store.heads() if head.id not in waiting)
        return {head.id: self._file(head.path) for head in heads}

    def _file(self, path: str) -> tuple[int, int] | None:
        record = self._store.file(path)
        return (record.size, record.mtime_ns) if record else None

    # ---- what is followed

    @property
    def encoded_with(self) -> str:
        """What the vectors of what is followed depend on: the model and the dictionary."""
        return self._asker.encoded_with

    def follower(self, paragraph_ids: Sequence[str]) -> Follower:
        """Return new paragraphs, to be matched with what is followed."""
        return self._asker.follower(paragraph_ids)

    def so_far(self, topic: str, today: dt.date) -> tuple[Hit, ...]:
        """Return what a topic would have been matched with, had all that is there been new."""
        return self._asker.so_far(topic, today)

    def encode(self, texts: Sequence[str]) -> list[bytes]:
        """Return the vectors of what is followed, as they are kept."""
        return [vector.astype(_KEPT_AS).tobytes() for vector in self._asker.encode_all(texts)]

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the unit vectors of questions, shape (texts, dim)."""
        return self._asker.encode_all(texts)

    # ---- what is told

    def entries(self, arrivals: Iterable[Arrival], wanted: Wanted) -> tuple[Entry, ...]:
        """Return what a digest tells of arrivals, by briefing, the newest first.

        What has left the corpus again is left out.
        """
        came = {arrival.paragraph_id: arrival for arrival in arrivals}
        stored = self._store.get_paragraphs(came)
        heads: dict[str, BriefingHead | None] = {}
        of_briefing: dict[str, list[Paragraph]] = {}
        for paragraph in stored.values():
            briefing = paragraph.briefing_id
            if briefing not in heads:
                heads[briefing] = self._store.head(briefing)
            head = heads[briefing]
            if head is not None and wanted.takes(head, paragraph):
                of_briefing.setdefault(briefing, []).append(paragraph)
        known = [head for head in heads.values() if head is not None and head.id in of_briefing]
        known.sort(key=lambda head: (head.series or "", head.title, head.path))
        known.sort(key=lambda head: head.date or dt.date.min, reverse=True)
        return tuple(
            entry for head in known for entry in _entries(head, of_briefing[head.id], came)
        )


def _entries(
    head: BriefingHead, paragraphs: Sequence[Paragraph], came: dict[str, Arrival]
) -> list[Entry]:
    """Return the entry of a new briefing, or of what changed in one that was known."""
    ordered = sorted(paragraphs, key=lambda paragraph: paragraph.position)
    changed = [paragraph for paragraph in ordered if came[paragraph.id].changed]
    new = [paragraph for paragraph in ordered if not came[paragraph.id].changed]
    entries = []
    if new:
        entries.append(Entry(head.id, tuple(_items(head, new))))
    if changed:
        spans = ((one, came[one.id]) for one in changed)
        items = tuple(Item(one.id, Span(arrival.start, arrival.end)) for one, arrival in spans)
        entries.append(Entry(head.id, items, changed=True))
    return entries


def _items(head: BriefingHead, paragraphs: Sequence[Paragraph]) -> list[Item]:
    """Return the leading sentence of each section, or of each paragraph where there is none."""
    telling = [one for one in paragraphs if one.section is not None or _tells(one)]
    groups = [list(group) for _, group in groupby(telling, key=lambda one: one.section)]
    if all(group[0].section is None for group in groups):
        groups = [[one] for one in telling or paragraphs[:1]]
    items = []
    for group in groups:
        paragraph, span = leading(group, head)
        items.append(Item(paragraph.id, span, len(group) - 1))
    return items


def _tells(paragraph: Paragraph) -> bool:
    """Whether a paragraph under no heading says something: a masthead or a greeting does not."""
    text = paragraph.text.rstrip()
    return len(text) >= _TELLING and text.rstrip(_CLOSING)[-1:] in _ENDS


def vectors_of(encoded: Sequence[Encoded]) -> NDArray[np.float32]:
    """Return the vectors of what is followed as they are compared; each has one."""
    rows = [np.frombuffer(one.vector or b"", dtype=_KEPT_AS) for one in encoded]
    stacked = np.stack(rows).astype(np.float32)
    lengths = np.linalg.norm(stacked, axis=1, keepdims=True)
    return np.asarray(stacked / np.maximum(lengths, np.float32(1e-6)), dtype=np.float32)


def matches_of(
    follower: Follower, encoded: Sequence[Encoded], news: int, today: dt.date
) -> list[Match]:
    """Return what is found among new paragraphs for what is followed."""
    found = follower.match([one.watch.text for one in encoded], vectors_of(encoded), today)
    return [
        Match(
            watch_id=one.watch.id,
            mark=whole_mark(hit.paragraph.text),
            paragraph_id=hit.paragraph.id,
            briefing_id=hit.briefing.id,
            highlight=hit.highlight,
            score=float(hit.score),
            news=news,
        )
        for one, hits in zip(encoded, found, strict=True)
        for hit in hits
    ]
