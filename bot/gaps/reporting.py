"""From the questions of the last days to groups of those that had no good answer."""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.archive.library import Library
from bot.gaps.likeness import groups, nearest
from bot.services import Services
from bot.state.feedback import Reason
from bot.state.gaps import Gap
from index.answer import Verdict

#: Questions that are looked at, the newest; the likeness of each to each is kept for a moment.
MOST = 2000
#: Texts that are encoded in one step: questions have their turn in between.
_AT_A_TIME = 16


@dataclass(frozen=True, slots=True)
class GapGroup:
    """Questions that ask for the same.

    text: the one in the middle. gaps: all of them, the newest first. known: id of a passage that
    a reader of a like question called helpful; None if there is none.
    """

    text: str
    gaps: tuple[Gap, ...]
    known: str | None = None

    @property
    def people(self) -> int:
        """How many different people asked."""
        return len({gap.person for gap in self.gaps})

    @property
    def last(self) -> dt.datetime:
        """When it was asked last."""
        return max(gap.asked_at for gap in self.gaps)

    @property
    def verdicts(self) -> Counter[Verdict]:
        """How often each verdict was given."""
        return Counter(gap.verdict for gap in self.gaps)

    @property
    def marked(self) -> int:
        """How often a reader said that the answer was not right."""
        return sum(gap.marked for gap in self.gaps)

    @property
    def reasons(self) -> Counter[Reason]:
        """Why, where they said."""
        return Counter(reason for gap in self.gaps for reason in gap.reasons)


async def grouped(services: Services, since: dt.datetime) -> list[GapGroup]:
    """Return the groups since then, the largest first.

    Raises CorpusError or RetrievalError where the index cannot be opened.
    """
    gaps = services.state.gaps.since(since, MOST)
    helped = services.state.gaps.helped_since(since, MOST)
    same: dict[str, list[Gap]] = {}
    for gap in gaps:
        same.setdefault(_folded(gap.text), []).append(gap)
    if not same:
        return []
    some = list(same.values())
    vectors = await _encode(services, [gaps[0].text for gaps in some])
    others = await _encode(services, [one.text for one in helped])
    rows = await asyncio.to_thread(groups, vectors, [len(gaps) for gaps in some])
    known = nearest(vectors[[members[0] for members in rows]], others)
    return [
        GapGroup(
            some[members[0]][0].text,
            tuple(sorted((g for row in members for g in some[row]), key=lambda g: -g.id)),
            helped[best].first if best is not None else None,
        )
        for members, best in zip(rows, known, strict=True)
    ]


async def _encode(services: Services, texts: Sequence[str]) -> NDArray[np.float32]:
    """Return the vectors of some texts, shape (texts, dim); those that are known from before."""
    model = await services.desk.run_slow(lambda library: library.stock.encoded_with)
    keys = [_key(model, text) for text in texts]
    cache = services.vectors
    found = {key: vector for key in keys if (vector := cache.get(key)) is not None}
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in found}
    todo = list(missing.items())
    for start in range(0, len(todo), _AT_A_TIME):
        part = todo[start : start + _AT_A_TIME]
        made = await services.desk.run_slow(_encoder([text for _, text in part]))
        for (key, _), vector in zip(part, made, strict=True):
            found[key] = vector
            cache.put(key, vector)
    if not keys:
        return np.zeros((0, 1), dtype=np.float32)
    return np.stack([found[key] for key in keys])


def _encoder(texts: Sequence[str]) -> Callable[[Library], NDArray[np.float32]]:
    return lambda library: library.stock.vectors(texts)


def _folded(text: str) -> str:
    """Return a text as it is compared: a question mark or a capital makes no difference."""
    return " ".join(text.casefold().split()).rstrip(" ?!.")


def _key(model: str, text: str) -> bytes:
    return hashlib.blake2b(f"{model}\n{text}".encode(), digest_size=16).digest()
