"""What is said when an admin writes to everybody."""

from __future__ import annotations

from dataclasses import dataclass

from bot.messages.plural import Plural


@dataclass(frozen=True, slots=True)
class BroadcastTexts:
    """The texts of one language."""

    command_broadcast: str
    # to those who get it
    head: str
    head_of: str
    # to its author
    prompt: str
    only_text: str
    too_long: str
    too_many_formats: str
    people: Plural
    groups: Plural
    both: str
    ask: str
    nobody: str
    as_written: str
    button_send: Plural
    button_with_groups: str
    button_without_groups: str
    button_cancel: str
    button_stop: str
    called_off: str
    gone: str
    progress: str
    stopping: str
    out: str
    done: str
    stopped: str
    report_sent: Plural
    report_blocked: Plural
    report_failed: Plural
    report_unknown: Plural
    report_skipped: Plural


BROADCASTING = {
    "en": BroadcastTexts(
        command_broadcast="Write to everybody",
        head="From whoever runs this bot",
        head_of="From {operator}, who runs this bot",
        prompt=(
            "**What shall everybody read?** Send it as your next message, formatted as you like."
            " You will see it first, and nothing leaves before you say so."
        ),
        only_text=(
            "I can only send text to everybody. Write `/broadcast` with the text behind it, or as a"
            " reply to a message with text."
        ),
        too_long=(
            "That is too long for one message: {count} characters, {limit} fit. Please shorten it."
        ),
        too_many_formats=(
            "That has too many formats for one message: {count}, {limit} fit. Please use fewer bold"
            " words, links and the like."
        ),
        people=Plural("{count} person", "{count} people"),
        groups=Plural("{count} group", "{count} groups"),
        both="{people} and {groups}",
        ask=(
            "**Send this to {whom}?** Everybody with access whom I can reach gets it once, besides"
            " you. What has left cannot be taken back."
        ),
        nobody="Nobody is there to get it: nobody else has access, or nobody can be reached.",
        as_written=(
            "Above it stands how it will look; the first line comes in each reader's language."
        ),
        button_send=Plural("Send to {count} chat", "Send to {count} chats"),
        button_with_groups="Also to groups",
        button_without_groups="Only to private chats",
        button_cancel="Cancel",
        button_stop="Stop",
        called_off="Nothing was sent.",
        gone="This broadcast is no longer there. Please write it again with /broadcast.",
        progress="**Sending.** {done} of {count}",
        out="**Sent.** {done} of {count}",
        stopping="**Stopped.** {done} of {count} had left.",
        done="**The broadcast is out.**",
        stopped="**The broadcast was stopped.**",
        report_sent=Plural("{count} sent", "{count} sent"),
        report_blocked=Plural(
            "{count} has blocked me or is gone", "{count} have blocked me or are gone"
        ),
        report_failed=Plural("{count} refused by Telegram", "{count} refused by Telegram"),
        report_unknown=Plural(
            "{count} in doubt: it was on its way when the connection or the program ended, and is"
            " not sent again",
            "{count} in doubt: they were on their way when the connection or the program ended, and"
            " are not sent again",
        ),
        report_skipped=Plural("{count} not sent", "{count} not sent"),
    ),
    "de": BroadcastTexts(
        command_broadcast="Allen schreiben",
        head="Vom Betreiber dieses Bots",
        head_of="Von {operator} (Betreiber dieses Bots)",
        prompt=(
            "**Was sollen alle lesen?** Senden Sie es als nächste Nachricht, formatiert, wie Sie"
            " möchten. Sie sehen es zuerst; bevor Sie zustimmen, geht nichts hinaus."
        ),
        only_text=(
            "Allen senden kann ich nur Text. Schreiben Sie `/broadcast` und den Text dahinter, oder"
            " antworten Sie damit auf eine Nachricht mit Text."
        ),
        too_long=(
            "Das ist zu lang für eine Nachricht: {count} Zeichen, {limit} passen hinein. Bitte"
            " kürzen Sie es."
        ),
        too_many_formats=(
            "Das hat zu viele Formatierungen für eine Nachricht: {count}, {limit} sind möglich."
            " Bitte verwenden Sie weniger fette Wörter, Links und Ähnliches."
        ),
        people=Plural("{count} Person", "{count} Personen"),
        groups=Plural("{count} Gruppe", "{count} Gruppen"),
        both="{people} und {groups}",
        ask=(
            "**An {whom} senden?** Außer Ihnen bekommen es alle, die Zugang haben und die ich"
            " erreiche, je einmal. Was hinausgegangen ist, lässt sich nicht zurückholen."
        ),
        nobody=(
            "Es gibt niemanden, der es bekäme: Sonst hat niemand Zugang, oder niemand ist"
            " erreichbar."
        ),
        as_written=(
            "Darüber steht, wie es aussehen wird; die erste Zeile kommt in der Sprache der"
            " jeweiligen Person."
        ),
        button_send=Plural("An {count} Chat senden", "An {count} Chats senden"),
        button_with_groups="Auch an Gruppen",
        button_without_groups="Nur an private Chats",
        button_cancel="Abbrechen",
        button_stop="Anhalten",
        called_off="Es wurde nichts gesendet.",
        gone=(
            "Diese Rundnachricht gibt es nicht mehr. Bitte schreiben Sie sie neu mit /broadcast."
        ),
        progress="**Wird gesendet.** {done} von {count}",
        out="**Gesendet.** {done} von {count}",
        stopping="**Angehalten.** {done} von {count} waren hinausgegangen.",
        done="**Die Rundnachricht ist hinausgegangen.**",
        stopped="**Die Rundnachricht wurde angehalten.**",
        report_sent=Plural("{count} gesendet", "{count} gesendet"),
        report_blocked=Plural(
            "{count} hat mich blockiert oder ist nicht mehr da",
            "{count} haben mich blockiert oder sind nicht mehr da",
        ),
        report_failed=Plural("{count} von Telegram abgelehnt", "{count} von Telegram abgelehnt"),
        report_unknown=Plural(
            "{count} im Zweifel: Sie war unterwegs, als die Verbindung oder das Programm endete,"
            " und wird nicht noch einmal gesendet",
            "{count} im Zweifel: Sie waren unterwegs, als die Verbindung oder das Programm endete,"
            " und werden nicht noch einmal gesendet",
        ),
        report_skipped=Plural("{count} nicht gesendet", "{count} nicht gesendet"),
    ),
}
