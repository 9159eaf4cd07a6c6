"""The bilingual bridge: what German words stand for in English, from a dictionary.

The dictionary is read once and kept as arrays keyed by its size and time of change; opening them
costs a few milliseconds. It serves in two ways: ``terms`` gives the English stems that a word may
stand for, with their shares (for BM25 in one English term space), and ``gloss`` writes German text
word by word in English (for an embedding model that reads English only).
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from index.arrays import Array, find_hash, load_arrays, save_arrays, unpack_string
from index.bridge.ding import read_pairs
from index.bridge.tables import ARRAYS, build_tables, noun_stem
from index.stopwords import ENGLISH, GERMAN
from index.text import fold, stem

#: One group for each part of a word (a compound has two): English stems with their weights, the
#: likeliest first and with weight 1.
Terms = tuple[tuple[tuple[str, float], ...], ...]

_FORMAT = 1
#: A translation counts if it is at least this likely, measured by the likeliest; at most MOST do.
#: Chosen on one half of XQuAD's articles (benchmarks/retrieval.py).
SHARE, MOST = 0.1, 5
_LINKS = ("", "s", "es", "n", "en", "er", "e")
_SHORTEST_PART = 4
_TOKEN = re.compile(r"\d[\d.,]*|[^\W\d_]+|\w+|[^\w\s]+|\s+")
_ENGLISH_STOPS = frozenset(stem(word, "en") for word in ENGLISH)


class Bridge:
    """German words and what they stand for in English."""

    def __init__(self, arrays: dict[str, Array], fingerprint: str) -> None:
        self._arrays = arrays
        #: Changes whenever the dictionary, or the way it is read, does.
        self.fingerprint = fingerprint
        # Bound methods are cached per instance, so a bridge that is dropped takes its cache along.
        self._key = lru_cache(maxsize=200_000)(self._find_key)
        self._german_terms = lru_cache(maxsize=200_000)(self._find_german_terms)
        self._gloss_word = lru_cache(maxsize=200_000)(self._find_gloss)

    @property
    def size(self) -> int:
        """Number of German word forms it knows."""
        return int(self._arrays["form_count"][0])

    def knows(self, word: str, language: str) -> bool:
        """Tell whether the dictionary has a word, as ``de`` or ``en``."""
        if language == "en":
            return find_hash(self._arrays["english_hashes"], stem(word, "en")) >= 0
        return self._key(word) >= 0 or self._key(_other_case(word)) >= 0

    def explains(self, word: str) -> bool:
        """Tell whether a German word has an entry, or is a compound of two that have."""
        return any(
            self._find(form) >= 0 or self._parts(form) is not None
            for form in dict.fromkeys((word, word.capitalize()))
        )

    def terms(self, word: str, language: str | None, *, any_case: bool = False) -> Terms:
        """Return the English stems that a word stands for, one group for each of its parts.

        An English word stands for its own stem. any_case: the writer does not mind capitals, so a
        noun and a verb that differ in nothing else are both meant. No group: a function word.
        """
        if language != "de" or word[0].isdigit():
            return (((stem(word, "en"), 1.0),),)
        if not any_case:
            return self._german_terms(word)
        groups = self._german_terms(word)
        other = _other_case(word)
        if self._find(word) < 0 and self._parts(word) is None:
            return self._german_terms(word.capitalize())
        if self._key(other) < 0 or self._key(word, stems=False) >= 0 > self._key(
            other, stems=False
        ):
            return groups
        return (_merge([*groups, *self._german_terms(other)]),)

    def gloss(self, text: str, *, any_case: bool = False) -> str:
        """Return German text word by word in English; what is unknown stays as it is.

        any_case: the writer does not mind capitals, so a word may be a noun without them.
        """
        return "".join(
            self._gloss_word(self._as_noun(token) if any_case else token)
            if token[0].isalpha()
            else token
            for token in _TOKEN.findall(text)
        )

    def _as_noun(self, word: str) -> str:
        """Return a word in the capitals of a noun if it is known as one, or unknown as it is."""
        if fold(word) in GERMAN or self._key(word, stems=False) >= 0:
            return word
        noun = word.capitalize()
        return noun if self._key(noun, stems=False) >= 0 or self._parts(noun) else word

    def _find_key(self, word: str, stems: bool = True) -> int:
        """Return the position of a form's entry, else of its stem's; -1 if neither is known."""
        hashes = self._arrays["hashes"]
        found = find_hash(hashes, "=" + word)
        if found < 0 and stems:
            found = find_hash(hashes, noun_stem(word))
        return found

    def _distribution(self, key: int) -> list[tuple[str, float]]:
        arrays = self._arrays
        start, end = arrays["bounds"][key], arrays["bounds"][key + 1]
        found = []
        for target, share in zip(
            arrays["targets"][start:end], arrays["shares"][start:end], strict=True
        ):
            english = unpack_string(arrays["english"], arrays["english_bounds"], int(target))
            found.append((english, float(share)))
        return found

    def _find_german_terms(self, word: str) -> Terms:
        key = self._find(word)
        if key >= 0:
            group = _likeliest(self._distribution(key))
            return (group,) if group else ()
        parts = self._parts(word)
        if parts:
            return tuple(group for part in parts for group in self._german_terms(part))
        return (((stem(word, "en"), 1.0),),)

    def _find(self, word: str) -> int:
        """Return the entry of a word, be it a genitive of a name or written in other capitals."""
        for form in (word, word[:-1] if word.endswith("s") and len(word) > 4 else "", word.lower()):
            key = self._key(form) if form else -1
            if key >= 0:
                return key
        return self._key(_other_case(word))

    def _parts(self, word: str) -> tuple[str, str] | None:
        """Split an unknown compound where both parts are known, as evenly as can be."""
        best: tuple[int, tuple[str, str]] | None = None
        for cut in range(_SHORTEST_PART - 1, len(word) - _SHORTEST_PART + 1):
            head = word[cut:].capitalize() if word[0].isupper() else word[cut:]
            if self._key(head) < 0:
                continue
            for link in _LINKS:
                modifier = word[: cut - len(link)]
                if not word[:cut].endswith(link) or len(modifier) < _SHORTEST_PART - 1:
                    continue
                known = next(
                    (
                        m
                        for m in (modifier, _other_case(modifier))
                        if self._key(m, stems=False) >= 0
                    ),
                    None,
                )
                balance = min(len(modifier), len(head))
                if known and (best is None or balance > best[0]):
                    best = balance, (known, head)
        return best[1] if best else None

    def _find_gloss(self, word: str) -> str:
        key = self._find(word)
        if key >= 0:
            arrays = self._arrays
            number = int(arrays["gloss"][key])
            return unpack_string(arrays["glosses"], arrays["gloss_bounds"], number) or word
        parts = self._parts(word)
        if parts:
            return " ".join(self._gloss_word(part) for part in parts)
        return word


def _other_case(word: str) -> str:
    return word[0].swapcase() + word[1:]


def _likeliest(shares: Sequence[tuple[str, float]]) -> tuple[tuple[str, float], ...]:
    """Return the content words among translations, likeliest first, scaled to weight 1."""
    content = sorted(
        ((english, share) for english, share in shares if english not in _ENGLISH_STOPS),
        key=lambda pair: -pair[1],
    )
    return tuple(
        (english, share / content[0][1])
        for english, share in content[:MOST]
        if share >= SHARE * content[0][1]
    )


def _merge(groups: Sequence[Sequence[tuple[str, float]]]) -> tuple[tuple[str, float], ...]:
    merged: dict[str, float] = {}
    for english, weight in (pair for group in groups for pair in group):
        merged[english] = max(weight, merged.get(english, 0.0))
    return tuple(sorted(merged.items(), key=lambda pair: -pair[1]))[: 2 * MOST]


def load_bridge(dictionary: Path | None, folder: Path) -> Bridge | None:
    """Return the bridge of a Ding file, compiled into ``folder`` if that was not done before.

    dictionary: the file; None or a missing file means that there is no bridge (None).
    Compiling takes half a minute once; a changed file is compiled again.
    """
    if dictionary is None or not dictionary.is_file():
        return None
    state = dictionary.stat()
    name = f"{_FORMAT}-{state.st_size}-{state.st_mtime_ns}"
    home = folder / name
    if not (home / "manifest.json").is_file():
        _compile(dictionary, home)
    manifest = json.loads((home / "manifest.json").read_text(encoding="utf-8"))
    return Bridge(load_arrays(home, ARRAYS), str(manifest["fingerprint"]))


def _compile(dictionary: Path, home: Path) -> None:
    """Write the arrays beside their place and move them there whole."""
    draft = home.with_name(home.name + ".new")
    shutil.rmtree(draft, ignore_errors=True)
    tables, fingerprint = build_tables(list(read_pairs(dictionary)))
    save_arrays(draft, tables)
    manifest = json.dumps({"fingerprint": f"{_FORMAT}-{fingerprint}"})
    (draft / "manifest.json").write_text(manifest, encoding="utf-8")
    shutil.rmtree(home, ignore_errors=True)
    draft.rename(home)
