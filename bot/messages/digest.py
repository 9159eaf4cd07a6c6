"""What digests and alerts say besides the passages themselves."""

from __future__ import annotations

from dataclasses import dataclass

from bot.messages.plural import Plural


@dataclass(frozen=True, slots=True)
class DigestTexts:
    """The texts of one language."""

    # at the head
    title: str
    title_week: str
    alert_title: str
    preview_title: str
    passages: Plural
    briefings: Plural
    changes: Plural
    late: str
    missed: str
    doubtful: str
    # in the list
    followed_title: str
    news_title: str
    reason: str
    changed: str
    more_sections: Plural
    # buttons
    button_change: str
    button_followed: str
    button_end: str
    button_show: str
    # when a button was pressed
    ended: str
    ended_undo: str
    resumed: str
    gone: str
    withdrawn: str
    group_admins_only: str
    # /digest
    nothing_new: str
    nothing_yet: str


DIGEST = {
    "en": DigestTexts(
        title="**Your digest · {day}**",
        title_week="**Your week · {first} to {day}**",
        alert_title="**New on what you follow**",
        preview_title="**What is new since {day}**",
        passages=Plural("{count} passage on your topics", "{count} passages on your topics"),
        briefings=Plural("{count} new briefing", "{count} new briefings"),
        changes=Plural("{count} briefing changed", "{count} briefings changed"),
        late="Late: this was due at {time}.",
        missed="Includes what you should have had on {days}.",
        doubtful="I do not know whether your digest of {days} reached you.",
        followed_title="**On your topics**",
        news_title="**New briefings**",
        reason="You follow “{topics}”",
        changed="changed since you had it",
        more_sections=Plural("and {count} more section", "and {count} more sections"),
        button_change="Change",
        button_followed="What I follow",
        button_end="Unsubscribe",
        button_show="Show {day}",
        ended="You will get no more digests here. What you follow at once still reaches you.",
        ended_undo="Undo: send it again",
        resumed="The digest comes again.",
        gone="I no longer have this edition. /latest shows the newest briefings.",
        withdrawn="What stood here is no longer in the archive.",
        group_admins_only="Only admins of this chat can change that.",
        nothing_new="Nothing is new since {day}.",
        nothing_yet="Nothing has come in since I began to watch. /latest shows what is there.",
    ),
    "de": DigestTexts(
        title="**Ihr Digest · {day}**",
        title_week="**Ihre Woche · {first} bis {day}**",
        alert_title="**Neu zu dem, was Sie verfolgen**",
        preview_title="**Neu seit {day}**",
        passages=Plural("{count} Stelle zu Ihren Themen", "{count} Stellen zu Ihren Themen"),
        briefings=Plural("{count} neues Briefing", "{count} neue Briefings"),
        changes=Plural("{count} geändertes Briefing", "{count} geänderte Briefings"),
        late="Verspätet: fällig war das um {time} Uhr.",
        missed="Enthält auch, was am {days} hätte kommen sollen.",
        doubtful="Ob Ihr Digest vom {days} angekommen ist, weiß ich nicht.",
        followed_title="**Zu Ihren Themen**",
        news_title="**Neue Briefings**",
        reason="Sie verfolgen „{topics}“",
        changed="seither geändert",
        more_sections=Plural("und {count} weiterer Abschnitt", "und {count} weitere Abschnitte"),
        button_change="Ändern",
        button_followed="Was ich verfolge",
        button_end="Abbestellen",
        button_show="{day} zeigen",
        ended=(
            "Hier kommt kein Digest mehr. Was Sie sofort erfahren wollen, erfahren Sie weiterhin."
        ),
        ended_undo="Rückgängig: wieder schicken",
        resumed="Der Digest kommt wieder.",
        gone="Diese Ausgabe habe ich nicht mehr. /latest zeigt die neuesten Briefings.",
        withdrawn="Was hier stand, ist nicht mehr im Archiv.",
        group_admins_only="Das können nur Admins dieses Chats ändern.",
        nothing_new="Seit {day} ist nichts Neues da.",
        nothing_yet=(
            "Seit ich darauf achte, ist nichts Neues gekommen. /latest zeigt, was da ist."
        ),
    ),
}
