"""How good the answers are: standard measures over a file of questions, by language direction."""

from __future__ import annotations

import datetime as dt
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from corpus.briefing import BriefingHead, Paragraph
from index.answer import Answer, Hit, Verdict
from index.asker import Asker
from index.evaluation.questions import TestQuestion
from index.question import question_language

#: As many hits as nDCG@10 looks at.
DEPTH = 10
UNANSWERABLE = "unanswerable"


class Corpus(Protocol):
    """Where the right paragraphs are looked up: the corpus store."""

    def paragraphs(self) -> Iterable[Paragraph]:
        """Return every paragraph."""
        ...

    def heads(self) -> Iterable[BriefingHead]:
        """Return every briefing's head."""
        ...


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


def evaluate(
    retriever: Asker,
    corpus: Corpus,
    questions: Sequence[TestQuestion],
    *,
    today: dt.date | None = None,
) -> EvaluationReport:
    """Ask every question and measure the answers.

    A question whose answer stands in no paragraph is listed as unmatched and counts nowhere.
    """
    expected = expected_paragraphs(corpus, questions)
    languages = {p.id: p.language for p in corpus.paragraphs()}
    measured, unmatched = [], []
    for question, right in zip(questions, expected, strict=True):
        if question.answerable and not right:
            unmatched.append(question.question)
        else:
            measured.append(_measure(retriever, question, right, languages, today))
    nothing = [m for m in measured if not m.expected]
    seconds = [m.seconds for m in measured] or [0.0]
    return EvaluationReport(
        directions=_directions([m for m in measured if m.expected]),
        unanswerable=len(nothing),
        false_answers=_share(m.answer.verdict is Verdict.ANSWERED for m in nothing),
        shown=_share(bool(m.answer.hits) for m in nothing),
        p50=float(np.percentile(seconds, 50)),
        p95=float(np.percentile(seconds, 95)),
        unmatched=tuple(unmatched),
        measured=tuple(measured),
        nothing=_nothing(nothing),
    )


def _nothing(measured: Sequence[Measured]) -> tuple[NothingReport, ...]:
    groups: dict[str, list[Measured]] = defaultdict(list)
    for item in measured:
        groups[_asked_in(item.question)].append(item)
    return tuple(
        NothingReport(
            language,
            len(group),
            _share(item.answer.verdict is Verdict.ANSWERED for item in group) or 0.0,
            _share(bool(item.answer.hits) for item in group) or 0.0,
        )
        for language, group in sorted(groups.items())
    )


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def expected_paragraphs(corpus: Corpus, questions: Sequence[TestQuestion]) -> list[frozenset[str]]:
    """Return, for each question, the ids of the paragraphs that answer it."""
    paths = {head.id: head.path for head in corpus.heads()}
    wanted = [tuple(_plain(answer) for answer in question.answers) for question in questions]
    found: list[set[str]] = [set() for _ in questions]
    for paragraph in corpus.paragraphs():
        text = _plain(paragraph.text)
        for question, answers, ids in zip(questions, wanted, found, strict=True):
            if question.briefing not in (None, paths.get(paragraph.briefing_id)):
                continue
            if paragraph.id in question.paragraphs or any(answer in text for answer in answers):
                ids.add(paragraph.id)
    return [frozenset(ids) for ids in found]


def _measure(
    retriever: Asker,
    question: TestQuestion,
    expected: frozenset[str],
    languages: dict[str, str | None],
    today: dt.date | None,
) -> Measured:
    start = time.perf_counter()
    answer = retriever.retrieve(question.question, top_k=DEPTH, today=today)
    seconds = time.perf_counter() - start
    rank = next((n for n, hit in enumerate(answer.hits, start=1) if _right(hit, expected)), None)
    hit = answer.hits[rank - 1] if rank else None
    return Measured(
        question=question,
        expected=expected,
        direction=_direction(question, {languages[i] or "?" for i in expected}),
        answer=answer,
        rank=rank,
        marked=_marked(hit, question.answers) if hit and question.answers else None,
        seconds=seconds,
    )


def _right(hit: Hit, expected: frozenset[str]) -> bool:
    return hit.paragraph.id in expected or not expected.isdisjoint(hit.folded)


def _direction(question: TestQuestion, answers: set[str]) -> str:
    """Return the direction; where the answer stands in several languages, the question's own."""
    if not answers:
        return UNANSWERABLE
    asked = _asked_in(question)
    return f"{asked}→{asked if asked in answers else min(answers)}"


def _asked_in(question: TestQuestion) -> str:
    return question.language or question_language(question.question) or "?"


def _marked(hit: Hit, answers: Sequence[str]) -> bool:
    span = hit.highlight
    marked = _plain(hit.paragraph.text[span.start : span.end]) if span else ""
    return any(_plain(answer) in marked for answer in answers)


def _share(values: Iterable[bool]) -> float | None:
    counted = list(values)
    return sum(counted) / len(counted) if counted else None


def _directions(measured: Sequence[Measured]) -> tuple[DirectionReport, ...]:
    groups: dict[str, list[Measured]] = defaultdict(list)
    for item in measured:
        groups[item.direction].append(item)
    reports = [_report(name, groups[name]) for name in sorted(groups)]
    if len(reports) > 1:
        reports.append(_report("all", measured))
    return tuple(reports)


def _report(direction: str, measured: Sequence[Measured]) -> DirectionReport:
    # The library takes a third of a second to import; only an evaluation waits for it.
    from ir_measures import RR, Qrel, ScoredDoc, Success, calc_aggregate, nDCG

    qrels, run = [], []
    for number, item in enumerate(measured):
        name = str(number)
        qrels += [Qrel(name, identity, 1) for identity in _shown_as(item)]
        run += [
            ScoredDoc(name, hit.paragraph.id, float(-rank))
            for rank, hit in enumerate(item.answer.hits)
        ] or [ScoredDoc(name, "", 0.0)]
    figures = calc_aggregate([Success @ 1, Success @ 3, Success @ 5, RR, nDCG @ 10], qrels, run)
    return DirectionReport(
        direction=direction,
        questions=len(measured),
        recall_1=float(figures[Success @ 1]),
        recall_3=float(figures[Success @ 3]),
        recall_5=float(figures[Success @ 5]),
        mrr=float(figures[RR]),
        ndcg_10=float(figures[nDCG @ 10]),
        highlight=_share(item.marked for item in measured if item.marked is not None),
        answered=_share(m.answer.verdict is Verdict.ANSWERED for m in measured) or 0.0,
        withheld=_share(not m.answer.hits for m in measured) or 0.0,
    )


def _shown_as(item: Measured) -> set[str]:
    """Return the right paragraphs, a folded one by the id of the hit that stands for it."""
    shown = {folded: hit.paragraph.id for hit in item.answer.hits for folded in hit.folded}
    return {shown.get(identity, identity) for identity in item.expected}
