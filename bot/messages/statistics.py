"""What admins are told by ``/stats``: how the bot is used."""

from __future__ import annotations

from dataclasses import dataclass

from bot.messages.plural import Plural


@dataclass(frozen=True, slots=True)
class StatisticsTexts:
    """The texts of one language."""

    command_stats: str
    usage: str
    kept_only: Plural
    title: str
    no_questions: str
    questions: Plural
    busiest: str
    answered: str
    closest: str
    not_covered: str
    half_within: str
    most_within: str
    opinions: str
    no_opinions: str
    helpful: Plural
    not_right: Plural
    wrong_source: str
    not_an_answer: str
    outdated: str
    people: str
    people_before: str
    series: str
    topics: str
    no_topics: str
    # in the picture
    chart_days: str
    chart_weeks: str
    chart_waiting: str
    chart_half: str
    chart_most: str
    chart_people: str
    chart_readers: str
    chart_digests: str


STATISTICS = {
    "en": StatisticsTexts(
        command_stats="How the bot is used",
        usage=(
            "Put a number of days from 1 to {most} after the command, for example:\n`/stats 30`"
        ),
        kept_only=Plural(
            "Questions are kept for {count} day (KEEP_DAYS), so this is all there is.",
            "Questions are kept for {count} days (KEEP_DAYS), so this is all there is.",
        ),
        title="**How the bot is used**\n{period}",
        no_questions="**Nobody has asked anything.**\n{period}",
        questions=Plural("{count} question", "{count} questions"),
        busiest="most on {day} ({count})",
        answered="answered",
        closest="only something close",
        not_covered="not covered",
        half_within="half of the answers within {p50}",
        most_within="19 in 20 within {p95}",
        opinions="**What readers think**",
        no_opinions="No reader has said what they think of an answer.",
        helpful=Plural("👍 {count} helped", "👍 {count} helped"),
        not_right=Plural("👎 {count} not right", "👎 {count} not right"),
        wrong_source="wrong source {count}",
        not_an_answer="not an answer {count}",
        outdated="outdated {count}",
        people="{readers} people have access, {digests} digests are on, {followers} chats follow"
        " something",
        people_before="on {day} it was {readers}, {digests} and {followers}",
        series="**Most often cited**",
        topics="**Followed by several**",
        no_topics="No topic is followed by more than one person.",
        chart_days="Questions by day\n{period}",
        chart_weeks="Questions by week\n{period}",
        chart_waiting="Seconds to the answer",
        chart_half="half of them within",
        chart_most="19 in 20 within",
        chart_people="Subscribers",
        chart_readers="people with access",
        chart_digests="digests that are on",
    ),
    "de": StatisticsTexts(
        command_stats="Wie der Bot genutzt wird",
        usage=(
            "Schreiben Sie eine Zahl von Tagen zwischen 1 und {most} hinter den Befehl, zum"
            " Beispiel:\n`/stats 30`"
        ),
        kept_only=Plural(
            "Fragen werden {count} Tag lang aufbewahrt (KEEP_DAYS), mehr gibt es nicht.",
            "Fragen werden {count} Tage lang aufbewahrt (KEEP_DAYS), mehr gibt es nicht.",
        ),
        title="**Wie der Bot genutzt wird**\n{period}",
        no_questions="**Niemand hat etwas gefragt.**\n{period}",
        questions=Plural("{count} Frage", "{count} Fragen"),
        busiest="die meisten am {day} ({count})",
        answered="beantwortet",
        closest="nur Ähnliches gefunden",
        not_covered="nicht behandelt",
        half_within="die Hälfte der Antworten binnen {p50}",
        most_within="19 von 20 binnen {p95}",
        opinions="**Was die Leser meinen**",
        no_opinions="Noch niemand hat gesagt, was er von einer Antwort hält.",
        helpful=Plural("👍 {count} hat geholfen", "👍 {count} haben geholfen"),
        not_right=Plural("👎 {count} stimmt nicht", "👎 {count} stimmen nicht"),
        wrong_source="falsche Quelle {count}",
        not_an_answer="keine Antwort {count}",
        outdated="veraltet {count}",
        people="{readers} Personen haben Zugang, {digests} Digests laufen, {followers} Chats"
        " verfolgen etwas",
        people_before="am {day} waren es {readers}, {digests} und {followers}",
        series="**Am häufigsten zitiert**",
        topics="**Von mehreren verfolgt**",
        no_topics="Kein Thema wird von mehr als einer Person verfolgt.",
        chart_days="Fragen nach Tagen\n{period}",
        chart_weeks="Fragen nach Wochen\n{period}",
        chart_waiting="Sekunden bis zur Antwort",
        chart_half="die Hälfte binnen",
        chart_most="19 von 20 binnen",
        chart_people="Abonnenten",
        chart_readers="Personen mit Zugang",
        chart_digests="laufende Digests",
    ),
}
