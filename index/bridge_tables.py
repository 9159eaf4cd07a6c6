"""Build the bridge's arrays from pairs of parallel texts."""

from __future__ import annotations

import re
from collections import defaultdict
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from index.arrays import Array, pack_strings, sorted_hashes
from index.stopwords import ENGLISH, GERMAN
from index.text import fold, stem, words
from index.translation import Translations, align, estimate

#: Names of the arrays, as they are saved.
ARRAYS = (
    "hashes",
    "bounds",
    "targets",
    "shares",
    "gloss",
    "glosses",
    "gloss_bounds",
    "english",
    "english_bounds",
    "english_hashes",
    "form_count",
)
#: How many sightings of a form are worth as much as those of its stem.
TRUST = 3.0
#: Translations kept for each key, function words among them.
KEPT = 12
_LONGEST_GLOSS = 4
_PLAIN = re.compile(r"[\w’'. -]+\Z")


def noun_stem(word: str) -> str:
    """Return the key of a German stem; nouns (capitals) are kept apart from verbs."""
    return ("^" if word[0].isupper() else "~") + stem(word, "de")


def build_tables(pairs: list[tuple[list[str], list[str]]]) -> tuple[dict[str, Array], str]:
    """Return the arrays of ``ARRAYS`` and a fingerprint of what they hold."""
    alignments = align(pairs)
    keys: dict[str, int] = {}
    stem_of = np.array(
        [keys.setdefault(noun_stem(form), len(keys)) for form in alignments.forms], dtype=np.int32
    )
    by_form, by_stem = estimate(alignments), estimate(alignments, stem_of)
    rows = [
        _blend(_row(by_form, form), float(by_form.mass[form]), _row(by_stem, int(stem_of[form])))
        for form in range(len(alignments.forms))
    ]
    rows += [_top(_row(by_stem, number)) for number in range(len(keys))]
    names = ["=" + form for form in alignments.forms] + list(keys)
    taught = [number for number, row in enumerate(rows) if len(row[0])]
    names, rows = [names[number] for number in taught], [rows[number] for number in taught]
    glosses = _glosses(pairs, names, rows, alignments.stems)
    hashes, order = sorted_hashes(names)
    tables: dict[str, Array] = {"hashes": hashes, "form_count": np.array([len(alignments.forms)])}
    tables |= _pack_rows([rows[i] for i in order])
    distinct = list(dict.fromkeys(["", *glosses]))
    number_of = {text: number for number, text in enumerate(distinct)}
    tables["gloss"] = np.array([number_of[glosses[i]] for i in order], dtype=np.int32)
    tables["glosses"], tables["gloss_bounds"] = pack_strings(distinct)
    tables["english"], tables["english_bounds"] = pack_strings(alignments.stems)
    tables["english_hashes"] = sorted_hashes(alignments.stems)[0]
    digest = blake2b(digest_size=8)
    for name in ARRAYS:
        digest.update(np.ascontiguousarray(tables[name]).tobytes())
    return tables, digest.hexdigest()


Row = tuple[NDArray[np.int32], NDArray[np.float32]]


def _row(table: Translations, source: int) -> Row:
    start, end = table.bounds[source], table.bounds[source + 1]
    return table.targets[start:end], table.probabilities[start:end]


def _top(row: Row) -> Row:
    targets, shares = row
    best = np.argsort(-shares, kind="stable")[:KEPT]
    return targets[best], shares[best]


def _blend(form: Row, mass: float, stem_row: Row) -> Row:
    """Return a form's translations, leaning on its stem's where the form itself is rare."""
    share = mass / (mass + TRUST)
    targets = np.concatenate([form[0], stem_row[0]])
    shares = np.concatenate([share * form[1], (1 - share) * stem_row[1]])
    unique, inverse = np.unique(targets, return_inverse=True)
    return _top((unique, np.bincount(inverse, weights=shares).astype(np.float32)))


def _pack_rows(rows: list[Row]) -> dict[str, Array]:
    bounds = np.zeros(len(rows) + 1, dtype=np.int64)
    np.cumsum([len(row[0]) for row in rows], out=bounds[1:])
    return {
        "bounds": bounds,
        "targets": np.concatenate([row[0] for row in rows]).astype(np.int32),
        "shares": np.concatenate([row[1] for row in rows]).astype(np.float32),
    }


def _glosses(
    pairs: list[tuple[list[str], list[str]]], names: list[str], rows: list[Row], stems: list[str]
) -> list[str]:
    """Return the English text that stands for each key in a gloss; empty where there is none."""
    seen = _candidates(pairs)
    chosen: dict[str, str] = {}
    weight: dict[str, float] = {}
    glosses = []
    for name, row in zip(names, rows, strict=True):
        shares = {stems[target]: float(share) for target, share in zip(*row, strict=True)}
        if name.startswith("="):
            function_word = fold(name[1:]) in GERMAN
            text, count = ("", 0.0) if function_word else _best(seen.get(name[1:], {}), shares)
            stem_key = noun_stem(name[1:])
            if text and count > weight.get(stem_key, 0.0):
                chosen[stem_key], weight[stem_key] = text, count
            glosses.append(text)
        else:
            glosses.append(chosen.get(name, ""))
    by_stem = dict(zip(names, glosses, strict=True))
    surface = _surfaces(pairs)
    return [
        gloss
        or ("" if fold(name[1:]) in GERMAN else by_stem.get(noun_stem(name[1:]), ""))
        or surface.get(stems[int(row[0][0])], "")
        for name, gloss, row in zip(names, glosses, rows, strict=True)
    ]


def _candidates(pairs: list[tuple[list[str], list[str]]]) -> dict[str, dict[str, float]]:
    """Return, for each German word that is an alternative by itself, its translations' weights."""
    seen: dict[str, dict[str, float]] = defaultdict(dict)
    for left, right in pairs:
        for german in left:
            if " " in german or not german:
                continue
            for rank, english in enumerate(right):
                if len(english.split()) <= _LONGEST_GLOSS and _PLAIN.match(english):
                    counts = seen[german]
                    counts[english] = counts.get(english, 0.0) + 1 / (1 + rank) / len(left)
    return seen


def _best(counts: dict[str, float], shares: dict[str, float]) -> tuple[str, float]:
    """Return the translation with the best mean probability of its words, and its weight."""
    best, best_score = "", 0.0
    for text, count in counts.items():
        content = [w for w in words(text) if fold(w) not in ENGLISH] or words(text)
        if not content:
            continue
        mean = sum(shares.get(stem(word, "en"), 0.0) for word in content) / len(content)
        score = mean * count**0.5
        if score > best_score:
            best, best_score = text, score
    return best, best_score


def _surfaces(pairs: list[tuple[list[str], list[str]]]) -> dict[str, str]:
    """Return the commonest way in which each English stem is written."""
    counts: dict[str, int] = defaultdict(int)
    for _, right in pairs:
        for text in right:
            for word in words(text):
                counts[word] += 1
    best: dict[str, str] = {}
    for word in sorted(counts, key=lambda w: (-counts[w], w)):
        best.setdefault(stem(word, "en"), word)
    return best
