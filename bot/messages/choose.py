"""Which language a person is spoken to in."""

from __future__ import annotations

from bot.messages.catalogue import Messages
from bot.messages.english import ENGLISH
from bot.messages.german import GERMAN

#: By ISO 639-1 code; the first is for everyone whose language is not among them.
MESSAGES: dict[str, Messages] = {"en": ENGLISH, "de": GERMAN}


def messages_for(language_code: str | None) -> Messages:
    """Return the texts for an IETF language tag such as ``de-AT`` (English for any other)."""
    code = (language_code or "").lower().replace("_", "-").partition("-")[0]
    return MESSAGES.get(code, ENGLISH)
