"""What is said about answers: whether they helped, and to be told when there is one."""

from __future__ import annotations

from dataclasses import dataclass

from bot.messages.plural import Plural


@dataclass(frozen=True, slots=True)
class FeedbackTexts:
    """Buttons under an answer, and the words that appear for a moment when one is pressed."""

    # buttons under an answer
    helpful: str
    not_right: str
    wrong_source: str
    not_an_answer: str
    outdated: str
    back: str
    thanked: str
    # shown for a moment
    thanks: str
    what_is_wrong: str
    too_old: str
    # to be told
    tell_me: str
    tell_me_short: str
    will_be_told: str
    noted: Plural
    noted_in_group: Plural
    withdrawn: str
    found: str
    found_question: str


FEEDBACK = {
    "en": FeedbackTexts(
        helpful="👍 Helpful",
        not_right="👎 Not right",
        wrong_source="Wrong source",
        not_an_answer="Not an answer",
        outdated="Outdated",
        back="◀ Back",
        thanked="✓ Thank you · Change",
        thanks="Thank you, noted.",
        what_is_wrong="Thank you. What is wrong with it?",
        too_old="I no longer have this answer. Please ask again.",
        tell_me="🔔 Tell me when a briefing covers this",
        tell_me_short="🔔 Tell me",
        will_be_told="✓ I will tell you · Undo",
        noted=Plural(
            "Noted. If a new briefing answers this within {days} day, I'll write to you here.",
            "Noted. If a new briefing answers this within {days} days, I'll write to you here.",
        ),
        noted_in_group=Plural(
            "Noted. If a new briefing answers this within {days} day, I'll write here."
            " Press again to undo.",
            "Noted. If a new briefing answers this within {days} days, I'll write here."
            " Press again to undo.",
        ),
        withdrawn="All right, I won't write about this.",
        found="**A new briefing answers what you asked.**",
        found_question="{date}: “{question}”",
    ),
    "de": FeedbackTexts(
        helpful="👍 Hilfreich",
        not_right="👎 Daneben",
        wrong_source="Falsche Quelle",
        not_an_answer="Keine Antwort",
        outdated="Veraltet",
        back="◀ Zurück",
        thanked="✓ Danke · Ändern",
        thanks="Danke, notiert.",
        what_is_wrong="Danke. Was passt daran nicht?",
        too_old="Diese Antwort habe ich nicht mehr. Bitte fragen Sie noch einmal.",
        tell_me="🔔 Bescheid geben, wenn es dazu etwas gibt",
        tell_me_short="🔔 Bescheid",
        will_be_told="✓ Ich gebe Bescheid · Rückgängig",
        noted=Plural(
            "Notiert. Beantwortet es ein neues Briefing binnen {days} Tag, schreibe ich Ihnen"
            " hier.",
            "Notiert. Beantwortet es ein neues Briefing binnen {days} Tagen, schreibe ich Ihnen"
            " hier.",
        ),
        noted_in_group=Plural(
            "Notiert. Beantwortet es ein neues Briefing binnen {days} Tag, schreibe ich hier."
            " Nochmals drücken macht es rückgängig.",
            "Notiert. Beantwortet es ein neues Briefing binnen {days} Tagen, schreibe ich hier."
            " Nochmals drücken macht es rückgängig.",
        ),
        withdrawn="Gut, dazu schreibe ich Ihnen nicht.",
        found="**Ein neues Briefing beantwortet, was Sie gefragt haben.**",
        found_question="{date}: „{question}“",
    ),
}
