"""How good the answers are: standard measures over a file of questions, by language direction."""

from __future__ import annotations

import datetime as dt
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Protocol

import numpy as np

from corpus.briefing import BriefingHead, Paragraph
from index.answer import Hit, Verdict
from index.asker import Asker
from index.evaluation.questions import TestQuestion
from index.evaluation.report import DirectionReport, EvaluationReport, Measured, NothingReport
from index.question import question_language

__all__ = ["DirectionReport", "EvaluationReport", "Measured", "NothingReport", "evaluate"]

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
