"""What a link keeps of a text: enough to tell how like another it is, not what it says. Pure.

A bottom-k sketch of its words: Broder, "On the resemblance and containment of documents", 1997.
"""

from __future__ import annotations

import hashlib

from index.text import fold, words

#: Hashes kept of a text, of 32 bits each.
SIZE = 48

Sketch = tuple[int, ...]


def sketch(text: str) -> Sketch:
    """Return the smallest hashes of the words of a text, ascending."""
    return tuple(sorted({_hash(fold(word)) for word in words(text)})[:SIZE])


def likeness(one: Sketch, other: Sketch) -> float:
    """Return about which share of the words of two texts is common to both, 0 to 1."""
    smallest = set(sorted({*one, *other})[:SIZE])
    return len(smallest & set(one) & set(other)) / len(smallest) if smallest else 0.0


def _hash(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=4).digest())
