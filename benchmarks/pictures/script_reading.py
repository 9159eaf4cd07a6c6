"""Conversations about reading: timelines, browsing, citing, links."""

from __future__ import annotations

from benchmarks.pictures.people import KARIN, NORA, private
from benchmarks.pictures.stage import Stage


async def timeline(stage: Stage) -> None:
    """See how a topic came up over time, with its chart."""
    await stage.say(KARIN, "/timeline Gallium")
    await stage.say(NORA, "/timeline car carriers")
    await stage.say(NORA, "/timeline quantum computing")


async def browsing(stage: Stage) -> None:
    """Browse: the newest, a series by month, a briefing, its outline."""
    await stage.say(NORA, "/latest")
    await stage.say(NORA, "/briefings")
    await stage.press(NORA, "Pacific Five (3)")
    await stage.say(NORA, "/briefing Northern Waters November")
    await stage.press(NORA, "Outline")
    await stage.say(KARIN, "/briefing Brunnenbrief")


async def citing(stage: Stage) -> None:
    """Copy a citation, take it as a file, follow a link, follow one that leads nowhere."""
    await stage.say(KARIN, "Wer prüft die Satellitendaten in Sambia?")
    await stage.press(KARIN, "Zitieren")
    await stage.press(KARIN, "BibTeX")
    await stage.press(KARIN, "Kontext")
    await stage.press(KARIN, "Verlinken")
    await stage.follow(NORA)
    stage.note(private(NORA), "The briefing is taken out of the archive.")
    stage.take_away("brunnenbrief_10_2026-11-05.pdf")
    await stage.follow(NORA)
