"""BM25 over stems and over translated terms, and character 4-grams, in memory-mapped arrays.

Every score is *absolutely normalised*: divided by what a paragraph would get that held each word
of the question to saturation, so it lies between 0 and 1 whatever the corpus and the question.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.bridge import Bridge
from index.lexical.build import LexicalBuilder, LexicalEntry, LexicalParts
from index.lexical.grams import GramIndex
from index.lexical.postings import Postings, TermWeights
from index.lexical.vocabulary import Vocabulary

__all__ = ["LexicalEntry", "LexicalIndex", "QueryTerm"]


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """One word of a question with what it may stand for.

    stems: keys in the stem space, one for each language of the corpus, with weights;
    groups: for each part of the word, English stems with weights.
    """

    stems: TermWeights
    groups: tuple[TermWeights, ...]


class LexicalIndex:
    """The lexical index over the rows of a generation; row numbers are the order of building.

    languages: the ISO 639-1 codes that rows were stemmed for ("" for rows of unknown language).
    """

    def __init__(self, parts: LexicalParts) -> None:
        self.stems = parts.stems
        self.bridge = parts.bridge
        self.grams = parts.grams
        self.vocabulary = parts.vocabulary
        self.languages = parts.languages

    def __len__(self) -> int:
        """Return the number of rows."""
        return self.stems.rows

    @classmethod
    def build(
        cls, entries: Iterable[LexicalEntry], *, bridge: Bridge | None = None
    ) -> LexicalIndex:
        """Read the entries in the order of their rows."""
        builder = LexicalBuilder(bridge)
        for entry in entries:
            builder.add(entry)
        return cls(builder.finish())

    def save(self, folder: Path) -> None:
        """Write the index to a folder, which is made if need be."""
        self.stems.save(folder / "stems")
        self.grams.save(folder / "grams")
        self.vocabulary.save(folder / "vocabulary")
        if self.bridge is not None:
            self.bridge.save(folder / "bridge")
        manifest = {"languages": self.languages, "bridge": self.bridge is not None}
        (folder / "lexical.json").write_text(json.dumps(manifest), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> LexicalIndex:
        """Open a saved index, memory-mapped.

        Raises:
            OSError: a part is missing.
        """
        manifest = json.loads((folder / "lexical.json").read_text(encoding="utf-8"))
        return cls(
            LexicalParts(
                Postings.load(folder / "stems"),
                Postings.load(folder / "bridge") if manifest["bridge"] else None,
                GramIndex.load(folder / "grams"),
                Vocabulary.load(folder / "vocabulary"),
                tuple(manifest["languages"]),
            )
        )

    def part(self, rows: NDArray[np.int64]) -> LexicalIndex:
        """Return the index of some rows, which are numbered anew, in the order given.

        What a word tells stays what it tells in all rows.
        """
        return LexicalIndex(
            LexicalParts(
                self.stems.part(rows),
                self.bridge.part(rows) if self.bridge is not None else None,
                self.grams.part(rows),
                self.vocabulary,
                self.languages,
            )
        )

    def stem_scores(self, terms: Sequence[QueryTerm]) -> NDArray[np.float32]:
        """Return each row's BM25 over stems, 0 to 1, shape (rows,)."""
        return self.stems.score([term.stems for term in terms])

    def bridge_scores(self, terms: Sequence[QueryTerm]) -> NDArray[np.float32]:
        """Return each row's BM25 over English terms, 0 to 1; zeros without a dictionary."""
        if self.bridge is None:
            return np.zeros(len(self), dtype=np.float32)
        return self.bridge.score([group for term in terms for group in term.groups])

    def gram_scores(self, text: str, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the BM25 over character 4-grams of the given rows, 0 to 1, shape (n,)."""
        return self.grams.score(text, rows)
