"""How much a single file may ask of the machine; files come from mailboxes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading and parsing one file may take.

    bytes: size of the file, and of all it unpacks to together. seconds: of wall time.
    memory: bytes of address space of the process that reads it. pages: of one document.
    parts: documents in one file (messages of a mailbox, attachments).
    depth: levels of parts within parts, and of elements within elements where a format nests.
    """

    bytes: int = 20_000_000
    inflated: int = 200_000_000
    seconds: float = 60.0
    memory: int = 2_000_000_000
    pages: int = 2_000
    parts: int = 1_000
    depth: int = 5
