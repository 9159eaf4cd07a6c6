"""The stable link to a passage: it opens a chat with the bot, which then shows it. Pure."""

from __future__ import annotations

import re

#: What the payload of a link to a passage begins with.
PREFIX = "p_"
_PAYLOAD = re.compile(rf"{PREFIX}([0-9a-f]{{16}})")


def deep_link(username: str, paragraph_id: str) -> str:
    """Return the address under which the bot of that name shows a passage.

    It holds as long as the text stays in its briefing, since the paragraph's id does.
    """
    return f"https://t.me/{username}?start={PREFIX}{paragraph_id}"


def paragraph_of(payload: str) -> str | None:
    """Return the paragraph's id from what ``/start`` was given; None for anything else."""
    found = _PAYLOAD.fullmatch(payload.strip())
    return found[1] if found else None
