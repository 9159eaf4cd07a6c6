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
    """A chat as one person sees it; a private one bears that person's id."""

    id: int
    title: str
    subtitle: str
    viewer: Person

    @property
    def private(self) -> bool:
        """Whether nobody else writes here."""
        return self.id > 0

    @property
    def kind(self) -> str:
        """What Telegram calls it."""
        return "private" if self.private else "supergroup"


def private(person: Person) -> Chat:
    """Return the chat of a person with the bot."""
    return Chat(person.id, "Briefing Bot", f"{person.name} · {person.language}", person)


ADMIN = Person(7, "Ada")
#: An admin, too.
CARLA = Person(8, "Carla", "de")
KARIN = Person(21, "Karin", "de")
EMIL = Person(22, "Emil", "de")
NORA = Person(23, "Nora")
TOM = Person(24, "Tom")
GUEST = Person(25, "Ines")
#: Let in before the first conversation begins.
READERS = (KARIN, NORA, TOM)
TOPIC = "China and the EU"
TRADE_DESK = Chat(-1001200300400, "Trade Desk", f"{NORA.name} · topic {TOPIC}", NORA)
#: Chats that the bot is not in; inline results are posted there.
NORA_AND_TOM = Chat(901, "Tom", f"{NORA.name} · {NORA.language}", NORA)
KARIN_AND_EMIL = Chat(902, "Emil", f"{KARIN.name} · {KARIN.language}", KARIN)
