"""What admins are told when something is wrong with the bot, and when it is well again."""

from __future__ import annotations

from dataclasses import dataclass

from bot.state.alarms import Kind


@dataclass(frozen=True, slots=True)
class AlarmTexts:
    """The texts of one language: of each kind when it is broken and when it is well again.

    That Telegram does not answer can only be told when it is over.
    """

    telegram_well: str
    second: str
    second_well: str
    hung: str
    hung_well: str
    disk: str
    disk_well: str
    queue: str
    queue_well: str
    index: str
    index_well: str
    reading: str
    reading_well: str

    def of(self, kind: Kind, *, broken: bool) -> str:
        """Return what is told, its placeholders still in place."""
        text: str = getattr(self, kind.value if broken else f"{kind.value}_well")
        return text


ALARMS = {
    "en": AlarmTexts(
        telegram_well=(
            "**I was cut off from Telegram** ({since} to {until}). What was written to me meanwhile"
            " is answered now."
        ),
        second=(
            "**Another program is using my token.** It fetched my messages on {since}, so I"
            " stopped. Run only one instance; if you know of no other, get a new token from"
            " @BotFather."
        ),
        second_well="**I am the only one with my token again.**",
        hung=(
            "**I got stuck on {since}** and ended myself to be started anew. The log says what I"
            " was doing."
        ),
        hung_well="**I have not got stuck again for a while.**",
        disk=(
            "**The disk is almost full.** Where DATA_DIR is, {detail} are free. When nothing is, I"
            " can neither read briefings nor take questions: please make room."
        ),
        disk_well="**The disk has enough room again.**",
        queue=(
            "**Messages have been waiting for minutes.** I do not keep up since {since}: there is"
            " too much to do, or something holds me up. The log says more."
        ),
        queue_well="**Messages do not have to wait any more.** They had to: {since} to {until}.",
        index=(
            "**I cannot search the briefings** since {since}. `briefing-bot check` says why and"
            " what mends it."
        ),
        index_well="**I can search the briefings again.** I could not: {since} to {until}.",
        reading=(
            "**Briefings could not be read** on {since}. `briefing-bot check` says which and why."
        ),
        reading_well="**Briefings can be read again.**",
    ),
    "de": AlarmTexts(
        telegram_well=(
            "**Ich war von Telegram abgeschnitten** ({since} bis {until}). Was mir inzwischen"
            " geschrieben wurde, beantworte ich jetzt."
        ),
        second=(
            "**Ein anderes Programm benutzt meinen Token.** Es hat am {since} meine Nachrichten"
            " abgeholt, darum habe ich aufgehört. Es darf nur eines laufen; wissen Sie von keinem"
            " anderen, holen Sie bei @BotFather einen neuen Token."
        ),
        second_well="**Meinen Token benutze wieder nur ich.**",
        hung=(
            "**Am {since} kam ich nicht mehr weiter** und habe mich beendet, um neu gestartet zu"
            " werden. Was ich gerade tat, steht im Protokoll."
        ),
        hung_well="**Seit einer Weile bin ich nicht mehr stecken geblieben.**",
        disk=(
            "**Die Festplatte ist fast voll.** Wo DATA_DIR liegt, sind noch {detail} frei. Ist sie"
            " voll, kann ich weder Briefings lesen noch Fragen annehmen: Bitte schaffen Sie Platz."
        ),
        disk_well="**Auf der Festplatte ist wieder genug Platz.**",
        queue=(
            "**Nachrichten warten seit Minuten.** Seit {since} komme ich nicht nach: Es ist zu viel"
            " zu tun, oder etwas hält mich auf. Mehr steht im Protokoll."
        ),
        queue_well=(
            "**Nachrichten müssen nicht mehr warten.** Sie mussten es: {since} bis {until}."
        ),
        index=(
            "**Ich kann die Briefings nicht durchsuchen**, seit {since}. `briefing-bot check` sagt,"
            " warum, und was hilft."
        ),
        index_well=(
            "**Ich kann die Briefings wieder durchsuchen.** Es ging nicht: {since} bis {until}."
        ),
        reading=(
            "**Briefings ließen sich nicht lesen**, am {since}. `briefing-bot check` sagt, welche"
            " und warum."
        ),
        reading_well="**Briefings lassen sich wieder lesen.**",
    ),
}
