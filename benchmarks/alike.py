"""How alike two questions must be to be counted as one: measured on invented questions.

For each threshold, of the pairs that the bot puts together: how many belong together (precision),
and of those that belong together, how many it puts so (recall)::

    python -m benchmarks.alike --dictionary /usr/share/trans/de-en
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.common import add_arguments, keep, open_models
from bot.gaps.likeness import ALIKE, groups
from index.bridge import Bridge
from index.question import question_language

_QUESTIONS = Path(__file__).parent / "questions" / "alike.json"
_THRESHOLDS = [round(0.40 + 0.04 * step, 2) for step in range(14)]

Pair = tuple[int, int]


def pairs(rows: Iterable[Sequence[int]]) -> set[Pair]:
    """Return every two that are in one group."""
    return {pair for members in rows for pair in combinations(sorted(members), 2)}


def measure(vectors: NDArray[np.float32], belong: set[Pair], alike: float) -> dict[str, float]:
    """Return precision, recall and F1 of the pairs at a threshold."""
    together = pairs(groups(vectors, [1] * len(vectors), alike))
    right = len(together & belong)
    precision = right / len(together) if together else 1.0
    recall = right / len(belong)
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    figures = {"alike": alike, "precision": precision, "recall": recall, "f1": f1}
    return {name: round(value, 3) for name, value in figures.items()}


def glossed(text: str, bridge: Bridge | None) -> str:
    """Return a question as the retriever encodes it: a German one with its English words."""
    german = question_language(text, bridge) == "de"
    return bridge.gloss(text, any_case=text == text.lower()) if bridge and german else text


def main() -> None:
    """Measure, print, and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    add_arguments(parser, xquad=False)
    arguments = parser.parse_args()
    encoder, bridge = open_models(arguments)
    lists: list[list[str]] = json.loads(_QUESTIONS.read_text(encoding="utf-8"))["groups"]
    texts = [text for some in lists for text in some]
    numbers = iter(range(len(texts)))
    belong = pairs([[next(numbers) for _ in some] for some in lists])
    vectors = encoder.encode_queries([glossed(text, bridge) for text in texts])
    figures = [measure(vectors, belong, alike) for alike in sorted({*_THRESHOLDS, ALIKE})]
    for row in figures:
        print("  ".join(f"{name} {value:.2f}" for name, value in row.items()))
    name = "alike" if bridge is not None else "alike-without-dictionary"
    print(keep(arguments.results, name, figures))


if __name__ == "__main__":
    main()
