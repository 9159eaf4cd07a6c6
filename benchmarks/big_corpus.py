"""A corpus of any size that behaves like a real one, and an encoder that is quick enough for it.

Paragraphs are those of real briefings with some words replaced, most by other words of the same
briefings and some by rare words of no meaning, so that posting lists have the lengths that a large
archive would give them. Vectors are those of the real paragraphs, each disturbed a little.
"""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from index.encoder import Encoder, EncoderSpec, Progress, Vectors

PARAGRAPHS_PER_BRIEFING = 40
PARAGRAPHS_PER_SECTION = 8
#: Share of words replaced by others of the corpus, and by rare words.
REPLACED, RARE = 0.2, 0.05
RARE_WORDS = 200_000
SYLLABLES = ("ka", "lo", "men", "ti", "sur", "ve", "dra", "nim", "or", "pel", "gas", "fi", "tum")
#: Length of the disturbance of a vector of length 1.
DISTURBANCE = 0.35


def write_briefings(folder: Path, texts: Sequence[str], paragraphs: int, *, seed: int = 1) -> None:
    """Write briefings with so many paragraphs, made of ``texts``, into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    generator = random.Random(seed)  # noqa: S311 (nothing secret)
    words = Counter(word for text in texts for word in text.split())
    common, weights = list(words), list(words.values())
    replacements = iter(_draws(generator, common, weights))
    for number in range(-(-paragraphs // PARAGRAPHS_PER_BRIEFING)):
        day = 1 + number % 28
        lines = [
            f"# Archive letter {number}",
            f"{2000 + number // 336}-{1 + number // 28 % 12:02}-{day:02}",
        ]
        left = min(PARAGRAPHS_PER_BRIEFING, paragraphs - number * PARAGRAPHS_PER_BRIEFING)
        for position in range(left):
            if position % PARAGRAPHS_PER_SECTION == 0:
                lines.append(f"## {next(replacements)} {next(replacements)} {position}")
            lines.append(_varied(generator.choice(texts), generator, replacements))
        (folder / f"letter-{number:05}.md").write_text("\n\n".join(lines) + "\n", encoding="utf-8")


def _draws(generator: random.Random, words: list[str], weights: list[int]) -> Iterator[str]:
    while True:
        yield from generator.choices(words, weights, k=10_000)


def _varied(text: str, generator: random.Random, replacements: Iterator[str]) -> str:
    varied = []
    for word in text.split():
        draw = generator.random()
        # What ends with a mark may end a sentence, and must go on doing so.
        if draw > RARE + REPLACED or not word[-1].isalnum():
            varied.append(word)
        elif draw < RARE:
            varied.append(_rare_word(int(RARE_WORDS * generator.random() ** 3)))
        else:
            varied.append(next(replacements).strip(".,;:!?()"))
    return " ".join(varied)


def _rare_word(number: int) -> str:
    word = ""
    while number or not word:
        number, syllable = divmod(number, len(SYLLABLES))
        word += SYLLABLES[syllable]
    return word + "it"


class DisturbingEncoder:
    """Answers for ``encoder``, but passages get a vector of ``base``, disturbed, at no cost.

    base: real vectors, shape (n, dimension).
    """

    note: str | None = None

    def __init__(self, encoder: Encoder, base: Vectors) -> None:
        self._encoder = encoder
        self._base = base

    @property
    def spec(self) -> EncoderSpec:
        """The real model's."""
        return self._encoder.spec

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return the real vectors."""
        return self._encoder.encode_queries(texts)

    def encode_passages(self, texts: Sequence[str], *, progress: Progress | None = None) -> Vectors:
        """Return a disturbed vector for each text, always the same for the same texts."""
        seed = hashlib.blake2b("\0".join(texts).encode(), digest_size=8).digest()
        generator = np.random.default_rng(int.from_bytes(seed))
        noise = generator.standard_normal((len(texts), self.spec.dimension), dtype=np.float32)
        noise *= DISTURBANCE / np.linalg.norm(noise, axis=1, keepdims=True)
        vectors = self._base[generator.integers(0, len(self._base), len(texts))] + noise
        if progress is not None:
            progress(len(texts), len(texts))
        unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit
