"""What is said about what became of digests, to admins and to whoever set one up."""

from __future__ import annotations

from dataclasses import dataclass

from bot.messages.plural import Plural


@dataclass(frozen=True, slots=True)
class DeliveryTexts:
    """The texts of one language."""

    command_deliveries: str
    topic_gone: str
    on_again: str
    deliveries: str
    deliveries_subscribers: str
    deliveries_counts: str
    deliveries_doubts: Plural
    deliveries_fine: str
    doubts: Plural
    doubt_line: str
    doubts_more: Plural


DELIVERIES = {
    "en": DeliveryTexts(
        command_deliveries="What became of the digests",
        topic_gone=(
            "I can no longer write to {title}, where a digest came: the topic was closed or"
            " deleted, or I may not write there. Write /subscribe there to begin anew."
        ),
        on_again="Your digest: {when}. /subscriptions changes that.",
        deliveries="**Digests and alerts**",
        deliveries_subscribers="Digests on: {active}. Paused or not deliverable: {others}.",
        deliveries_counts="{queued} waiting, {sent} sent, {failed} refused, {unknown} in doubt.",
        deliveries_doubts=Plural(
            "{count} message was on its way when the connection or the program ended. Nobody knows"
            " whether it arrived, so it is not sent again:",
            "{count} messages were on their way when the connection or the program ended. Nobody"
            " knows whether they arrived, so they are not sent again:",
        ),
        deliveries_fine="Nothing is in doubt.",
        doubts=Plural(
            "**{count} message of a digest may not have arrived.** It was on its way when the"
            " connection or the program ended, and is not sent again. The next digest offers it.",
            "**{count} messages of digests may not have arrived.** They were on their way when"
            " the connection or the program ended, and are not sent again. The next digests"
            " offer them.",
        ),
        doubt_line="{who} · {issue} · message {number}",
        doubts_more=Plural("and {count} more", "and {count} more"),
    ),
    "de": DeliveryTexts(
        command_deliveries="Was aus den Digests wurde",
        topic_gone=(
            "In {title}, wohin ein Digest kam, kann ich nicht mehr schreiben: Das Thema wurde"
            " geschlossen oder gelöscht, oder ich darf dort nicht schreiben. Mit /subscribe dort"
            " beginnt er neu."
        ),
        on_again="Ihr Digest: {when}. /subscriptions ändert das.",
        deliveries="**Digests und Meldungen**",
        deliveries_subscribers=(
            "Bestellte Digests: {active}. Angehalten oder nicht zustellbar: {others}."
        ),
        deliveries_counts=(
            "{queued} warten, {sent} gesendet, {failed} abgelehnt, {unknown} im Zweifel."
        ),
        deliveries_doubts=Plural(
            "{count} Nachricht war unterwegs, als die Verbindung oder das Programm endete. Ob sie"
            " ankam, weiß niemand; sie wird nicht noch einmal gesendet:",
            "{count} Nachrichten waren unterwegs, als die Verbindung oder das Programm endete. Ob"
            " sie ankamen, weiß niemand; sie werden nicht noch einmal gesendet:",
        ),
        deliveries_fine="Nichts ist im Zweifel.",
        doubts=Plural(
            "**{count} Nachricht eines Digests ist vielleicht nicht angekommen.** Sie war"
            " unterwegs, als die Verbindung oder das Programm endete, und wird nicht noch einmal"
            " gesendet. Der nächste Digest bietet sie an.",
            "**{count} Nachrichten von Digests sind vielleicht nicht angekommen.** Sie waren"
            " unterwegs, als die Verbindung oder das Programm endete, und werden nicht noch einmal"
            " gesendet. Die nächsten Digests bieten sie an.",
        ),
        doubt_line="{who} · {issue} · Nachricht {number}",
        doubts_more=Plural("und {count} weitere", "und {count} weitere"),
    ),
}
