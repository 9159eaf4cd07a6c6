"""Files → Documents, one module for each format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from corpus.document import Document
from corpus.errors import ReadError
from corpus.readers.characters import clean
from corpus.readers.decoding import decode
from corpus.readers.markdown import read_markdown
from corpus.readers.plain import read_plain

_READERS: dict[str, Callable[[str, str], Document]] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
}
#: File name endings that can be read, lower case.
SUFFIXES = frozenset(_READERS)
#: Bytes. A briefing of a thousand pages has three million.
DEFAULT_MAX_BYTES = 20_000_000


def read(path: Path, relative: str, *, max_bytes: int = DEFAULT_MAX_BYTES) -> Document:
    """Read the file at ``path``, which the corpus knows as ``relative``.

    Raises ReadError if it is of an unknown kind, empty, larger than ``max_bytes``, not text, or
    cannot be opened.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(sorted(SUFFIXES))
        raise ReadError(relative, f"is of a kind that cannot be read (known: {known})")
    text = clean(decode(_bytes(path, relative, max_bytes), relative))
    if not text.strip():
        raise ReadError(relative, "is empty; remove it or export it again")
    return reader(text, relative)


def _bytes(path: Path, relative: str, limit: int) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
            size = path.stat().st_size
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ReadError(relative, f"cannot be opened ({reason}); check its permissions") from error
    if len(data) > limit:
        megabytes = f"{size / 1e6:.0f} MB, the limit is {limit / 1e6:.0f} MB"
        raise ReadError(relative, f"is too large ({megabytes}); split it into its briefings")
    return data
