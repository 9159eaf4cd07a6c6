"""Tables of numpy arrays in a folder, opened memory-mapped: nothing is parsed at start."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def save_arrays(folder: Path, arrays: Mapping[str, Array]) -> None:
    """Write each array to ``folder/name.npy``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, values in arrays.items():
        np.save(folder / f"{name}.npy", values, allow_pickle=False)


def load_arrays(folder: Path, names: Iterable[str]) -> dict[str, Array]:
    """Open the named arrays of a folder read-only and memory-mapped.

    Raises:
        OSError: a file is missing. ValueError: a file is no array.
    """
    loaded: dict[str, Array] = {}
    for name in names:
        path = folder / f"{name}.npy"
        try:
            mapped = np.load(path, mmap_mode="r", allow_pickle=False)
            # as a plain array: reading one number from a memmap takes twenty times as long
            loaded[name] = np.asarray(mapped)
        except ValueError:  # an empty array cannot be mapped
            loaded[name] = np.load(path, allow_pickle=False)
    return loaded


def key_hash(key: str) -> int:
    """Return 64 bits that stand for a string (collisions among millions are negligible)."""
    return int.from_bytes(blake2b(key.encode("utf-8", "replace"), digest_size=8).digest(), "little")


def sorted_hashes(keys: Sequence[str]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Return the keys' hashes in ascending order and, for each, the position of its key."""
    hashes = np.fromiter((key_hash(key) for key in keys), dtype=np.uint64, count=len(keys))
    order = np.argsort(hashes, kind="stable")
    return hashes[order], order


def find_hash(hashes: Array, key: str) -> int:
    """Return the position of a key among ascending hashes; -1 if it is not there."""
    wanted = key_hash(key)
    # Twice as quick for a single key as numpy's own search.
    view = hashes.data
    position = bisect_left(view, wanted)
    return position if position < len(view) and view[position] == wanted else -1


def pack_strings(strings: Sequence[str]) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Return the strings as one array of UTF-8 bytes and their bounds, shape (n + 1,)."""
    encoded = [string.encode("utf-8") for string in strings]
    bounds = np.zeros(len(encoded) + 1, dtype=np.int64)
    np.cumsum([len(item) for item in encoded], out=bounds[1:])
    return np.frombuffer(b"".join(encoded), dtype=np.uint8), bounds


def unpack_string(data: Array, bounds: Array, index: int) -> str:
    """Return one string of ``pack_strings``."""
    return bytes(data[bounds[index] : bounds[index + 1]]).decode("utf-8")
