"""Which paragraph answers? ``python -m benchmarks.retrieval --xquad DIR --dictionary FILE``.

XQuAD in all directions of German and English, one configuration that is not told the language.
What was chosen by looking at questions was chosen on the articles with even numbers; the column
``report`` is over the others, ``all`` over both. Beside it stand what other programs do.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from benchmarks.common import add_arguments, keep, open_models
from benchmarks.setup import Setup, Vector, open_setup
from benchmarks.xquad import LANGUAGES, XQuad, XQuestion, read_xquad
from index.bridge import Bridge
from index.encoder import Encoder
from index.evidence import Evidence
from index.highlight import read_paragraph
from index.question import Question
from index.question.expected import wanted_answer
from index.stopwords import is_stop
from index.text import fold, stem, words
from index.word_reader import WordReader

CORPORA = (("de",), ("en",), ("de", "en"))
#: Returns the rows of a generation for a question, best first.
Rank = Callable[[Question, Vector], NDArray[np.int64]]


@dataclass(frozen=True, slots=True)
class Results:
    """Rank of the right paragraph (0-based) of each question, and what divides the questions."""

    ranks: NDArray[np.int64]
    reported: NDArray[np.bool_]
    unlike: NDArray[np.bool_]

    def recall(self, depth: int, chosen: NDArray[np.bool_] | None = None) -> float:
        """Return the share of questions whose paragraph is among the first."""
        ranks = self.ranks if chosen is None else self.ranks[chosen]
        return float((ranks < depth).mean())


def overlap(data: XQuad, question: XQuestion, language: str) -> float:
    """Return the share of a question's content stems that its paragraph holds."""
    asked = {stem(w, language) for w in words(question.text) if not is_stop(fold(w), language)}
    held = {stem(w, language) for w in words(data.contexts[language][question.paragraph][1])}
    return len(asked & held) / max(len(asked), 1)


def measure(
    data: XQuad, setup: Setup, rank: Rank, asked: Sequence[XQuestion], language: str
) -> Results:
    """Ask questions and return the ranks of their paragraphs, in whichever language."""
    ids = setup.generation.paragraph_ids(range(len(setup.generation)))
    ranks = []
    for question in asked:
        rows = rank(*setup.read(question.text))
        right = {f"{code}{question.paragraph}" for code in LANGUAGES}
        ranks.append(next((n for n, row in enumerate(rows) if ids[row] in right), len(ids)))
    shares = np.array([overlap(data, question, language) for question in asked])
    third = np.argsort(shares, kind="stable")[: len(asked) // 3]
    return Results(
        np.array(ranks),
        np.array([question.article % 2 == 1 for question in asked]),
        np.isin(np.arange(len(asked)), third),
    )


def compare(
    data: XQuad, encoder: Encoder, bridge: Bridge | None, console: Console
) -> list[dict[str, str | float]]:
    """Print recall of every method in every direction; return the rows."""
    table = Table(title="XQuAD: which paragraph?")
    headings = ("direction", "method", "R@1 all", "report", "unlike third", "R@5 all", "report")
    for heading in headings:
        table.add_column(heading)
    kept: list[dict[str, str | float]] = []
    for languages in CORPORA:
        plain = open_setup(data, languages, encoder, None)
        bridged = open_setup(data, languages, encoder, bridge)
        for language in LANGUAGES:
            asked = data.questions[language]
            for method, setup, rank in (
                ("dense alone", plain, plain.dense),
                ("BM25 alone", plain, plain.bm25),
                ("rank fusion (RRF)", plain, plain.rrf),
                ("ours, no dictionary", plain, plain.ours),
                ("ours", bridged, bridged.ours),
            ):
                found = measure(data, setup, rank, asked, language)
                row: dict[str, str | float] = {
                    "direction": f"{language}→{'+'.join(languages)}",
                    "method": method,
                    "r1": round(found.recall(1), 3),
                    "r1_report": round(found.recall(1, found.reported), 3),
                    "r1_unlike": round(found.recall(1, found.unlike), 3),
                    "r5": round(found.recall(5), 3),
                    "r5_report": round(found.recall(5, found.reported), 3),
                }
                kept.append(row)
                table.add_row(*(str(value) for value in row.values()), end_section=method == "ours")
    console.print(table)
    return kept


def highlight(
    data: XQuad, encoder: Encoder, bridge: Bridge | None, console: Console
) -> list[dict[str, str | float]]:
    """Print how often the marked sentence of the right paragraph holds the answer."""
    table = Table(title="XQuAD: which sentence, in the right paragraph?")
    for heading in ("direction", "all", "report"):
        table.add_column(heading)
    kept: list[dict[str, str | float]] = []
    for answer in LANGUAGES:
        setup = open_setup(data, (answer,), encoder, bridge)
        reader = WordReader(bridge)
        rows = {name: row for row, name in enumerate(setup.store.paragraphs)}
        for language in LANGUAGES:
            hits = []
            for question in data.questions[language]:
                name = f"{answer}{question.paragraph}"
                read, vector = setup.read(question.text)
                evidence = Evidence(read, setup.generation.lexical, reader)
                sentences, _ = setup.generation.sentence_vectors(np.array([rows[name]]))
                reading = read_paragraph(
                    setup.store.paragraphs[name],
                    "",
                    sentences @ vector,
                    evidence,
                    wanted_answer(read.text),
                )
                best = reading.spans[reading.best]
                hits.append(
                    any(best.start <= s and e <= best.end for s, e in question.spans[answer])
                )
            reported = [question.article % 2 == 1 for question in data.questions[language]]
            row: dict[str, str | float] = {
                "direction": f"{language}→{answer}",
                "hit": round(float(np.mean(hits)), 3),
                "hit_report": round(float(np.array(hits)[reported].mean()), 3),
            }
            kept.append(row)
            table.add_row(*(str(value) for value in row.values()))
    console.print(table)
    return kept


def paraphrases(
    data: XQuad, path: Path, encoder: Encoder, bridge: Bridge | None, console: Console
) -> list[dict[str, str | float]]:
    """Print recall for XQuAD's facts asked in other words (``xquad_id`` names the question)."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    table = Table(title="The same facts, asked in other words")
    for heading in ("direction", "questions", "R@1 dense", "R@1 BM25", "R@1 ours", "R@5 ours"):
        table.add_column(heading)
    kept: list[dict[str, str | float]] = []
    for languages in CORPORA:
        plain = open_setup(data, languages, encoder, None)
        bridged = open_setup(data, languages, encoder, bridge)
        for language in LANGUAGES:
            known = {question.id: question for question in data.questions[language]}
            asked = [
                replace(known[line["xquad_id"]], text=line["question"])
                for line in lines
                if line["language"] == language
            ]
            ours = measure(data, bridged, bridged.ours, asked, language)
            row: dict[str, str | float] = {
                "direction": f"{language}→{'+'.join(languages)}",
                "questions": len(asked),
                "dense": round(measure(data, plain, plain.dense, asked, language).recall(1), 3),
                "bm25": round(measure(data, plain, plain.bm25, asked, language).recall(1), 3),
                "ours": round(ours.recall(1), 3),
                "ours_5": round(ours.recall(5), 3),
            }
            kept.append(row)
            table.add_row(*(str(value) for value in row.values()))
    console.print(table)
    return kept


def main(argv: list[str] | None = None) -> int:
    """Print the three tables and keep their figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    add_arguments(parser)
    parser.add_argument(
        "--paraphrases", type=Path, default=Path("benchmarks/questions/paraphrases.jsonl")
    )
    arguments = parser.parse_args(argv)
    encoder, bridge = open_models(arguments)
    data = read_xquad(arguments.xquad)
    console = Console()
    results = {
        "retrieval": compare(data, encoder, bridge, console),
        "highlight": highlight(data, encoder, bridge, console),
        "paraphrases": paraphrases(data, arguments.paraphrases, encoder, bridge, console),
    }
    place = keep(arguments.results, "retrieval", results)
    console.print(f"written: {place}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
