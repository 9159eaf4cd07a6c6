"""One complete index on disk, as a reader sees it.

    index/
      CURRENT               id of the generation that answers
      vectors.db            cache of encoded texts
      build.lock
      generations/<id>/
        manifest.json       what it was made from and with
        passages*.faiss     one vector a row, memory-mapped; a row stands for a paragraph
        rows/*.npy          ids, keys and filter columns of the rows; sentence vectors
        lexical/

A generation never changes; a new one is made beside it, and CURRENT is switched in one step. Who
has one open keeps it, even after its folder was removed.
"""

from __future__ import annotations

import dataclasses
import os
import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from index.arrays import Array, load_arrays
from index.bridge import Bridge
from index.disk import read_json, write_json
from index.encoder import Encoder, EncoderSpec
from index.errors import IndexMissing, IndexStale
from index.lexical import LexicalIndex
from index.scoring import RowTable
from index.vector_index import VectorIndex

#: Raised when a generation of older code cannot be read any more.
FORMAT = 1
CURRENT, GENERATIONS, MANIFEST = "CURRENT", "generations", "manifest.json"
ROWS, LEXICAL = "rows", "lexical"
#: Arrays in ``rows``. ids: S (rows,). row_keys, passage_keys: uint8 (rows, KEY_BYTES);
#: sentence_keys: uint8 (sentences, KEY_BYTES). sentences: float16 (sentences, dimension), those of
#: row i being ``sentence_bounds[i]`` to ``sentence_bounds[i + 1]``. The rest as in RowTable.
ARRAYS = (
    "ids", "row_keys", "passage_keys", "sentence_keys", "sentences", "sentence_bounds",
    "dates", "series", "publishers", "languages", "briefings",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was made from and with.

    encoder: the model, with its prompts and dimension. dictionary: fingerprint of the bridge's,
    None without one. corpus: CorpusStore.version. recipe: digest of the code that made it.
    created: local time in ISO 8601 with its offset.
    """

    id: str
    encoder: EncoderSpec
    dictionary: str | None
    corpus: str
    recipe: str
    briefings: int
    paragraphs: int
    sentences: int
    series_names: tuple[str, ...]
    publisher_names: tuple[str, ...]
    language_names: tuple[str, ...]
    created: str
    format: int = FORMAT

    def write(self, folder: Path) -> None:
        """Write it into the folder of its generation."""
        write_json(folder / MANIFEST, dataclasses.asdict(self))

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read it from the folder of a generation; raises IndexStale."""
        values: dict[str, Any] = read_json(folder / MANIFEST)
        if values.get("format") != FORMAT:
            raise IndexStale(
                f"the index in {folder} is damaged or of another release of this program; "
                "run `briefing-bot build`"
            )
        encoder = values["encoder"]
        encoder["languages"] = encoder["languages"] and tuple(encoder["languages"])
        values["encoder"] = EncoderSpec(**encoder)
        for name in ("series_names", "publisher_names", "language_names"):
            values[name] = tuple(values[name])
        return cls(**values)


class Generation:
    """The generation in ``folder``, opened memory-mapped. Raises IndexStale if it is damaged."""

    def __init__(self, folder: Path) -> None:
        self.manifest = Manifest.read(folder)
        try:
            self.arrays: dict[str, Array] = load_arrays(folder / ROWS, ARRAYS)
            self._sentences = (folder / ROWS / "sentences.npy").open("rb", buffering=0)
            weakref.finalize(self, self._sentences.close)
            self._vectors = VectorIndex.load(folder)
            self._lexical = LexicalIndex.load(folder / LEXICAL)
        except (OSError, ValueError, RuntimeError) as e:
            raise IndexStale(
                f"the index in {folder} is damaged ({e}); delete that folder and run "
                "`briefing-bot build`"
            ) from e

    @property
    def id(self) -> str:
        """Name of the generation, derived from its content."""
        return self.manifest.id

    @property
    def lexical(self) -> LexicalIndex:
        """The lexical index over the same rows."""
        return self._lexical

    @cached_property
    def table(self) -> RowTable:
        """What the filters ask of the rows."""
        columns = {
            name: np.asarray(self.arrays[name])
            for name in ("dates", "series", "publishers", "languages", "briefings")
        }
        return RowTable(
            **columns,
            series_names=self.manifest.series_names,
            publisher_names=self.manifest.publisher_names,
            language_names=self.manifest.language_names,
        )

    def __len__(self) -> int:
        """Return the number of rows."""
        return self.manifest.paragraphs

    def search(
        self, vector: NDArray[np.float32], k: int, allowed: NDArray[np.bool_] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return up to k rows nearest to a unit vector (dim,), best first, and their cosines.

        allowed: boolean mask of shape (rows,); only rows where it is true are found.
        """
        return self._vectors.search(vector, k, allowed)

    def passage_vectors(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the unit vectors of the rows' passages, shape (n, dim)."""
        return self._vectors.vectors(rows)

    def sentence_vectors(
        self, rows: NDArray[np.int64]
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Return the unit vectors of the rows' sentences, shape (m, dim), and bounds (n + 1,).

        The sentences of ``rows[i]`` are ``vectors[bounds[i]:bounds[i + 1]]``, in order.
        """
        # Read, not mapped: each touch of a map makes dozens of its neighbours resident, which at
        # 100,000 rows is 80 MB for one question.
        mapped = self.arrays["sentences"]
        size = mapped.dtype.itemsize * mapped.shape[1]
        first = self._sentences.seek(0, os.SEEK_END) - size * len(mapped)
        starts = self.arrays["sentence_bounds"][rows]
        counts = self.arrays["sentence_bounds"][np.asarray(rows) + 1] - starts
        parts = []
        for start, count in zip(starts.tolist(), counts.tolist(), strict=True):
            self._sentences.seek(first + size * start)
            parts.append(self._sentences.read(size * count))
        vectors = np.frombuffer(b"".join(parts), dtype=mapped.dtype).reshape(-1, mapped.shape[1])
        bounds = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
        return vectors.astype(np.float32), bounds

    def paragraph_ids(self, rows: Sequence[int]) -> list[str]:
        """Return the paragraph ids of the rows."""
        return [identity.decode() for identity in self.arrays["ids"][np.asarray(rows, np.int64)]]

    def require(self, encoder: Encoder, bridge: Bridge | None) -> None:
        """Raise IndexStale unless it was made with this model and this dictionary."""
        made, now = self.manifest.encoder, encoder.spec
        if (made.fingerprint, made.dimension) != (now.fingerprint, now.dimension):
            raise IndexStale(
                f"the index was built with the model {made.name} ({made.fingerprint}), the "
                f"setting EMBEDDING_MODEL is {now.name} ({now.fingerprint}); "
                "run `briefing-bot build`, or set it back"
            )
        if self.manifest.dictionary != (bridge.fingerprint if bridge else None):
            raise IndexStale(
                "the index was built with another dictionary, or with none, than DICTIONARY "
                "names now; run `briefing-bot build`"
            )


def current_id(folder: Path) -> str | None:
    """Return the id of the generation that answers, None before the first build.

    Cheap enough to ask before every question whether a new generation is there.
    """
    try:
        return (folder / CURRENT).read_text(encoding="utf-8").strip() or None
    except FileNotFoundError:
        return None


def open_current(folder: Path) -> Generation:
    """Open the generation that answers.

    folder: the index folder. Raises IndexMissing before the first build, IndexStale where the
    generation cannot be read.
    """
    while (identity := current_id(folder)) is not None:
        place = folder / GENERATIONS / identity
        try:
            return Generation(place)
        except IndexStale:
            # Two builds may have ended since CURRENT was read, and the second removed this one.
            if identity == current_id(folder):
                raise
    raise IndexMissing(f"there is no index in {folder} yet; run `briefing-bot build`")
