"""One hostile or broken file: how it is made and what must become of it."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass

#: What good files say, and those that are odd but can be read.
TITLE = "Harbour Notes"
TEXT = "The port of Nordkai closed for three days because the ice came early this winter."
NEXT = "Pilots asked the ministry for a second tug before the season ends in March."
GOOD = f"# {TITLE}\n\n{TEXT}\n\n{NEXT}\n"


@dataclass(frozen=True, slots=True)
class Hostile:
    """A file by its name and what makes its bytes.

    says: words of a paragraph that must be read from it; None where nothing can be.
    reason: pattern of the reason why not. With both, either will do: what is broken may be
    mended by one version of a library and not by the next.
    """

    name: str
    make: Callable[[], bytes]
    reason: str | None = None
    says: str | None = None


def inflating(size: int, byte: bytes = b" ") -> bytes:
    """Return raw deflate data of about ``size`` equal bytes, in a moment, a thousandth as long.

    The stream is not ended, so that more can follow.
    """
    block = 50_000_000
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(byte * block) + packer.flush(zlib.Z_FULL_FLUSH)
    return packed * max(1, size // block)


def deflated(data: bytes) -> bytes:
    """Return the end of a raw deflate stream."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def beginning(make: Callable[[], bytes], percent: int) -> bytes:
    """Return the first part of a file that was cut off."""
    data = make()
    return data[: len(data) * percent // 100]


def noise(size: int) -> bytes:
    """Return bytes without any order, the same ones each time."""
    state = 12345
    out = bytearray()
    while len(out) < size:
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        out += (state >> 16).to_bytes(6, "big")
    return bytes(out[:size])
