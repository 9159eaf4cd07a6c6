"""Reads files in the process of the test: quicker than a sandbox, and it can be looked into."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus.errors import CorpusError
from corpus.limits import Limits
from corpus.reading import Reading, read_file


@dataclass
class InlineReader:
    """Does what ``corpus.sandbox.Sandbox`` does, without its processes; remembers what it read."""

    limits: Limits = field(default_factory=Limits)
    seen: list[str] = field(default_factory=list)

    def read(
        self, files: Sequence[tuple[Path, str]]
    ) -> Iterator[tuple[str, Reading | CorpusError]]:
        """Yield path and outcome of each file."""
        for path, relative in files:
            self.seen.append(relative)
            try:
                yield relative, read_file(path, relative, self.limits)
            except CorpusError as e:
                yield relative, e
