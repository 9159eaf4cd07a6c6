"""Characters of a page → pieces: words on one line, set alike, without a wide gap between them.

Coordinates are those of the frame in which a piece reads level. The calls into the library are
what reading costs, so there are as few as will do: where one text object draws a whole line, one
for each word and some for the line.
"""

from __future__ import annotations

import re
from itertools import accumulate, repeat
from operator import mul, sub

from corpus.readers.pdf.calls import Characters, to_frame
from corpus.readers.pdf.fonts import Setting, Settings
from corpus.readers.pdf.pieces import TOUCHING, Piece
from corpus.readers.pdf.raised import is_raised, noted, numbered
from corpus.readers.pdf.spacing import closed_up, is_spaced

#: What the library puts where a hyphen ended a line; the word goes on below.
HYPHENS = "\x02\ufffe"
_HYPHEN = re.compile(f"[{HYPHENS}]")
_WORD = re.compile(r"\S+")
#: In ems: as wide as letters are, on average over a word; a gap that parts pieces; one that
#: does within a text object, if it is also that much wider than the others; a difference of base
#: lines that is none.
_BROAD = 0.55
_WIDE = 0.7
_CELL, _TIMES = 1.2, 2.0
_LEVEL = 0.08


def _numbers(words: list[str], number: int) -> list[int]:
    """Return the numbers of the first characters of words with single blanks between."""
    return [*accumulate((len(word) + 1 for word in words[:-1]), initial=number)]


def _ends(words: list[str], numbers: list[int]) -> list[int]:
    """Return the numbers of the last characters of words, by those of their first."""
    return [number + len(word) - 1 for number, word in zip(numbers, words, strict=True)]


class Builder:
    """Puts the words of a page together to pieces.

    index: the library's number of each character where it is not that in the text.
    pieces: what is complete. unmapped: letters whose font does not say which they are.
    """

    def __init__(self, characters: Characters, settings: Settings, index: list[int] | None) -> None:
        self._characters = characters
        self._settings = settings
        self._index = index
        self._drawn = 0
        self._setting: Setting | None = None
        self._open: Piece | None = None
        self._lasts: list[int] = []
        self.pieces: list[Piece] = []
        self.unmapped = 0

    def add(self, line: str, start: int) -> None:
        """Add what the library takes for a line, by its words and the number of its first letter.

        It may be several lines or columns, or a part of a line.
        """
        words = line.split()
        if not words:
            return
        if line[-1] in HYPHENS:
            words[-1] = _HYPHEN.sub("-", words[-1])
        if is_spaced(words) and self._spaced(line, start):
            return
        if self._index is not None or len(line) != sum(map(len, words)) + len(words) - 1:
            spans = [match.span() for match in _WORD.finditer(line)]
            numbers = [self._number(start + span[0]) for span in spans]
            self._parts(words, numbers, [self._number(start + span[1] - 1) for span in spans])
            return
        drawn = self._characters.drawn(start)
        if drawn and drawn == self._characters.drawn(start + len(line) - 1):
            self._whole(words, start, drawn)
        else:
            numbers = _numbers(words, start)
            self._parts(words, numbers, _ends(words, numbers))

    def finish(self) -> None:
        """Complete the last piece."""
        piece = self._open
        if piece is None:
            return
        piece.right = self._end(piece, self._lasts[-1])
        self.pieces.append(piece)
        self._open = None

    def _spaced(self, line: str, start: int) -> bool:
        """Add a line by its letters, which may have white between them; tell whether it was."""
        inked = [at for at, letter in enumerate(line) if not letter.isspace()]
        numbers = [self._number(start + at) for at in inked]
        setting = self._set(self._characters.drawn(numbers[0]), numbers[0])
        if setting is None:
            return False
        turn = setting.turn
        starts = [to_frame(*place, turn % 4)[0] for place in self._characters.origins(numbers)]
        ends = [self._characters.end(number, turn) for number in numbers]
        spans = closed_up(starts, ends, setting.size)
        words = ["".join(line[at] for at in inked[first:stop]) for first, stop in spans]
        self._parts(
            [_HYPHEN.sub("-", word) for word in words],
            [numbers[first] for first, _ in spans],
            [numbers[stop - 1] for _, stop in spans],
        )
        return True

    def _number(self, at: int) -> int:
        return at if self._index is None else self._index[at]

    def _set(self, drawn: int, number: int) -> Setting | None:
        """Return how a text object is set, by its address and the number of a character in it."""
        if drawn and (drawn != self._drawn or self._setting is None):
            self._setting = self._settings.of(drawn, number)
        self._drawn = drawn or self._drawn
        return self._setting

    def _whole(self, words: list[str], number: int, drawn: int) -> None:
        """Add words with single blanks between that one text object draws."""
        setting = self._set(drawn, number)
        assert setting is not None  # an object that draws is set somehow
        if self._characters.is_unmapped(number):
            self.unmapped += sum(map(len, words))
        starts, base, last = self._characters.starts(words, number, setting.turn)
        size = setting.size
        near = self._open is not None and abs(self._open.base - base) <= size
        if near or abs(last - base) > _LEVEL * size or starts != sorted(starts):
            ends = _ends(words, _numbers(words, number))
            self._one_by_one(words, [(start, base) for start in starts], ends, setting)
            return
        self.finish()
        first = 0
        for stop in (*self._cuts(words, starts, number, setting), len(words)):
            some = words[first:stop]
            end = number + sum(map(len, some)) + len(some) - 2
            piece = Piece(
                starts[first], 0.0, base, size, setting, some, starts[first:stop], drawn, number
            )
            piece.right = self._end(piece, end)
            self.pieces.append(piece)
            first, number = stop, end + 2

    def _cuts(
        self, words: list[str], starts: list[float], number: int, setting: Setting
    ) -> list[int]:
        """Return before which words of a text object there is far more white than elsewhere."""
        if len(words) < 3:
            return []
        room = map(sub, starts[1:], starts)
        letters = map(mul, map(len, words), repeat(_BROAD * setting.size))
        guessed = list(map(sub, room, letters))
        if max(guessed) - max(0.0, min(guessed)) <= _CELL * setting.size:
            return []
        gaps = [
            start - self._characters.end(end, setting.turn)
            for start, end in zip(starts[1:], _ends(words, _numbers(words, number)), strict=False)
        ]
        least = max(_CELL * setting.size, _TIMES * min(gaps))
        return [at for at, gap in enumerate(gaps, start=1) if gap >= least]

    def _parts(self, words: list[str], numbers: list[int], ends: list[int]) -> None:
        """Add words that several text objects draw."""
        places = self._characters.origins(numbers)
        for word, number, end, place in zip(words, numbers, ends, places, strict=True):
            setting = self._set(self._characters.drawn(number), number)
            if setting is None:
                continue
            if self._characters.is_unmapped(number):
                self.unmapped += len(word)
            turned = to_frame(*place, setting.turn % 4) if setting.turn else place
            if word.isalpha() or end - number + 1 != len(word):
                self._one_by_one([word], [turned], [end], setting)
            else:
                self._noted(word, number, turned, setting)

    def _noted(self, word: str, number: int, place: tuple[float, float], setting: Setting) -> None:
        """Add a word without the raised number of a note after it, one before it by itself."""
        last = number + len(word) - 1
        count = numbered(word)
        if count and self._is_raised(number, number + count):
            self._one_by_one([word[:count]], [place], [number + count - 1], setting)
            self._parts([word[count:]], [number + count], [last])
            return
        span = noted(word)
        if span and self._is_raised(number + span[0], number + span[0] - 1):
            last = last if span[1] < len(word) else number + span[0] - 1
            word = word[: span[0]] + word[span[1] :]
        self._one_by_one([word], [place], [last], setting)

    def _is_raised(self, number: int, beside: int) -> bool:
        """Tell whether a character is raised above another, by their numbers."""
        drawn, other = self._characters.drawn(number), self._characters.drawn(beside)
        if drawn == other or not drawn or not other:
            return False
        setting, usual = self._settings.of(drawn, number), self._settings.of(other, beside)
        places = self._characters.origins([number, beside])
        bases = [to_frame(*place, usual.turn % 4)[1] for place in places]
        return is_raised(setting.size, bases[0], (usual.size, bases[1]))

    def _one_by_one(
        self,
        words: list[str],
        places: list[tuple[float, float]],
        ends: list[int],
        setting: Setting,
    ) -> None:
        for at, (word, (x, y), end) in enumerate(zip(words, places, ends, strict=True)):
            if self._joins(word, x, y, setting, within=at > 0):
                self._lasts.append(end)
                continue
            self.finish()
            self._open = Piece(x, x, y, setting.size, setting, [word], [x], self._drawn, end)
            self._lasts = [end]

    def _joins(self, word: str, x: float, y: float, setting: Setting, *, within: bool) -> bool:
        """Add a word to the open piece if it belongs there. within: a blank stands between."""
        piece = self._open
        if piece is None or setting is not piece.setting or x <= piece.starts[-1]:
            return False
        size = setting.size
        if abs(y - piece.base) > _LEVEL * size:
            return False
        gap = x - self._end(piece, self._lasts[-1])
        if gap >= _WIDE * size:
            return False
        if gap < TOUCHING * size and not within:
            piece.words[-1] += word
        else:
            piece.words.append(word)
            piece.starts.append(x)
        return True

    def _end(self, piece: Piece, number: int) -> float:
        """Return where the last word ends whose last character has that number."""
        right = self._characters.end(number, piece.setting.turn)
        return max(right, piece.starts[-1] + 0.2 * piece.size)
