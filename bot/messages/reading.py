"""What the bot says of reading: lists, a briefing, its outline, timelines, citations, links."""

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
    # /timeline
    timeline_usage: str
    timeline_title: str
    timeline_title_bare: str
    timeline_count: Plural
    timeline_nothing: str
    timeline_old: str
    chart_title: str
    chart_axis: str
    chart_empty: str
    chart_alt: str
    chart_peak: str
    chart_peaks: str
    chart_all: str
    chart_undated: Plural
    chart_no_dates: str
    # citing
    cite_title: str
    cite_hint: str
    cite_file: str
    cite_undated: str
    cite_section: str
    cite_paragraph: str
    cite_available: str
    # links
    link_title: str
    link_hint: str
    opened: str
    link_changed: str
    link_changed_nothing: str
    link_gone: str
    link_unknown: str
    link_broken: str


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
        timeline_usage=("Put the topic after the command, for example:\n/timeline export licences"),
        timeline_title="**Timeline: {topic}**",
        timeline_title_bare="**Timeline**",
        timeline_count=Plural(
            "{count} briefing speaks of it. Its best passage:",
            "{count} briefings speak of it. The best passage of each, oldest first:",
        ),
        timeline_nothing=(
            "**No briefing speaks of “{topic}”.**\n\n"
            "Try fewer or other words, or a name that a briefing would mention."
        ),
        timeline_old="This button belongs to a timeline I no longer have. Please ask for it again.",
        chart_title="“{topic}” in the briefings",
        chart_axis="Paragraphs a month",
        chart_empty="no briefings in this month",
        chart_alt="{paragraphs} in {briefings}, {months}",
        chart_peak="most often in {month} ({count})",
        chart_peaks="most often in {first} and {second} ({count} each)",
        chart_all="all in {month}",
        chart_undated=Plural(
            "{paragraphs} more in {briefings} briefing without a date.",
            "{paragraphs} more in {briefings} briefings without a date.",
        ),
        chart_no_dates=("There is no chart: every briefing that speaks of it is without a date."),
        cite_title="Citation",
        cite_hint="For a reference manager: BibTeX or RIS as a file.",
        cite_file="The citation as a {kind} file, for a reference manager.",
        cite_undated="n.d.",
        cite_section="section “{section}”",
        cite_paragraph="para. {number}",
        cite_available="Available at: {url}",
        link_title="Link to this passage",
        link_hint=(
            "It opens the passage here, for everyone who may use this bot. If the briefing is"
            " changed or taken away, it says so."
        ),
        opened="**The passage behind the link:**",
        link_changed=(
            "**This passage has changed since the link was made.**\n{citation}\n\n"
            "This is what comes nearest to it in the same briefing now; it may say something"
            " else:"
        ),
        link_changed_nothing=(
            "**This passage is no longer in its briefing.**\n{citation}\n\n"
            "Nothing there comes near to it now. The briefing itself is still here."
        ),
        link_gone=(
            "**The briefing that this link leads to is no longer here.**\n{citation}\n\n"
            "Ask for what it said: another briefing may say it too."
        ),
        link_unknown=(
            "**I do not have the passage that this link leads to.**\n\n"
            "Its briefing was changed or taken away, or the link is of another bot. Ask for what it"
            " said: another briefing may say it too."
        ),
        link_broken=(
            "**This link is not complete.**\n\n"
            "Copy all of it and open it again, or just ask your question here."
        ),
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
        timeline_usage=(
            "Schreiben Sie das Thema hinter den Befehl, zum Beispiel:\n/timeline Exportlizenzen"
        ),
        timeline_title="**Zeitleiste: {topic}**",
        timeline_title_bare="**Zeitleiste**",
        timeline_count=Plural(
            "{count} Briefing spricht davon. Seine beste Stelle:",
            "{count} Briefings sprechen davon. Die beste Stelle aus jedem, die älteste zuerst:",
        ),
        timeline_nothing=(
            "**Kein Briefing spricht von „{topic}“.**\n\n"
            "Versuchen Sie es mit weniger oder anderen Worten oder mit einem Namen, der in einem"
            " Briefing vorkommen könnte."
        ),
        timeline_old=(
            "Dieser Knopf gehört zu einer Zeitleiste, die ich nicht mehr habe. Bitte rufen Sie sie"
            " neu auf."
        ),
        chart_title="„{topic}“ in den Briefings",
        chart_axis="Absätze im Monat",
        chart_empty="keine Briefings in diesem Monat",
        chart_alt="{paragraphs} in {briefings}, {months}",
        chart_peak="am häufigsten im {month} ({count})",
        chart_peaks="am häufigsten im {first} und {second} (je {count})",
        chart_all="alle im {month}",
        chart_undated=Plural(
            "Weitere {paragraphs} in {briefings} Briefing ohne Datum.",
            "Weitere {paragraphs} in {briefings} Briefings ohne Datum.",
        ),
        chart_no_dates=(
            "Eine Grafik gibt es nicht: Alle Briefings, die davon sprechen, sind ohne Datum."
        ),
        cite_title="Quellenangabe",
        cite_hint="Für die Literaturverwaltung: BibTeX oder RIS als Datei.",
        cite_file="Die Quellenangabe als {kind}-Datei für die Literaturverwaltung.",
        cite_undated="o. D.",
        cite_section="Abschnitt „{section}“",
        cite_paragraph="Abs. {number}",
        cite_available="Verfügbar unter: {url}",
        link_title="Link zu dieser Stelle",
        link_hint=(
            "Er öffnet die Stelle hier, für alle, die diesen Bot benutzen dürfen. Wird das Briefing"
            " geändert oder entfernt, sagt er es."
        ),
        opened="**Die Stelle hinter dem Link:**",
        link_changed=(
            "**Diese Stelle hat sich geändert, seit der Link entstand.**\n{citation}\n\n"
            "Das kommt ihr im selben Briefing jetzt am nächsten; es kann etwas anderes sagen:"
        ),
        link_changed_nothing=(
            "**Diese Stelle steht nicht mehr in ihrem Briefing.**\n{citation}\n\n"
            "Nichts dort kommt ihr jetzt nahe. Das Briefing selbst ist noch da."
        ),
        link_gone=(
            "**Das Briefing, zu dem dieser Link führt, ist nicht mehr da.**\n{citation}\n\n"
            "Fragen Sie nach dem, was dort stand: Vielleicht steht es auch in einem anderen."
        ),
        link_unknown=(
            "**Die Stelle, zu der dieser Link führt, habe ich nicht.**\n\n"
            "Ihr Briefing wurde geändert oder entfernt, oder der Link gehört zu einem anderen Bot."
            " Fragen Sie nach dem, was dort stand: Vielleicht steht es auch in einem anderen."
        ),
        link_broken=(
            "**Dieser Link ist nicht vollständig.**\n\n"
            "Kopieren Sie ihn ganz und öffnen Sie ihn noch einmal, oder fragen Sie einfach hier."
        ),
    ),
}
