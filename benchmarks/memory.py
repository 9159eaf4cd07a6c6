"""A generation and a store in memory: many small corpora without files, for the benchmarks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from corpus.briefing import BriefingHead, Paragraph
from index.bridge import Bridge
from index.encoder import Encoder, reads
from index.lexical import LexicalIndex
from index.passages import lexical_entry, passage_texts
from index.scoring import RowTable

Vectors = NDArray[np.float32]


class MemoryStore:
    """Paragraphs and heads by id."""

    def __init__(self, paragraphs: Iterable[Paragraph], heads: Iterable[BriefingHead]) -> None:
        self.paragraphs = {paragraph.id: paragraph for paragraph in paragraphs}
        self.heads = {head.id: head for head in heads}

    def get_paragraphs(self, ids: Iterable[str]) -> dict[str, Paragraph]:
        """Return the paragraphs that are there."""
        return {name: self.paragraphs[name] for name in ids if name in self.paragraphs}

    def head(self, briefing_id: str) -> BriefingHead | None:
        """Return the head of a briefing."""
        return self.heads.get(briefing_id)


class MemoryGeneration:
    """A generation over a store's paragraphs, with exact search."""

    def __init__(self, store: MemoryStore, encoder: Encoder, bridge: Bridge | None) -> None:
        self.id = "memory"
        paragraphs = list(store.paragraphs.values())
        heads = [store.heads[paragraph.briefing_id] for paragraph in paragraphs]
        self._ids = [paragraph.id for paragraph in paragraphs]
        glossing = None if reads(encoder, "de") else bridge
        pairs = list(zip(paragraphs, heads, strict=True))
        texts = [passage_texts(paragraph, head, glossing) for paragraph, head in pairs]
        sentences = [sentence for text in texts for sentence in text.sentences]
        self._passages = encoder.encode_passages([text.passage for text in texts])
        self._sentences = encoder.encode_passages(sentences)
        self._bounds = np.cumsum([0, *(len(text.sentences) for text in texts)])
        self.lexical = LexicalIndex.build(
            (lexical_entry(paragraph, head) for paragraph, head in pairs), bridge=bridge
        )
        self.table = _table(paragraphs, heads)

    def __len__(self) -> int:
        """Return the number of paragraphs."""
        return len(self._ids)

    def search(
        self, vector: Vectors, k: int, allowed: NDArray[np.bool_] | None = None
    ) -> tuple[NDArray[np.int64], Vectors]:
        """Return the nearest rows and their cosines."""
        cosines = self._passages @ vector
        if allowed is not None:
            cosines = np.where(allowed, cosines, -2.0)
        rows = np.argsort(-cosines, kind="stable")[:k]
        rows = rows[cosines[rows] > -2.0]
        return rows, cosines[rows]

    def passage_vectors(self, rows: NDArray[np.int64]) -> Vectors:
        """Return the rows' passage vectors."""
        return self._passages[rows]

    def sentence_vectors(self, rows: NDArray[np.int64]) -> tuple[Vectors, NDArray[np.int64]]:
        """Return the rows' sentence vectors and their bounds."""
        parts = [self._sentences[self._bounds[row] : self._bounds[row + 1]] for row in rows]
        bounds = np.cumsum([0, *(len(part) for part in parts)])
        return np.concatenate(parts) if parts else self._sentences[:0], bounds

    def paragraph_ids(self, rows: Sequence[int]) -> list[str]:
        """Return the rows' paragraph ids."""
        return [self._ids[row] for row in rows]

    def row(self, paragraph_id: str) -> int:
        """Return the row of a paragraph."""
        return self._ids.index(paragraph_id)


def _table(paragraphs: Sequence[Paragraph], heads: Sequence[BriefingHead]) -> RowTable:
    series = tuple(dict.fromkeys(head.series for head in heads if head.series))
    publishers = tuple(dict.fromkeys(head.publisher for head in heads if head.publisher))
    languages = tuple(dict.fromkeys(p.language for p in paragraphs if p.language))
    briefings = list(dict.fromkeys(head.id for head in heads))

    def codes(values: Iterable[str | None], names: Sequence[str]) -> NDArray[np.int32]:
        return np.array([names.index(v) if v else -1 for v in values], dtype=np.int32)

    return RowTable(
        dates=np.array([h.date.toordinal() if h.date else 0 for h in heads], dtype=np.int32),
        series=codes((head.series for head in heads), series),
        publishers=codes((head.publisher for head in heads), publishers),
        languages=codes((paragraph.language for paragraph in paragraphs), languages),
        briefings=codes((head.id for head in heads), briefings),
        series_names=series,
        publisher_names=publishers,
        language_names=languages,
    )
