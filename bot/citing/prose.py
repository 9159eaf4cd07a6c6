"""A citation as people paste it into a paper, in the reader's language. Pure.

German after the habit of DIN ISO 690: author: title. Date, place in the work. English in the
Harvard manner: author (year) ‘title’, date, place in the work.
"""

from __future__ import annotations

from bot.citing.reference import Reference
from bot.messages.catalogue import Messages


def prose(cited: Reference, messages: Messages) -> str:
    """Return the citation in one line."""
    return _german(cited, messages) if messages.locale[:2] == "de" else _english(cited, messages)


def _english(cited: Reference, messages: Messages) -> str:
    year = str(cited.date.year) if cited.date else messages.citing.cite_undated
    title = f"‘{cited.title}’"
    start = f"{cited.author} ({year}) {title}" if _named(cited) else f"{cited.title} ({year})"
    day = messages.date(cited.date) if cited.date else ""
    day = "" if day in cited.title else day
    return _ended([start, day, *_place(cited, messages)], cited, messages)


def _german(cited: Reference, messages: Messages) -> str:
    start = f"{cited.author}: {cited.title}" if _named(cited) else cited.title
    day = messages.date(cited.date) if cited.date else messages.citing.cite_undated
    if day in cited.title:
        return _ended([start, *_place(cited, messages)], cited, messages)
    mark = "" if start.endswith((".", "!", "?")) else "."
    return _ended([f"{start}{mark} {day}", *_place(cited, messages)], cited, messages)


def _named(cited: Reference) -> bool:
    """Tell whether there is an author besides the title."""
    return bool(cited.author) and cited.author != cited.title


def _place(cited: Reference, messages: Messages) -> list[str]:
    """Return where in the briefing the passage stands."""
    texts = messages.citing
    page = ""
    if cited.pages:
        first, last = cited.pages
        one = messages.page.format(page=first)
        page = messages.pages.format(first=first, last=last) if last > first else one
    section = texts.cite_section.format(section=cited.section) if cited.section else ""
    return [section, page, texts.cite_paragraph.format(number=cited.paragraph)]


def _ended(parts: list[str], cited: Reference, messages: Messages) -> str:
    text = ", ".join(part for part in parts if part).rstrip(".") + "."
    if not cited.url:
        return text
    return f"{text} {messages.citing.cite_available.format(url=cited.url)}"
