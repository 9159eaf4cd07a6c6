"""What the bot says of citations and of links to passages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CitingTexts:
    """The texts of one language."""

    cite_title: str
    cite_file: str
    cite_undated: str
    cite_section: str
    cite_paragraph: str
    cite_available: str
    link_title: str
    link_hint: str
    opened: str
    link_changed: str
    link_changed_nothing: str
    link_gone: str
    link_unknown: str
    link_broken: str


CITING = {
    "en": CitingTexts(
        cite_title="Citation",
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
    "de": CitingTexts(
        cite_title="Quellenangabe",
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
