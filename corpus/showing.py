"""What a process of the sandbox does to show a briefing: its page as a picture, its own file.

The process that starts the sandbox needs these functions, not all that they need.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from corpus.briefing import Box


def original_bytes(file: Path, part: str | None) -> bytes:
    """Return the bytes of a file, or of the part of it that is called so.

    Raises ReadError where there is no such part, OSError where the file cannot be read.
    """
    data = file.read_bytes()
    if part is None:
        return data
    from corpus.parts import part_bytes

    return part_bytes(data, file.name, part)


def page_picture(file: Path, part: str | None, page: int, boxes: Sequence[Box]) -> bytes:
    """Return a picture of a page of a file or part, with boxes marked (see ``render_page``)."""
    from corpus.page_image import render_page

    return render_page(original_bytes(file, part), page, boxes)
