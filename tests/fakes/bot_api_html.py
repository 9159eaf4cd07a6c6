"""Telegram's HTML, read as strictly as Telegram reads it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

_TAGS = {
    "a", "b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "code", "pre", "span",
    "blockquote", "tg-spoiler", "tg-emoji",
}  # fmt: skip
_TOKEN = re.compile(
    r"<(/?)([A-Za-z][A-Za-z0-9-]*)((?:\s[^<>]*)?)>|&(lt|gt|amp|quot|#\d+|#x[\da-f]+);|(<)"
)
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}


class BrokenHtml(Exception):  # noqa: N818 (what the server says)
    """What the Bot API answers after "can't parse entities"."""


@dataclass(frozen=True)
class Entity:
    """``text`` of a message between offset and offset + length, in UTF-16 code units."""

    type: str
    offset: int
    length: int
    url: str | None = None


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def parse(html: str) -> tuple[str, list[Entity]]:
    """Return the visible text and its entities. Raises BrokenHtml."""
    text = ""
    entities: list[Entity] = []
    stack: list[tuple[str, str, int]] = []
    position = 0
    for token in _TOKEN.finditer(html):
        text += html[position : token.start()]
        position = token.end()
        closing, name, attributes, reference, stray = token.groups()
        if stray:
            raise BrokenHtml(f"Unsupported start tag at byte offset {token.start()}")
        if reference:
            text += _character(reference)
        elif closing:
            entities += _close(stack, name.lower(), text)
        else:
            _check_tag(name.lower(), attributes, stack)
            stack.append((name.lower(), attributes, utf16(text)))
    if stack:
        raise BrokenHtml(f'Can\'t find end tag corresponding to start tag "{stack[-1][0]}"')
    return text + html[position:], entities


def _character(reference: str) -> str:
    if reference.startswith("#x"):
        return chr(int(reference.removeprefix("#x"), base=16))
    return chr(int(reference[1:])) if reference.startswith("#") else _NAMED[reference]


def _check_tag(name: str, attributes: str, stack: list[tuple[str, str, int]]) -> None:
    if name not in _TAGS:
        raise BrokenHtml(f'Unsupported start tag "{name}"')
    if name == "blockquote" and any(outer == "blockquote" for outer, _, _ in stack):
        raise BrokenHtml("Blockquotes can't be nested")
    if attributes.strip() and name not in {"a", "blockquote", "span", "code", "tg-emoji"}:
        raise BrokenHtml(f'Unsupported attribute of "{name}"')


def _close(stack: list[tuple[str, str, int]], name: str, text: str) -> list[Entity]:
    if not stack or stack[-1][0] != name:
        raise BrokenHtml(f'Unmatched end tag "{name}"')
    _, attributes, start = stack.pop()
    length = utf16(text) - start
    url = re.search(r'href="([^"]*)"', attributes)
    kind = {"a": "text_link", "b": "bold", "i": "italic"}.get(name, name)
    if kind == "blockquote" and "expandable" in attributes:
        kind = "expandable_blockquote"
    address = unescape(url.group(1)) if url else None
    return [Entity(kind, start, length, address)] if length else []
