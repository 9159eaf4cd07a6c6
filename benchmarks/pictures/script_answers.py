"""Conversations about questions and their answers."""

from __future__ import annotations

from benchmarks.pictures.people import KARIN, NORA
from benchmarks.pictures.stage import Stage


async def english_question(stage: Stage) -> None:
    """Ask in English; see more passages, one in its context, its page."""
    await stage.say(NORA, "Who will be price trustee for electric cars?")
    await stage.press(NORA, "1 · Context")
    await stage.press(NORA, "More passages")


async def german_question(stage: Stage) -> None:
    """Ask in German."""
    await stage.say(KARIN, "/start")
    await stage.say(KARIN, "Wie viele Autos hatte die Tianlu Pioneer an Bord?")
