"""What admins see in figures: the bot's state, its use, what it holds, how good it is."""

from __future__ import annotations

from benchmarks.pictures.people import ADMIN, CARLA
from benchmarks.pictures.stage import Stage


async def status(stage: Stage) -> None:
    """See how the bot is, in both languages; see it again a moment later."""
    await stage.say(ADMIN, "/status")
    await stage.press(ADMIN, "Refresh")
    await stage.say(CARLA, "/status")


async def stats(stage: Stage) -> None:
    """See how it is used: of nothing a sentence, then a month, then a quarter in German."""
    await stage.say(ADMIN, "/stats 1")
    stage.make_use()
    await stage.say(ADMIN, "/stats")
    await stage.say(CARLA, "/stats 90")
    await stage.say(CARLA, "/stats viele")


async def coverage(stage: Stage) -> None:
    """See what there is; and what of years of issues is missing."""
    await stage.say(ADMIN, "/coverage")
    stage.make_issues()
    await stage.say(CARLA, "/coverage")
    await stage.press(CARLA, "Früher")


async def evaluation(stage: Stage) -> None:
    """Measure the index twice, the second time in German."""
    for person in (ADMIN, CARLA):
        await stage.say(person, "/eval")
        await stage.until_changed(person)
