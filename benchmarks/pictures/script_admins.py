"""What admins do with people, and what they are told."""

from __future__ import annotations

import datetime as dt

from benchmarks.pictures.newsstand import Newsstand
from benchmarks.pictures.people import ADMIN, KARIN, NORA, TOM, TOPIC, TRADE_DESK, Person, private
from benchmarks.pictures.script_digests import Scene
from bot.access import Role
from bot.evaluating import Direction, Evaluation
from bot.keeping.alarms import notify, well
from bot.reindexing.report import Outcome, Report, Stage, Step
from bot.state.alarms import Kind

#: What nobody finds in the samples.
_ASKED = (
    (NORA, "who pays for the port of Norve?"),
    (TOM, "Norve port, who pays for it"),
    (KARIN, "Wer bezahlt den Hafen von Norve?"),
    (TOM, "average age of Tianlu's captains"),
    (KARIN, "Umsatz von Veldmeer in Euro"),
    (NORA, "when does the zeppelin leave"),
)


def _second_admin(stand: Newsstand) -> Person:
    """Make somebody with a German phone an admin, too."""
    stand.let_in(KARIN)
    now = dt.datetime.now(dt.UTC)
    stand.state.change_role(KARIN.id, Role.ADMIN, by=ADMIN.id, now=now)
    return KARIN


async def unanswered(stand: Newsstand) -> None:
    """See what readers asked in vain, take it along."""
    admin = _second_admin(stand)
    for person in (NORA, TOM):
        stand.let_in(person)
    for person, question in _ASKED:
        await stand.say(person, question)
    stand.begin()
    await stand.say(ADMIN, "/unanswered")
    await stand.press(ADMIN, "Export (CSV)")
    await stand.press(ADMIN, "Make evaluation questions")
    await stand.say(admin, "/unanswered 7")
    await stand.press(admin, "Prüffragen erstellen")


async def broadcast(stand: Newsstand) -> None:
    """Write to everybody: seen first, widened, sent, and counted."""
    admin = _second_admin(stand)
    for person in (NORA, TOM):
        stand.let_in(person)
    await stand.allow(TRADE_DESK, TOPIC)
    await stand.say(ADMIN, "/broadcast")
    await stand.say(ADMIN, "On Friday from 14:00 I will be away for an hour. Please ask before.")
    await stand.press(ADMIN, "Also to groups")
    await stand.press(ADMIN, "Send to 4 chats")
    stand.blocks(TOM)
    await stand.herald()
    await stand.say(admin, "/broadcast Neue Reihe: Brunnenbrief.")
    await stand.press(admin, "Abbrechen")


async def audit(stand: Newsstand) -> None:
    """See who changed what."""
    admin = _second_admin(stand)
    stand.let_in(NORA)
    await stand.say(ADMIN, "/invite")
    await stand.press(ADMIN, "Withdraw")
    await stand.say(ADMIN, f"/revoke {NORA.id}")
    await stand.say(admin, "/users nora")
    await stand.press(admin, "Nora · Zugang entzogen")
    await stand.press(admin, "Wieder zulassen")
    await stand.say(ADMIN, "/audit")
    await stand.say(admin, "/audit")


async def alarms(stand: Newsstand) -> None:
    """Something breaks, and is well again."""
    admin = _second_admin(stand)
    now = dt.datetime.now(dt.UTC)
    hour = dt.timedelta(hours=1)
    for kind, text in (
        (Kind.DISK, "812 MB (2%)"),
        (Kind.SECOND, ""),
        (Kind.HUNG, "an update has not got on for 312 s"),
        (Kind.QUEUE, ""),
        (Kind.INDEX, "IndexMissing"),
        (Kind.READING, "3 of 12 files"),
    ):
        notify(stand.state, kind, text, now=now - hour)
    notify(stand.state, Kind.TELEGRAM, now=now - hour)
    well(stand.state, Kind.TELEGRAM, now=now - hour / 2)
    await stand.lookout()
    stand.note(private(admin), "Later")
    for kind in Kind:
        well(stand.state, kind, now=now - hour / 4)
    await stand.lookout(later=2 * hour)


_LANTERNS = """# Lantern Letter

7 November 2026

## Harbour

The lantern council has ordered 4,711 new lamps for the harbour of Norve, to be lit at Christmas.

They burn for nine years and may be seen from the outer islands.
"""


_MAIL = """Von: Brunnenbrief <post@brunnen.example>
Betreff: Brunnenbrief 12: Neue Pumpen
Datum: Do, 5. Nov. 2026 07:30

PUMPEN

Der Rat von Norve hat 14 neue Pumpen für die Brunnen der Unterstadt bestellt. Sie kosten 3,2
Millionen Kronen und sollen vor dem ersten Frost laufen, teilte der Rat am Donnerstag mit.

PREISE

Wasser wird im Januar um vier Prozent teurer, sagte die Stadtwerkeleiterin. Häuser mit eigenem
Brunnen sind ausgenommen.
"""


def _figures(right: float, false: float) -> str:
    row = Direction("all", 94, right, right + 0.11, right + 0.04, right + 0.05, 0.0)
    return Evaluation("g", (row,), (), 36, false, 0.5, 0, 0.02, 0.04).to_json()


async def reindexing(stand: Newsstand) -> None:
    """Have the index made anew: how far it is, what came of it, and one that is held back."""
    admin = _second_admin(stand)
    await stand.say(ADMIN, "/reindex full")
    some, more = Step(Stage.ENCODING, 5_080, 11_840), Step(Stage.ENCODING, 5_120, 11_840)
    await stand.reindex(ADMIN, some, more)
    await stand.say(admin, "/reindex model intfloat/multilingual-e5-small")
    held = Report(
        Outcome.HELD,
        seconds=1_930,
        model="intfloat/multilingual-e5-small",
        briefings=1_204,
        paragraphs=20_512,
        added=("2026/letter-40.pdf",),
        counts={"added": 1, "unreadable": 1},
        unreadable={
            "2025/scan.pdf": "has no text on any of its 12 pages: scanned? nothing could be"
            " recognised on them; look at them yourself"
        },
        languages={"de": 15_384, "en": 5_128},
        before=_figures(0.81, 0.14),
        after=_figures(0.74, 0.31),
    )
    await stand.reindex(admin, end=held)
    await stand.say(ADMIN, "/rollback")


async def uploading(stand: Newsstand) -> None:
    """Send a briefing, correct it, publish it; send one that cannot be read; take one out."""
    admin = _second_admin(stand)
    await stand.send(ADMIN, "lantern-letter.md", _LANTERNS.encode())
    await stand.press(ADMIN, "Title")
    await stand.say(ADMIN, "4,711 lamps for Norve")
    await stand.press(ADMIN, "Publish")
    await stand.reindex(ADMIN)
    await stand.send(admin, "scan.pdf", b"%PDF-1.4 cut off")
    await stand.say(admin, "/briefing Energiebrief")
    await stand.press(admin, "Herausnehmen")
    await stand.press(admin, "Herausnehmen")
    await stand.forward(admin, _MAIL)


ADMIN_SCENES = {
    "34_reindexing": Scene(reindexing, ()),
    "35_uploading": Scene(uploading, ()),
    "30_unanswered": Scene(unanswered, ()),
    "31_broadcast": Scene(broadcast, ()),
    "32_audit": Scene(audit, ()),
    "33_alarms": Scene(alarms, ()),
}
