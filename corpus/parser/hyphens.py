"""Two pieces of a wrapped text → one: blank, hyphen or nothing between them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.parser.words import HYPHENATED, HYPHENATING, LINKING, PREFIXING, SUFFIXES, SUSPENDING

_WORD = re.compile(r"[^\W_]+(?:[-‐][^\W_]+)*")
_HEAD = re.compile(r"([^\W_][\w.+&’']*(?:[-‐][^\W_]+)*)[-‐\u00ad]$")
_TAIL = re.compile(r"[^\W_]+")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$")
_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")
_ADJECTIVE_STEM = re.compile(r"(?:isch|deutsch|lich)$")
_ADJECTIVE = re.compile(r"isch(?:e[nmrs]?)?$")


#: Letters of the first half of a word that is more likely divided than spelt with a hyphen.
_SHORT = 2
#: Line ends that tell whether a document divides words.
_MANY = 30


class Vocabulary:
    """The words of a document that no line end cuts, as evidence for those that one does."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: set[str] = set()
        breaks = ends = 0
        cut = within = False
        for line in lines:
            within = within or "‐" in line[:-1]
            found = _WORD.findall(line)
            if cut:
                found = found[1:]
            cut = line[-1:] in "-‐\u00ad"
            ends += 1
            if cut:
                breaks += 1
                found = found[:-1]
            parts = [part for word in found for part in re.split("[-‐]", word)]
            self._words.update(word.lower() for word in (*found, *parts))
        #: Whether the document was typeset with words divided at line ends.
        self.divides = breaks >= 3 and breaks > 0.03 * ends
        #: Whether it was not: of many line ends, hardly one has a hyphen.
        self.keeps = ends >= _MANY and breaks <= max(1, 0.02 * ends)
        #: Whether the typesetter's own hyphen (‐) stands nowhere but at line ends.
        self.sets_hyphens = not within

    def __contains__(self, word: str) -> bool:
        """Tell whether the word stands uncut in the document, in whatever case."""
        return word.lower() in self._words


def glue(before: str, after: str, vocabulary: Vocabulary, language: str | None = None) -> str:
    """Return what joins the two: ``before`` without its last character where it is layout.

    The result is the new text of ``before``: the caller appends ``after`` to it.
    """
    if before.endswith("\u00ad"):
        return before[:-1]
    head = _HEAD.search(before[-80:])
    tail = _TAIL.match(after)
    if head and tail:
        return _join_word(before, head[1], tail[0], vocabulary, language)
    if _is_tight(before, after):
        return before
    return before + " "


def _is_tight(before: str, after: str) -> bool:
    """Tell whether nothing, not even a blank, stood between the two."""
    if _WIDE.match(before[-1:]) and _WIDE.match(after[:1]):
        return True
    if before[-1:] in "/–—" and before[-2:-1].strip() and after[:1].isalnum():
        return before[-1] != "–" or (before[-2].isdigit() and after[0].isdigit())
    last = before[-400:].rsplit(" ", 1)[-1]
    return bool(_ADDRESS.match(last)) and bool(re.match(r"[\w%&=?#./-]*[%&=?#/_\d]", after))


def _join_word(
    before: str, head: str, tail: str, vocabulary: Vocabulary, language: str | None
) -> str:
    """Join at a hyphen that ends a line: keep it, drop it, or let it stand for a missing part."""
    if tail.lower() in SUSPENDING and tail.islower():
        return before + " "
    if not tail[0].islower() or head[-1].isdigit():
        return before
    if before[-1] == "‐" and vocabulary.sets_hyphens:
        return before[:-1]
    if head + before[-1] + tail in vocabulary:
        return before
    last = re.split(r"[-‐]", head)[-1]
    if last + tail in vocabulary:
        return before[:-1]
    if _is_compound(head, last, tail, vocabulary, language):
        return before
    # German writes hardly any hyphen before a small letter, and no language many after two
    spelt = language != "de" and (len(last) > _SHORT or tail in vocabulary)
    spelt = spelt and last.lower() not in PREFIXING
    return before if vocabulary.keeps and spelt else before[:-1]


def _is_compound(
    head: str, last: str, tail: str, vocabulary: Vocabulary, language: str | None
) -> bool:
    """Tell whether the hyphen is spelling, for a small letter after it."""
    if last.isupper() and len(last) > 1:
        return True
    if _ADJECTIVE_STEM.search(last) and _ADJECTIVE.search(tail):
        return True
    if language == "de" or tail.lower() in SUFFIXES:
        return False
    if last.lower() in HYPHENATING or tail.lower() in HYPHENATED:
        return True
    if head != last and (last.lower() in LINKING or last in vocabulary or tail in vocabulary):
        return True
    if last.lower() in PREFIXING:
        return tail in vocabulary
    least = 4 if vocabulary.divides else 2
    known = last in vocabulary and tail in vocabulary
    return known and len(last) >= least and len(tail) >= least
