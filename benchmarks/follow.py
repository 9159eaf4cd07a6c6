"""What is followed, matched with what is new: ``python -m benchmarks.follow --dictionary FILE``.

The bundled samples arrive one briefing at a time. ``questions/followed.json`` says of twenty topics
in two languages which paragraphs somebody who follows them wants to be shown, and names topics of
which none speaks; the weights of ``index.topics`` are chosen on every second topic and reported
on the others. The questions of ``questions/samples.jsonl`` are followed as well: a match is right
if it holds an answer, and one without an answer must match nothing.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from benchmarks.common import add_arguments, keep, open_models
from benchmarks.memory import MemoryGeneration, MemoryStore
from corpus.ingest import ingest
from corpus.limits import Limits
from corpus.store import CorpusStore
from index import matching, topics
from index.evaluation.questions import read_questions
from index.retriever import Retriever

QUESTIONS = Path(__file__).parent / "questions"
BRIEFINGS = Path(__file__).parents[1] / "corpus" / "samples"
TODAY = dt.date(2026, 11, 28)
_LEADS = (0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 1.0)
#: Of the questions that have no answer at most this share may be matched.
_FALSE_QUESTIONS = 1 / 6
#: A passage that is not wanted is worse than one that is missing.
_BETA = 0.5

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Followed:
    """One wording of a topic; every array has shape (rows,).

    half: which half of the topics it is of; None for one of which nothing speaks. wanted: rows
    that are; open: rows that count neither way. marks: score and section of each row that may speak
    of it, shape (n, 2); rows: which these are, shape (n,).
    """

    half: int | None
    wanted: NDArray[np.bool_]
    open: NDArray[np.bool_]
    rows: Rows
    marks: NDArray[np.float64]

    def found(self, chance: NDArray[np.float64], least: float) -> NDArray[np.bool_]:
        """Return which rows are said to speak of it."""
        found = np.zeros(len(self.wanted), dtype=np.bool_)
        found[self.rows[chance >= least]] = True
        return found


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision and recall of paragraphs and of sections; false: absent topics that are found."""

    precision: float
    recall: float
    section_precision: float
    section_recall: float
    false: int

    @property
    def f(self) -> float:
        """F of the paragraphs."""
        return f_of(self.precision, self.recall)


def f_of(precision: float, recall: float) -> float:
    """Return F: recall counts half as much as precision."""
    both = _BETA**2 * precision + recall
    return (1 + _BETA**2) * precision * recall / both if both else 0.0


class Arrivals:
    """The samples, each briefing of which is new once, and everything else is there already."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        encoder, bridge = open_models(arguments)
        corpus = CorpusStore(":memory:")
        ingest(BRIEFINGS, corpus, limits=Limits(bytes=50_000_000))
        store = MemoryStore(corpus.paragraphs(), corpus.heads())
        generation = MemoryGeneration(store, encoder, bridge)
        self.retriever = Retriever(store, encoder, generation, bridge)
        self.paragraphs = list(store.paragraphs.values())
        paths = {head.id: head.path for head in corpus.heads()}
        self.places = [(paths[p.briefing_id], p.position) for p in self.paragraphs]
        self.sections = [
            (p.briefing_id, p.section if p.section is not None else -p.position)
            for p in self.paragraphs
        ]
        self.rows_of: dict[str, list[int]] = {}
        for row, (path, _) in enumerate(self.places):
            self.rows_of.setdefault(path, []).append(row)
        names = [paragraph.id for paragraph in self.paragraphs]
        self.matchers = {
            path: self.retriever.follower([names[row] for row in rows])
            for path, rows in self.rows_of.items()
        }

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of what is followed."""
        return self.retriever.encode_all(texts)

    def marks(self, topic: str) -> tuple[Rows, NDArray[np.float64]]:
        """Return the rows that may speak of a topic, and what speaks for each."""
        rows: list[int] = []
        marks: list[NDArray[np.float64]] = []
        vector = self.encode([topic])[0]
        for path, matcher in self.matchers.items():
            found = matcher.marks(topic, vector)
            rows += [self.rows_of[path][row] for row in found.scored.rows]
            marks.append(np.stack([found.scored.score, found.section], axis=1))
        return np.array(rows, dtype=np.int64), np.concatenate(marks).astype(np.float64)


def read_followed(arrivals: Arrivals) -> list[Followed]:
    """Return every wording of every topic."""
    listed = json.loads((QUESTIONS / "followed.json").read_text(encoding="utf-8"))
    places = arrivals.places

    def labelled(places_of: dict[str, list[int]]) -> NDArray[np.bool_]:
        spoken = {(path, n) for path, numbers in places_of.items() for n in numbers}
        assert spoken <= set(places), spoken - set(places)
        return np.array([place in spoken for place in places])

    cases = []
    for number, topic in enumerate(listed["topics"]):
        wanted, open_ = labelled(topic["paragraphs"]), labelled(topic["either_way"])
        cases += [
            Followed(number % 2, wanted, open_, *arrivals.marks(way)) for way in topic["ways"]
        ]
    nothing = np.zeros(len(places), dtype=np.bool_)
    return cases + [
        Followed(None, nothing, nothing, *arrivals.marks(way)) for way in listed["absent"]
    ]


Weights = tuple[float, float, float]


def chances(marks: NDArray[np.float64], weights: Weights) -> NDArray[np.float64]:
    """Return the probability of each row of marks."""
    intercept, *rest = weights
    probability: NDArray[np.float64] = 1 / (1 + np.exp(-(intercept + marks @ np.array(rest))))
    return probability


def fit(cases: Sequence[Followed]) -> Weights:
    """Return the weights of a logistic regression on some topics and on those that are absent."""
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    marks = np.concatenate([case.marks[~case.open[case.rows]] for case in cases])
    wanted = np.concatenate([case.wanted[case.rows][~case.open[case.rows]] for case in cases])
    model = LogisticRegression(C=10, max_iter=5_000).fit(marks, wanted)
    score, section = map(float, model.coef_[0])
    return float(model.intercept_[0]), score, section


def measure(
    cases: Sequence[Followed], sections: Sequence[object], weights: Weights, least: float
) -> Figures:
    """Return the figures of some topics, and of those that are absent among them."""
    right = found = missed = false = 0
    sections_right = sections_found = sections_missed = 0
    for case in cases:
        said = case.found(chances(case.marks, weights), least)
        if case.half is None:
            false += bool(said.any())
            continue
        right += int((said & case.wanted).sum())
        found += int((said & ~case.open).sum())
        missed += int((case.wanted & ~said).sum())
        theirs, ours, either = (
            {sections[row] for row in np.flatnonzero(rows).tolist()}
            for rows in (case.wanted, said, case.open)
        )
        sections_right += len(theirs & ours)
        sections_found += len(ours - (either - theirs))
        sections_missed += len(theirs - ours)
    return Figures(
        right / max(found, 1),
        right / max(right + missed, 1),
        sections_right / max(sections_found, 1),
        sections_right / max(sections_right + sections_missed, 1),
        false,
    )


def follow_questions(arrivals: Arrivals, lead: float) -> dict[str, Any]:
    """Return what comes of following the samples' questions, with a lead that counts so much."""
    before, matching.MOST_LEAD = matching.MOST_LEAD, lead
    every = read_questions(QUESTIONS / "samples.jsonl")
    questions = [one for one in every if topics.is_question(one.question)]
    vectors = arrivals.encode([question.question for question in questions])
    right = wrong = answered = answerable = false = unanswerable = 0
    found = {
        path: matcher.match([q.question for q in questions], vectors, TODAY)
        for path, matcher in arrivals.matchers.items()
    }
    for number, question in enumerate(questions):
        hits = {path: matched[number] for path, matched in found.items()}
        unanswerable += not question.answers
        false += not question.answers and any(hits.values())
        for path, matched in hits.items():
            held = [any(a in hit.paragraph.text for a in question.answers) for hit in matched]
            right, wrong = right + sum(held), wrong + len(held) - sum(held)
            texts = [arrivals.paragraphs[row].text for row in arrivals.rows_of[path]]
            if any(answer in text for answer in question.answers for text in texts):
                answerable += 1
                answered += any(held)
    matching.MOST_LEAD = before
    return {
        "lead": lead,
        "precision": right / max(right + wrong, 1),
        "briefings that answer": answerable,
        "told": answered / answerable,
        "no answer": unanswerable,
        "told all the same": false / unanswerable,
        "F0.5": f_of(right / max(right + wrong, 1), answered / answerable),
    }


def show(title: str, rows: dict[str, Figures], console: Console) -> None:
    """Print figures of topics."""
    table = Table(title, "precision", "recall", "F0.5", "sections: p", "r", "false topics")
    for name, f in rows.items():
        shown = (f.precision, f.recall, f.f, f.section_precision, f.section_recall)
        table.add_row(name, *(f"{value:.2f}" for value in shown), str(f.false))
    console.print(table)


def main() -> None:
    """Choose, report, keep."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    add_arguments(parser, xquad=False)
    arguments = parser.parse_args()
    console = Console()
    arrivals = Arrivals(arguments)
    cases = read_followed(arrivals)
    absent = [case for case in cases if case.half is None]
    halves = [[case for case in cases if case.half == half] + absent for half in (0, 1)]
    grid = [float(least) for least in np.arange(0.2, 0.71, 0.05)]
    sections = arrivals.sections

    def best_least(fitted: Weights, half: Sequence[Followed]) -> float:
        worth: Callable[[float], float] = lambda least: (  # noqa: E731 (used once)
            measure(half, sections, fitted, least).f
        )
        return max(grid, key=worth)

    rows = {}
    for here in (0, 1):
        weights = fit(halves[here])
        least = best_least(weights, halves[here])
        name = f"({', '.join(f'{w:.2f}' for w in weights)}) from {least:.2f}, fitted on half {here}"
        rows[f"{name}: that half"] = measure(halves[here], sections, weights, least)
        rows[f"{name}: the other"] = measure(halves[1 - here], sections, weights, least)
    ours = (topics.INTERCEPT, topics.SCORE, topics.SECTION)
    for half in (0, 1):
        rows[f"the program's {ours} from {topics.SPEAKS}, half {half}"] = measure(
            halves[half], sections, ours, topics.SPEAKS
        )
    rows["the program's, all"] = measure(cases, sections, ours, topics.SPEAKS)
    show("topics", rows, console)
    questions = [follow_questions(arrivals, lead) for lead in _LEADS]
    table = Table("lead", *list(questions[0])[1:], title="questions")
    for figures in questions:
        table.add_row(*(f"{value:.2f}" for value in figures.values()))
    console.print(table)
    kept = [one for one in questions if one["told all the same"] <= _FALSE_QUESTIONS]
    console.print(f"best lead that is allowed: {max(kept, key=lambda one: one['F0.5'])}")
    results = {
        "topics": {name: asdict(f) | {"f0.5": f.f} for name, f in rows.items()},
        "questions": questions,
    }
    console.print(str(keep(arguments.results, "follow", results)))


if __name__ == "__main__":
    main()
