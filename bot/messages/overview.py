"""What admins are told by ``/status``."""

from __future__ import annotations

from dataclasses import dataclass

from bot.messages.plural import Plural


@dataclass(frozen=True, slots=True)
class OverviewTexts:
    """The texts of one language."""

    title: str
    running: str
    button_refresh: str
    # what there is
    briefings: str
    other_languages: str
    not_told: str
    not_read: Plural
    partly: Plural
    not_read_why: str
    # the index
    index: str
    index_made: str
    model: str
    model_knows: str
    dictionary: Plural
    no_dictionary: str
    behind: str
    no_index: str
    index_unusable: str
    unread: str
    unread_helped: str
    unread_by_words: str
    unread_mend: str
    # now
    now: str
    waiting: Plural
    nothing_waiting: str
    answered: str
    never_answered: str
    by_polling: str
    by_webhook: str
    errors: str
    no_errors: str
    # digests
    digests: str
    digests_on: str
    outbox: str
    # the machine
    machine: str
    disk: str
    low_disk: str
    memory: str


OVERVIEW = {
    "en": OverviewTexts(
        title="**Status**, {time}",
        running="Version {version}, started {ago}",
        button_refresh="Refresh",
        briefings="**Briefings**",
        other_languages="others {share}",
        not_told="language not told {share}",
        not_read=Plural("⚠ {count} file not read", "⚠ {count} files not read"),
        partly=Plural("⚠ {count} file read in part", "⚠ {count} files read in part"),
        not_read_why="Which and why: `briefing-bot check`",
        index="**Index**",
        index_made="`{generation}`, built {ago}",
        model="Model {name}",
        model_knows="Model {name} ({languages})",
        dictionary=Plural("Dictionary: {count} German form", "Dictionary: {count} German forms"),
        no_dictionary="No dictionary: German and English find each other less well",
        behind="⚠ The briefings have changed since: `briefing-bot build`",
        no_index="⚠ There is none: `briefing-bot ingest`, then `briefing-bot build`",
        index_unusable="⚠ It cannot be used: {why}",
        unread="⚠ The model does not know {languages}; {means}.",
        unread_helped="the dictionary makes up for most of it",
        unread_by_words="such paragraphs are found by their words only",
        unread_mend="To mend it, where the model hub can be reached: `/reindex model {model}`",
        now="**Now**",
        waiting=Plural("{count} waiting, for {time}", "{count} waiting, the first for {time}"),
        nothing_waiting="Nothing waits",
        answered="Telegram answered {ago} ({how})",
        never_answered="⚠ Telegram has not answered yet ({how})",
        by_polling="polling",
        by_webhook="webhook",
        errors="Errors since the start: {kinds}",
        no_errors="No errors since the start",
        digests="**Digests**",
        digests_on="{active} on, {others} off or paused",
        outbox="Messages: {queued} waiting, {sent} sent, {failed} refused, {unknown} in doubt",
        machine="**Machine**",
        disk="Disk: {used} used, {free} free",
        low_disk="⚠ Make room, or the next build may fail",
        memory="Memory: {size}",
    ),
    "de": OverviewTexts(
        title="**Stand**, {time}",
        running="Version {version}, gestartet {ago}",
        button_refresh="Aktualisieren",
        briefings="**Briefings**",
        other_languages="andere {share}",
        not_told="Sprache unbekannt {share}",
        not_read=Plural("⚠ {count} Datei nicht gelesen", "⚠ {count} Dateien nicht gelesen"),
        partly=Plural(
            "⚠ {count} Datei mit Vorbehalt gelesen", "⚠ {count} Dateien mit Vorbehalt gelesen"
        ),
        not_read_why="Welche und warum: `briefing-bot check`",
        index="**Index**",
        index_made="`{generation}`, gebaut {ago}",
        model="Modell {name}",
        model_knows="Modell {name} ({languages})",
        dictionary=Plural(
            "Wörterbuch: {count} deutsche Form", "Wörterbuch: {count} deutsche Formen"
        ),
        no_dictionary="Kein Wörterbuch: Deutsch und Englisch finden einander schlechter",
        behind="⚠ Die Briefings haben sich seither geändert: `briefing-bot build`",
        no_index="⚠ Es gibt keinen: `briefing-bot ingest`, dann `briefing-bot build`",
        index_unusable="⚠ Er lässt sich nicht verwenden: {why}",
        unread="⚠ Das Modell kann {languages} nicht; {means}.",
        unread_helped="das Wörterbuch gleicht das meiste davon aus",
        unread_by_words="solche Absätze werden nur an ihren Wörtern gefunden",
        unread_mend="Abhilfe, wo der Model-Hub erreichbar ist: `/reindex model {model}`",
        now="**Jetzt**",
        waiting=Plural("{count} wartet, seit {time}", "{count} warten, das Erste seit {time}"),
        nothing_waiting="Nichts wartet",
        answered="Telegram hat {ago} geantwortet ({how})",
        never_answered="⚠ Telegram hat noch nicht geantwortet ({how})",
        by_polling="Abfrage",
        by_webhook="Webhook",
        errors="Fehler seit dem Start: {kinds}",
        no_errors="Keine Fehler seit dem Start",
        digests="**Digests**",
        digests_on="{active} laufen, {others} aus oder angehalten",
        outbox=(
            "Nachrichten: {queued} warten, {sent} gesendet, {failed} abgelehnt, {unknown} im"
            " Zweifel"
        ),
        machine="**Rechner**",
        disk="Festplatte: {used} belegt, {free} frei",
        low_disk="⚠ Schaffen Sie Platz, sonst kann der nächste Bau misslingen",
        memory="Speicher: {size}",
    ),
}
