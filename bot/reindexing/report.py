"""What a reindexing is asked to do, says on the way, and reports. Pure.

It runs in a process of its own and tells the bot as lines of JSON: ``Step`` while it works, and one
``Report`` at its end.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

#: Files that a report names of each kind.
MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be done.

    full: everything is read and encoded again. model: the one for this and later builds; None for
    the one they have, empty for EMBEDDING_MODEL. trusted: the new index is not measured.
    """

    full: bool = False
    model: str | None = None
    trusted: bool = False

    def arguments(self) -> list[str]:
        """Return what the command is told."""
        model = [] if self.model is None else ["--model", self.model]
        flags = {"--full": self.full, "--trust": self.trusted}
        return [*(flag for flag, on in flags.items() if on), *model]


class Stage(StrEnum):
    """What is being done."""

    READING = "reading"
    MODEL = "model"
    ENCODING = "encoding"
    WRITING = "writing"
    EVALUATING = "evaluating"


class Outcome(StrEnum):
    """How it ended.

    SWITCHED: a new index answers. UNCHANGED: nothing had changed. HELD: the new index is worse and
    was not taken into use. FAILED: it could not be done. CANCELLED: somebody ended it.
    """

    SWITCHED = "switched"
    UNCHANGED = "unchanged"
    HELD = "held"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Step:
    """How far it is: ``done`` of ``total``; both 0 where that cannot be told."""

    stage: Stage
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """What was done.

    added, changed, removed: paths, ``MOST_NAMED`` at most; counts: how many there are of each.
    unreadable: path → reason. languages: paragraphs by language (ISO 639-1). before, after: what
    was measured (JSON of ``bot.evaluating``), empty where nothing was. error: why it FAILED.
    """

    outcome: Outcome
    seconds: float = 0.0
    model: str = ""
    briefings: int = 0
    paragraphs: int = 0
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    unreadable: Mapping[str, str] = field(default_factory=dict)
    languages: Mapping[str, int] = field(default_factory=dict)
    before: str = ""
    after: str = ""
    error: str = ""


def to_line(said: Step | Report) -> str:
    """Return what is told, as one line of JSON."""
    kind = "step" if isinstance(said, Step) else "report"
    return json.dumps({kind: asdict(said)}, ensure_ascii=False)


def read_line(line: str) -> Step | Report | None:
    """Return what a line tells; None for anything else, such as a library's own words."""
    try:
        said: Any = json.loads(line)
    except ValueError:
        return None
    match said:
        case {"step": {"stage": stage, "done": int(done), "total": int(total)}}:
            return Step(Stage(stage), done, total)
        case {"report": dict(values)}:
            return read_report(values)
        case _:
            return None


def read_report(values: Mapping[str, Any]) -> Report:
    """Return a report from the fields that it was kept with."""
    lists = {name: tuple(values[name]) for name in ("added", "changed", "removed")}
    return Report(**{**values, **lists, "outcome": Outcome(values["outcome"])})
