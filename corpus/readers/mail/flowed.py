"""Plain text of mails whose lines say where they flow on (``format=flowed``, RFC 3676)."""

from __future__ import annotations

import re

_QUOTED = re.compile(r"(>*)(.*)", re.DOTALL)
_SIGNATURE = "-- "


def unflow(text: str, *, delete_space: bool) -> str:
    """Return ``text`` with each paragraph that flows in one line.

    delete_space: the blank that says that a line flows on is not part of the text (``DelSp``).
    """
    result: list[list[str]] = []
    depth, flows = 0, False
    for line in text.split("\n"):
        match = _QUOTED.fullmatch(line)
        assert match is not None
        quote, words = len(match[1]), match[2]
        words = words.removeprefix(" ")
        fixed = words == _SIGNATURE
        if flows and quote == depth and not fixed:
            result[-1].append(words)
        else:
            result.append([">" * quote + (" " if quote else ""), words])
        depth, flows = quote, words.endswith(" ") and not fixed
        if flows and delete_space:
            result[-1][-1] = words[:-1]
    lines = ("".join(pieces) for pieces in result)
    return "\n".join(line if line == _SIGNATURE else line.rstrip(" ") for line in lines)
