"""Which paragraphs speak of a topic: ``python -m benchmarks.timeline --dictionary FILE``.

``questions/topics.json`` says of some topics which paragraphs of the bundled samples speak of them,
and names topics that none speaks of. The two constants of ``index.timeline`` are chosen on every
second topic, all of its wordings, and reported on the others.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from itertools import product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from benchmarks.common import add_arguments, keep, open_models
from benchmarks.memory import MemoryGeneration, MemoryStore
from corpus.ingest import ingest
from corpus.limits import Limits
from corpus.store import CorpusStore
from index.holding import held_idf
from index.question import question_language, read_question
from index.retriever import Retriever
from index.standing import lie, sample
from index.stopwords import ASKING
from index.timeline import FLOOR, NEARNESS

TOPICS = Path(__file__).parent / "questions" / "topics.json"
BRIEFINGS = Path(__file__).parents[1] / "corpus" / "samples"
_NEARNESS = (0.0, 0.1, 0.15, 0.2, 0.25, 0.3)
#: At most 1: what holds all of the topic need not stand out, where half the corpus speaks of it.
_FLOORS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
#: A topic that no paragraph speaks of and that is found all the same costs so much of F.
_FALSE_TOPIC = 0.02
#: A passage that does not speak of the topic is worse than one that is missing.
_BETA = 0.5


@dataclass(frozen=True, slots=True)
class Case:
    """One wording of a topic over all rows: every array has shape (rows,).

    half: which half of the topics it is of; None for one that no row speaks of.
    """

    half: int | None
    held: NDArray[np.float32]
    stands_out: NDArray[np.float32]
    speaks: NDArray[np.bool_]
    briefings: NDArray[np.int32]

    def found(self, nearness: float, floor: float) -> NDArray[np.bool_]:
        """Return which rows are said to speak of it."""
        return (self.held > 0) & (self.held + nearness * self.stands_out >= floor)


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision and recall of paragraphs and of briefings; false: absent topics that are found."""

    precision: float
    recall: float
    briefing_precision: float
    briefing_recall: float
    false: int

    def f(self, beta: float) -> float:
        """Return F of the paragraphs: recall counts ``beta`` times as much as precision."""
        both = beta**2 * self.precision + self.recall
        return (1 + beta**2) * self.precision * self.recall / both if both else 0.0


def measure(cases: Iterable[Case], half: int | None, nearness: float, floor: float) -> Figures:
    """Return the figures of one half of the topics (None: of all)."""
    right = found = wanted = 0
    right_issues = found_issues = wanted_issues = false = 0
    for case in cases:
        said = case.found(nearness, floor)
        if case.half is None:
            false += bool(said.any())
            continue
        if half is not None and case.half != half:
            continue
        right += int((said & case.speaks).sum())
        found, wanted = found + int(said.sum()), wanted + int(case.speaks.sum())
        issues, theirs = set(case.briefings[said]), set(case.briefings[case.speaks])
        right_issues += len(issues & theirs)
        found_issues, wanted_issues = found_issues + len(issues), wanted_issues + len(theirs)
    return Figures(
        right / max(found, 1),
        right / wanted,
        right_issues / max(found_issues, 1),
        right_issues / wanted_issues,
        false,
    )


def cases_of(retriever: Retriever, corpus: CorpusStore) -> list[Case]:
    """Return every wording of every topic."""
    topics = json.loads(TOPICS.read_text(encoding="utf-8"))
    paths = {head.id: head.path for head in corpus.heads()}
    places = [(paths[p.briefing_id], p.position) for p in corpus.paragraphs()]
    cases = []
    for number, topic in enumerate(topics["topics"]):
        spoken = {(path, n) for path, numbers in topic["paragraphs"].items() for n in numbers}
        speaks = np.array([place in spoken for place in places])
        cases += [_case(retriever, way, number % 2, speaks) for way in topic["ways"]]
    nothing = np.zeros(len(places), dtype=np.bool_)
    return cases + [_case(retriever, way, None, nothing) for way in topics["absent"]]


def _case(retriever: Retriever, way: str, half: int | None, speaks: NDArray[np.bool_]) -> Case:
    generation = retriever.generation
    language = question_language(way, retriever.bridge)
    read = read_question(way, generation.lexical, retriever.bridge, language).without(ASKING)
    held, mass = held_idf(read, generation.lexical)
    vector = retriever.encode(read)
    middle, spread = lie(sample(generation) @ vector)
    cosines = generation.passage_vectors(np.arange(len(generation))) @ vector
    stands_out = ((cosines - middle) / spread).astype(np.float32)
    return Case(half, held / np.float32(mass or 1), stands_out, speaks, generation.table.briefings)


def main() -> None:
    """Choose, report, keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_arguments(parser, xquad=False)
    arguments = parser.parse_args()
    encoder, bridge = open_models(arguments)
    corpus = CorpusStore(":memory:")
    ingest(BRIEFINGS, corpus, limits=Limits(bytes=50_000_000))
    store = MemoryStore(corpus.paragraphs(), corpus.heads())
    retriever = Retriever(store, encoder, MemoryGeneration(store, encoder, bridge), bridge)
    cases = cases_of(retriever, corpus)

    def worth(constants: tuple[float, float]) -> float:
        figures = measure(cases, 0, *constants)
        return figures.f(_BETA) - _FALSE_TOPIC * figures.false

    chosen = max(product(_NEARNESS, _FLOORS), key=worth)
    rows = {
        f"chosen {chosen}, the half it was chosen on": measure(cases, 0, *chosen),
        f"chosen {chosen}, the other half": measure(cases, 1, *chosen),
        f"the program's {(NEARNESS, FLOOR)}, the other half": measure(cases, 1, NEARNESS, FLOOR),
        "words alone, the other half": measure(cases, 1, 0.0, 0.6),
    }
    table = Table("", "precision", "recall", "F1", "briefings: p", "r", "false topics")
    for name, f in rows.items():
        shown = (f.precision, f.recall, f.f(1), f.briefing_precision, f.briefing_recall)
        table.add_row(name, *(f"{value:.2f}" for value in shown), str(f.false))
    Console().print(table)
    results = {name: asdict(figures) | {"f1": figures.f(1)} for name, figures in rows.items()}
    print(keep(arguments.results, "timeline", results))


if __name__ == "__main__":
    main()
