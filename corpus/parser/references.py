"""Lines that only refer: footnotes at the ends of pages, and what announces a list of sources."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.parser.hyphens import Vocabulary, glue
from corpus.parser.rows import Row
from corpus.parser.words import SOURCE_WORDS, is_dangling, is_terminated, starts_lower, words

#: A note with its number, as it opens at the foot of a page.
NOTE_NUMBER = re.compile(
    r"(?:\[(?P<boxed>\d{1,3})\]|(?P<bare>\d{1,3})|(?P<raised>[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}))\s*"
    r"(?<=[\s\]¹²³⁴⁵⁶⁷⁸⁹⁰])(?=[^\W\d_a-z]|https?:|www\.|[\"“„«])"
)
_RAISED = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹⁰", "1234567890")
#: Rows in which a word that a note divides is looked for.
_ROWS_AROUND = 200
#: Notes are set smaller than the text by this factor at least.
_SMALLER = 0.93
#: Lines that the notes of a page have at most.
_MOST_LINES = 12
#: What may stand beside the words for sources in a line that announces them.
_FILLING = frozenset(
    """
    und and et y e or oder zu zum zur zum thema in im the our unsere weitere weiterer mehr more
    other further used verwendete genannte ausgewählte selected auswahl key main medien media
    presse press online web for on de des du la le les los el se s what you we re are read
    reading lesen en savoir plus recomendadas recommandées
    """.split()  # noqa: SIM905 (a table of words reads better than a list of strings)
)
#: Sources of something else (``Einnahmequellen``).
_COMPOUND = re.compile(
    r"(?i)\b(?!medien|presse|bild|text|daten|primär|sekundär|online|internet|literatur)\w+quellen?\b"
)


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote. after: how many rows of the text, without the notes, stand before it."""

    text: str
    after: int


def announces(text: str) -> bool:
    """Tell whether a line has the form of one that announces sources."""
    if len(text) > 80 or not SOURCE_WORDS.search(text):
        return False
    if any(character.isdigit() for character in text):
        return False
    return len(words(text)) <= 7 and text[-1] not in ".,;?!" and ":" not in text[:-1]


def says_only_sources(text: str) -> bool:
    """Tell whether a line holds no other word of weight than those for sources."""
    rest = SOURCE_WORDS.sub(" ", text)
    return all(word in _FILLING for word in words(rest)) and not _COMPOUND.search(text)


def take_notes(rows: Sequence[Row]) -> tuple[list[Row], list[Note]]:
    """Return the rows without the footnotes that stand where pages break, and those."""
    kept: list[Row] = []
    notes: list[Note] = []
    small = _SMALLER * _usual_size(rows)
    for row in rows:
        if row.cut:
            notes += _cut_notes(kept, row, small)
        kept.append(row)
    if notes or small:
        notes += _cut_notes(kept, None, small)
    return kept, notes


def _usual_size(rows: Sequence[Row]) -> float:
    """Return the size in which most of the text is set; 0 where it is not known."""
    counts: Counter[float] = Counter()
    for row in rows:
        if row.style is not None and row.box is not None:
            counts[row.style.size] += len(row.text)
    return counts.most_common(1)[0][0] if counts else 0.0


def _cut_notes(kept: list[Row], following: Row | None, small: float) -> list[Note]:
    """Take the notes at the end of ``kept`` away and return them.

    small: the size of type up to which it is that of notes.
    """
    starts = _starts(kept, following, small)
    if not starts:
        return []
    wrapped = len(kept) - starts[0] > len(starts)
    vocabulary = Vocabulary(row.text for row in kept[-_ROWS_AROUND:] if wrapped)
    edges = [*starts, len(kept)]
    notes = [
        Note(_joined(kept[start:end], vocabulary), starts[0])
        for start, end in zip(starts, edges[1:], strict=False)
    ]
    del kept[starts[0] :]
    return notes


def _starts(kept: Sequence[Row], following: Row | None, small: float) -> list[int]:
    """Return where the notes at the end of ``kept`` begin: their numbers count up."""
    starts: list[int] = []
    number = 0
    for at in range(len(kept) - 1, max(0, len(kept) - 1 - _MOST_LINES), -1):
        row = kept[at]
        found = _number(row)
        if found and (not number or found == number - 1):
            number = found
            starts.insert(0, at)
        elif found or row.gap > 0:
            break
        if row.cut or row.level or row.mark:
            break
    while starts and not (
        _is_small(kept[starts[0]], small) or _is_referred(kept, starts[0], following)
    ):
        del starts[0]
    return starts


def _is_small(row: Row, small: float) -> bool:
    return row.style is not None and row.style.size <= small


def _number(row: Row) -> int:
    match = NOTE_NUMBER.match(row.text)
    if not match or row.mark or row.level:
        return 0
    return int((match["boxed"] or match["bare"] or match["raised"]).translate(_RAISED))


def _is_referred(kept: Sequence[Row], at: int, following: Row | None) -> bool:
    """Tell whether the text above has the number of the note, or goes on below it."""
    number = _number(kept[at])
    raised = "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(figure)] for figure in str(number))
    mark = re.compile(
        rf"(?:[a-zß-öø-ÿ]{{2}}|[^\W\d_]{{2}}[.,;:!?\"”“»’)]+){number}(?![\d.,]*\d)(?!\w)"
        rf"|\w\W{{0,2}}{raised}|\[{number}\]"
    )
    page = next((near for near in range(at, 0, -1) if kept[near].cut), 0)
    if any(mark.search(row.text) for row in kept[page:at]):
        return True
    before = kept[at - 1]
    if following is None or is_terminated(before.text) or kept[at].gap == 0:
        return False
    return starts_lower(following.text) and (is_dangling(before.text) or len(before.text) > 50)


def _joined(rows: Sequence[Row], vocabulary: Vocabulary) -> str:
    text = rows[0].text
    for row in rows[1:]:
        text = glue(text, row.text, vocabulary) + row.text
    return text
