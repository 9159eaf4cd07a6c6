"""What the bot has sent, as a person sees it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.fakes.bot_api_check import Refused
from tests.fakes.bot_api_html import BrokenHtml, Entity, parse, utf16

Json = dict[str, Any]


@dataclass
class Sent:
    """A message in a chat as a person sees it.

    document: the file's name and content. album: what the photos of one album share.
    """

    chat_id: int
    message_id: int
    text: str
    entities: list[Entity] = field(default_factory=list)
    markup: Json | None = None
    reply_to: int | None = None
    document: tuple[str, bytes] | None = None
    photo: bytes | None = None
    album: str | None = None
    edits: int = 0

    def labels(self) -> list[str]:
        rows = (self.markup or {}).get("inline_keyboard", [])
        return [button["text"] for row in rows for button in row]

    def marked(self, kind: str) -> list[str]:
        """Return the stretches of text with an entity of that kind."""
        raw = self.text.encode("utf-16-le")
        return [
            raw[2 * e.offset : 2 * (e.offset + e.length)].decode("utf-16-le")
            for e in self.entities
            if e.type == kind
        ]


def text_of(parameters: Json, name: str, limit: int) -> tuple[str, list[Entity]]:
    """Return a text or caption and its entities. Raises Refused."""
    raw = parameters.get(name, "")
    if parameters.get("parse_mode") == "HTML":
        try:
            text, entities = parse(raw)
        except BrokenHtml as e:
            raise Refused(f"Bad Request: can't parse entities: {e}") from e
    else:
        text, entities = raw, []
    if name == "text" and not text.strip():
        raise Refused("Bad Request: message text is empty")
    if utf16(text) > limit:
        raise Refused(f"Bad Request: {'message' if name == 'text' else 'caption'} is too long")
    if len(entities) > 100:
        raise Refused("Bad Request: too many entities")
    return text, entities
