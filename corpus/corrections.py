"""What somebody has corrected of a briefing's metadata, in a hidden file beside it.

    letter-40.pdf
    .letter-40.pdf.meta.json     {"title": "Letter 40", "date": "2026-11-05", "series": "Letters"}

It lies with the file, so that the corpus database can be made anew at any time. Each of ``title``,
``date`` (ISO 8601), ``series`` and ``language`` (ISO 639-1) takes the place of what was read; an
empty text says that there is none.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from corpus.briefing import Briefing
from corpus.errors import ParseError

_FIELDS = ("title", "date", "series", "language")
#: Bytes of the longest file of corrections, and characters of a title or the name of a series.
_MOST, _LONGEST = 10_000, 300


@dataclass(frozen=True, slots=True)
class Corrections:
    """What takes the place of what was read; None where nothing does, empty for none."""

    title: str | None = None
    date: str | None = None
    series: str | None = None
    language: str | None = None

    def __bool__(self) -> bool:
        """Tell whether anything is corrected."""
        return any(getattr(self, name) is not None for name in _FIELDS)

    @property
    def digest(self) -> str:
        """A digest of them, empty where there are none."""
        if not self:
            return ""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:8]

    def apply(self, briefing: Briefing) -> Briefing:
        """Return a briefing with its metadata corrected."""
        changed: dict[str, Any] = {
            name: value or None
            for name in ("series", "language")
            if (value := getattr(self, name)) is not None
        }
        if self.title:
            changed["title"] = self.title
        if self.date is not None:
            changed["date"] = dt.date.fromisoformat(self.date) if self.date else None
        return replace(briefing, head=replace(briefing.head, **changed))


def file_of(path: Path) -> Path:
    """Return where the corrections of a file are kept."""
    return path.with_name(f".{path.name}.meta.json")


def read_corrections(path: Path) -> Corrections:
    """Return the corrections of a file. Raises ParseError for what is none."""
    place = file_of(path)
    try:
        text = place.read_bytes()[:_MOST].decode("utf-8")
        values = json.loads(text)
        corrections = Corrections(**{name: _text(value) for name, value in values.items()})
        if corrections.date:
            dt.date.fromisoformat(corrections.date)
    except FileNotFoundError:
        return Corrections()
    except (OSError, ValueError, TypeError, AttributeError) as e:
        why = "has to be JSON with title, date (2026-11-05), series and language as texts"
        raise ParseError(place.name, why) from e
    return corrections


def write_corrections(path: Path, corrections: Corrections) -> None:
    """Keep the corrections of a file beside it. Raises OSError."""
    place = file_of(path)
    values = {name: getattr(corrections, name) for name in _FIELDS}
    part = place.with_name(f"{place.name}.part")
    said = {name: value for name, value in values.items() if value is not None}
    part.write_text(json.dumps(said, ensure_ascii=False, indent=1), encoding="utf-8")
    part.replace(place)


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise ValueError
    return " ".join(value.split())
