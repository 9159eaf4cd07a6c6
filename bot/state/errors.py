"""What can go wrong with the bot's own database."""

from __future__ import annotations


class StateError(Exception):
    """The bot's database cannot be opened; the message says what to do."""
