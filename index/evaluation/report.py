"""What an evaluation found: each question as it was answered, and the figures over them."""

from __future__ import annotations

from dataclasses import dataclass

from index.answer import Answer
from index.evaluation.questions import TestQuestion


@dataclass(frozen=True, slots=True)
class Measured:
    """One question after it was asked.

    expected: ids of the right paragraphs, empty if there is none. direction: ``de→en`` and the
    like, or ``unanswerable``. rank: of the first right hit, 1-based; None if it is not among them.
    marked: whether that hit's highlight holds the answer; None where no answer text is given.
    seconds: how long the answer took.
    """

    question: TestQuestion
    expected: frozenset[str]
    direction: str
    answer: Answer
    rank: int | None
    marked: bool | None
    seconds: float


@dataclass(frozen=True, slots=True)
class DirectionReport:
    """Means over the answerable questions of one direction; each 0 to 1.

    highlight: share of right hits whose highlight holds the answer, None where none could be told.
    answered, withheld: share judged ANSWERED, and NOT_COVERED although there is an answer.
    """

    direction: str
    questions: int
    recall_1: float
    recall_3: float
    recall_5: float
    mrr: float
    ndcg_10: float
    highlight: float | None
    answered: float
    withheld: float


@dataclass(frozen=True, slots=True)
class NothingReport:
    """The questions of one language (``?``: not told) that the briefings do not answer.

    false_answers, shown: share of them judged ANSWERED, and given any passage; 0 to 1.
    """

    language: str
    questions: int
    false_answers: float
    shown: float


@dataclass(frozen=True, slots=True)
class EvaluationReport:
    """All figures of one evaluation.

    directions: one row for each direction, and a last one named ``all`` where there are several.
    unanswerable: number of questions without an answer; false_answers: share of them that were
    judged ANSWERED, shown: that were given any passage (None without such questions); nothing:
    the same by the language of the question.
    p50, p95: seconds an answer took. unmatched: questions whose answer stands in no paragraph.
    measured: every question, for reading the misses.
    """

    directions: tuple[DirectionReport, ...]
    unanswerable: int
    false_answers: float | None
    shown: float | None
    p50: float
    p95: float
    unmatched: tuple[str, ...]
    measured: tuple[Measured, ...]
    nothing: tuple[NothingReport, ...] = ()
