"""Read rows one by one into the parts of a lexical index."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from index.bridge import Bridge
from index.grams import GramBuilder, GramIndex
from index.postings import Postings, PostingsBuilder
from index.text import words
from index.vocabulary import Vocabulary
from index.word_reader import WordReader, WordReading

#: How much a word of a heading counts against one of the paragraph.
HEADING_WEIGHT = 0.5


@dataclass(frozen=True, slots=True)
class LexicalEntry:
    """What the lexical index is told of one row."""

    text: str
    headings: str = ""
    language: str | None = None


@dataclass(frozen=True, slots=True)
class LexicalParts:
    """The parts of a lexical index; bridge is None where there was no dictionary."""

    stems: Postings
    bridge: Postings | None
    grams: GramIndex
    vocabulary: Vocabulary
    languages: tuple[str, ...]


class LexicalBuilder:
    """Collects the rows of a lexical index in their order."""

    def __init__(self, bridge: Bridge | None) -> None:
        self._reader = WordReader(bridge)
        self._stems = PostingsBuilder()
        self._terms = PostingsBuilder() if bridge is not None else None
        self._grams = GramBuilder()
        self._counts: Counter[str] = Counter()
        self._languages: set[str] = set()

    def add(self, entry: LexicalEntry) -> None:
        """Add the next row."""
        self._languages.add(entry.language or "")
        body = list(self._read(entry.text, entry.language))
        heading = list(self._read(entry.headings, entry.language))
        stems: defaultdict[str, float] = defaultdict(float)
        terms: defaultdict[str, float] = defaultdict(float)
        for found, weight in ((body, 1.0), (heading, HEADING_WEIGHT)):
            for word in found:
                stems[word.stem] += weight
                for group in word.terms:
                    whole = sum(share for _, share in group)
                    for english, share in group:
                        terms[english] += weight * share / whole
        length = len(body) + HEADING_WEIGHT * len(heading)
        self._stems.add(stems, length)
        if self._terms is not None:
            self._terms.add(terms, length)
        self._grams.add(f"{entry.headings} {entry.text}")
        self._counts.update({word.folded for word in (*body, *heading)})

    def finish(self) -> LexicalParts:
        """Return the finished parts."""
        return LexicalParts(
            self._stems.finish(),
            self._terms.finish() if self._terms is not None else None,
            self._grams.finish(),
            Vocabulary.build(self._counts),
            tuple(sorted(self._languages)),
        )

    def _read(self, text: str, language: str | None) -> Iterable[WordReading]:
        """Return the words of a text that say something."""
        for word in words(text):
            reading = self._reader.read(word, language)
            if reading is not None:
                yield reading
