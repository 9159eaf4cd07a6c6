"""Conversations where others are present."""

from __future__ import annotations

from benchmarks.pictures.people import (
    ADMIN,
    KARIN,
    KARIN_AND_EMIL,
    NORA,
    NORA_AND_TOM,
    TOM,
    TRADE_DESK,
)
from benchmarks.pictures.stage import Stage


async def group(stage: Stage) -> None:
    """Ask in a topic of a forum: by command, by mention, by reply; talk past the bot."""
    desk = TRADE_DESK
    await stage.add_bot(desk)
    await stage.press(ADMIN, "Allow")
    await stage.say(TOM, "Does anybody remember who the trustee is?", chat=desk, silent=True)
    await stage.say(NORA, "/ask@briefing_bot who will be price trustee for cars?", chat=desk)
    answer = stage.latest(desk)
    await stage.say(TOM, "and who is her deputy?", chat=desk, reply_to=answer)
    await stage.say(KARIN, "@briefing_bot Mindestpreis für Kompaktwagen", chat=desk)
    await stage.press(KARIN, "Kontext", chat=desk)


async def inline(stage: Stage) -> None:
    """Look for a passage from another chat and post it there."""
    await stage.query(NORA, "", chat=NORA_AND_TOM)
    await stage.query(NORA, "price trustee", chat=NORA_AND_TOM)
    stage.pick(0, chat=NORA_AND_TOM)
    await stage.query(KARIN, "Wasserstoff Korridor Auslastung", chat=KARIN_AND_EMIL)
    stage.pick(0, chat=KARIN_AND_EMIL)
