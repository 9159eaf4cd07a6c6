"""What admins are told by ``/coverage``: which issues there are, and which are missing."""

from __future__ import annotations

from dataclasses import dataclass

from bot.messages.plural import Plural


@dataclass(frozen=True, slots=True)
class CoverageTexts:
    """The texts of one language."""

    command_coverage: str
    button_earlier: str
    button_later: str
    series_part: str
    months_part: str
    undated: Plural
    no_date: Plural
    all_undated: str
    weekly: str
    monthly: str
    no_issue_in: str
    no_issue_in_week: Plural
    and_more: Plural
    # in the picture
    chart_title: str
    chart_gap: str


COVERAGE = {
    "en": CoverageTexts(
        command_coverage="Which issues there are and which are missing",
        button_earlier="◀ Earlier",
        button_later="Later ▶",
        series_part="Series {first}–{last} of {count}, those with most briefings first",
        months_part="The picture shows {months}.",
        undated=Plural("{count} briefing has no date.", "{count} briefings have no date."),
        no_date=Plural("{count} without a date", "{count} without a date"),
        all_undated="There is no picture: every briefing here is without a date.",
        weekly="weekly",
        monthly="monthly",
        no_issue_in="{series}: no issue in {months}",
        no_issue_in_week=Plural(
            "{series}: no issue in the week of {weeks}",
            "{series}: no issue in the weeks of {weeks}",
        ),
        and_more=Plural("{count} more", "{count} more"),
        chart_title="Briefings by month",
        chart_gap="no issue, but before and after",
    ),
    "de": CoverageTexts(
        command_coverage="Welche Ausgaben da sind und welche fehlen",
        button_earlier="◀ Früher",
        button_later="Später ▶",
        series_part="Reihen {first}–{last} von {count}, die mit den meisten Briefings zuerst",
        months_part="Das Bild zeigt {months}.",
        undated=Plural("{count} Briefing hat kein Datum.", "{count} Briefings haben kein Datum."),
        no_date=Plural("{count} ohne Datum", "{count} ohne Datum"),
        all_undated="Ein Bild gibt es nicht: Alle Briefings hier sind ohne Datum.",
        weekly="wöchentlich",
        monthly="monatlich",
        no_issue_in="{series}: keine Ausgabe im {months}",
        no_issue_in_week=Plural(
            "{series}: keine Ausgabe in der Woche ab {weeks}",
            "{series}: keine Ausgabe in den Wochen ab {weeks}",
        ),
        and_more=Plural("{count} weitere", "{count} weitere"),
        chart_title="Briefings nach Monaten",
        chart_gap="keine Ausgabe, aber davor und danach",
    ),
}
