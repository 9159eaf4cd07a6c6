"""What the bot says of a topic over time: the list of passages, and the chart."""

from __future__ import annotations

from dataclasses import dataclass

from bot.messages.plural import Plural


@dataclass(frozen=True, slots=True)
class TimelineTexts:
    """The texts of one language."""

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


TIMELINE = {
    "en": TimelineTexts(
        timeline_usage=(
            "Put the topic after the command, for example:\n`/timeline export licences`"
        ),
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
    ),
    "de": TimelineTexts(
        timeline_usage=(
            "Schreiben Sie das Thema hinter den Befehl, zum Beispiel:\n`/timeline Exportlizenzen`"
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
    ),
}
