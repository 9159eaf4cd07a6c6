"""What the rows of a generation will hold, and which texts that takes: one reading of the store.

The order of rows is the order of the store: by path of the briefing and position in it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.briefing import BriefingHead, Paragraph
from corpus.store import CorpusStore
from index.bridge import Bridge
from index.build.vector_cache import KEY_BYTES, text_key
from index.encoder import Encoder, reads
from index.generation import Generation
from index.lexical import LexicalEntry, LexicalIndex
from index.passages import lexical_entry, passage_texts

COLUMNS = ("dates", "series", "publishers", "languages", "briefings")


@dataclass(frozen=True, slots=True)
class Row:
    """One paragraph of the new generation.

    key: of everything that its texts depend on. passage, sentences: keys of its texts. old: its
    row in the current generation, which has the same key; -1 where there is none.
    """

    id: str
    key: bytes
    passage: bytes
    sentences: tuple[bytes, ...]
    old: int = -1


@dataclass(slots=True)
class Plan:
    """All rows, their filter columns, and by key the texts of those without an old row.

    order: when a text was first met, so that they are encoded as mixed in length as they come and
    the time left can be told.
    """

    rows: list[Row] = field(default_factory=list)
    columns: dict[str, list[int]] = field(default_factory=lambda: {name: [] for name in COLUMNS})
    texts: dict[bytes, str] = field(default_factory=dict)
    order: dict[bytes, int] = field(default_factory=dict)
    series: dict[str, int] = field(default_factory=dict)
    publishers: dict[str, int] = field(default_factory=dict)
    languages: dict[str, int] = field(default_factory=dict)
    briefings: dict[str, int] = field(default_factory=dict)

    def add(self, row: Row, paragraph: Paragraph, head: BriefingHead) -> None:
        """Append a row."""
        self.rows.append(row)
        values = (
            head.date.toordinal() if head.date else 0,
            _code(self.series, head.series),
            _code(self.publishers, head.publisher),
            _code(self.languages, paragraph.language or head.language),
            _code(self.briefings, head.id),
        )
        for name, value in zip(COLUMNS, values, strict=True):
            self.columns[name].append(value)

    def need(self, text: str) -> bytes:
        """Note that the vector of a text is needed and return the text's key."""
        key = text_key(text)
        self.order.setdefault(key, len(self.order))
        self.texts[key] = text
        return key

    def column(self, name: str) -> NDArray[np.int32]:
        """Return a filter column, shape (rows,)."""
        return np.array(self.columns[name], dtype=np.int32)

    def digest(self) -> str:
        """Return a digest of all that the rows hold."""
        digest = hashlib.blake2b(digest_size=16)
        for row in self.rows:
            digest.update(row.id.encode() + b"\0" + row.key)
        for name in COLUMNS:
            digest.update(self.column(name).tobytes())
        digest.update(repr((self.series, self.publishers, self.languages)).encode())
        return digest.hexdigest()


def plan_rows(
    store: CorpusStore, encoder: Encoder, bridge: Bridge | None, current: Generation | None
) -> tuple[Plan, LexicalIndex]:
    """Read the store once and return the plan and, built on the way, the lexical index."""
    planner = _Planner(store, encoder, bridge, current)
    lexical = LexicalIndex.build(planner.entries(), bridge=bridge)
    return planner.plan, lexical


class _Planner:
    """Plans rows while the lexical index reads its entries."""

    def __init__(
        self,
        store: CorpusStore,
        encoder: Encoder,
        bridge: Bridge | None,
        current: Generation | None,
    ) -> None:
        self.plan = Plan()
        self._store = store
        self._bridge = None if reads(encoder, "de") else bridge
        self._current = current
        self._old = {key: row for row, key in enumerate(old_keys(current, "row_keys"))}
        self._old_passages = old_keys(current, "passage_keys")
        self._old_sentences = old_keys(current, "sentence_keys")

    def entries(self) -> Iterator[LexicalEntry]:
        """Yield the lexical entry of each row as it is planned."""
        heads = {head.id: head for head in self._store.heads()}
        for paragraph in self._store.paragraphs():
            head = heads.get(paragraph.briefing_id)
            if head is None:  # stored after the heads were read; the next build has it
                continue
            self.plan.add(self._row(paragraph, head), paragraph, head)
            yield lexical_entry(paragraph, head)

    def _row(self, paragraph: Paragraph, head: BriefingHead) -> Row:
        key = self._key(paragraph, head)
        old = self._old.get(key, -1)
        if old >= 0 and self._current is not None:
            first, end = self._current.arrays["sentence_bounds"][old : old + 2].tolist()
            sentences = tuple(self._old_sentences[first:end])
            return Row(paragraph.id, key, self._old_passages[old], sentences, old)
        texts = passage_texts(paragraph, head, self._bridge)
        need = self.plan.need
        sentences = tuple(need(text) for text in texts.sentences)
        return Row(paragraph.id, key, need(texts.passage), sentences)

    def _key(self, paragraph: Paragraph, head: BriefingHead) -> bytes:
        """Return a key of everything that ``passage_texts`` looks at."""
        dictionary = self._bridge.fingerprint if self._bridge else ""
        language = paragraph.language or head.language
        above = (paragraph.section_path, paragraph.label, head.title)
        return text_key(repr((recipe(), dictionary, language, above, paragraph.text)))


@cache
def recipe() -> str:
    """Return a digest of the code that decides what is indexed: with other code, other files."""
    code = hashlib.blake2b(digest_size=8)
    for path in sorted(Path(__file__).parents[1].rglob("*.py")):
        code.update(path.read_bytes())
    return code.hexdigest()


def old_keys(generation: Generation | None, name: str) -> list[bytes]:
    """Return an array of keys as a list; empty without a generation."""
    if generation is None:
        return []
    joined = generation.arrays[name].tobytes()
    return [joined[n : n + KEY_BYTES] for n in range(0, len(joined), KEY_BYTES)]


def _code(codes: dict[str, int], name: str | None) -> int:
    """Return the number that stands for a name, -1 for none."""
    return -1 if name is None else codes.setdefault(name, len(codes))
