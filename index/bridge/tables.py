"""Build the bridge's arrays from pairs of parallel texts."""

from __future__ import annotations

from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from index.arrays import Array, pack_strings, sorted_hashes
from index.bridge.glosses import choose_glosses
from index.bridge.translation import Cells, Pairs, align, estimate
from index.text import stem

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


def noun_stem(word: str) -> str:
    """Return the key of a German stem; nouns (capitals) are kept apart from verbs."""
    return ("^" if word[0].isupper() else "~") + stem(word, "de")


def build_tables(pairs: list[Pairs]) -> tuple[dict[str, Array], str]:
    """Return the arrays of ``ARRAYS`` and a fingerprint of what they hold."""
    alignments = align(pairs)
    forms, stems = alignments.forms, alignments.stems
    keys: dict[str, int] = {}
    stem_of = np.array(
        [keys.setdefault(noun_stem(form), len(keys)) for form in forms], dtype=np.int64
    )
    by_stem = _top(estimate(alignments, stem_of), 2 * KEPT)
    by_form = _blend(estimate(alignments), by_stem, stem_of)
    cells = _stack(by_form, _top(by_stem, KEPT), len(forms))
    names = ["=" + form for form in forms] + list(keys)
    bounds = np.searchsorted(cells.owners, np.arange(len(names) + 1))
    glosses = choose_glosses(pairs, names, cells, bounds, stems)
    taught = np.flatnonzero(np.diff(bounds))
    hashes, order = sorted_hashes([names[place] for place in taught])
    order = taught[order]
    tables: dict[str, Array] = {"hashes": hashes, "form_count": np.array([len(forms)])}
    tables |= _reorder(cells, bounds, order)
    distinct = list(dict.fromkeys(["", *glosses]))
    number_of = {text: number for number, text in enumerate(distinct)}
    tables["gloss"] = np.array([number_of[glosses[i]] for i in order], dtype=np.int32)
    tables["glosses"], tables["gloss_bounds"] = pack_strings(distinct)
    tables["english"], tables["english_bounds"] = pack_strings(stems)
    tables["english_hashes"] = sorted_hashes(stems)[0]
    digest = blake2b(digest_size=8)
    for name in ARRAYS:
        digest.update(np.ascontiguousarray(tables[name]).tobytes())
    return tables, digest.hexdigest()


def _top(cells: Cells, most: int) -> Cells:
    """Return each owner's likeliest cells, likeliest first."""
    order = np.lexsort((cells.targets, -cells.shares, cells.owners))
    owners = cells.owners[order]
    first = np.searchsorted(owners, owners, side="left")
    kept = order[np.arange(len(owners)) - first < most]
    return Cells(cells.owners[kept], cells.targets[kept], cells.shares[kept], cells.mass)


def _blend(forms: Cells, stems: Cells, stem_of: NDArray[np.int64]) -> Cells:
    """Return the forms' translations, leaning on their stems' where a form itself is rare."""
    trust = forms.mass / (forms.mass + TRUST)
    bounds = np.searchsorted(stems.owners, np.arange(len(stems.mass) + 1))
    sizes = (bounds[1:] - bounds[:-1])[stem_of]
    owners = np.repeat(np.arange(len(stem_of)), sizes)
    places = np.arange(len(owners)) + np.repeat(bounds[stem_of] - np.cumsum(sizes) + sizes, sizes)
    width = int(max(forms.targets.max(initial=0), stems.targets.max(initial=0))) + 1
    keys = np.concatenate(
        [forms.owners * width + forms.targets, owners * width + stems.targets[places]]
    )
    shares = np.concatenate(
        [forms.shares * trust[forms.owners], stems.shares[places] * (1 - trust[owners])]
    )
    cells, inverse = np.unique(keys, return_inverse=True)
    summed = np.bincount(inverse, weights=shares, minlength=len(cells)).astype(np.float64)
    return _top(Cells(cells // width, cells % width, summed, forms.mass), KEPT)


def _stack(forms: Cells, stems: Cells, offset: int) -> Cells:
    """Return the cells of both, those of the stems with owners from ``offset`` on."""
    return Cells(
        np.concatenate([forms.owners, stems.owners + offset]),
        np.concatenate([forms.targets, stems.targets]),
        np.concatenate([forms.shares, stems.shares]),
        np.concatenate([forms.mass, stems.mass]),
    )


def _reorder(cells: Cells, bounds: NDArray[np.int64], order: NDArray[np.int64]) -> dict[str, Array]:
    """Return the cells in another order of their owners, as saved."""
    sizes = (bounds[1:] - bounds[:-1])[order]
    ends = np.cumsum(sizes)
    places = np.arange(int(sizes.sum())) + np.repeat(bounds[order] - ends + sizes, sizes)
    return {
        "bounds": np.concatenate([[0], ends]).astype(np.int64),
        "targets": cells.targets[places].astype(np.int32),
        "shares": cells.shares[places].astype(np.float32),
    }
