"""Measuring an index by questions with known answers, in a process of its own, and comparing.

For whoever has to know whether an index is good enough: ``/eval``, and whatever switches to a new
generation::

    before = await evaluate(questions, index_dir / "generations" / old)
    after = await evaluate(questions, index_dir / "generations" / new)
    if worse := worse_than(before, after, margin=0.02):
        ...  # keep the old one; each item says which figure fell, from what to what

``evaluate`` asks the index in use where no folder is given, may be cancelled (the process ends with
it), and raises EvaluationError with a line that says what to do. ``worse_than`` is pure.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

#: The program; it reads the same settings as this one.
PROGRAM = (sys.executable, "-m", "bot")
#: Of a process that nobody is to wait for.
_NICE = 15
#: Seconds after which it is given up.
_LONGEST = 3600.0
#: The name of the row over all directions, where there are several.
_ALL = "all"
#: Two figures this close are the same.
_SAME = 1e-9
#: Figures of a direction, better when higher.
_FIGURES = ("recall_1", "recall_5", "mrr", "ndcg_10")


class EvaluationError(Exception):
    """The index could not be measured; the message is what the process said."""


@dataclass(frozen=True, slots=True)
class Direction:
    """Means over the questions of one direction (``de→en``) that have an answer; each 0 to 1.

    withheld: share of them to which nothing at all was shown.
    """

    direction: str
    questions: int
    recall_1: float
    recall_5: float
    mrr: float
    ndcg_10: float
    withheld: float


@dataclass(frozen=True, slots=True)
class Nothing:
    """The questions of one language without an answer.

    false_answers, shown: share of them that got an answer nevertheless, and any passage; 0 to 1.
    """

    language: str
    questions: int
    false_answers: float
    shown: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What an index is worth by one file of questions.

    false_answers, shown: over all questions without an answer, None where there are none.
    unmatched: how many questions were left out, since their answer stands in no paragraph.
    p50, p95: seconds that an answer took.
    """

    generation: str
    directions: tuple[Direction, ...]
    nothing: tuple[Nothing, ...]
    unanswerable: int
    false_answers: float | None
    shown: float | None
    unmatched: int
    p50: float
    p95: float

    @property
    def overall(self) -> Direction | None:
        """The row over all questions that have an answer; None where there are none."""
        return self.directions[-1] if self.directions else None

    @property
    def questions(self) -> int:
        """How many questions were measured."""
        return self.unanswerable + (self.overall.questions if self.overall else 0)

    def to_json(self) -> str:
        """Return it as it is kept."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Return what was kept, or what ``briefing-bot evaluate --json`` printed.

        Raises EvaluationError for anything else.
        """
        try:
            return cls._read(json.loads(text))
        except (ValueError, KeyError, TypeError) as e:
            raise EvaluationError("the evaluation printed something that is no report") from e

    @classmethod
    def _read(cls, values: Mapping[str, Any]) -> Self:
        unmatched = values["unmatched"]
        return cls(
            generation=str(values["generation"]),
            directions=tuple(_row(Direction, row) for row in values["directions"]),
            nothing=tuple(_row(Nothing, row) for row in values["nothing"]),
            unanswerable=int(values["unanswerable"]),
            false_answers=values["false_answers"],
            shown=values["shown"],
            unmatched=unmatched if isinstance(unmatched, int) else len(unmatched),
            p50=float(values["p50"]),
            p95=float(values["p95"]),
        )


def _row(kind: Any, values: Mapping[str, Any]) -> Any:
    return kind(**{name: values[name] for name in kind.__slots__})


@dataclass(frozen=True, slots=True)
class Worse:
    """A figure that fell: of which direction (``all``: of all questions), from what to what."""

    direction: str
    figure: str
    before: float
    after: float


def worse_than(before: Evaluation, after: Evaluation, margin: float) -> tuple[Worse, ...]:
    """Return the figures by which ``after`` is worse than ``before`` by more than a margin.

    margin: of a share, 0 to 1. What a single question more or less would make of a figure is never
    worse, however few questions a direction has. What only one of the two measured is passed over.
    Answers that are withheld count only as far as they are more than the false ones that went: an
    index that answers everything withholds nothing.
    """
    return tuple(
        one
        for one, loss, questions in _losses(before, after)
        if loss > max(margin, 1 / max(questions, 1)) + _SAME
    )


def _losses(before: Evaluation, after: Evaluation) -> Iterator[tuple[Worse, float, int]]:
    """Yield each figure that both measured, by how much it is worse, and over how many."""
    now = _by_name(after)
    for name, row in _by_name(before).items():
        if name not in now:
            continue
        for figure in _FIGURES:
            old, new = getattr(row, figure), getattr(now[name], figure)
            fewest = min(row.questions, now[name].questions)
            yield Worse(name, figure, old, new), old - new, fewest
    old_false, new_false = before.false_answers, after.false_answers
    old_row, new_row = before.overall, after.overall
    if old_row is not None and new_row is not None:
        gone = max(0.0, (old_false or 0.0) - (new_false or 0.0)) * after.unanswerable
        loss = new_row.withheld - old_row.withheld - gone / new_row.questions
        yield Worse(_ALL, "withheld", old_row.withheld, new_row.withheld), loss, new_row.questions
    if old_false is not None and new_false is not None:
        fewest = min(before.unanswerable, after.unanswerable)
        yield Worse(_ALL, "false_answers", old_false, new_false), new_false - old_false, fewest


def _by_name(evaluation: Evaluation) -> dict[str, Direction]:
    """Return the rows by direction; the only one also counts as all."""
    rows = {row.direction: row for row in evaluation.directions}
    if evaluation.overall is not None:
        rows[_ALL] = evaluation.overall
    return rows


async def evaluate(
    file: Path,
    generation: Path | None = None,
    *,
    program: Sequence[str] = PROGRAM,
    longest: float = _LONGEST,
) -> Evaluation:
    """Ask an index the questions of a file, at low priority; return the figures.

    generation: its folder, None for the index in use. longest: seconds after which it is given up.
    Raises EvaluationError.
    """
    command = [*program, "evaluate", str(file), "--json"]
    if generation is not None:
        command += ["--generation", str(generation)]
    process = await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    with suppress(OSError):  # it has ended, or may not be told
        os.setpriority(os.PRIO_PROCESS, process.pid, _NICE)
    try:
        printed, said = await asyncio.wait_for(process.communicate(), longest)
    except TimeoutError:
        raise EvaluationError(f"it took longer than {longest:.0f} s and was ended") from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        raise EvaluationError(_last_line(said.decode(errors="replace"), process.returncode))
    return Evaluation.from_json(printed.decode(errors="replace"))


def _last_line(said: str, status: int) -> str:
    """Return what a process said last, which is why it ended; else its exit status."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return lines[-1].removeprefix("Error: ") if lines else f"it ended with exit status {status}"
