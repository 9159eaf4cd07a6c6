"""The pages that passages stand on, as pictures: drawn in the sandbox, once, and kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

from bot.archive.original import Original
from bot.archive.page_cache import PageCache
from corpus.briefing import Box, Paragraph
from corpus.errors import ReadError
from corpus.showing import original_bytes, page_picture

#: Pictures of one passage: as many as an album holds.
MOST = 10
#: Changes with how pictures are drawn, so that older ones are not taken for them.
_MANNER = "1"


class Caller(Protocol):
    """What calls a function in another process, within limits, as ``corpus.sandbox`` does."""

    def call(self, function: Callable[..., Any], *args: Any, where: str = "") -> Any:
        """Return what the function returns; raises CorpusError."""

    def close(self) -> None:
        """End the processes."""


class PageImages:
    """Draws pages and takes parts out of files. Blocking; for one thread at a time.

    open_sandbox: called when something is to be drawn for the first time.
    """

    def __init__(self, cache: PageCache, open_sandbox: Callable[[], Caller]) -> None:
        self._cache = cache
        self._open_sandbox = open_sandbox
        self._sandbox: Caller | None = None

    def close(self) -> None:
        """End the sandbox."""
        if self._sandbox is not None:
            self._sandbox.close()

    def draw(self, original: Original, paragraph: Paragraph) -> list[bytes] | None:
        """Return a picture of each page that the paragraph stands on, the first MOST of them.

        None where the file is not (or no longer, once they are drawn) what the paragraph was read
        from. Raises CorpusError where one cannot be drawn.
        """
        numbers = page_numbers(paragraph)
        if not numbers:
            raise ReadError(original.name, "does not say where on its pages the passage stands")
        digest = original.digest()
        if digest is None:
            return None
        pictures = [
            self._picture(original, digest, page, [b for b in paragraph.boxes if b.page == page])
            for page in numbers[:MOST]
        ]
        return pictures if original.is_unchanged() else None

    def _picture(self, original: Original, digest: str, page: int, boxes: Sequence[Box]) -> bytes:
        about = repr((_MANNER, digest, original.part, page, boxes))
        key = hashlib.blake2b(about.encode(), digest_size=16).hexdigest()
        picture = self._cache.get(key)
        if picture is None:
            picture = self._call(page_picture, original, page, tuple(boxes))
            self._cache.put(key, picture)
        return picture

    def content(self, original: Original, most: int) -> bytes | None:
        """Return the bytes of a briefing's file or part, None if there are more than ``most``.

        Raises CorpusError where there is no such part, OSError where the file cannot be read.
        """
        if original.part is None and original.file.stat().st_size > most:
            return None
        if original.part is None:
            return original.file.read_bytes()
        content = self._call(original_bytes, original)
        return content if len(content) <= most else None

    def _call(self, function: Callable[..., bytes], original: Original, *args: object) -> bytes:
        if self._sandbox is None:
            self._sandbox = self._open_sandbox()
        file = Path(original.file).absolute()
        result: bytes = self._sandbox.call(
            function, file, original.part, *args, where=original.name
        )
        return result


def page_numbers(paragraph: Paragraph) -> list[int]:
    """Return the 1-based pages on which places of the paragraph are known, in order."""
    return sorted({box.page for box in paragraph.boxes})
