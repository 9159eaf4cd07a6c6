"""How sure it is that the first passage answers: a calibrated logistic over plain evidence.

No feature depends on the direction of language or much on the size of the corpus. The
coefficients are fitted by ``python -m benchmarks.verdict`` on one half of XQuAD's articles, with
short and sloppy variants of the questions, and reported on the other half.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields

import numpy as np

from index.answer import Verdict
from index.candidates import Candidate
from index.evidence import Evidence
from index.highlight import Reading


@dataclass(frozen=True, slots=True)
class Features:
    """What speaks for and against the first passage; each roughly between 0 and 1.

    score: fused score. cosine: best cosine of a sentence. found: share of the question's idf that
    the passage holds. sentence: the same of its answering sentence. rarest: how surely it holds
    the question's rarest word. missing: share of the question's words that it does not hold at all.
    margin: lead over the second passage, as a share. agreement: share of the signals that rank it
    first among the candidates. kind: whether its answering sentence has the wanted kind of answer.
    words: how many words of the question say something, as 1 / (1 + n). unmet: how surely the
    passage lacks a name or number of the question. around: share of the question's idf that the
    heading and neighbours do not explain.
    """

    score: float
    cosine: float
    found: float
    sentence: float
    rarest: float
    missing: float
    margin: float
    agreement: float
    kind: float
    words: float
    unmet: float
    around: float


def measure(candidates: Sequence[Candidate], reading: Reading, evidence: Evidence) -> Features:
    """Return the features of the first of the candidates.

    candidates: at least one, the first being the one that is judged. reading: of its paragraph.
    """
    first = candidates[0]
    held = reading.coverage.max(axis=0) if reading.coverage.size else np.zeros(0)
    second = max((c.score for c in candidates[1:]), default=0.0)
    names = tuple(first.signals)
    leads = sum(
        first.signals[name] >= max(candidate.signals[name] for candidate in candidates)
        for name in names
    )
    return Features(
        score=first.score,
        cosine=float(first.cosines.max(initial=0.0)),
        found=evidence.share(held),
        sentence=evidence.share(reading.coverage[reading.best]) if held.size else 0.0,
        rarest=float(held[int(np.argmax(evidence.idf))]) if held.size else 0.0,
        missing=float((held < 0.3).mean()) if held.size else 1.0,
        margin=(first.score - second) / first.score if first.score > 0 else 0.0,
        agreement=leads / len(names) if names else 0.0,
        kind=float(reading.kind[reading.best]),
        words=1 / (1 + len(held)),
        unmet=float((1 - held)[evidence.named].max(initial=0.0)) if held.size else 0.0,
        around=float(np.sort(evidence.idf)[::-1][:1].sum()),
    )


def names() -> tuple[str, ...]:
    """Return the names of the features, in the order of ``values``."""
    return tuple(field.name for field in fields(Features))


def values(features: Features) -> tuple[float, ...]:
    """Return the features as numbers."""
    return astuple(features)


#: Fitted by ``python -m benchmarks.verdict``; see benchmarks/verdict.md for what they give.
INTERCEPT = -9.0
COEFFICIENTS = {
    "score": 10.0,
    "cosine": 2.0,
    "found": 4.0,
    "sentence": 2.0,
    "rarest": 1.0,
    "missing": -2.0,
    "margin": 1.0,
    "agreement": 0.5,
    "kind": 0.5,
    "words": 0.0,
}
#: Probabilities from which a passage is said to answer, and to come close.
ANSWERED, CLOSEST = 0.5, 0.1


def probability(features: Features) -> float:
    """Return how likely it is that the first passage answers the question, 0 to 1."""
    logit = INTERCEPT + sum(
        COEFFICIENTS[name] * value for name, value in zip(names(), values(features), strict=True)
    )
    return 1 / (1 + math.exp(-logit))


def judge(features: Features) -> tuple[Verdict, float]:
    """Return the verdict and the probability it rests on."""
    sure = probability(features)
    if sure >= ANSWERED:
        return Verdict.ANSWERED, sure
    return (Verdict.CLOSEST if sure >= CLOSEST else Verdict.NOT_COVERED), sure
