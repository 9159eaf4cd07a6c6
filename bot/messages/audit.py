"""What is said about what admins did."""

from __future__ import annotations

from dataclasses import dataclass

from bot.messages.plural import Plural
from bot.state.audit import Action


@dataclass(frozen=True, slots=True)
class AuditTexts:
    """The texts of one language; what was done has the name of its action."""

    command_audit: str
    usage: str
    title: str
    none: str
    kept: Plural
    somebody: str
    somebody_else: str
    some_group: str
    other: str
    let_in: str
    came_in: str
    declined: str
    made_admin: str
    made_reader: str
    revoked: str
    invited_reader: str
    invited_admin: str
    withdrawn: str
    allowed: str
    refused: str
    digest_set: str
    digest_ended: str
    broadcast: Plural
    broadcast_stopped: str
    reindexed: str
    promoted: str
    rolled_back: str
    uploaded: str
    replaced: str
    removed: str

    def sentence(self, action: str) -> str | Plural:
        """Return what was done, its placeholders still in place."""
        known = action in set(Action)
        text: str | Plural = getattr(self, Action(action).name.lower()) if known else self.other
        return text


AUDIT = {
    "en": AuditTexts(
        command_audit="Who changed what",
        usage="Like this:\n/audit – everything\n`/audit 50` – the last 50",
        title="**What admins did**",
        none="No admin has changed anything yet.",
        kept=Plural(
            "Entries are deleted after {count} day. Times are those of the bot's machine.",
            "Entries are deleted after {count} days. Times are those of the bot's machine.",
        ),
        somebody="An admin",
        somebody_else="somebody",
        some_group="a group",
        other="{by} did this: {action} {what}",
        let_in="{by} let {person} in",
        came_in="{person} came in by an invitation of {by}",
        declined="{by} declined the request of {person}",
        made_admin="{by} made {person} an admin",
        made_reader="{by} made {person} a reader again",
        revoked="{by} took away the access of {person}",
        invited_reader="{by} made an invitation for a reader",
        invited_admin="{by} made an invitation for an admin",
        withdrawn="{by} withdrew an invitation",
        allowed="{by} allowed {group}",
        refused="{by} refused {group}",
        digest_set="{by} set up the digest of {group}",
        digest_ended="{by} ended the digest of {group}",
        broadcast=Plural(
            "{by} sent a broadcast to {count} chat", "{by} sent a broadcast to {count} chats"
        ),
        broadcast_stopped="{by} stopped a broadcast",
        reindexed="{by} had the briefings read anew {what}",
        promoted="{by} took an index into use that was held back",
        rolled_back="{by} went back to the index before",
        uploaded="{by} added {what}",
        replaced="{by} replaced {what}",
        removed="{by} took out {what}",
    ),
    "de": AuditTexts(
        command_audit="Wer was geändert hat",
        usage="So geht es:\n/audit – alles\n`/audit 50` – die letzten 50",
        title="**Was Admins getan haben**",
        none="Noch hat kein Admin etwas geändert.",
        kept=Plural(
            "Einträge werden nach {count} Tag gelöscht. Die Uhrzeit ist die des Rechners, auf dem"
            " der Bot läuft.",
            "Einträge werden nach {count} Tagen gelöscht. Die Uhrzeit ist die des Rechners, auf"
            " dem der Bot läuft.",
        ),
        somebody="Ein Admin",
        somebody_else="jemanden",
        some_group="eine Gruppe",
        other="{by}: {action} {what}",
        let_in="{by} hat {person} zugelassen",
        came_in="Eine Einladung angenommen hat {person} (eingeladen von: {by})",
        declined="{by} hat eine Bitte um Zugang abgelehnt: {person}",
        made_admin="{by} hat {person} zum Admin gemacht",
        made_reader="{by} lässt {person} nur noch lesen",
        revoked="{by} hat den Zugang entzogen: {person}",
        invited_reader="{by} hat eine Einladung zum Lesen erstellt",
        invited_admin="{by} hat eine Einladung für einen Admin erstellt",
        withdrawn="{by} hat eine Einladung zurückgezogen",
        allowed="{by} hat {group} zugelassen",
        refused="{by} hat {group} abgelehnt",
        digest_set="{by} hat den Digest eingerichtet: {group}",
        digest_ended="{by} hat den Digest beendet: {group}",
        broadcast=Plural(
            "{by} hat eine Rundnachricht an {count} Chat gesendet",
            "{by} hat eine Rundnachricht an {count} Chats gesendet",
        ),
        broadcast_stopped="{by} hat eine Rundnachricht angehalten",
        reindexed="{by} hat die Briefings neu einlesen lassen {what}",
        promoted="{by} hat den zurückgehaltenen Index in Gebrauch genommen",
        rolled_back="{by} ist zum vorigen Index zurückgegangen",
        uploaded="{by} hat hinzugefügt: {what}",
        replaced="{by} hat ersetzt: {what}",
        removed="{by} hat herausgenommen: {what}",
    ),
}
