"""Topics, which have no answer: what is one, and whether a paragraph speaks of it.

A paragraph speaks of a topic by its score, and by how far the best paragraph of its section stands
out among all that the corpus says: a section that is about a topic goes on about it in other words.
"""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from index.stopwords import is_stop
from index.text import fold, words

#: Of the logistic by which a paragraph speaks of a topic: the constant, and what its score and the
#: standing of the best paragraph of its section count; and from which probability on it does.
#: Chosen by ``python -m benchmarks.follow``.
INTERCEPT, SCORE, SECTION = -6.0, 11.0, 0.9
SPEAKS = 0.45
#: Words of content that a topic has at most.
_TOPIC_WORDS = 3
_QUESTION = re.compile(
    r"(?:wer|wen|wem|wessen|was|wann|wo|woher|wohin|wie|wieso|weshalb|warum|wieviele?|welche[mnrs]?"
    r"|wo(?:für|mit|von|zu|rum|ran|bei|durch|gegen|nach)|worüber|worauf|woraus|ob|gibt|hat|haben"
    r"|ist|sind|wird|werden|kann|können|who|whom|whose|what|when|where|why|how|which|is|are|was"
    r"|were|does|do|did|has|have|will|can|could|should|would)\b",
    re.IGNORECASE,
)


def is_question(text: str) -> bool:
    """Return whether something that is followed has an answer; otherwise it is a topic.

    What has the form of a question does, and what says more than a topic takes words to name.
    """
    if "?" in text or _QUESTION.match(text.strip()):
        return True
    return sum(not is_stop(fold(word), None) for word in words(text)) > _TOPIC_WORDS


def speaks(score: NDArray[np.float32], section: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return how likely it is that paragraphs speak of a topic, 0 to 1, shape (n,).

    score: as of ``Scored``; section: as of ``Marks``; both of shape (n,).
    """
    logit = INTERCEPT + SCORE * score + SECTION * section
    return np.asarray(1 / (1 + np.exp(-logit)), dtype=np.float32)
