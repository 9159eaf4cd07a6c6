"""Everything that can go wrong below the index, as one tree.

    CorpusError
    ├── ReadError                 a file's bytes cannot be turned into text
    │   └── SandboxError          the process that was to do it did not come through
    │       ├── TimeLimitError    it took too long
    │       ├── MemoryLimitError  it asked for too much memory
    │       ├── CrashError        it was ended by what it read
    │       └── FaultError        it met a case that our code does not know
    ├── ParseError                the text holds nothing that is a briefing
    ├── StartError                the processes that read files cannot be started
    └── StoreError                the database cannot be used

Each carries the file (or id) at fault and a message that says what to do about it.
"""

from __future__ import annotations


class CorpusError(Exception):
    """Base of the corpus package's errors; ``where`` is the path or id at fault."""

    def __init__(self, where: str, message: str) -> None:
        super().__init__(f"{where}: {message}")
        self.where = where
        self.message = message


class ReadError(CorpusError):
    """The bytes of a file cannot be turned into text.

    passing: the fault is not the file's (the system refused it), so it is tried again next time.
    """

    def __init__(self, where: str, message: str, *, passing: bool = False) -> None:
        super().__init__(where, message)
        self.passing = passing


class SandboxError(ReadError):
    """A process of the sandbox did not come through; ``where`` is the file it was to read."""


class TimeLimitError(SandboxError):
    """A file took longer than the limits allow."""


class MemoryLimitError(SandboxError):
    """A file took more memory than the limits allow."""


class CrashError(SandboxError):
    """A file ended the process that read it."""


class FaultError(SandboxError):
    """A file met a fault of our own code; the log has its traceback."""


class ParseError(CorpusError):
    """The text of a file holds no paragraph that could be cited."""


class StartError(CorpusError):
    """The processes that read files cannot be started: no fault of a file."""


class StoreError(CorpusError):
    """The corpus database cannot be opened or is not one of ours."""
