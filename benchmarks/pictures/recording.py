"""From what the fake Bot API server saw to the records that are drawn. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from benchmarks.pictures.records import Button, Mark, Message, Quoted, Result, Results, Words
from tests.fakes.bot_api_html import Entity
from tests.fakes.bot_api_sent import Sent
from tests.fakes.telegram.queries import InlineAnswer
from tests.fakes.telegram.text import MOST_TEXT, text_of

Json = dict[str, Any]
#: What phones make a link of by themselves.
_LINKS = re.compile(r"(?P<bot_command>(?<!\S)/[a-z_]+(?:@\w+)?)|(?P<mention>(?<!\w)@\w{5,})"
                    r"|(?P<url>https?://[^\s)]+|\bt\.me/\S+)")  # fmt: skip


def words(text: str, entities: Sequence[Entity] = ()) -> Words:
    """Return a text and its entities, which count in UTF-16 units, as characters."""
    raw = text.encode("utf-16-le")

    def character(units: int) -> int:
        return len(raw[: 2 * units].decode("utf-16-le", errors="replace"))

    marks = [Mark(e.type, character(e.offset), character(e.offset + e.length)) for e in entities]
    links = [Mark(link.lastgroup or "url", *link.span()) for link in _LINKS.finditer(text)]
    return Words(text, (*marks, *links))


def message(album: Sequence[Sent], *, time: str, name: str = "", edited: str = "") -> Message:
    """Return a message of the bot's; more than one are the photos of an album."""
    first = album[0]
    document = first.document
    return Message(
        words(first.text, first.entities),
        time,
        name=name,
        keyboard=keyboard(first.markup),
        photos=tuple(sent.photo for sent in album if sent.photo is not None),
        file=(document[0], len(document[1])) if document else None,
        edited=edited,
    )


def keyboard(markup: Json | None) -> tuple[tuple[Button, ...], ...]:
    """Return the rows of buttons."""
    rows = (markup or {}).get("inline_keyboard", [])
    return tuple(tuple(Button(button["text"]) for button in row) for row in rows)


def quoted(who: str, text: str) -> Quoted:
    """Return how a reply shows the message that it replies to."""
    return Quoted(who, " ".join(text.split()))


def results(query: str, answer: InlineAnswer) -> Results:
    """Return the list that the answer to an inline query shows."""
    found = tuple(
        Result(result.get("title", ""), result.get("description", "")) for result in answer.results
    )
    return Results(query, found, (answer.button or {}).get("text", ""))


def posted(result: Json) -> tuple[Words, tuple[tuple[Button, ...], ...]]:
    """Return what appears in the chat when somebody picks an inline result."""
    text, entities = text_of(result["input_message_content"], "message_text", MOST_TEXT)
    return words(text, entities), keyboard(result.get("reply_markup"))
