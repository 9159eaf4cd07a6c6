"""The language of a text, told by py3langid (langid.py's model, loaded on first use)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier  # type: ignore[import-untyped]

#: Candidates, ISO 639-1: the languages of European and East Asian briefings. The model knows 97;
#: the rarer ones mostly serve to mistake names and headings for them.
LANGUAGES = (
    *("cs", "da", "de", "en", "es", "fi", "fr", "hu", "it", "nl", "no", "pl", "pt", "ro", "sv"),
    *("ar", "el", "he", "ja", "ko", "ru", "tr", "uk", "zh"),
)
#: Posterior probability below which a text is too short or too mixed to tell.
_CERTAIN = 0.5
#: Characters that are enough to tell; longer texts are not read to the end.
_ENOUGH = 2_000


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(LANGUAGES))
    return identifier


def detect(text: str) -> str | None:
    """Return the ISO 639-1 code of the text's language; None where it cannot be told."""
    letters = sum(character.isalpha() for character in text[:_ENOUGH])
    if letters < 4:
        return None
    language, probability = _identifier().classify(text[:_ENOUGH])
    return str(language) if probability >= _CERTAIN else None
