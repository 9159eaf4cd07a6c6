"""What the bot says about a person's data and language."""

from __future__ import annotations

from dataclasses import dataclass

from bot.messages.plural import Plural


@dataclass(frozen=True, slots=True)
class PrivacyTexts:
    """The texts of one language."""

    # in Telegram's menu
    command_language: str
    command_privacy: str
    command_mydata: str
    command_forgetme: str
    # /language
    language_question: str
    button_as_telegram: str
    language_chosen: str
    language_as_telegram: str
    # /privacy
    privacy: str
    questions_kept: Plural
    questions_not_kept: str
    rest_kept: Plural
    encrypted: str
    backups: str
    run_by: str
    run_by_unknown: str
    privacy_commands: str
    # /mydata
    mydata_caption: str
    mydata_nothing: str
    # /forgetme
    forget_question: str
    forget_keep_means: str
    forget_leave_means: str
    forget_admin_means: str
    forget_revoked_means: str
    button_forget_keep: str
    button_forget_leave: str
    button_forget: str
    button_cancel: str
    forgotten_kept: str
    forgotten_left: str
    forgotten: str
    not_forgotten: str


_ENGLISH = PrivacyTexts(
    command_language="Deutsch or English",
    command_privacy="What is stored about you",
    command_mydata="Get what is stored about you",
    command_forgetme="Delete what is stored about you",
    language_question="**In which language shall I write to you?** Passages stay in their own.",
    button_as_telegram="As in Telegram",
    language_chosen="I write to you in English now.",
    language_as_telegram="I write to you in the language of your Telegram now.",
    privacy=(
        "**What is stored about you**\n"
        "• your Telegram id, your first name, the language you chose and the day you were last"
        " here, for as long as you have access\n"
        "• who let you in, and your request for access\n"
        "• your questions, with the numbers of the passages that were found, so that the buttons"
        " under an answer work\n"
        "• what you say of an answer with a button, and what you want to be told of later\n"
        "• the digest you subscribed to, your time zone and what you follow, until you end it, and"
        " for some weeks which passages a digest had\n"
        "• for three days, which messages were sent to you, so that none is sent twice\n"
        "• for admins: what they changed, and what they wrote to everybody\n\n"
        "The admins can read the words of questions that had no good answer, never who asked them."
        " They see how many questions were asked and how they were answered, which series are"
        " cited most, and what at least two people follow; never who asked or follows what."
    ),
    questions_kept=Plural(
        "The words of your questions are erased after {count} day.",
        "The words of your questions are erased after {count} days.",
    ),
    questions_not_kept="The words of your questions are erased as soon as they are answered.",
    rest_kept=Plural(
        "Everything that is no longer needed is deleted after {count} day.",
        "Everything that is no longer needed is deleted after {count} days.",
    ),
    encrypted="All of it is stored encrypted.",
    backups=(
        "Whoever runs the bot may keep backups. What is deleted here stays in these until they are"
        " deleted in turn."
    ),
    run_by=(
        "**Who runs this bot:** {operator}. Questions are searched on their computer and passed on"
        " to nobody. Telegram itself carries the messages and has rules of its own."
    ),
    run_by_unknown=(
        "**Who runs this bot:** whoever let you in can tell you. Questions are searched on their"
        " computer and passed on to nobody. Telegram itself carries the messages and has rules of"
        " its own."
    ),
    privacy_commands="/mydata sends you all of it, /forgetme deletes it.",
    mydata_caption="Everything that is stored about you.",
    mydata_nothing="Nothing is stored about you.",
    forget_question=(
        "**Delete what is stored about you?** Your questions, what you said of answers, what you"
        " wanted to be told of, your name and your language will be gone. Buttons under old answers"
        " will not work any more. This cannot be undone."
    ),
    forget_keep_means=(
        "If you keep your access, only your Telegram id stays; when you write again, your first"
        " name is noted again."
    ),
    forget_leave_means=(
        "If you leave, that is deleted too, and you need a new invitation to come back."
    ),
    forget_admin_means=(
        "You stand in the settings as an admin, so you stay one; when you write again, your first"
        " name is noted again."
    ),
    forget_revoked_means=(
        "Your access was taken away: your Telegram id and the day of that stay, so that it"
        " remains so."
    ),
    button_forget_keep="Delete my data, keep my access",
    button_forget_leave="Delete everything and leave",
    button_forget="Delete my data",
    button_cancel="Cancel",
    forgotten_kept="Deleted. You still have access.",
    forgotten_left="Deleted. You have no access any more. Goodbye.",
    forgotten="Deleted.",
    not_forgotten="Nothing was deleted.",
)

_GERMAN = PrivacyTexts(
    command_language="Deutsch oder Englisch",
    command_privacy="Was über Sie gespeichert ist",
    command_mydata="Bekommen, was über Sie gespeichert ist",
    command_forgetme="Löschen, was über Sie gespeichert ist",
    language_question=(
        "**In welcher Sprache soll ich Ihnen schreiben?** Textstellen bleiben in ihrer eigenen."
    ),
    button_as_telegram="Wie in Telegram",
    language_chosen="Ich schreibe Ihnen jetzt auf Deutsch.",
    language_as_telegram="Ich schreibe Ihnen jetzt in der Sprache Ihres Telegram.",
    privacy=(
        "**Was über Sie gespeichert ist**\n"
        "• Ihre Telegram-ID, Ihr Vorname, die gewählte Sprache und der Tag, an dem Sie zuletzt hier"
        " waren, solange Sie Zugang haben\n"
        "• wer Sie zugelassen hat, und Ihre Bitte um Zugang\n"
        "• Ihre Fragen mit den Nummern der gefundenen Stellen, damit die Knöpfe unter einer Antwort"
        " gehen\n"
        "• was Sie mit einem Knopf zu einer Antwort sagen, und worüber Sie später etwas hören"
        " wollen\n"
        "• der Digest, den Sie bestellt haben, Ihre Zeitzone und was Sie verfolgen, bis Sie es"
        " beenden, und einige Wochen lang, welche Stellen ein Digest hatte\n"
        "• drei Tage lang, welche Nachrichten an Sie gesendet wurden, damit keine zweimal kommt\n"
        "• bei Admins: was sie geändert und was sie allen geschrieben haben\n\n"
        "Die Admins können die Worte von Fragen lesen, die keine gute Antwort fanden, aber nie, wer"
        " sie gestellt hat. Sie sehen, wie viele Fragen gestellt und wie sie beantwortet wurden,"
        " welche Reihen am häufigsten zitiert werden und was mindestens zwei Personen verfolgen;"
        " nie, wer was fragt oder verfolgt."
    ),
    questions_kept=Plural(
        "Die Worte Ihrer Fragen werden nach {count} Tag gelöscht.",
        "Die Worte Ihrer Fragen werden nach {count} Tagen gelöscht.",
    ),
    questions_not_kept="Die Worte Ihrer Fragen werden gelöscht, sobald sie beantwortet sind.",
    rest_kept=Plural(
        "Alles, was nicht mehr gebraucht wird, wird nach {count} Tag gelöscht.",
        "Alles, was nicht mehr gebraucht wird, wird nach {count} Tagen gelöscht.",
    ),
    encrypted="All das ist verschlüsselt gespeichert.",
    backups=(
        "Wer den Bot betreibt, kann Sicherungskopien aufbewahren. Was hier gelöscht wird, steht"
        " darin noch, bis auch sie gelöscht werden."
    ),
    run_by=(
        "**Wer diesen Bot betreibt:** {operator}. Gesucht wird auf dem dortigen Rechner, Fragen"
        " gehen an niemanden weiter. Telegram selbst befördert die Nachrichten und hat eigene"
        " Regeln."
    ),
    run_by_unknown=(
        "**Wer diesen Bot betreibt:** Das kann Ihnen sagen, wer Sie zugelassen hat. Gesucht wird"
        " auf dem dortigen Rechner, Fragen gehen an niemanden weiter. Telegram selbst befördert die"
        " Nachrichten und hat eigene Regeln."
    ),
    privacy_commands="/mydata sendet Ihnen alles davon, /forgetme löscht es.",
    mydata_caption="Alles, was über Sie gespeichert ist.",
    mydata_nothing="Über Sie ist nichts gespeichert.",
    forget_question=(
        "**Löschen, was über Sie gespeichert ist?** Ihre Fragen, was Sie zu Antworten gesagt haben,"
        " worüber Sie etwas hören wollten, Ihr Name und Ihre Sprache sind dann weg. Knöpfe unter"
        " alten Antworten gehen nicht mehr. Das lässt sich nicht rückgängig machen."
    ),
    forget_keep_means=(
        "Behalten Sie den Zugang, bleibt nur Ihre Telegram-ID; schreiben Sie wieder, wird Ihr"
        " Vorname wieder vermerkt."
    ),
    forget_leave_means=(
        "Gehen Sie ganz, ist auch sie gelöscht, und Sie brauchen eine neue Einladung, um"
        " wiederzukommen."
    ),
    forget_admin_means=(
        "Sie stehen als Admin in den Einstellungen und bleiben es; schreiben Sie wieder, wird Ihr"
        " Vorname wieder vermerkt."
    ),
    forget_revoked_means=(
        "Ihnen wurde der Zugang entzogen: Ihre Telegram-ID und der Tag bleiben, damit es dabei"
        " bleibt."
    ),
    button_forget_keep="Daten löschen, Zugang behalten",
    button_forget_leave="Alles löschen und gehen",
    button_forget="Daten löschen",
    button_cancel="Abbrechen",
    forgotten_kept="Gelöscht. Zugang haben Sie weiterhin.",
    forgotten_left="Gelöscht. Sie haben keinen Zugang mehr. Auf Wiedersehen.",
    forgotten="Gelöscht.",
    not_forgotten="Es wurde nichts gelöscht.",
)

PRIVACY = {"en": _ENGLISH, "de": _GERMAN}
