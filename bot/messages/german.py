"""Everything the bot says in German."""

from __future__ import annotations

from bot.messages.alarms import ALARMS
from bot.messages.asking import ASKING
from bot.messages.audit import AUDIT
from bot.messages.broadcasting import BROADCASTING
from bot.messages.catalogue import Messages
from bot.messages.citing import CITING
from bot.messages.coverage import COVERAGE
from bot.messages.deliveries import DELIVERIES
from bot.messages.digest import DIGEST
from bot.messages.evaluating import EVALUATING
from bot.messages.feedback import FEEDBACK
from bot.messages.groups import GROUPS
from bot.messages.overview import OVERVIEW
from bot.messages.people import PEOPLE
from bot.messages.plural import Plural
from bot.messages.privacy import PRIVACY
from bot.messages.reading import READING
from bot.messages.reindexing import REINDEXING
from bot.messages.statistics import STATISTICS
from bot.messages.subscribing import SUBSCRIBING
from bot.messages.timeline import TIMELINE
from bot.messages.unanswered import UNANSWERED
from bot.messages.uploading import UPLOADING
from bot.messages.watching import WATCHING

GERMAN = Messages(
    locale="de_DE",
    start=(
        "**Fragen Sie Ihre Briefings.**\n\n"
        "Schreiben Sie eine Frage, als Satz oder in Stichworten, auf Deutsch oder Englisch. Die"
        " Antwort ist die Stelle, an der es steht, Wort für Wort und mit Fundstelle.\n\n"
        "/help zeigt, wie sich eine Frage eingrenzen lässt."
    ),
    help=(
        "**Fragen Sie einfach**, auf Deutsch oder Englisch. In einer Gruppe: `/ask`, mich erwähnen"
        " oder mir antworten.\n"
        "• Weiterfragen: „und 2023?“, „was ist mit der EU?“\n"
        "• Eingrenzen: „seit März 2024“, „letzte Woche“, „neueste“, oder eine Reihe nennen.\n"
        "• Berichtigen Sie eine Frage, ändert sich ihre Antwort.\n\n"
        "/latest – die neuesten Briefings\n"
        "/briefings – alle, nach Reihe und Monat\n"
        "`/briefing März 2024` – ein bestimmtes\n"
        "`/timeline Exportlizenzen` – ein Thema im Lauf der Zeit\n"
        "/sources – welche Quellen das Briefing der letzten Antwort nennt\n"
        "/subscribe – Neues, zu Ihrer Stunde\n"
        "`/watch Elektroautos` – hören, wenn ein Briefing davon spricht"
    ),
    help_reading=(
        "**So lesen Sie eine Antwort**\n"
        "Der fette Satz antwortet; darüber steht, aus welchem Briefing er ist und wo darin, ¶ ist"
        " die Nummer des Absatzes. „Texterkennung“: Die Seite ist ein Scan, vergleichen Sie"
        " die Worte mit ihr.\n"
        "Die Knöpfe zeigen die Stelle im Zusammenhang (von dort: Quellen, Gliederung, ein Link),"
        " ihre Seite oder ihre Datei, und eine Quellenangabe zum Einfügen.\n"
        "In jedem anderen Chat bieten mein Name und eine Frage Stellen zum Einfügen an."
    ),
    help_admins=(
        "**Für Admins**\n"
        "Senden Sie mir ein Briefing: eine Datei, mehrere, die Adresse einer Seite oder eine Mail"
        " als weitergeleitete Nachricht. Ich zeige, was ich gelesen habe; Sie korrigieren und"
        " veröffentlichen es.\n\n"
        "/invite, /people, /groups – wer fragen darf\n"
        "/status, /stats, /coverage – wie es mir geht, wie ich genutzt werde, was da ist\n"
        "/unanswered – was vergeblich gefragt wurde\n"
        "/reindex, /rollback – den Index erneuern oder zum vorigen zurück\n"
        "/broadcast – an alle schreiben\n"
        "/audit – wer was geändert hat"
    ),
    help_end="Steht es nirgends, sage ich das; ich erfinde keine Antwort.",
    ask_usage=(
        "Schreiben Sie die Frage hinter den Befehl, zum Beispiel:\n"
        "`/ask Was hat sich letzte Woche geändert?`"
    ),
    command_ask="Eine Frage stellen",
    command_help="Wie man fragt und eine Antwort liest",
    command_start="Was dieser Bot kann",
    command_status="Was gelesen wurde und was nicht",
    answered="**Das steht in den Briefings:**",
    closest="**Genau das steht nirgends.** Am nächsten kommen:",
    more_passages="**Weitere Stellen**",
    not_covered=(
        "**Darüber steht nichts in den Briefings.**\n\n"
        "Versuchen Sie es mit anderen Worten oder mit einem Namen oder Ort, der in einem Briefing"
        " vorkommen könnte."
    ),
    not_covered_filtered=(
        "**In den ausgewählten Briefings steht darüber nichts.**\n\n"
        "Fragen Sie noch einmal ohne die Eingrenzung oder mit anderen Worten."
    ),
    not_read=(
        "**Ich lese nur Fragen auf Deutsch und Englisch.**\n\n"
        "Zu dieser habe ich nichts gefunden; bitte fragen Sie in einer der beiden Sprachen."
    ),
    corpus_size=Plural(
        "Hier liegt {count} Briefing ({period}).",
        "Hier liegen {count} Briefings ({period}).",
    ),
    status="**Stand**\n{paragraphs} Absätze lassen sich finden.",
    status_all_read="Alle Dateien wurden gelesen.",
    status_not_read=Plural(
        "{count} Datei wurde nicht gelesen.", "{count} Dateien wurden nicht gelesen."
    ),
    status_partly=Plural(
        "{count} Datei wurde mit Vorbehalt gelesen.",
        "{count} Dateien wurden mit Vorbehalt gelesen.",
    ),
    status_where="Welche und warum: `briefing-bot check`",
    read_as="Verstanden: {how}",
    since="seit {since}",
    until="bis {until}",
    between="{since} bis {until}",
    series="Reihe {names}",
    languages="auf {names}",
    latest="Neuestes zuerst",
    undated="ohne Datum",
    paragraph="¶ {number}",
    page="S. {page}",
    pages="S. {first}–{last}",
    recognised="Texterkennung",
    similar=Plural("{count} ähnliche Stelle anderswo", "{count} ähnliche Stellen anderswo"),
    button_more="Weitere Stellen",
    button_page="Seite zeigen",
    button_sources="Quellen",
    button_original="Originaldatei",
    button_before="◀ Davor",
    button_after="Danach ▶",
    button_context_of="{number} · Kontext",
    button_page_of="{number} · Seite",
    button_sources_of="{number} · Quellen",
    button_original_of="{number} · Original",
    context_title="Zusammenhang von Stelle {number}",
    sources_title=Plural(
        "**Die Quelle, die das Briefing nennt**", "**{count} Quellen, die das Briefing nennt**"
    ),
    sources_of_section="zu „{section}“",
    sources_of_briefing="insgesamt; zu diesem Abschnitt allein nennt es keine",
    no_sources="Das Briefing nennt zu dieser Stelle keine Quellen.",
    no_more="Das waren alle Stellen. Mit anderen Worten finden sich vielleicht weitere.",
    passage_gone="Diese Stelle steht nicht mehr in den Briefings. Bitte fragen Sie noch einmal.",
    terminal_hint="Eine Zahl drückt den Knopf, /help hilft, /quit (oder Strg-D) beendet.",
    no_button="Einen Knopf {number} gibt es nicht. Die Zahlen stehen in Klammern vor den Knöpfen.",
    question_gone=(
        "Dieser Knopf gehört zu einer Antwort, die ich nicht mehr habe. Bitte fragen Sie noch"
        " einmal."
    ),
    original_gone=(
        "Die Originaldatei „{name}“ liegt nicht mehr an ihrem Platz. Bitte sagen Sie es dem"
        " Betreiber dieses Bots."
    ),
    original_too_large="Die Originaldatei „{name}“ ist zu groß für Telegram (über 50 MB).",
    part_gone=(
        "„{name}“ lässt sich „{file}“ nicht mehr entnehmen. Bitte sagen Sie es dem Betreiber dieses"
        " Bots."
    ),
    file_changed=(
        "„{name}“ wurde geändert, seit ich es gelesen habe; ich weiß nicht, was jetzt auf welcher"
        " Seite steht. Bitte sagen Sie es dem Betreiber dieses Bots. Der Knopf für das Original"
        " schickt Ihnen die Datei, wie sie jetzt ist."
    ),
    page_failed="Diese Seite konnte ich nicht zeichnen ({pages}). Hier ist die Datei selbst.",
    first_pages="Die ersten {count} von {total} Seiten.",
    empty=(
        "In dieser Nachricht war nichts, das ich lesen kann. Bitte schreiben Sie Ihre Frage in"
        " Worten."
    ),
    no_words=(
        "Ich kann nur nach Wörtern suchen. Bitte schreiben Sie Ihre Frage in Buchstaben oder"
        " Zahlen."
    ),
    too_long=(
        "Das ist eine lange Frage ({count} Zeichen), ich kann {limit} aufnehmen."
        " Bitte fragen Sie in ein, zwei Sätzen."
    ),
    only_text="Ich kann nur Text lesen. Bitte schreiben Sie Ihre Frage.",
    unknown_command="Diesen Befehl kenne ich nicht. /help zeigt, was ich kann.",
    not_ready=(
        "**Ich habe noch keine Briefings, in denen ich suchen könnte.**\n\n"
        "Bitte sagen Sie es dem Betreiber dieses Bots. Ich merke, wenn welche da sind; fragen Sie"
        " dann einfach noch einmal."
    ),
    stale=(
        "**Ich kann gerade nicht suchen: Mein Index passt nicht zu meinen Einstellungen.**\n\n"
        "Bitte sagen Sie es dem Betreiber dieses Bots. Ich merke, wenn es behoben ist; fragen Sie"
        " dann einfach noch einmal."
    ),
    mend_archive="So wird es behoben: `briefing-bot ingest`, dann `briefing-bot build`.",
    mend_index="So wird es behoben: `briefing-bot build`; `briefing-bot check` sagt, warum.",
    failed=(
        "Bei mir ist etwas schiefgegangen, Entschuldigung. Bitte versuchen Sie es noch einmal;"
        " geschieht es wieder, nennen Sie dem Betreiber diese Nummer: **{reference}**"
    ),
    alarms=ALARMS["de"],
    asking=ASKING["de"],
    audit=AUDIT["de"],
    broadcasting=BROADCASTING["de"],
    citing=CITING["de"],
    coverage=COVERAGE["de"],
    deliveries=DELIVERIES["de"],
    digest=DIGEST["de"],
    evaluating=EVALUATING["de"],
    feedback=FEEDBACK["de"],
    overview=OVERVIEW["de"],
    people=PEOPLE["de"],
    groups=GROUPS["de"],
    privacy=PRIVACY["de"],
    reading=READING["de"],
    reindexing=REINDEXING["de"],
    statistics=STATISTICS["de"],
    subscribing=SUBSCRIBING["de"],
    timeline=TIMELINE["de"],
    uploading=UPLOADING["de"],
    unanswered=UNANSWERED["de"],
    watching=WATCHING["de"],
    sent_again="Noch einmal gesendet: Telegram hat das erste Mal nicht bestätigt.",
)
