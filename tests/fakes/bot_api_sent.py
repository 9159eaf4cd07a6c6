"""What the bot has sent, as a person sees it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.fakes.bot_api_html import Entity
from tests.fakes.telegram.calls import Call

Json = dict[str, Any]


@dataclass
class Sent:
    """A message in a chat as a person sees it.

    document: the file's name and content. album: what the photos of one album share. thread: the
    topic of a forum. time: of the server's clock. call: the request that sent it; whether its
    answer reached the bot says ``call.answered``. deleted: by the bot or by somebody else.
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
    thread: int | None = None
    time: float = 0.0
    call: Call | None = None
    deleted: bool = False
    inline_id: str | None = None
    reactions: list[str] = field(default_factory=list)

    def labels(self) -> list[str]:
        """Return what stands on the buttons."""
        return [button["text"] for button in self.buttons()]

    def buttons(self) -> list[Json]:
        """Return the buttons, row by row."""
        return [button for row in (self.markup or {}).get("inline_keyboard", []) for button in row]

    def button(self, label: str) -> Json:
        """Return the button with that label."""
        return next(button for button in self.buttons() if button["text"] == label)

    def marked(self, kind: str) -> list[str]:
        """Return the stretches of text with an entity of that kind."""
        raw = self.text.encode("utf-16-le")
        return [
            raw[2 * e.offset : 2 * (e.offset + e.length)].decode("utf-16-le")
            for e in self.entities
            if e.type == kind
        ]
