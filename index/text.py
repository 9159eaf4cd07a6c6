"""Words, stems, character 4-grams and sentences of German and English text; pure functions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import sentencex  # type: ignore[import-untyped]
import Stemmer
from numpy.typing import NDArray

from index.answer import Span

#: Snowball stemmers by ISO 639-1 code; a language that is not here keeps its words unstemmed.
STEMMERS = {
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "it": "italian",
    "nl": "dutch",
    "pl": "polish",
    "pt": "portuguese",
    "sv": "swedish",
}
#: Number of buckets that 4-grams are hashed into.
GRAM_BUCKETS = 1 << 22

_WORD = re.compile(r"\d+(?:[.,]\d+)*(?![^\W_])|[^\W_]+(?:['’][^\W\d_]+)?")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+\Z")
_POSSESSIVE = re.compile(r"['’]s?\Z", re.IGNORECASE)
_OPENING = "„“‚‘»«\"'("
_QUOTE = re.compile('[„“”‟»«"]')
#: What counts an item or opens a date is no sentence of its own.
_COUNT = re.compile(r"\s*\(?\d{1,3}[.)]\s*")
_ORDINAL = re.compile(
    r"(?:\A|\s)(?:(?:[Dd](?:ie|er|as|en|em|es)|[Ii]m|[Aa]m|[Zz]um|[Zz]ur|[Vv]om|[Bb]is|[Uu]nd|[Dd]ieses"
    r"|[Ss]eine[nmrs]?|[Ii]hre[nmrs]?|[Jj]ede[nmrs]?|[Ss]eit|[Aa]b)\s+)\d{1,2}\.\s*\Z"
)


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """Return the word in lower case without diacritics (``Übergröße`` becomes ``ubergrosse``)."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _number(token: str) -> str:
    """Return a number without grouping marks and with a decimal point, in either notation."""
    if _GROUPED.match(token):
        return token.replace(",", "").replace(".", "")
    return token.replace(",", ".")


def words(text: str) -> list[str]:
    """Return the words and numbers of a text as they are written, numbers in one notation.

    Hyphenated words come apart; an English possessive loses its ending.
    """
    found = []
    for token in _WORD.findall(text):
        if token[0].isdigit():
            found.append(_number(token))
        else:
            found.append(plain(token))
    return found


def plain(token: str) -> str:
    """Return a word without its English possessive ending."""
    return _POSSESSIVE.sub("", token) if "'" in token or "’" in token else token


def word_places(text: str) -> list[tuple[str, int]]:
    """Return the words as ``words`` does, each with the offset where it begins."""
    return [
        (_number(match[0]) if match[0][0].isdigit() else plain(match[0]), match.start())
        for match in _WORD.finditer(text)
    ]


@lru_cache(maxsize=16)
def _stemmer(algorithm: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(algorithm, 50_000)


@lru_cache(maxsize=200_000)
def stem(word: str, language: str | None) -> str:
    """Return the folded Snowball stem of a word in the given language (ISO 639-1)."""
    lowered = word.lower()
    algorithm = STEMMERS.get(language or "")
    if algorithm is None or lowered[0].isdigit():
        return fold(lowered)
    return fold(_stemmer(algorithm).stemWord(lowered))


def gram_hashes(text: str) -> NDArray[np.uint32]:
    """Return the hashed character 4-grams within the words of a text, in order, shape (n,).

    Words are folded and padded by one blank on both sides, so short words have grams as well.
    """
    return word_gram_hashes([fold(word) for word in words(text)])[1]


def word_gram_hashes(folded: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
    """Return the hashed 4-grams of folded words: the place of each one's word, and the hash."""
    padded = " " + " ".join(folded) + " "
    codes = np.frombuffer(padded.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    if codes.size < 4:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.uint32)
    a, b, c, d = codes[:-3], codes[1:-2], codes[2:-1], codes[3:]
    within = (b != 32) & (c != 32)
    mixed = ((a * np.uint64(1_000_003) + b) * np.uint64(998_244_353) + c) * np.uint64(805_306_457)
    mixed = (mixed + d) * np.uint64(0x9E3779B97F4A7C15)
    hashes: NDArray[np.uint32] = (mixed[within] >> np.uint64(42)).astype(np.uint32)
    owners = np.cumsum(codes == 32)[1:-2][within] - 1
    return owners, hashes


def _mask_quotes(text: str) -> str:
    """Return the text, of equal length, with quotation marks that hide no sentence end.

    The segmenter keeps a whole quotation together; the answering sentence may be one inside it.
    """
    return _QUOTE.sub(_masked, text)


def _masked(match: re.Match[str]) -> str:
    before = match.string[match.start() - 1] if match.start() else " "
    if before in ".!?…":
        return before
    return "-" if before.isspace() or before in _OPENING else " "


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def sentence_spans(text: str, language: str | None) -> tuple[Span, ...]:
    """Return the sentences of a text in order, without the white space around them.

    German ordinals and dates (``9. November``), abbreviations and decimals end no sentence;
    sentences inside a quotation count as sentences. A text without any is one sentence.
    """
    code = language or "en"
    spans: list[Span] = []
    position = start = 0
    for piece in sentencex.segment(code, _mask_quotes(text)):
        position += len(piece)
        told = text[start:position]
        if _COUNT.fullmatch(told) or (code == "de" and _ORDINAL.search(told)):
            continue
        span = _trim(text, start, position)
        if span is not None:
            spans.append(span)
        start = position
    last = _trim(text, start, len(text))
    if last is not None:
        spans.append(last)
    return tuple(spans)
