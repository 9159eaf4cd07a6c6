"""What the bot says of reading: its commands and buttons, lists, a briefing, its outline."""

from __future__ import annotations

from dataclasses import dataclass

from bot.messages.plural import Plural


@dataclass(frozen=True, slots=True)
class ReadingTexts:
    """The texts of one language."""

    # in Telegram's menu
    command_latest: str
    command_briefings: str
    command_briefing: str
    command_sources: str
    command_timeline: str
    # buttons
    button_context: str
    button_cite: str
    button_cite_of: str
    button_link: str
    button_outline: str
    button_open: str
    button_open_of: str
    button_read: str
    button_newer: str
    button_older: str
    button_previous: str
    button_next: str
    button_back: str
    button_copy: str
    # lists
    nothing_here: str
    part_of: str
    latest_title: str
    no_series: str
    issues: Plural
    series: Plural
    no_such_series: str
    month_title: str
    all_issues: str
    # one briefing
    sections: Plural
    paragraphs: Plural
    pages: Plural
    several: str
    no_such_briefing: str
    briefing_gone: str
    context_title_alone: str
    outline_title: str
    no_sources_at_all: str


READING = {
    "en": ReadingTexts(
        command_latest="The newest briefings",
        command_briefings="Browse by series and month",
        command_briefing="One briefing: read it, its outline",
        command_sources="The sources that a briefing names",
        command_timeline="A topic over time, with a chart",
        button_context="Context",
        button_cite="Cite",
        button_cite_of="{number} · Cite",
        button_link="Link",
        button_outline="Outline",
        button_open="Open",
        button_open_of="{number} · Open",
        button_read="Read from the beginning",
        button_newer="◀ Newer",
        button_older="Older ▶",
        button_previous="◀ Previous",
        button_next="Next ▶",
        button_back="◀ Back",
        button_copy="Copy",
        nothing_here=(
            "**There are no briefings here yet.**\n\n"
            "Whoever runs this bot needs to run “briefing-bot ingest” and “briefing-bot build”."
        ),
        part_of="{first}–{last} of {count}",
        latest_title="**The newest briefings**",
        no_series="Without a series",
        issues=Plural("{count} briefing", "{count} briefings"),
        series=Plural("{count} series", "{count} series"),
        no_such_series="No series is called “{words}”. These are the series:",
        month_title="{series} · {month}",
        all_issues="More of them",
        sections=Plural("{count} section", "{count} sections"),
        paragraphs=Plural("{count} paragraph", "{count} paragraphs"),
        pages=Plural("{count} page", "{count} pages"),
        several="**Several briefings fit “{words}”.** Which one?",
        no_such_briefing=(
            "**I found no briefing called “{words}”.**\n\n"
            "Try its series, words of its title or its date (“March 2024”, “1 March 2024”)."
            " /briefings lists all of them."
        ),
        briefing_gone="This briefing is no longer here. /briefings shows those that are.",
        context_title_alone="Context of the passage",
        outline_title="Outline",
        no_sources_at_all="This briefing names no sources.",
    ),
    "de": ReadingTexts(
        command_latest="Die neuesten Briefings",
        command_briefings="Stöbern nach Reihe und Monat",
        command_briefing="Ein Briefing: lesen, Gliederung",
        command_sources="Die Quellen, die ein Briefing nennt",
        command_timeline="Ein Thema im Lauf der Zeit, mit Grafik",
        button_context="Kontext",
        button_cite="Zitieren",
        button_cite_of="{number} · Zitieren",
        button_link="Verlinken",
        button_outline="Gliederung",
        button_open="Öffnen",
        button_open_of="{number} · Öffnen",
        button_read="Von Anfang an lesen",
        button_newer="◀ Neuere",
        button_older="Ältere ▶",
        button_previous="◀ Zurück",
        button_next="Weiter ▶",
        button_back="◀ Übersicht",
        button_copy="Kopieren",
        nothing_here=(
            "**Hier liegen noch keine Briefings.**\n\n"
            "Wer diesen Bot betreibt, muss „briefing-bot ingest“ und „briefing-bot build“"
            " ausführen."
        ),
        part_of="{first}–{last} von {count}",
        latest_title="**Die neuesten Briefings**",
        no_series="Ohne Reihe",
        issues=Plural("{count} Briefing", "{count} Briefings"),
        series=Plural("{count} Reihe", "{count} Reihen"),
        no_such_series="Keine Reihe heißt „{words}“. Dies sind die Reihen:",
        month_title="{series}, {month}",
        all_issues="Weitere davon",
        sections=Plural("{count} Abschnitt", "{count} Abschnitte"),
        paragraphs=Plural("{count} Absatz", "{count} Absätze"),
        pages=Plural("{count} Seite", "{count} Seiten"),
        several="**Mehrere Briefings passen zu „{words}“.** Welches?",
        no_such_briefing=(
            "**Ich habe kein Briefing gefunden, das „{words}“ heißt.**\n\n"
            "Versuchen Sie es mit der Reihe, mit Worten des Titels oder mit dem Datum („März 2024“,"
            " „1. März 2024“). /briefings zeigt alle."
        ),
        briefing_gone="Dieses Briefing ist nicht mehr da. /briefings zeigt, was da ist.",
        context_title_alone="Zusammenhang der Stelle",
        outline_title="Gliederung",
        no_sources_at_all="Dieses Briefing nennt keine Quellen.",
    ),
}
