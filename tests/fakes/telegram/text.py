"""Texts as Telegram keeps them: cleaned, trimmed, with entities that lie within."""

from __future__ import annotations

import re
from typing import Any

from tests.fakes.bot_api_html import BrokenHtml, Entity, check_nesting, parse, utf16
from tests.fakes.telegram.links import checked_link
from tests.fakes.telegram.refusals import bad

Json = dict[str, Any]

MOST_TEXT, MOST_CAPTION, _MOST_ENTITIES = 4096, 1024, 100
_KINDS = {
    "mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bold",
    "italic", "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote",
    "code", "pre", "text_link", "text_mention", "custom_emoji", "date_time",
}  # fmt: skip
#: Telegram shows no control characters, and none that turn the direction of the text.
_BLANKED = re.compile(r"[\x00-\x09\x0b-\x1f]")
_DROPPED = re.compile(r"[\r\u2028-\u202e]")


def text_of(parameters: Json, name: str, limit: int) -> tuple[str, list[Entity]]:
    """Return a text or caption (``name``) and its entities. Raises Refused."""
    raw = parameters.get(name, "")
    given = parameters.get("entities" if name != "caption" else "caption_entities")
    mode = parameters.get("parse_mode")
    if mode is not None and given is not None:
        raise bad("parse_mode and entities exclude each other")
    if mode is not None and mode.upper() != "HTML":
        raise bad("unsupported parse_mode")
    try:
        if mode is not None:
            text, entities = parse(raw)
        else:
            text, entities = raw, _given(raw, given or [])
    except BrokenHtml as e:
        raise bad(f"can't parse entities: {e}") from e
    text, entities = _trimmed(*_cleaned(text, entities))
    if name != "caption" and not text:
        raise bad("message text is empty")
    if utf16(text) > limit:
        raise bad("message caption is too long" if name == "caption" else "message is too long")
    if len(entities) > _MOST_ENTITIES:
        raise bad("too many entities")
    return text, entities


def _given(text: str, given: list[Json]) -> list[Entity]:
    """Return entities that were sent beside the text."""
    entities = []
    for item in given:
        kind, offset, length = item["type"], item["offset"], item["length"]
        if kind not in _KINDS or offset < 0 or length < 1 or offset + length > utf16(text):
            raise bad(f"can't parse entity {kind} at {offset}")
        url = item.get("url")
        if kind == "text_link" and checked_link(url or "") is None:
            raise bad(f"can't parse entity: the link {url!r} is no address")
        entities.append(Entity(kind, offset, length, url))
    check_nesting(entities)
    return entities


def _cleaned(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    for found in reversed(list(_DROPPED.finditer(text))):
        text, entities = _cut(text, entities, found.start(), found.end())
    return _BLANKED.sub(" ", text), entities


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    end = len(text.rstrip())
    text, entities = _cut(text, entities, end, len(text))
    return _cut(text, entities, 0, len(text) - len(text.lstrip()))


def _cut(text: str, entities: list[Entity], start: int, end: int) -> tuple[str, list[Entity]]:
    """Take out a stretch of the text, and of the entities what lay there."""
    if start == end:
        return text, entities
    first, last = utf16(text[:start]), utf16(text[:end])

    def moved(position: int) -> int:
        return position - max(0, min(position, last) - first)

    kept = [(e, moved(e.offset), moved(e.offset + e.length)) for e in entities]
    return text[:start] + text[end:], [
        Entity(e.type, begin, stop - begin, e.url) for e, begin, stop in kept if stop > begin
    ]


def found_in(text: str) -> list[Json]:
    """Return the entities that Telegram finds by itself in what people write."""
    kinds = {
        "bot_command": r"(?<![\w/@])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/@])",
        "mention": r"(?<![\w/@])@[A-Za-z0-9_]{4,32}\b",
        "url": r"https?://[^\s<>]+",
    }
    found = [
        {"type": kind, "offset": utf16(text[: m.start()]), "length": utf16(m[0])}
        for kind, pattern in kinds.items()
        for m in re.finditer(pattern, text)
    ]
    return sorted(found, key=lambda entity: int(entity["offset"]))


def entity_json(entity: Entity) -> Json:
    """Return an entity as the Bot API gives it."""
    body: Json = {"type": entity.type, "offset": entity.offset, "length": entity.length}
    if entity.type == "text_mention":
        who = int((entity.url or "").rpartition("=")[2])
        return body | {"user": {"id": who, "is_bot": False, "first_name": "Somebody"}}
    return body | ({"url": entity.url} if entity.url else {})
