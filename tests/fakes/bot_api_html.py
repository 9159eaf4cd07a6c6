"""Telegram's HTML, read as strictly as Telegram reads it, and stricter where it only drops things.

The real server drops attributes that it does not know, and entities that stand where they may
not; here both are refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from tests.fakes.telegram.links import checked_link

_KINDS = {
    "a": "text_link", "b": "bold", "strong": "bold", "i": "italic", "em": "italic",
    "u": "underline", "ins": "underline", "s": "strikethrough", "strike": "strikethrough",
    "del": "strikethrough", "code": "code", "pre": "pre", "span": "spoiler",
    "tg-spoiler": "spoiler", "tg-emoji": "custom_emoji", "blockquote": "blockquote",
}  # fmt: skip
_ATTRIBUTES = {"a": "href", "blockquote": "expandable", "span": "class", "code": "class",
               "tg-emoji": "emoji-id"}  # fmt: skip
_TAG = re.compile(r"<(/?)([^\s>]*)((?:\"[^\"]*\"|'[^']*'|[^\"'>])*)(>?)")
_ATTRIBUTE = re.compile(r"\s*([^\s=>]+)\s*(?:=\s*(?:\"([^\"]*)\"|'([^']*)'|([\w.-]+)))?")
_REFERENCE = re.compile(r"&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|(lt|gt|amp|quot));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
#: Of these, one cannot stand in another.
_ALONE = {"text_link", "text_mention", "custom_emoji", "code", "pre"}
_QUOTES = {"blockquote", "expandable_blockquote"}


class BrokenHtml(Exception):  # noqa: N818 (what the server says)
    """What the Bot API answers after "can't parse entities"."""


@dataclass(frozen=True)
class Entity:
    """``text`` of a message between offset and offset + length, in UTF-16 code units."""

    type: str
    offset: int
    length: int
    url: str | None = None


@dataclass(frozen=True)
class _Open:
    """A tag that is not closed yet: its name, what its attribute says, where it began."""

    name: str
    argument: str
    offset: int


def utf16(text: str) -> int:
    """Return the length as Telegram counts it."""
    return len(text.encode("utf-16-le")) // 2


def parse(html: str) -> tuple[str, list[Entity]]:
    """Return the visible text and its entities. Raises BrokenHtml."""
    text = ""
    entities: list[Entity] = []
    stack: list[_Open] = []
    position = 0
    while (start := html.find("<", position)) >= 0:
        text += _decoded(html[position:start])
        tag = _TAG.match(html, start)
        assert tag is not None
        place = f"at byte offset {len(html[:start].encode())}"
        closing, name, attributes, end = tag.groups()
        position = tag.end()
        if closing:
            entities += _close(stack, name, text, place, whole=bool(end))
        else:
            stack.append(_opened(name.lower(), attributes, utf16(text), place, whole=bool(end)))
    if stack:
        raise BrokenHtml(f'Can\'t find end tag corresponding to start tag "{stack[-1].name}"')
    check_nesting(entities)
    return text + _decoded(html[position:]), sorted(entities, key=lambda e: (e.offset, -e.length))


def _decoded(text: str) -> str:
    return _REFERENCE.sub(_character, text)


def _character(found: re.Match[str]) -> str:
    decimal, hexadecimal, name = found.groups()
    if name:
        return _NAMED[name]
    code = int(decimal) if decimal else int(hexadecimal, base=16)
    return chr(code) if 0 < code < 0x10FFFF and not 0xD800 <= code < 0xE000 else found[0]


def _opened(name: str, attributes: str, offset: int, place: str, *, whole: bool) -> _Open:
    if name not in _KINDS:
        raise BrokenHtml(f'Unsupported start tag "{name}" {place}')
    if not whole:
        raise BrokenHtml(f'Unclosed start tag "{name}" {place}')
    argument = ""
    rest = attributes.strip()
    while rest:
        attribute = _ATTRIBUTE.match(rest)
        if not attribute:
            raise BrokenHtml(f'Empty attribute name in the tag "{name}" {place}')
        if attribute[1].lower() != _ATTRIBUTES.get(name):
            raise BrokenHtml(f'Unsupported attribute "{attribute[1]}" of the tag "{name}" {place}')
        values = [value for value in attribute.groups()[1:] if value is not None]
        argument = unescape(values[0]) if values else "1"
        rest = rest[attribute.end() :].strip()
    if name == "span" and argument != "tg-spoiler":
        raise BrokenHtml(f'Tag "span" must have class "tg-spoiler" {place}')
    if name == "tg-emoji" and not argument.isdecimal():
        raise BrokenHtml(f"Invalid custom emoji identifier specified {place}")
    return _Open(name, argument, offset)


def _close(stack: list[_Open], name: str, text: str, place: str, *, whole: bool) -> list[Entity]:
    if not stack:
        raise BrokenHtml(f"Unexpected end tag {place}")
    if not whole:
        raise BrokenHtml(f"Unclosed end tag {place}")
    opened = stack.pop()
    if name.lower() != opened.name:
        raise BrokenHtml(
            f'Unmatched end tag {place}, expected "</{opened.name}>", found "</{name}>"'
        )
    length = utf16(text) - opened.offset
    return _entities(opened, length, text) if length else []


def _entities(opened: _Open, length: int, text: str) -> list[Entity]:
    kind, url = _KINDS[opened.name], None
    if opened.name == "a":
        begun = text.encode("utf-16-le")[2 * opened.offset :].decode("utf-16-le")
        url = checked_link(opened.argument or begun)
        if url is None:
            return []  # the text stays, the link does not
        if url.startswith("tg://user?id="):
            kind = "text_mention"
    if opened.name == "blockquote" and opened.argument:
        kind = "expandable_blockquote"
    return [Entity(kind, opened.offset, length, url)]


def check_nesting(entities: list[Entity]) -> None:
    """Refuse entities that may not contain each other, or overlap. Raises BrokenHtml."""
    for inner in entities:
        for outer in entities:
            if inner is outer or not _meet(inner, outer):
                continue
            if not (_contains(outer, inner) or _contains(inner, outer)):
                raise BrokenHtml(f"Entities {outer.type} and {inner.type} overlap")
            if not (_allowed(outer, inner) or _allowed(inner, outer)):
                raise BrokenHtml(f"Entity {inner.type} can't be nested in {outer.type}")


def _allowed(outer: Entity, inner: Entity) -> bool:
    return _contains(outer, inner) and _may_contain(outer, inner)


def _may_contain(outer: Entity, inner: Entity) -> bool:
    if {outer.type, inner.type} == {"pre", "code"}:
        return _contains(inner, outer)  # how HTML says in which language a program is
    if outer.type in _QUOTES:
        return inner.type not in _QUOTES
    if outer.type in {"code", "pre"}:
        return _contains(inner, outer) and inner.type in _QUOTES
    if inner.type in {"code", "pre"}:
        return False
    return outer.type not in _ALONE or inner.type not in _ALONE | _QUOTES


def _meet(one: Entity, other: Entity) -> bool:
    return one.offset < other.offset + other.length and other.offset < one.offset + one.length


def _contains(outer: Entity, inner: Entity) -> bool:
    return (
        outer.offset <= inner.offset and inner.offset + inner.length <= outer.offset + outer.length
    )
