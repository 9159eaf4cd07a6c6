"""What admins do with people, and what they are told."""

from __future__ import annotations

import datetime as dt

from benchmarks.pictures.newsstand import Newsstand
from benchmarks.pictures.people import ADMIN, KARIN, NORA, TOM, TOPIC, TRADE_DESK, Person, private
from benchmarks.pictures.script_digests import Scene
from bot.access import Role
from bot.keeping.alarms import notify, well
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


ADMIN_SCENES = {
    "30_unanswered": Scene(unanswered, ()),
    "31_broadcast": Scene(broadcast, ()),
    "32_audit": Scene(audit, ()),
    "33_alarms": Scene(alarms, ()),
}
