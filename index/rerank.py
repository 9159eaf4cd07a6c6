"""The second look: the first candidates are put in order by what their sentences say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.candidates import Candidate
from index.evidence import Evidence
from index.highlight import read_paragraph
from index.passages import headings
from index.question.expected import Wanted

#: Candidates that are read before they are put in order; more change hardly any first hit.
READ = 4
#: What the best sentence's score (at most 3.3, see ``read_paragraph``), the share of the question
#: that the passage and its headings hold, and the wanted kind of answer add to the fused score.
#: Chosen on one half of XQuAD's articles, as written and sloppy, and on the samples' questions.
SENTENCE, WORDS, KIND = 0.075, 0.05, 0.03
#: What a sentence's score has at most besides its cosine.
_BESIDE_COSINE = 2.3
_MOST = 1 + (1 + _BESIDE_COSINE) * SENTENCE + WORDS + KIND


def most(score: float, cosine: float) -> float:
    """Return what a candidate's score can come to when it is read.

    score: before; cosine: of its best sentence with the question.
    """
    return (score + SENTENCE * (max(cosine, 0.0) + _BESIDE_COSINE) + WORDS + KIND) / _MOST


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads candidates for one question.

    wanted: the kind of answer, None where the question does not tell.
    """

    evidence: Evidence
    wanted: Wanted | None

    def read(self, candidate: Candidate) -> Candidate:
        """Return a candidate with its reading; one that has it stays as it is."""
        if candidate.reading is not None:
            return candidate
        above = headings(candidate.paragraph, candidate.briefing)
        if candidate.briefing.date is not None:
            above += f" {candidate.briefing.date.year}"
        reading = read_paragraph(
            candidate.paragraph, above, candidate.cosines, self.evidence, self.wanted
        )
        return replace(candidate, reading=reading)

    def weigh(self, candidates: Sequence[Candidate], count: int) -> list[Candidate]:
        """Return the candidates in their order, the first ``count`` of them read and weighed.

        A score is again 0 to 1. One that is not read has nothing to add, so what stood before it
        and is read still scores higher.
        """
        read = [self.read(candidate) for candidate in candidates[:count]]
        return [
            replace(candidate, score=(candidate.score + self._gain(candidate)) / _MOST)
            for candidate in (*read, *candidates[count:])
        ]

    def _gain(self, candidate: Candidate) -> float:
        reading = candidate.reading
        if reading is None:
            return 0.0
        gain = SENTENCE * max(float(reading.scores.max()), 0.0)
        return gain + WORDS * self.evidence.share(reading.held) + KIND * float(reading.kind.max())
