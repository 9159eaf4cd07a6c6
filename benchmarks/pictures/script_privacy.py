"""Conversations about a person's own data and language, and about things that go wrong."""

from __future__ import annotations

from benchmarks.pictures.people import ADMIN, GUEST, KARIN, NORA, TOM
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
    """Write what the bot cannot do anything with; a question that reaches it late."""
    await stage.say(NORA, "🙂🙂")
    await stage.say(NORA, "/frobnicate")
    await stage.say(NORA, "/ask")
    await stage.say(NORA, "/timeline")
    await stage.say(NORA, "/briefing Harbour Gazette")
    await stage.say(NORA, "Quelle est la capitale de la Norvège ?")
    await stage.say(KARIN, "Pegel Kaub im November", ago=7200)
    await stage.say(KARIN, "/sources Brunnenbrief September")
    await stage.say(KARIN, "/status")


async def administration(stage: Stage) -> None:
    """Invite somebody, look who has access, take it away."""
    await stage.say(ADMIN, "/invite")
    await stage.follow(GUEST)
    await stage.say(ADMIN, "/people")
    await stage.press(ADMIN, f"{GUEST.name} · reader")
    await stage.press(ADMIN, "Take access away")
    await stage.say(GUEST, "What about gallium?")
    await stage.say(ADMIN, "/groups")
