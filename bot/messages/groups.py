"""What the bot says about groups that it is in."""

from __future__ import annotations

from dataclasses import dataclass

from bot.messages.plural import Plural


@dataclass(frozen=True, slots=True)
class GroupTexts:
    """The texts of one language."""

    group_asked: str
    group_asked_unknown: str
    button_allow: str
    button_refuse: str
    button_allow_of: str
    button_leave: str
    group_allowed: str
    group_allowed_by: str
    group_refused: str
    group_refused_by: str
    group_hello: str
    group_gone: str
    groups_title: Plural
    groups_none: str
    group_line_allowed: str
    group_line_asked: str
    group_line_absent: str
    sees_everything: str
    sees_little: str


_ENGLISH = GroupTexts(
    group_asked=(
        "**{name} added me to the group “{title}”.** May its members ask me? Everyone in it will"
        " then see what I answer."
    ),
    group_asked_unknown=(
        "**I am in the group “{title}”, which is not allowed.** May its members ask me? Everyone in"
        " it will then see what I answer."
    ),
    button_allow="Allow",
    button_refuse="Refuse and leave",
    button_allow_of="Allow {title}",
    button_leave="Leave {title}",
    group_allowed="**“{title}” may ask me now.** You allowed it.",
    group_allowed_by="**“{title}” may ask me now.** {admin} allowed it.",
    group_refused="**You refused “{title}”**, and I left it.",
    group_refused_by="**{admin} refused “{title}”**, and I left it.",
    group_hello="**This group may ask me now.** For example:\n`/ask What changed last week?`",
    group_gone="I know nothing of this group any more.",
    groups_title=Plural("**{count} group**", "**{count} groups**"),
    groups_none="I am in no group. Add me to one, and I will ask you whether it may use me.",
    group_line_allowed="{title} · allowed",
    group_line_asked="{title} · not allowed",
    group_line_absent="{title} · allowed, but I am not in it",
    sees_everything=(
        "**What I see in groups:** everything, because privacy mode is off. I only react to `/ask`,"
        " to being mentioned and to replies, and keep nothing of the rest. To let me receive less:"
        " @BotFather → `/setprivacy` → Enable, then remove me from the group and add me again."
    ),
    sees_little=(
        "**What I see in groups:** only `/ask` and replies to me, because privacy mode is on. A"
        " mention alone often does not reach me, unless I am an admin of the group. To change that:"
        " @BotFather → `/setprivacy` → Disable, then remove me from the group and add me again."
    ),
)

_GERMAN = GroupTexts(
    group_asked=(
        "**{name} hat mich in die Gruppe „{title}“ aufgenommen.** Dürfen ihre Mitglieder mich"
        " fragen? Alle darin sehen dann, was ich antworte."
    ),
    group_asked_unknown=(
        "**Ich bin in der Gruppe „{title}“, die nicht zugelassen ist.** Dürfen ihre Mitglieder mich"
        " fragen? Alle darin sehen dann, was ich antworte."
    ),
    button_allow="Zulassen",
    button_refuse="Ablehnen und verlassen",
    button_allow_of="{title} zulassen",
    button_leave="{title} verlassen",
    group_allowed="**„{title}“ darf mich jetzt fragen.** Sie haben es erlaubt.",
    group_allowed_by="**„{title}“ darf mich jetzt fragen.** {admin} hat es erlaubt.",
    group_refused="**Sie haben „{title}“ abgelehnt**, ich habe die Gruppe verlassen.",
    group_refused_by="**{admin} hat „{title}“ abgelehnt**, ich habe die Gruppe verlassen.",
    group_hello=(
        "**Diese Gruppe darf mich jetzt fragen.** Zum Beispiel:\n"
        "`/ask Was hat sich letzte Woche geändert?`"
    ),
    group_gone="Von dieser Gruppe weiß ich nichts mehr.",
    groups_title=Plural("**{count} Gruppe**", "**{count} Gruppen**"),
    groups_none=(
        "Ich bin in keiner Gruppe. Nehmen Sie mich in eine auf, dann frage ich Sie, ob sie mich"
        " nutzen darf."
    ),
    group_line_allowed="{title} · zugelassen",
    group_line_asked="{title} · nicht zugelassen",
    group_line_absent="{title} · zugelassen, aber ich bin nicht darin",
    sees_everything=(
        "**Was ich in Gruppen sehe:** alles, denn der Privatsphäre-Modus (privacy mode) ist aus."
        " Ich reagiere nur auf `/ask`, auf Erwähnungen und auf Antworten an mich; vom Rest behalte"
        " ich nichts. Damit ich weniger bekomme: @BotFather → `/setprivacy` → Enable, danach mich"
        " aus der Gruppe entfernen und wieder aufnehmen."
    ),
    sees_little=(
        "**Was ich in Gruppen sehe:** nur `/ask` und Antworten an mich, denn der Privatsphäre-Modus"
        " (privacy mode) ist an. Eine Erwähnung allein erreicht mich oft nicht, außer wenn ich"
        " Admin der Gruppe bin. Um das zu ändern: @BotFather → `/setprivacy` → Disable, danach"
        " mich aus der Gruppe entfernen und wieder aufnehmen."
    ),
)

GROUPS = {"en": _ENGLISH, "de": _GERMAN}
