"""How sure it is that the first passage answers: a calibrated logistic over plain evidence.

No feature depends much on the size of the corpus. The coefficients are fitted by
``python -m benchmarks.verdict`` on one half of XQuAD's articles, with short and sloppy variants of
the questions, and on the question set of the bundled samples. They are reported on the other half,
and on a set that nothing was chosen on.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from index.answer import Verdict
from index.candidates import Candidate
from index.evidence import Evidence
from index.highlight import HELD


@dataclass(frozen=True, slots=True)
class Features:
    """What speaks for and against the first passage, 0 to 1.

    score: its score, once it is read. lacking: 1 if a kind of answer is wanted and the answering
    sentence has none; open: 1 if the question wants no kind that could be looked for.
    abroad: 1 if the passage is in another language than the question, which finds less of itself.
    lead: over the second passage, as a share, times the share of the question's idf that the
    passage or its headings hold; a word that only names the kind of answer (``cost``) is held where
    the answering sentence has one.
    absent: whether a name or number of the question is in neither the passage nor its headings.
    """

    score: float
    lacking: float
    open: float
    abroad: float
    lead: float
    absent: bool = False


def measure(candidates: Sequence[Candidate], evidence: Evidence) -> Features:
    """Return the features of the first of the candidates.

    candidates: at least one, the first being the one that is judged, and read.
    """
    first, reading = candidates[0], candidates[0].reading
    assert reading is not None
    second = max((candidate.score for candidate in candidates[1:]), default=0.0)
    margin = max((first.score - second) / first.score, 0.0) if first.score > 0 else 0.0
    kind = float(reading.kind[reading.best])
    held = (reading.held >= HELD) | (evidence.kind_words & (kind == 1.0))
    return Features(
        score=first.score,
        lacking=float(kind == 0.0),
        open=float(kind == 0.5),
        abroad=float(evidence.language not in (None, first.paragraph.language)),
        lead=margin * evidence.share(held),
        absent=bool((evidence.names & (reading.held < HELD)).any()),
    )


def names() -> tuple[str, ...]:
    """Return the names of the features that are weighed, in the order of ``values``."""
    return tuple(COEFFICIENTS)


def values(features: Features) -> tuple[float, ...]:
    """Return the features that are weighed as numbers."""
    return tuple(getattr(features, name) for name in COEFFICIENTS)


#: Fitted by ``python -m benchmarks.verdict``; see benchmarks/results for what they give.
INTERCEPT = -8.79
COEFFICIENTS = {"score": 18.73, "lacking": -0.87, "open": 1.19, "abroad": 1.17, "lead": 6.31}
#: Probabilities from which a passage is said to answer, and to come close. Chosen by rule on
#: development data (``benchmarks.verdict.choose``): of the samples' chat questions that stay near
#: the subject and have no answer, at most one in six is called answered; of the answerable, at
#: most three in a hundred are withheld.
ANSWERED, CLOSEST = 0.62, 0.14


def probability(features: Features) -> float:
    """Return how likely it is that the first passage answers the question, 0 to 1."""
    logit = INTERCEPT + sum(
        COEFFICIENTS[name] * value for name, value in zip(names(), values(features), strict=True)
    )
    return 1 / (1 + math.exp(-logit))


def least_answering(lead: float) -> float:
    """Return the score below which no passage is said to answer, whatever else speaks for it.

    lead: the most that it may have.
    """
    rest = sum(max(COEFFICIENTS[name], 0.0) for name in ("lacking", "open", "abroad"))
    logit = math.log(ANSWERED / (1 - ANSWERED))
    return (logit - INTERCEPT - rest - COEFFICIENTS["lead"] * lead) / COEFFICIENTS["score"]


def judge(features: Features) -> tuple[Verdict, float]:
    """Return the verdict and the probability it rests on.

    Whatever that is, what answers has every name and number of the question.
    """
    sure = probability(features)
    if sure >= ANSWERED and not features.absent:
        return Verdict.ANSWERED, sure
    return (Verdict.CLOSEST if sure >= CLOSEST else Verdict.NOT_COVERED), sure
