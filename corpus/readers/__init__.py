"""Files → Documents, one module for each format.

A reader turns the bytes of one file into its documents: one, or several where the file holds
others (a mailbox, a mail with attachments). It is loaded when a file of its format is met.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TypeAlias

from corpus.document import Document
from corpus.errors import ReadError
from corpus.limits import Limits

#: The file's bytes, its path in the folder, and what it may take → its documents.
#: Raises ReadError where it has nothing that can be read.
Reader: TypeAlias = Callable[[bytes, str, Limits], list[Document]]

_READERS = {
    ".txt": "plain.read_text",
    ".text": "plain.read_text",
    ".md": "markdown.read_markdown",
    ".markdown": "markdown.read_markdown",
    ".pdf": "pdf.read_pdf",
    ".html": "html.read_html",
    ".htm": "html.read_html",
    ".xhtml": "html.read_html",
    ".eml": "mail.read_mail",
    ".mbox": "mail.read_mailbox",
    ".docx": "docx.read_docx",
}
#: File name endings that can be read, lower case.
SUFFIXES = frozenset(_READERS)


def read(path: Path, relative: str, limits: Limits) -> list[Document]:
    """Read the file at ``path``, which the corpus knows as ``relative``.

    Raises ReadError if it is of an unknown kind, empty, larger than the limits allow, broken, or
    cannot be opened.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        known = ", ".join(sorted(SUFFIXES))
        raise ReadError(relative, f"is of a kind that cannot be read (known: {known})")
    if not path.is_file():  # a pipe would be waited for
        raise ReadError(relative, "is not a file, or a link to none; remove it", passing=True)
    return read_bytes(_bytes(path, relative, limits.bytes), relative, limits)


def read_bytes(data: bytes, relative: str, limits: Limits) -> list[Document]:
    """Read bytes by the format that the name ``relative`` ends with (see ``read``)."""
    if not data.strip(b"\0\t\n\r\f \xef\xbb\xbf"):
        raise ReadError(relative, "is empty; remove it or export it again")
    module, name = _READERS[Path(relative).suffix.lower()].split(".")
    reader: Reader = getattr(import_module(f"corpus.readers.{module}"), name)
    return reader(data, relative, limits)


def _bytes(path: Path, relative: str, limit: int) -> bytes:
    try:
        # without waiting: what has become a pipe just now would never be ready
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY), "rb") as file:
            size = os.fstat(file.fileno()).st_size
            data = file.read(limit + 1) if size <= limit else b""
    except OSError as error:
        reason = error.strerror or type(error).__name__
        message = f"cannot be opened ({reason}); check its permissions"
        raise ReadError(relative, message, passing=True) from error
    if max(size, len(data)) > limit:
        megabytes = f"{size / 1e6:.0f} MB, the limit is {limit / 1e6:.0f} MB"
        raise ReadError(relative, f"is too large ({megabytes}); split it into its briefings")
    return data
