"""What is said while the index is made anew, and of what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.messages.plural import Plural


@dataclass(frozen=True, slots=True)
class ReindexingTexts:
    """The texts of one language."""

    command_reindex: str
    command_rollback: str
    usage: str
    no_workshop: str
    title: str
    title_full: str
    title_model: str
    waiting: str
    reading: str
    model: str
    encoding: str
    writing: str
    evaluating: str
    count: str
    rate: str
    left: str
    cancelling: str
    resumed: Plural
    under_way: str
    switched: str
    unchanged: str
    held: str
    held_unasked: str
    failed: str
    cancelled: str
    took: str
    languages: str
    no_language: str
    added: Plural
    changed: Plural
    removed: Plural
    unreadable: Plural
    unreadable_more: Plural
    measured: str
    first: str
    among_five: str
    mrr: str
    false_answers: str
    promoted: str
    discarded: str
    nothing_held: str
    rollback_ask: str
    rollback_none: str
    rolled_back: str
    stayed: str
    busy: str
    button_cancel: str
    button_promote: str
    button_discard: str
    button_rollback: str
    button_keep: str


REINDEXING = {
    "en": ReindexingTexts(
        command_reindex="Read what is new and make it searchable",
        command_rollback="Go back to the index before",
        usage=(
            "`/reindex` reads what changed. `/reindex full` reads and encodes everything again."
            " `/reindex model NAME` does so with another model from then on;"
            " `/reindex model default` returns to EMBEDDING_MODEL."
        ),
        no_workshop="Here nothing can be reindexed.",
        title="**Reindexing**",
        title_full="**Reindexing everything**",
        title_model="**Reindexing with {model}**",
        waiting="Getting ready …",
        reading="Reading briefings",
        model="Getting the model ready",
        encoding="Encoding",
        writing="Writing the index",
        evaluating="Asking the evaluation questions",
        count="{done} of {total}",
        rate="{rate} a second",
        left="{time} left",
        cancelling="It is being ended …",
        resumed=Plural(
            "It was interrupted once and goes on.", "It was interrupted {count} times and goes on."
        ),
        under_way="That is under way already; it is shown here from now on.",
        switched="**The new index answers.**",
        unchanged="**Nothing had changed.** The index is up to date.",
        held=(
            "**The new index is worse and was held back.** The one before goes on answering. You"
            " may use the new one all the same."
        ),
        held_unasked=(
            "What has come in is not found until an index is let through. /reindex tries again and"
            " has the buttons."
        ),
        failed="**It could not be done:** {error}. The index before goes on answering.",
        cancelled="**Ended.** The index before goes on answering; the next run goes on from here.",
        took="It took {time}.",
        languages="Languages: {shares}",
        no_language="not told",
        added=Plural("{count} briefing is new: {names}", "{count} briefings are new: {names}"),
        changed=Plural("{count} has changed: {names}", "{count} have changed: {names}"),
        removed=Plural("{count} is gone: {names}", "{count} are gone: {names}"),
        unreadable=Plural("**{count} file cannot be read:**", "**{count} files cannot be read:**"),
        unreadable_more=Plural(
            "and {count} more: `briefing-bot check`", "and {count} more: `briefing-bot check`"
        ),
        measured="**By the evaluation questions** (before → now)",
        first="right passage first",
        among_five="among the first five",
        mrr="how far up the right one is (MRR)",
        false_answers="answered though nothing answers",
        promoted="**The index that was held back answers now.** /rollback goes back.",
        discarded="The index that was held back is removed.",
        nothing_held="There is no index that was held back any more.",
        rollback_ask=(
            "**Go back to the index of {date}?** It has {rows}. Briefings that were"
            " removed since stay removed; the next reindexing makes a new index."
        ),
        rollback_none="There is no earlier index to go back to.",
        rolled_back="**The index of {date} answers again.**",
        stayed="The index stays as it is.",
        busy="The index is being made anew. Wait for that, or end it; then try again.",
        button_cancel="Cancel",
        button_promote="Use it all the same",
        button_discard="Remove it",
        button_rollback="Go back",
        button_keep="Stay",
    ),
    "de": ReindexingTexts(
        command_reindex="Neues einlesen und durchsuchbar machen",
        command_rollback="Zum vorigen Index zurück",
        usage=(
            "`/reindex` liest ein, was sich geändert hat. `/reindex full` liest und kodiert alles"
            " neu. `/reindex model NAME` tut das von da an mit einem anderen Modell;"
            " `/reindex model default` kehrt zu EMBEDDING_MODEL zurück."
        ),
        no_workshop="Hier lässt sich nichts neu einlesen.",
        title="**Der Index wird erneuert**",
        title_full="**Der Index wird ganz neu gemacht**",
        title_model="**Der Index wird mit {model} neu gemacht**",
        waiting="Gleich geht es los …",
        reading="Briefings werden gelesen",
        model="Das Modell wird bereit gemacht",
        encoding="Texte werden kodiert",
        writing="Der Index wird geschrieben",
        evaluating="Die Prüffragen werden gestellt",
        count="{done} von {total}",
        rate="{rate} in der Sekunde",
        left="noch {time}",
        cancelling="Das wird beendet …",
        resumed=Plural(
            "Das wurde einmal unterbrochen und geht weiter.",
            "Das wurde {count}-mal unterbrochen und geht weiter.",
        ),
        under_way="Das läuft schon; von nun an steht hier, wie weit es ist.",
        switched="**Der neue Index antwortet.**",
        unchanged="**Nichts hatte sich geändert.** Der Index ist auf dem neuesten Stand.",
        held=(
            "**Der neue Index ist schlechter und wurde zurückgehalten.** Der bisherige antwortet"
            " weiter. Sie können den neuen trotzdem verwenden."
        ),
        held_unasked=(
            "Was neu ist, wird erst gefunden, wenn ein Index durchgelassen wird. /reindex versucht"
            " es noch einmal und hat die Knöpfe."
        ),
        failed="**Das ging nicht:** {error}. Der bisherige Index antwortet weiter.",
        cancelled=(
            "**Beendet.** Der bisherige Index antwortet weiter; der nächste Lauf macht hier weiter."
        ),
        took="Es dauerte {time}.",
        languages="Sprachen: {shares}",
        no_language="unbekannt",
        added=Plural("{count} Briefing ist neu: {names}", "{count} Briefings sind neu: {names}"),
        changed=Plural(
            "{count} hat sich geändert: {names}", "{count} haben sich geändert: {names}"
        ),
        removed=Plural("{count} ist weg: {names}", "{count} sind weg: {names}"),
        unreadable=Plural(
            "**{count} Datei ist nicht lesbar:**", "**{count} Dateien sind nicht lesbar:**"
        ),
        unreadable_more=Plural(
            "und {count} weitere: `briefing-bot check`", "und {count} weitere: `briefing-bot check`"
        ),
        measured="**Nach den Prüffragen** (vorher → jetzt)",
        first="richtige Stelle zuerst",
        among_five="unter den ersten fünf",
        mrr="wie weit oben die richtige steht (MRR)",
        false_answers="beantwortet, obwohl nichts antwortet",
        promoted="**Der zurückgehaltene Index antwortet jetzt.** /rollback geht zurück.",
        discarded="Der zurückgehaltene Index ist entfernt.",
        nothing_held="Einen zurückgehaltenen Index gibt es nicht mehr.",
        rollback_ask=(
            "**Zum Index vom {date} zurück?** Er hat {rows}. Briefings, die seitdem"
            " entfernt wurden, bleiben entfernt; das nächste Einlesen macht einen neuen Index."
        ),
        rollback_none="Einen früheren Index, zu dem es zurückgehen könnte, gibt es nicht.",
        rolled_back="**Der Index vom {date} antwortet wieder.**",
        stayed="Der Index bleibt, wie er ist.",
        busy=(
            "Der Index wird gerade erneuert. Warten Sie darauf oder brechen Sie es ab; dann noch"
            " einmal."
        ),
        button_cancel="Abbrechen",
        button_promote="Trotzdem verwenden",
        button_discard="Entfernen",
        button_rollback="Zurück",
        button_keep="Bleiben",
    ),
}
