"""A question taken apart, so that something can be put into it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.question.short_words import ASKS, LANGUAGE

_END = re.compile(r"[\s?!.…]*\Z")
_TAIL = re.compile(rf",?\s*{LANGUAGE.pattern}\s*\Z", re.IGNORECASE)
#: What ``ask_anew`` puts behind the words that a question is about.
ASKED = re.compile(rf"\s+–\s+(?:{ASKS.pattern})[^–]*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Opened:
    """A question taken apart: its words, the language it asks passages in, its last mark."""

    core: str
    tail: str
    mark: str

    def with_core(self, core: str) -> str:
        """Return the question with other words."""
        return core + self.tail + self.mark

    def adding(self, text: str) -> str:
        """Return the question with words at its end."""
        return self.with_core(f"{self.core} {text}")


def opened(question: str) -> Opened:
    """Return a question taken apart."""
    end = _END.search(question)
    core = question[: end.start()] if end else question
    mark = "?" if "?" in question[len(core) :] else ""
    tail = ASKED.search(core) or _TAIL.search(core)
    if tail and tail.start():
        return Opened(core[: tail.start()], tail[0].rstrip(), mark)
    return Opened(core, "", mark)
