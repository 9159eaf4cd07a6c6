"""What is said about following a question or a topic."""

from __future__ import annotations

from dataclasses import dataclass

from bot.messages.plural import Plural


@dataclass(frozen=True, slots=True)
class WatchingTexts:
    """The texts of one language."""

    command_watch: str
    watch_usage: str
    watching: str
    watching_topic: str
    watching_group: str
    watched_before: str
    watch_list: str
    watch_none: str
    watch_at_once: str
    watch_in_digest: str
    watch_needs_digest: str
    watch_too_many: str
    so_far: Plural
    so_far_undated: Plural
    so_far_none: str
    topic_prompt: str
    button_at_once: str
    button_in_digest: str
    button_stop: str
    button_add: str


WATCHING = {
    "en": WatchingTexts(
        command_watch="Follow a question or a topic",
        watch_usage=(
            "Write what you want to follow after the command, a question or a topic:\n"
            "`/watch EV exports`\n`/watch Who will be price trustee?`"
        ),
        watching="**You follow “{topic}”.** When a new briefing answers that, I tell you at once.",
        watching_topic=(
            "**You follow “{topic}”.** When a new briefing speaks of it, I tell you at once."
        ),
        watching_group="**Followed here: “{topic}”.** What a new briefing says of it, I tell here.",
        watched_before="You follow “{topic}” already.",
        watch_list="**What you follow**",
        watch_none="You follow nothing yet.",
        watch_at_once="“{topic}” · at once",
        watch_in_digest="“{topic}” · with the digest",
        watch_needs_digest="No digest comes here yet that could bring it: /subscribe makes one.",
        watch_too_many="More than {limit} cannot be followed in a chat. End one of them first.",
        so_far=Plural(
            "So far {count} briefing speaks of it, of {day}.",
            "So far {count} briefings speak of it, the last of {day}.",
        ),
        so_far_undated=Plural(
            "So far {count} briefing speaks of it.", "So far {count} briefings speak of it."
        ),
        so_far_none="So far no briefing speaks of it; other words may find more.",
        topic_prompt="Write what you want to follow: a question, or a topic in a few words.",
        button_at_once="At once",
        button_in_digest="With the digest",
        button_stop="Stop",
        button_add="Follow something",
    ),
    "de": WatchingTexts(
        command_watch="Eine Frage oder ein Thema verfolgen",
        watch_usage=(
            "Schreiben Sie hinter den Befehl, was Sie verfolgen wollen, eine Frage oder ein"
            " Thema:\n"
            "`/watch Elektroautos`\n"
            "`/watch Wer wird Preistreuhänder?`"
        ),
        watching=(
            "**Sie verfolgen „{topic}“.** Beantwortet das ein neues Briefing, sage ich es Ihnen"
            " sofort."
        ),
        watching_topic=(
            "**Sie verfolgen „{topic}“.** Spricht ein neues Briefing davon, sage ich es Ihnen"
            " sofort."
        ),
        watching_group=(
            "**Hier verfolgt: „{topic}“.** Was ein neues Briefing dazu sagt, sage ich hier."
        ),
        watched_before="„{topic}“ verfolgen Sie schon.",
        watch_list="**Was Sie verfolgen**",
        watch_none="Sie verfolgen noch nichts.",
        watch_at_once="„{topic}“ · sofort",
        watch_in_digest="„{topic}“ · mit dem Digest",
        watch_needs_digest=(
            "Noch kommt hier kein Digest, der es brächte: /subscribe bestellt einen."
        ),
        watch_too_many=(
            "Mehr als {limit} lassen sich in einem Chat nicht verfolgen. Beenden Sie erst etwas."
        ),
        so_far=Plural(
            "Bisher spricht {count} Briefing davon, vom {day}.",
            "Bisher sprechen {count} Briefings davon, das letzte vom {day}.",
        ),
        so_far_undated=Plural(
            "Bisher spricht {count} Briefing davon.", "Bisher sprechen {count} Briefings davon."
        ),
        so_far_none="Bisher spricht kein Briefing davon; andere Worte finden vielleicht mehr.",
        topic_prompt="Schreiben Sie, was Sie verfolgen wollen: eine Frage oder ein Thema, kurz.",
        button_at_once="Sofort",
        button_in_digest="Mit dem Digest",
        button_stop="Beenden",
        button_add="Etwas verfolgen",
    ),
}
