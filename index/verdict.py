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
    """What speaks for and against the first passage; each roughly between 0 and 1.

    score: fused score. cosine: best cosine of a sentence. found: share of the question's idf that
    the passage holds. sentence: the same of its answering sentence and the one before. missing:
    share of the question's words that the passage does not hold at all. asked: mean coverage, by
    that sentence and the one before, of the words that are no names; these say what is asked of
    the subject. lacking: 1 if a kind of answer is wanted and that sentence has none. words: how
    many words of the question say something, as 1 / (1 + n). lead: over the second passage, as a
    share, times ``found``.
    """

    score: float
    cosine: float
    found: float
    sentence: float
    missing: float
    asked: float
    lacking: float
    words: float
    lead: float


def measure(candidates: Sequence[Candidate], reading: Reading, evidence: Evidence) -> Features:
    """Return the features of the first of the candidates.

    candidates: at least one, the first being the one that is judged. reading: of its paragraph.
    """
    first = candidates[0]
    second = max((candidate.score for candidate in candidates[1:]), default=0.0)
    margin = (first.score - second) / first.score if first.score > 0 else 0.0
    cosine = float(first.cosines.max(initial=0.0))
    lacking = float(reading.kind[reading.best] == 0.0)
    if not len(evidence.idf):
        return Features(first.score, cosine, 0.0, 0.0, 1.0, 0.0, lacking, 1.0, 0.0)
    held = reading.coverage.max(axis=0)
    found = evidence.share(held)
    near = reading.coverage[max(reading.best - 1, 0) : reading.best + 1].max(axis=0)
    plain = near[~evidence.named]
    return Features(
        score=first.score,
        cosine=cosine,
        found=found,
        sentence=evidence.share(near),
        missing=float((held < HELD).mean()),
        asked=float(plain.mean()) if len(plain) else 0.5,
        lacking=lacking,
        words=1 / (1 + len(held)),
        lead=max(margin, 0.0) * found,
    )


def names() -> tuple[str, ...]:
    """Return the names of the features, in the order of ``values``."""
    return tuple(field.name for field in fields(Features))


def values(features: Features) -> tuple[float, ...]:
    """Return the features as numbers."""
    return astuple(features)


#: Fitted by ``python -m benchmarks.verdict``; see benchmarks/verdict.md for what they give.
INTERCEPT = -4.25
COEFFICIENTS = {
    "score": 5.10,
    "cosine": 7.23,
    "found": -5.12,
    "sentence": 7.41,
    "missing": -3.07,
    "asked": -1.23,
    "lacking": -1.82,
    "words": -0.78,
    "lead": 8.63,
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
