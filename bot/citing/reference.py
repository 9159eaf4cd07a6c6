"""What a citation says of a passage, whatever its style. Pure."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass

from bot.richtext import visible
from corpus.briefing import BriefingHead, Paragraph

_NO_WORD = re.compile(r"[^a-z0-9]+")
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_KEY = 24


@dataclass(frozen=True, slots=True)
class Reference:
    """A passage as it is cited.

    section: its headings in one line, empty for none. pages: first and last; None where the source
    has none. url: of the passage. quote: the sentence that is cited. language: ISO 639-1.
    """

    series: str
    title: str
    publisher: str
    date: dt.date | None
    section: str
    paragraph: int
    pages: tuple[int, int] | None
    url: str
    quote: str
    language: str | None

    @property
    def author(self) -> str:
        """Who speaks: the series, unless the title begins so; else the publisher; or empty."""
        own = bool(self.series) and not self.title.casefold().startswith(self.series.casefold())
        return self.series if own else self.publisher

    @property
    def key(self) -> str:
        """A name for the entry that is the same whenever the passage is cited."""
        day = f"{self.date:%Y-%m-%d}" if self.date else "undated"
        return f"{_plain(self.series or self.publisher or self.title)}-{day}-{self.paragraph}"


def reference(head: BriefingHead, paragraph: Paragraph, quote: str, url: str) -> Reference:
    """Return how a passage is cited; ``quote``: the sentence of it that is meant."""
    first, last = paragraph.page, paragraph.last_page
    return Reference(
        series=_line(head.series or ""),
        title=_line(head.title),
        publisher=_line(head.publisher or ""),
        date=head.date,
        section=" › ".join(_line(heading).rstrip(":") for heading in paragraph.section_path),
        paragraph=paragraph.position,
        pages=(first, last or first) if first is not None else None,
        url=url,
        quote=_line(quote),
        language=paragraph.language or head.language,
    )


def _line(text: str) -> str:
    return visible(" ".join(text.split()))


def _plain(text: str) -> str:
    """Return the first words of a name in small Latin letters, as a key may have them."""
    spelled = text.lower().translate(_GERMAN)
    letters = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    return _NO_WORD.sub("-", letters)[:_KEY].strip("-") or "briefing"
