"""What notebooks and converters add to Markdown: signs for their own use, taken off the words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_DIV = re.compile(r" {0,3}:{3,}[^:]*:*\s*$")
_ASIDE = re.compile(
    r"\s*</?(?:aside|details|summary|figure|section|article)\b[^<>]{0,200}>\s*$", re.IGNORECASE
)
_CALLOUT = re.compile(r"(\s*>[\s>]*)\[![\w-]{1,30}\][+-]?\s*(.*)$")
_ATTRIBUTES = re.compile(r"(#.*?|.*\S)\s*\{\s*[#.][\w.#=\" -]{1,100}\}\s*$")
_ANCHOR = re.compile(r"\s+\^[A-Za-z0-9-]{1,40}$")
_REMARK = re.compile(r"%%.*?%%", re.DOTALL)
_EMBED = re.compile(r"\s*!\[\[[^\[\]]{1,300}\]\]\s*$")
_PICTURE = re.compile(r"\s*!\[[^\[\]]{0,300}\]\([^()]{0,1000}\)\s*(?:\{[^{}]{0,100}\})?\s*$")
_WIKI = re.compile(r"!?\[\[(?:[^\[\]|]{1,300}\|)?([^\[\]|]{1,300})\]\]")
_MARKED = re.compile(r"==(?=\S)([^=]{1,500})(?<=\S)==")
_CHECKED = re.compile(r"(\s*(?:>\s*)*[*+-]\s+)\[[ xX]\]\s+")
_NOTE = re.compile(r" {0,3}\[\^([^\[\]\s]{1,60})\]:\s+(.*)$")
_NOTE_MARK = re.compile(r"(?<=\S)\[\^[^\[\]\s]{1,60}\]")
#: A remark that is longer is perhaps two signs of something else.
_LONGEST_REMARK = 5_000


def plain_markdown(text: str) -> str:
    """Return Markdown without the signs of Obsidian, Notion and Pandoc; its words stay."""
    text = _REMARK.sub(lambda m: "" if len(m[0]) <= _LONGEST_REMARK else m[0], text)
    return "\n".join(_lines(text.split("\n")))


def _lines(lines: Sequence[str]) -> Iterator[str]:
    fence = ""
    for line in lines:
        mark = line.lstrip()[:3]
        if mark in {"```", "~~~"} and fence in {"", mark}:
            fence = "" if fence else mark
        yield from [line] if fence else _plain(line)


def _plain(line: str) -> Iterator[str]:
    if _DIV.match(line) or _ASIDE.match(line) or _EMBED.match(line) or _PICTURE.match(line):
        yield ""
        return
    callout = _CALLOUT.match(line)
    if callout:
        # its title is a line of its own above the words that are set off
        yield f"{callout[1]}{callout[2]}"
        yield callout[1].rstrip()
        return
    note = _NOTE.match(line)
    if note:
        yield f"[{note[1]}] {note[2]}"
        return
    line = _CHECKED.sub(r"\1", line)
    line = _MARKED.sub(r"\1", _WIKI.sub(r"\1", _ANCHOR.sub("", line)))
    attributes = _ATTRIBUTES.match(line) if line.lstrip().startswith("#") else None
    yield _NOTE_MARK.sub("", attributes[1] if attributes else line)
