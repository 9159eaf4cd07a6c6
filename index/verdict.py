"""How sure it is that the first passage answers: a calibrated logistic over plain evidence.

No feature depends on the direction of language or much on the size of the corpus. The
coefficients are fitted by ``python -m benchmarks.verdict`` on one half of XQuAD's articles, with
short and sloppy variants of the questions, and reported on the other half.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields

from index.answer import Verdict
from index.candidates import Candidate
from index.evidence import Evidence
from index.highlight import HELD, Reading


@dataclass(frozen=True, slots=True)
class Features:
    """What speaks for and against the first passage, 0 to 1.

    score: fused score. cosine: best cosine of a sentence. sentence: share of the question's idf
    that its answering sentence holds, together with the one before. missing: share of the
    question's words that the passage does not hold at all. lacking: 1 if a kind of answer is
    wanted and that sentence has none. lead: over the second passage, as a share, times the share of
    the question's idf that the passage holds.
    """

    score: float
    cosine: float
    sentence: float
    missing: float
    lacking: float
    lead: float


def measure(candidates: Sequence[Candidate], reading: Reading, evidence: Evidence) -> Features:
    """Return the features of the first of the candidates.

    candidates: at least one, the first being the one that is judged. reading: of its paragraph.
    """
    first = candidates[0]
    second = max((candidate.score for candidate in candidates[1:]), default=0.0)
    margin = max((first.score - second) / first.score, 0.0) if first.score > 0 else 0.0
    held = reading.coverage.max(axis=0)
    near = reading.coverage[max(reading.best - 1, 0) : reading.best + 1].max(axis=0)
    return Features(
        score=first.score,
        cosine=float(first.cosines.max(initial=0.0)),
        sentence=evidence.share(near),
        missing=float((held < HELD).mean()) if len(held) else 1.0,
        lacking=float(reading.kind[reading.best] == 0.0),
        lead=margin * evidence.share(held),
    )


def names() -> tuple[str, ...]:
    """Return the names of the features, in the order of ``values``."""
    return tuple(field.name for field in fields(Features))


def values(features: Features) -> tuple[float, ...]:
    """Return the features as numbers."""
    return astuple(features)


#: Fitted by ``python -m benchmarks.verdict``; see benchmarks/results for what they give.
INTERCEPT = -6.93
COEFFICIENTS = {
    "score": 12.18,
    "cosine": 3.94,
    "sentence": 2.34,
    "missing": -1.09,
    "lacking": -1.82,
    "lead": 6.22,
}
#: Probabilities from which a passage is said to answer, and to come close. The first keeps nine in
#: ten of XQuAD's questions as written and lets through one in forty that no article treats, and one
#: in four of those whose own paragraph is gone from an article that stays.
ANSWERED, CLOSEST = 0.6, 0.1


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
