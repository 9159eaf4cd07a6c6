"""Characters that are layout rather than text, taken out before the lines are looked at."""

from __future__ import annotations

import re

#: Controls (but tab, line feed, form feed), surrogates, marks of direction, zero-width space,
#: word joiner, byte order mark. Zero-width (non-)joiners stay: they are spelling in some scripts.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff"
    "\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb]"
)
_LINE_END = re.compile("\r\n|[\r\x0b\x85\u2028\u2029]")
#: A soft hyphen that shows stands at a line end; the parser joins the word there.
_HIDDEN_HYPHEN = re.compile("\u00ad+(?![ \t]*\n)")


def clean(text: str) -> str:
    r"""Return ``text`` with ``\n`` line ends and without invisible characters."""
    text = _LINE_END.sub("\n", text)
    return _HIDDEN_HYPHEN.sub("", _INVISIBLE.sub("", text))
