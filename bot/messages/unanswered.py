"""What admins are told of the questions that had no good answer."""

from __future__ import annotations

from dataclasses import dataclass

from bot.messages.plural import Plural


@dataclass(frozen=True, slots=True)
class UnansweredTexts:
    """The texts of one language; ``columns`` are those of the table, a bar between two."""

    command_unanswered: str
    usage: str
    title: Plural
    counted: Plural
    kept: Plural
    not_kept: str
    none: str
    asked: Plural
    by: Plural
    last: str
    not_covered: str
    closest: str
    answered: str
    marked: str
    wrong_source: str
    not_an_answer: str
    outdated: str
    yes: str
    not_these: str
    columns: str
    button_table: str
    button_questions: str
    file_table: str
    file_questions: str
    table_caption: str
    questions_caption: Plural
    questions_complete: str


UNANSWERED = {
    "en": UnansweredTexts(
        command_unanswered="Questions without a good answer",
        usage="Like this:\n/unanswered – as far back as words are kept\n`/unanswered 7` – 7 days",
        title=Plural(
            "**Questions without a good answer** · last {days} day",
            "**Questions without a good answer** · last {days} days",
        ),
        counted=Plural("{count} question, {groups} topic", "{count} questions, topics: {groups}"),
        kept=Plural(
            "Words of questions are erased after {days} day; who asked is not shown.",
            "Words of questions are erased after {days} days; who asked is not shown.",
        ),
        not_kept=(
            "The words of questions are erased as soon as they are answered, so there is nothing to"
            " show. The setting KEEP_QUESTIONS_DAYS changes that."
        ),
        none="No question was left without an answer, and none was marked as not right.",
        asked=Plural("Asked once", "Asked {count} times"),
        by=Plural("by {count} person", "by {count} people"),
        last="last on {date}",
        not_covered="nothing found",
        closest="only something close",
        answered="answered",
        marked="👎",
        wrong_source="wrong source",
        not_an_answer="not an answer",
        outdated="outdated",
        yes="yes",
        not_these="not right, readers said: {ids}",
        columns=(
            "Topic|Question in the middle|Asked (topic)|People (topic)|Question|Asked on|Answer"
            "|Not right|Why"
        ),
        button_table="Export (CSV)",
        button_questions="Make evaluation questions",
        file_table="unanswered.csv",
        file_questions="questions.jsonl",
        table_caption=(
            "One row for each question, without whoever asked. It opens in a spreadsheet. What is"
            " in it is not erased by itself: please delete it in time."
        ),
        questions_caption=Plural(
            "A draft: {count} of {all} still needs its answers, which docs/evaluation.md explains."
            " briefing-bot evaluate names the lines.",
            "A draft: {count} of {all} still need their answers, which docs/evaluation.md explains."
            " briefing-bot evaluate names the lines.",
        ),
        questions_complete=(
            "All {all} have a passage that readers called helpful: briefing-bot evaluate takes the"
            " file as it is. Please look whether you agree."
        ),
    ),
    "de": UnansweredTexts(
        command_unanswered="Fragen ohne gute Antwort",
        usage=(
            "So geht es:\n/unanswered – so weit zurück, wie die Worte aufbewahrt werden\n"
            "`/unanswered 7` – 7 Tage"
        ),
        title=Plural(
            "**Fragen ohne gute Antwort** · letzter {days} Tag",
            "**Fragen ohne gute Antwort** · letzte {days} Tage",
        ),
        counted=Plural("{count} Frage, {groups} Thema", "{count} Fragen, Themen: {groups}"),
        kept=Plural(
            "Die Worte der Fragen werden nach {days} Tag gelöscht; wer gefragt hat, wird nicht"
            " gezeigt.",
            "Die Worte der Fragen werden nach {days} Tagen gelöscht; wer gefragt hat, wird nicht"
            " gezeigt.",
        ),
        not_kept=(
            "Die Worte der Fragen werden gelöscht, sobald sie beantwortet sind; darum gibt es hier"
            " nichts zu zeigen. Die Einstellung KEEP_QUESTIONS_DAYS ändert das."
        ),
        none="Keine Frage blieb ohne Antwort, und keine Antwort wurde als unpassend bezeichnet.",
        asked=Plural("Einmal gefragt", "{count}-mal gefragt"),
        by=Plural("von {count} Person", "von {count} Personen"),
        last="zuletzt am {date}",
        not_covered="nichts gefunden",
        closest="nur Ähnliches",
        answered="beantwortet",
        marked="👎 ",
        wrong_source="falsche Quelle",
        not_an_answer="keine Antwort",
        outdated="veraltet",
        yes="ja",
        not_these="laut Lesern nicht richtig: {ids}",
        columns=(
            "Thema|Mittlere Frage|Gefragt (Thema)|Personen (Thema)|Frage|Gefragt am|Antwort"
            "|Unpassend|Warum"
        ),
        button_table="Als Tabelle (CSV)",
        button_questions="Prüffragen erstellen",
        file_table="unbeantwortet.csv",
        file_questions="fragen.jsonl",
        table_caption=(
            "Eine Zeile für jede Frage, ohne wer gefragt hat. Sie öffnet sich in einer"
            " Tabellenkalkulation. Was darin steht, löscht sich nicht von selbst: Bitte löschen Sie"
            " die Datei rechtzeitig."
        ),
        questions_caption=Plural(
            "Ein Entwurf: {count} von {all} braucht noch ihre Antworten; wie, steht in"
            " docs/evaluation.md. briefing-bot evaluate nennt die Zeilen.",
            "Ein Entwurf: {count} von {all} brauchen noch ihre Antworten; wie, steht in"
            " docs/evaluation.md. briefing-bot evaluate nennt die Zeilen.",
        ),
        questions_complete=(
            "Alle {all} haben eine Stelle, die Leser hilfreich fanden: briefing-bot evaluate nimmt"
            " die Datei, wie sie ist. Bitte sehen Sie nach, ob Sie zustimmen."
        ),
    ),
}
