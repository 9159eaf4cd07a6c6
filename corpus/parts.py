"""A part of a file as a file of its own: an attachment of a mail, a message of a mailbox."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from corpus.errors import ReadError


def part_bytes(data: bytes, path: str, part: str) -> bytes:
    """Return the bytes of a part of the file ``path``, whose bytes are ``data``.

    part: where it stands in the file, as the readers name parts: ``briefing.pdf``, or
    ``message.eml/briefing.pdf`` in a mailbox. Raises ReadError where there is no such part.
    """
    name, _, rest = part.partition("/")
    where = f"{path}/{name}"
    for found, content in _parts(data, path):
        if found == where:
            return part_bytes(content, where, rest) if rest else content
    raise ReadError(where, "is not in that file any more; run `briefing-bot ingest`")


def _parts(data: bytes, path: str) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of each part, named as the readers name it."""
    from corpus.readers.mail.attached import bytes_of, named_files
    from corpus.readers.mail.mailbox import named_messages
    from corpus.readers.mail.parts import parse_message, take_apart

    kind = PurePosixPath(path).suffix.lower()
    if kind == ".mbox":
        yield from named_messages(data, path)
    elif kind == ".eml":
        files = take_apart(parse_message(data, path), path).files
        for where, part in named_files(files, path):
            yield where, bytes_of(part)
