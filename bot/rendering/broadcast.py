"""What an admin writes to everybody, as each gets it: their own words in their own format. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from telegram import MessageEntity

from bot.messages.catalogue import Messages
from bot.richtext import MAX_ENTITIES, MAX_UNITS, units, visible

Json = dict[str, Any]

#: What an author chooses; addresses, mentions and commands are found by Telegram itself, and a
#: bot's own emoji may not be sent by every bot.
_KEPT = frozenset(
    {
        MessageEntity.BOLD,
        MessageEntity.ITALIC,
        MessageEntity.UNDERLINE,
        MessageEntity.STRIKETHROUGH,
        MessageEntity.SPOILER,
        MessageEntity.CODE,
        MessageEntity.PRE,
        MessageEntity.TEXT_LINK,
        MessageEntity.BLOCKQUOTE,
        MessageEntity.EXPANDABLE_BLOCKQUOTE,
    }
)
#: UTF-16 units of a broadcast: the rest of a message says who sends it.
MOST_UNITS = MAX_UNITS - 400
#: Of the name of whoever runs the bot.
_NAME = 120
#: Formats of a broadcast: two are ours.
MOST_FORMATS = MAX_ENTITIES - 2


@dataclass(frozen=True, slots=True)
class Notice:
    """A text with its formats, as the Bot API takes them: offsets in UTF-16 units."""

    text: str
    entities: tuple[Json, ...] = ()


def behind(text: str, entities: Iterable[Json], start: int) -> Notice:
    """Return what stands from a place of a text on, with its formats; no blanks around it."""
    body = text[start:].strip()
    first = text.index(body, start) if body else len(text)
    begin = units(text[:first])
    end = begin + units(body)
    kept = []
    for entity in entities:
        left = max(int(entity["offset"]), begin)
        right = min(int(entity["offset"]) + int(entity["length"]), end)
        if entity["type"] in _KEPT and left < right:
            kept.append({**entity, "offset": left - begin, "length": right - left})
    return Notice(body, tuple(kept))


def notice(
    text: str, entities: Sequence[Json], operator: str, messages: Messages, *, before: str = ""
) -> Notice:
    """Return what somebody gets: who writes, and the words.

    operator: who runs the bot; may be empty. before: what stands above all of it.
    """
    texts = messages.broadcasting
    name = visible(" ".join(operator.split()))[:_NAME]
    head = texts.head_of.format(operator=name) if name else texts.head
    above = f"{before}\n\n" if before else ""
    shift = units(f"{above}{head}\n\n")
    bold = {"type": MessageEntity.BOLD, "offset": units(above), "length": units(head)}
    moved = ({**entity, "offset": int(entity["offset"]) + shift} for entity in entities)
    return Notice(f"{above}{head}\n\n{text}", (bold, *moved))


def to_entities(given: Iterable[Json]) -> list[MessageEntity]:
    """Return formats as the library takes them."""
    return [MessageEntity.de_json(dict(entity), None) for entity in given]
