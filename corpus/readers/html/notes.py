"""Marks that only lead to a note and back: apparatus of the page, not words of its text."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from corpus.readers.html.tree import elements, tag_of, text_of

_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[a-z]|[ivx]{1,5}|[*†‡§]{1,3})[\])]?", re.IGNORECASE)
_BACK = re.compile(r"[\s\u21a9\u21b5\u2191\u2934\u23ce\ufe0e\ufe0f^]+")
_TO_NOTE = re.compile(r"#[\w-]*?(?:ftn|edn|fn|note|cite)(?![\w-]*ref)", re.IGNORECASE)


def is_note_mark(link: HtmlElement) -> bool:
    """Tell whether a link is but the number of a note, or the sign that leads back from one.

    A raised number that is read on with the word before it would make another figure of it.
    """
    target = link.get("href") or ""
    if not target.startswith("#"):
        return False
    text = text_of(link)
    if _BACK.fullmatch(text):
        return True
    if not _MARK.fullmatch(text):
        return False
    parent = link.getparent()
    raised = parent is not None and tag_of(parent) == "sup"
    raised = raised or next(elements(link, "sup"), None) is not None
    noted = link.get("role") == "doc-noteref" or _TO_NOTE.match(target) is not None
    return noted or (raised and "ref" not in target)
