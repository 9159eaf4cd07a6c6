"""Conversations about questions and their answers."""

from __future__ import annotations

from benchmarks.pictures.people import ADMIN, EMIL, KARIN, NORA, TOM
from benchmarks.pictures.stage import Stage


async def first_contact(stage: Stage) -> None:
    """A stranger writes in German, is let in by an admin and asks a first question."""
    stage.watch(ADMIN)
    await stage.say(EMIL, "Wie viele Autos hatte die Tianlu Pioneer an Bord?")
    await stage.press(EMIL, "Zugang erbitten")
    await stage.press(ADMIN, "Let in")
    await stage.say(EMIL, "/help")
    await stage.say(EMIL, "Wie viele Autos hatte die Tianlu Pioneer an Bord?")


async def passages(stage: Stage) -> None:
    """Ask in English; see more passages, one in its context, and its page."""
    await stage.say(NORA, "Who checks the satellite data in Zambia?")
    await stage.press(NORA, "Page")
    await stage.press(NORA, "More passages")
    await stage.press(NORA, "4 · Context")


async def follow_up(stage: Stage) -> None:
    """Go on asking, in German and in English; ask one of them as a new question."""
    await stage.say(KARIN, "Wie hoch war die Auslastung der Autowerke in Haisong?")
    await stage.say(KARIN, "und im zweiten Quartal?")
    await stage.press(KARIN, "Als neue Frage stellen")
    asked = await stage.say(NORA, "gallium export licences since September")
    await stage.say(NORA, "what about the EU?")
    await stage.edit(NORA, asked, "germanium export licences since October")


async def not_covered(stage: Stage) -> None:
    """Ask what no briefing covers; ask to be told; say what one thinks of an answer."""
    await stage.say(TOM, "What is the capital of Australia?")
    await stage.press(TOM, "Tell me when a briefing covers this")
    await stage.say(KARIN, "Wer gewann die Fußball-WM 1954?")
    await stage.press(KARIN, "Bescheid geben, wenn es dazu etwas gibt")
    await stage.press(KARIN, "Rückgängig")
    await stage.say(KARIN, "Wer wird Preistreuhänder für Elektroautos?")
    await stage.press(KARIN, "Hilfreich")
    await stage.say(TOM, "When does the price trustee start?")
    await stage.press(TOM, "Not right")
    await stage.press(TOM, "Wrong source")
