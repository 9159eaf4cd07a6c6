"""Digests and alerts as they arrive, each with the briefings that are new in it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from benchmarks.pictures.newsstand import Newsstand
from benchmarks.pictures.people import ADMIN, KARIN, NORA, TOPIC, TRADE_DESK, private

FEW = ("pacific-five-2026-11-13.eml", "hintergrund-gallium.docx")
MANY = (
    *FEW,
    "brussels-ledger-november.txt",
    "northern-waters-monitor-2026-11.html",
    "brunnenbrief_10_2026-11-05.pdf",
    "fernost-wochenblick-39.txt",
    "energiebrief-energy-letter.md",
    "pressemitteilung-rohstofflager.txt",
)


async def first(stand: Newsstand) -> None:
    """Subscribe in two taps; the first digest comes the next morning, and is looked at."""
    stand.let_in(NORA)
    await stand.say(NORA, "/subscribe")
    await stand.press(NORA, "Weekdays, 7:30")
    await stand.press(NORA, "Berlin")
    await stand.publish(*FEW)
    await stand.at("2026-11-26 07:30:01")
    await stand.press(NORA, "1 · Open")


async def long(stand: Newsstand) -> None:
    """Much is new: folded, on pages."""
    stand.subscribe(KARIN)
    await stand.publish(*MANY)
    await stand.at("2026-11-26 07:30:01", "de")
    await stand.press(KARIN, "Weiter ▶")


async def topical(stand: Newsstand) -> None:
    """Subscribe in words, with topics: they come first, each with its reason."""
    stand.let_in(KARIN)
    await stand.say(KARIN, "/subscribe werktags um halb 8 Europe/Berlin Gallium, Preistreuhänder")
    await stand.publish(*MANY)
    await stand.at("2026-11-26 07:30:01", "de")


async def late(stand: Newsstand) -> None:
    """The bot was off in the morning."""
    stand.subscribe(NORA)
    await stand.publish(*FEW)
    await stand.at("2026-11-26 10:52")


async def merged(stand: Newsstand) -> None:
    """The bot was off for two days."""
    stand.subscribe(NORA)
    await stand.publish(FEW[0])
    await stand.at("2026-11-27 19:00")
    await stand.publish(*FEW)
    await stand.at("2026-11-28 07:30:01")


async def weekly(stand: Newsstand) -> None:
    """Mondays only; the settings, and the end of it with one tap."""
    stand.subscribe(KARIN, at="08:00", days=[1])
    await stand.publish(*MANY[:4])
    await stand.at("2026-11-30 08:00:01", "de")
    await stand.press(KARIN, "Ändern")
    await stand.press(KARIN, "Abbestellen")


async def group(stand: Newsstand) -> None:
    """A digest in the topic of a forum, set up by an admin of it."""
    stand.let_in(NORA)
    await stand.allow(TRADE_DESK, TOPIC)
    words = "/subscribe@briefing_bot 8:00 daily Europe/Berlin gallium"
    await stand.say(NORA, words, chat=TRADE_DESK)
    await stand.publish(*FEW)
    await stand.at("2026-11-26 08:00:01")


async def alert(stand: Newsstand) -> None:
    """Follow a topic and a question; what is new on them is told at once."""
    stand.let_in(KARIN)
    await stand.say(KARIN, "/watch Gallium")
    await stand.say(KARIN, "/watch Wer wird Preistreuhänder für Elektroautos?")
    await stand.publish(*MANY)
    await stand.at("2026-11-25 14:10", "de")
    await stand.press(KARIN, "Was ich verfolge")


async def doubt(stand: Newsstand) -> None:
    """The connection died while a digest was on its way."""
    stand.subscribe(NORA)
    stand.let_in(ADMIN)
    await stand.publish(FEW[0])
    stand.loses_the_next_answer()
    await stand.at("2026-11-26 07:30:01")
    stand.note(private(NORA), "The connection dies while the digest is on its way")
    await stand.publish(*FEW)
    await stand.at("2026-11-27 07:30:01")
    await stand.press(NORA, "Show 26 November 2026")
    await stand.say(ADMIN, "/deliveries")


@dataclass(frozen=True, slots=True)
class Scene:
    """A script, and the samples that are not there yet when it begins."""

    play: Callable[[Newsstand], Awaitable[None]]
    new: tuple[str, ...] = MANY


SCENES = {
    "13_digest_first": Scene(first, FEW),
    "14_digest_long": Scene(long),
    "15_digest_topical": Scene(topical),
    "16_digest_late": Scene(late, FEW),
    "17_digest_merged": Scene(merged, FEW),
    "18_digest_weekly": Scene(weekly),
    "19_digest_group": Scene(group, FEW),
    "20_alert": Scene(alert),
    "21_digest_in_doubt": Scene(doubt, FEW),
}
