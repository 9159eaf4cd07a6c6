"""What the bot says about asking: follow-ups, waiting, limits, and inline in other chats."""

from __future__ import annotations

from dataclasses import dataclass

from bot.messages.plural import Plural


@dataclass(frozen=True, slots=True)
class AskingTexts:
    """The texts of one language."""

    # a short question that leans on the one before
    button_fresh: str
    small_talk: str
    # a question that could not be answered at once
    waited: str
    busy: str
    quota: Plural
    quota_group: Plural
    # inline
    inline_ask: str
    inline_not_covered: str
    inline_later: str
    inline_open: str


ASKING = {
    "en": AskingTexts(
        button_fresh="Ask as a new question",
        small_talk="Ask what the briefings say, in a sentence or in a few words. /help shows how.",
        waited="Sorry for the wait: your question of {time} reached me only now.",
        busy=(
            "**I have too many questions waiting just now.**\n\n"
            "I did not take yours in. Please ask it again in a few minutes."
        ),
        quota=Plural(
            "You may ask {count} question an hour, and you have. Ask again {time}.",
            "You have asked {count} questions within an hour, as many as I answer. Ask again"
            " {time}.",
        ),
        quota_group=Plural(
            "For now enough was asked: here I answer {count} question an hour. Ask again {time}.",
            "For now enough was asked: here I answer {count} questions an hour. Ask again {time}.",
        ),
        inline_ask="Write a question after my name",
        inline_not_covered="Not covered by the briefings",
        inline_later="Not answered yet: type on, or ask me here",
        inline_open="Read in context",
    ),
    "de": AskingTexts(
        button_fresh="Als neue Frage stellen",
        small_talk=(
            "Fragen Sie, was in den Briefings steht, in einem Satz oder ein paar Worten."
            " /help zeigt, wie."
        ),
        waited="Entschuldigung: Ihre Frage von {time} hat mich erst jetzt erreicht.",
        busy=(
            "**Bei mir warten gerade zu viele Fragen.**\n\n"
            "Ihre habe ich nicht angenommen. Bitte stellen Sie sie in ein paar Minuten noch einmal."
        ),
        quota=Plural(
            "Sie können {count} Frage in der Stunde stellen, und die war schon da. Fragen Sie"
            " {time} wieder.",
            "Sie haben innerhalb einer Stunde {count} Fragen gestellt, mehr beantworte ich nicht."
            " Fragen Sie {time} wieder.",
        ),
        quota_group=Plural(
            "Fürs Erste ist genug gefragt: Hier beantworte ich {count} Frage in der Stunde. Fragen"
            " Sie {time} wieder.",
            "Fürs Erste ist genug gefragt: Hier beantworte ich {count} Fragen in der Stunde. Fragen"
            " Sie {time} wieder.",
        ),
        inline_ask="Schreiben Sie eine Frage hinter meinen Namen",
        inline_not_covered="Davon steht nichts in den Briefings",
        inline_later="Noch keine Antwort: weitertippen oder hier fragen",
        inline_open="Im Zusammenhang lesen",
    ),
}
