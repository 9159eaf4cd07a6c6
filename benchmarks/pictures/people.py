"""Who takes part in the conversations, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a phone; ``language`` as Telegram gives it."""

    id: int
    name: str
    language: str = "en"

    def as_json(self) -> Json:
        """Return the person as the Bot API does."""
        return {
            "id": self.id,
            "is_bot": False,
            "first_name": self.name,
            "language_code": self.language,
        }


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat: a private one bears its person's id; ``thread`` is a topic of a forum."""

    id: int
    title: str
    subtitle: str
    thread: int | None = None

    @property
    def private(self) -> bool:
        """Whether only one person writes here."""
        return self.id > 0


def private(person: Person) -> Chat:
    """Return the chat of a person with the bot."""
    return Chat(person.id, "Briefing Bot", f"{person.name} · {person.language}")


ADMIN = Person(7, "Ada", "en")
KARIN = Person(21, "Karin", "de")
EMIL = Person(22, "Emil", "de")
NORA = Person(23, "Nora", "en")
TOM = Person(24, "Tom", "en")
READERS = (KARIN, EMIL, NORA, TOM)
TRADE_DESK = Chat(-1001200300400, "Trade Desk", "topic: China and the EU", thread=77)
