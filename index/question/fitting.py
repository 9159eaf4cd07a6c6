"""A name as it stands in a question: in its language, with its preposition, in its case."""

from __future__ import annotations

from index.question.named import Name, is_place, locale_of, without_article
from index.question.place_names import PLACE_ARTICLES, PLURAL_PLACES, place_code, place_name
from index.question.short_words import PAIRED, PREPOSITIONS

_CONTRACTED = {"im": "in", "am": "an", "vom": "von", "beim": "bei", "zum": "zu", "zur": "zu"}
_CONTRACTIONS = {
    ("in", "dem"): "im",
    ("an", "dem"): "am",
    ("von", "dem"): "vom",
    ("bei", "dem"): "beim",
    ("zu", "dem"): "zum",
    ("zu", "der"): "zur",
}
_DATIVE = frozenset(("in", "aus", "von", "mit", "bei", "nach", "zu", "auf", "an", "unter"))
_WITH_THE = frozenset(("EU", "US", "GB", "NL", "PH", "AE"))
_CASES = {"die": "der", "der": "dem", "das": "dem"}


def translated(text: str, preposition: str, head: str, question: str) -> str:
    """Return a phrase with a place in the language of a question; any other as it is."""
    locale = locale_of(question)
    article, name = without_article(head)
    pair = PAIRED.get(PREPOSITIONS[preposition])
    if pair is None or not is_place(head) or name == place_name(name, locale):
        return text
    german, english = pair
    name = place_name(name, locale)
    if locale == "en":
        the = "the " if place_code(name) in _WITH_THE else ""
        return f"{english} {the}{name}"
    article = PLACE_ARTICLES.get(place_code(name) or "", "")
    return _in_case(german, article, name)


def fitted(head: str, old: Name, question: str) -> str:
    """Return a name as it stands in the place of another: with its preposition, in its case."""
    locale = locale_of(question)
    article, name = without_article(head)
    if is_place(name):
        foreign = name != place_name(name, locale)
        name = place_name(name, locale)
        if locale == "de":
            article = PLACE_ARTICLES.get(place_code(name) or "", "")
        elif foreign:
            article = "the" if place_code(name) in _WITH_THE else ""
    if not old.preposition:
        return f"{article} {name}".strip()
    return _in_case(old.preposition, article, name)


def _in_case(preposition: str, article: str, name: str) -> str:
    """Return a German name after a preposition in its case; an English one as it is."""
    plain = _CONTRACTED.get(preposition, preposition)
    if article.lower() in _CASES and plain in _DATIVE:
        plural = place_code(name) in PLURAL_PLACES
        article = "den" if plural else _CASES[article.lower()]
        if contracted := _CONTRACTIONS.get((plain, article)):
            return f"{contracted} {name}"
    return " ".join(part for part in (plain, article, name) if part)
