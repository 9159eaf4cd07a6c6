"""Vectors of texts that were encoded before, so that no text is ever encoded twice."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

#: Bytes of a text's key.
KEY_BYTES = 16
#: Keys asked for at once; SQLite takes more, but plans this many quickly.
BATCH = 500
#: The cache is pruned when this share of it, and more than SPARE vectors, serves no generation:
#: a briefing that is away for a day should not have to be encoded again.
UNUSED_SHARE = 0.5
SPARE = 10_000

_SCHEMA = """
CREATE TABLE IF NOT EXISTS vectors (
    encoder TEXT NOT NULL,
    key BLOB NOT NULL,
    vector BLOB NOT NULL,
    PRIMARY KEY (encoder, key)
) WITHOUT ROWID
"""


def text_key(text: str) -> bytes:
    """Return the key of a text, KEY_BYTES long."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=KEY_BYTES).digest()


class VectorCache:
    """A SQLite file from (encoder fingerprint, key of the text) to a vector in half precision.

    A file that is damaged is replaced: it holds nothing that cannot be made again.
    """

    def __init__(self, path: Path, encoder: str) -> None:
        self._encoder = encoder
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._db = _open(path)
        except sqlite3.OperationalError:  # locked, or the disk is full: not the file's fault
            raise
        except sqlite3.DatabaseError:
            for leftover in path.parent.glob(f"{path.name}*"):
                leftover.unlink()
            self._db = _open(path)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def get(self, keys: Sequence[bytes]) -> dict[bytes, NDArray[np.float16]]:
        """Return the vectors, each of shape (dimension,), of those keys that are known."""
        found: dict[bytes, NDArray[np.float16]] = {}
        for start in range(0, len(keys), BATCH):
            some = keys[start : start + BATCH]
            marks = ", ".join("?" * len(some))
            sql = f"SELECT key, vector FROM vectors WHERE encoder = ? AND key IN ({marks})"  # noqa: S608
            for key, blob in self._db.execute(sql, (self._encoder, *some)):
                found[key] = np.frombuffer(blob, dtype=np.float16)
        return found

    def missing(self, keys: Sequence[bytes]) -> set[bytes]:
        """Return those keys that are not known."""
        left = set(keys)
        for start in range(0, len(keys), BATCH):
            some = keys[start : start + BATCH]
            marks = ", ".join("?" * len(some))
            sql = f"SELECT key FROM vectors WHERE encoder = ? AND key IN ({marks})"  # noqa: S608
            left.difference_update(key for (key,) in self._db.execute(sql, (self._encoder, *some)))
        return left

    def put(self, keys: Sequence[bytes], vectors: NDArray[np.floating]) -> None:
        """Keep vectors, shape (len(keys), dimension), in one transaction."""
        rows = [
            (self._encoder, key, vector.tobytes())
            for key, vector in zip(keys, vectors.astype(np.float16), strict=True)
        ]
        with self._db:
            self._db.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)

    def __len__(self) -> int:
        """Return how many vectors are kept, of all encoders."""
        return int(self._db.execute("SELECT count(*) FROM vectors").fetchone()[0])

    def clear(self) -> None:
        """Forget all vectors of this encoder."""
        with self._db:
            self._db.execute("DELETE FROM vectors WHERE encoder = ?", (self._encoder,))

    def prune(self, used: set[bytes]) -> int:
        """Forget what serves no generation, if that is much; return how many were forgotten.

        used: the keys, of this encoder, that some kept generation was made from.
        """
        unused = len(self) - len(used)
        if unused <= max(SPARE, UNUSED_SHARE * len(self)):
            return 0
        with self._db:
            self._db.execute("CREATE TEMP TABLE used (key BLOB PRIMARY KEY) WITHOUT ROWID")
            self._db.executemany("INSERT INTO used VALUES (?)", ((key,) for key in used))
            gone = self._db.execute(
                "DELETE FROM vectors WHERE encoder != ? OR key NOT IN (SELECT key FROM used)",
                (self._encoder,),
            ).rowcount
            self._db.execute("DROP TABLE used")
        self._db.execute("VACUUM")
        return int(gone)


def _open(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=30)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = NORMAL")
    db.execute(_SCHEMA)
    return db
