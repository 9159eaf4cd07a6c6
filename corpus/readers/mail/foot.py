"""Paragraphs at either end of a plain mail that are about the mailing and not about anything."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.document import Line

_ADDRESS = re.compile(r"<?https?://[^\s<>]+>?")
_RULE = re.compile(r"[\s*_=~#-]*$")
#: Paragraphs at the top among which the offer to read elsewhere stands.
_TOP = 3


def trim_plain(lines: Sequence[Line]) -> list[Line]:
    """Return the lines without the offer to read them elsewhere and the foot of the mailing."""
    from corpus.readers.html.foot import is_view, offers_to_leave, says_foot

    parts = _paragraphs(lines)
    gone: set[int] = set()
    for part in parts[:_TOP]:
        if is_view(Line(_ADDRESS.sub("", " ".join(lines[at].text for at in part)).strip())):
            gone.update(part)
    foot: list[range] = []
    leaving = False
    for part in reversed(parts):
        words = [lines[at].text.strip() for at in part if not _RULE.match(lines[at].text)]
        if words and not says_foot(Line(words[0])):
            break
        leaving = leaving or any(offers_to_leave(Line(line)) for line in words)
        foot.append(part)
    if leaving and len(foot) < len(parts):
        gone.update(range(foot[-1].start, len(lines)))
    return [line for at, line in enumerate(lines) if at not in gone]


def _paragraphs(lines: Sequence[Line]) -> list[range]:
    """Return the lines of each paragraph: those without an empty one between."""
    found: list[range] = []
    for at, line in enumerate(lines):
        if not line.text.strip():
            continue
        if found and found[-1].stop == at:
            found[-1] = range(found[-1].start, at + 1)
        else:
            found.append(range(at, at + 1))
    return found
