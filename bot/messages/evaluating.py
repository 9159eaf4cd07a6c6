"""What admins are told by ``/eval``: how good the index in use is."""

from __future__ import annotations

from dataclasses import dataclass

from bot.messages.plural import Plural


@dataclass(frozen=True, slots=True)
class EvaluatingTexts:
    """The texts of one language."""

    command_eval: str
    no_file: str
    bad_file: str
    running: str
    begun: Plural
    given_up: str
    failed: str
    title: str
    asked: Plural
    first_time: str
    before: str
    same_index: str
    other_questions: str
    all_directions: str
    withheld: str
    nothing: str
    nothing_all: str
    false_answers: str
    shown: str
    unmatched: Plural
    explained: str


EVALUATING = {
    "en": EvaluatingTexts(
        command_eval="How good the index is",
        no_file=(
            "**There is no file of questions.**\n\n"
            "Put a file of questions with known answers where this bot runs, its path into"
            " `EVALUATION_FILE`, and start the bot again. docs/evaluation.md shows how to make one."
        ),
        bad_file="**The file of questions cannot be used:**\n{why}\n\nMend it and try again.",
        running="An evaluation is running since {time}. What comes of it will stand above.",
        begun=Plural(
            "I am asking my index {count} question. This message will say what comes of it.",
            "I am asking my index {count} questions. This message will say what comes of it.",
        ),
        given_up=(
            "The evaluation was ended twice together with the program and is given up. Run"
            " `briefing-bot evaluate` by hand to see why."
        ),
        failed="**The index could not be evaluated:**\n{why}",
        title="**How good the index is**\n`{generation}`, {time}",
        asked=Plural(
            "{count} question, answered in {p50} s",
            "{count} questions, half answered within {p50} s, 19 in 20 within {p95} s",
        ),
        first_time="This is the first evaluation; the next will stand beside it.",
        before="In brackets: the change since {time}, index `{generation}`.",
        same_index="In brackets: the change since {time}; the index is the same.",
        other_questions="⚠ The questions have changed since, so the two compare poorly.",
        all_directions="**All that have an answer** ({count})",
        withheld="nothing shown {withheld}",
        nothing="**Without an answer, {language}** ({count})",
        nothing_all="**Without an answer** ({count})",
        false_answers="answered nevertheless {false}",
        shown="passages shown {shown}",
        unmatched=Plural(
            "⚠ {count} question was left out: its answer stands in no paragraph"
            " (`briefing-bot evaluate` names it).",
            "⚠ {count} questions were left out: their answers stand in no paragraph"
            " (`briefing-bot evaluate` names them).",
        ),
        explained="▲ better, ▼ worse.",
    ),
    "de": EvaluatingTexts(
        command_eval="Wie gut der Index ist",
        no_file=(
            "**Es gibt keine Datei mit Fragen.**\n\n"
            "Legen Sie eine Datei mit Fragen und bekannten Antworten dorthin, wo dieser Bot läuft,"
            " schreiben Sie ihren Pfad in `EVALUATION_FILE`, und starten Sie den Bot neu."
            " docs/evaluation.md zeigt, wie man eine macht."
        ),
        bad_file=(
            "**Die Datei mit Fragen lässt sich nicht verwenden:**\n{why}\n\nBerichtigen Sie sie und"
            " versuchen Sie es noch einmal."
        ),
        running="Seit {time} läuft eine Auswertung. Was dabei herauskommt, wird oben stehen.",
        begun=Plural(
            "Ich stelle meinem Index {count} Frage. Diese Nachricht wird sagen, was herauskommt.",
            "Ich stelle meinem Index {count} Fragen. Diese Nachricht wird sagen, was herauskommt.",
        ),
        given_up=(
            "Die Auswertung endete zweimal zusammen mit dem Programm und wird aufgegeben. Rufen Sie"
            " `briefing-bot evaluate` von Hand auf, um zu sehen, warum."
        ),
        failed="**Der Index ließ sich nicht auswerten:**\n{why}",
        title="**Wie gut der Index ist**\n`{generation}`, {time}",
        asked=Plural(
            "{count} Frage, in {p50} s beantwortet",
            "{count} Fragen, die Hälfte binnen {p50} s beantwortet, 19 von 20 binnen {p95} s",
        ),
        first_time="Dies ist die erste Auswertung; die nächste wird daneben stehen.",
        before="In Klammern: die Änderung seit {time}, Index `{generation}`.",
        same_index="In Klammern: die Änderung seit {time}; der Index ist derselbe.",
        other_questions="⚠ Die Fragen haben sich seither geändert, der Vergleich taugt wenig.",
        all_directions="**Alle, die eine Antwort haben** ({count})",
        withheld="nichts gezeigt {withheld}",
        nothing="**Ohne Antwort, {language}** ({count})",
        nothing_all="**Ohne Antwort** ({count})",
        false_answers="trotzdem beantwortet {false}",
        shown="Stellen gezeigt {shown}",
        unmatched=Plural(
            "⚠ {count} Frage blieb außer Betracht: Ihre Antwort steht in keinem Absatz"
            " (`briefing-bot evaluate` nennt sie).",
            "⚠ {count} Fragen blieben außer Betracht: Ihre Antworten stehen in keinem Absatz"
            " (`briefing-bot evaluate` nennt sie).",
        ),
        explained="▲ besser, ▼ schlechter.",
    ),
}
