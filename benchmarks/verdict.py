"""Fit and test the verdict on XQuAD: ``python -m benchmarks.verdict --xquad DIR``.

A quarter of the articles each: A and C are indexed, B and D are not. The coefficients are fitted on
the questions of A (covered; and with their own paragraph taken out: near) and of B (far), asked as
they are and in sloppy variants, and on the question set of the bundled samples. They are reported
on the questions of C and D; and the other way round. The figures are means of both; the program has
the coefficients of the first. The samples' own figures are cross-validated.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from benchmarks.common import add_arguments, keep, open_models
from benchmarks.verdict_cases import SAMPLES, STYLES, Case, ask, ask_samples
from benchmarks.xquad import read_xquad
from index.verdict import ANSWERED, CLOSEST, names

CORPORA = (("de",), ("en",), ("de", "en"))
#: Questions whose paragraph was taken out are many and the hardest; they count less in the fit,
#: so that what is far from every briefing stays at the bottom.
NEAR_WEIGHT = 0.1
#: Share of the samples' chat questions in the fit: they are few, and they are what people type.
SAMPLES_WEIGHT = 0.2
FOLDS = 5
#: How the two probabilities are chosen, on development data: at most this share of the samples'
#: unanswerable questions is called answered; at most this share of the answerable is withheld, as
#: the mean of the samples' and of those of XQuAD's first half as written.
MOST_FALSE, MOST_WITHHELD = 0.17, 0.03
COLOURS = {"de→de": "C0", "en→en": "C1", "de→en": "C2", "en→de": "C3"}


def fit(cases: list[Case], *, first: bool) -> tuple[dict[str, float], float]:
    """Return coefficients and intercept of a logistic regression on one half of the cases.

    The samples' questions are part of both halves. Covered and uncovered weigh the same.
    """
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    used = [
        c
        for c in cases
        if (c.first == first or c.direction == SAMPLES) and (c.right or c.kind != "covered")
    ]
    x = np.array([case.features for case in used])
    y = np.array([case.kind == "covered" for case in used])
    chat = np.array([case.direction == SAMPLES for case in used])
    near = np.array([case.kind == "near" for case in used])
    weights = np.where(near & ~chat, NEAR_WEIGHT, 1.0)
    for group, share in ((chat, SAMPLES_WEIGHT), (~chat, 1 - SAMPLES_WEIGHT)):
        for part in (group & y, group & ~y):
            weights[part] *= share / weights[part].sum()
    weights *= len(used)
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-9
    model = LogisticRegression(max_iter=5_000).fit((x - mean) / spread, y, sample_weight=weights)
    coefficients = model.coef_[0] / spread
    intercept = float(model.intercept_[0] - coefficients @ mean)
    return dict(zip(names(), map(float, coefficients), strict=True)), intercept


def cross_validated(cases: list[Case]) -> NDArray[Any]:
    """Return the logits of the samples' cases, each from a fit that has not seen it."""
    chat = [case for case in cases if case.direction == SAMPLES]
    others = [case for case in cases if case.direction != SAMPLES]
    scores = np.zeros(len(chat))
    for fold in range(FOLDS):
        known = [case for place, case in enumerate(chat) if place % FOLDS != fold]
        scores[fold::FOLDS] = logits(chat[fold::FOLDS], *fit(others + known, first=True))
    return scores


def choose(cases: list[Case], scores: NDArray[Any], console: Console) -> dict[str, Any]:
    """Return the two probabilities that the rule gives, and what they do to the samples.

    scores: logits of all cases, those of the samples cross-validated.
    """
    sure = 1 / (1 + np.exp(-scores))
    chat = np.array([case.direction == SAMPLES for case in cases])
    covered = np.array([case.kind == "covered" for case in cases])
    able = np.array([not case.absent for case in cases])
    plain = np.array([case.style == STYLES[0] and case.first for case in cases])
    steps = np.arange(1, 100) / 100
    false = [((sure >= step) & able)[chat & ~covered].mean() for step in steps]
    lost = [
        np.mean([(sure[group & covered] < step).mean() for group in (chat, plain)])
        for step in steps
    ]
    answered = float(steps[np.argmax(np.array(false) <= MOST_FALSE)])
    closest = float(steps[np.flatnonzero(np.array(lost) <= MOST_WITHHELD).max(initial=0)])
    found = {
        "answered": answered,
        "closest": closest,
        "auroc": round(auroc(scores[chat & covered], scores[chat & ~covered]), 3),
        "kept": round(float(((sure >= answered) & able)[chat & covered].mean()), 3),
        "false": round(float(((sure >= answered) & able)[chat & ~covered].mean()), 3),
        "withheld": round(float((sure[chat & covered] < closest).mean()), 3),
        "shown": round(float((sure[chat & ~covered] >= closest).mean()), 3),
    }
    console.print("samples, cross-validated", found)
    return found


def auroc(positive: NDArray[Any], negative: NDArray[Any]) -> float:
    """Return the chance that a positive scores above a negative (ties count half)."""
    both = positive[:, None] - negative[None, :]
    return float(((both > 0) + 0.5 * (both == 0)).mean())


def logits(cases: list[Case], coefficients: dict[str, float], intercept: float) -> NDArray[Any]:
    """Return the fitted logit of each case."""
    features = np.array([case.features for case in cases])
    found: NDArray[Any] = features @ np.array(list(coefficients.values())) + intercept
    return found


def chosen(cases: list[Case], scores: NDArray[Any], *key: object) -> NDArray[Any]:
    """Return the scores of the cases of one (style, direction, kind, half)."""
    held = [(case.style, case.direction, case.kind, case.first) == key for case in cases]
    found: NDArray[Any] = scores[held]
    return found


def report(cases: list[Case], scores: NDArray[Any], console: Console) -> list[dict[str, Any]]:
    """Print AUROC and the false answers at 95 % kept, by style and direction; return the rows."""
    table = Table(title="Verdict, each half of the articles with what was fitted on the other")
    for heading in ("style", "direction", "AUROC far", "near", "false at 95 % kept: far", "near"):
        table.add_column(heading)
    rows = []
    for style in STYLES:
        for direction in sorted({case.direction for case in cases if case.style == style}):
            halves = []
            for half in (True, False):
                covered, far, near = (
                    chosen(cases, scores, style, direction, kind, half)
                    for kind in ("covered", "far", "near")
                )
                floor = np.quantile(covered, 0.05)
                false = float((far >= floor).mean()), float((near >= floor).mean())
                halves.append((auroc(covered, far), auroc(covered, near), *false))
            means = (round(float(value), 3) for value in np.mean(halves, axis=0))
            row: dict[str, Any] = {"style": style, "direction": direction}
            row |= dict(zip(("far", "near", "false_far", "false_near"), means, strict=True))
            rows.append(row)
            table.add_row(*(str(value) for value in row.values()))
    console.print(table)
    return rows


def points(cases: list[Case], scores: NDArray[Any], console: Console) -> list[dict[str, Any]]:
    """Print what each threshold keeps and lets through; return the rows."""
    table = Table(title="Share at or above a probability")
    for heading in ("style", "probability", "covered", "far", "near"):
        table.add_column(heading)
    sure = 1 / (1 + np.exp(-scores))
    rows = []
    for style in STYLES:
        for threshold in sorted({0.05, *(step / 10 for step in range(1, 10)), ANSWERED, CLOSEST}):
            row: dict[str, Any] = {"style": style, "probability": threshold}
            for kind in ("covered", "far", "near"):
                held = [(c.style, c.kind) == (style, kind) for c in cases]
                row[kind] = round(float((sure[held] >= threshold).mean()), 3)
            rows.append(row)
            table.add_row(*(str(value) for value in row.values()))
    console.print(table)
    return rows


def draw(cases: list[Case], scores: NDArray[Any], path: Path) -> None:
    """Draw covered questions kept against uncovered ones let through."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    figure, panels = plt.subplots(2, 2, figsize=(10, 9), sharex=True, sharey=True)
    for row, style in enumerate(STYLES):
        for column, kind in enumerate(("far", "near")):
            panel = panels[row][column]
            for direction, colour in COLOURS.items():
                held = [(c.style, c.direction) == (style, direction) for c in cases]
                kept = np.array(
                    [h and c.kind == "covered" for h, c in zip(held, cases, strict=True)]
                )
                let = np.array([h and c.kind == kind for h, c in zip(held, cases, strict=True)])
                floors = np.sort(scores[kept | let])
                panel.plot(
                    [(scores[let] >= floor).mean() for floor in floors],
                    [(scores[kept] >= floor).mean() for floor in floors],
                    colour,
                    label=direction,
                )
            panel.set_title(f"{style}, {kind}")
            panel.set_xlabel("uncovered questions that are answered")
            panel.set_ylabel("covered questions that are answered")
    panels[0][0].legend()
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=110)


def gather(arguments: argparse.Namespace, console: Console) -> list[Case]:
    """Ask all questions, or return what was found last time."""
    place: Path = arguments.out / "verdict-cases.json"
    if arguments.again:
        lines = json.loads(place.read_text(encoding="utf-8"))
        return [Case(**line | {"features": tuple(line["features"])}) for line in lines]
    encoder, bridge = open_models(arguments)
    data = read_xquad(arguments.xquad)
    cases = list(ask_samples(encoder, bridge))
    for languages in CORPORA:
        cases += ask(data, languages, encoder, bridge, arguments.step)
        console.print(f"asked: {'+'.join(languages)}")
    place.write_text(json.dumps([asdict(case) for case in cases]), encoding="utf-8")
    return cases


def main(argv: list[str] | None = None) -> int:
    """Ask, fit, report."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    add_arguments(parser)
    parser.add_argument("--step", type=int, default=1, help="ask every n-th question only")
    parser.add_argument("--again", action="store_true", help="fit what was asked last time")
    arguments = parser.parse_args(argv)
    console = Console()
    cases = gather(arguments, console)
    fits = {half: fit(cases, first=half) for half in (True, False)}
    coefficients, intercept = fits[True]
    console.print({name: round(value, 2) for name, value in coefficients.items()}, intercept)
    # Each half is scored with what was fitted on the other.
    halves = np.array([case.first for case in cases])
    scores = np.where(halves, logits(cases, *fits[False]), logits(cases, *fits[True]))
    of_samples = np.array([case.direction == SAMPLES for case in cases])
    scores[of_samples] = cross_validated(cases)
    results = {
        "samples": choose(cases, scores, console),
        "intercept": round(intercept, 2),
        "coefficients": {name: round(value, 2) for name, value in coefficients.items()},
        "auroc": report(cases, scores, console),
        "points": points(cases, scores, console),
    }
    draw(cases, scores, arguments.out / "verdict.png")
    place = keep(arguments.results, "verdict", results)
    console.print(f"written: {place}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
