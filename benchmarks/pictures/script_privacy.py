"""Conversations about a person's own data and language, and about things that go wrong."""

from __future__ import annotations

from benchmarks.pictures.people import NORA, TOM
from benchmarks.pictures.stage import Stage


async def privacy(stage: Stage) -> None:
    """See what is stored, take it along, change the language, have everything deleted."""
    await stage.say(TOM, "/privacy")
    await stage.say(TOM, "/mydata")
    await stage.say(TOM, "/language")
    await stage.press(TOM, "Deutsch")
    await stage.say(TOM, "/privacy")
    await stage.say(TOM, "/forgetme")
    await stage.press(TOM, "Alles löschen und gehen")


async def errors(stage: Stage) -> None:
    """Write what the bot cannot do anything with."""
    await stage.say(NORA, "🙂🙂")
    await stage.say(NORA, "/frobnicate")
    await stage.say(NORA, "/ask")
    await stage.say(NORA, "why " * 200)
