"""What is said of briefings that admins send, replace and remove."""

from __future__ import annotations

from dataclasses import dataclass

from bot.messages.plural import Plural


@dataclass(frozen=True, slots=True)
class UploadingTexts:
    """The texts of one language."""

    command_remove: str
    command_replace: str
    admins_only: str
    samples_only: str
    unknown_kind: str
    too_large: str
    not_fetched: str
    no_page: str
    read: str
    unreadable: str
    several: Plural
    no_title: str
    by: str
    known: str
    replaces: str
    gone: str
    published: str
    discarded: str
    write_title: str
    write_date: str
    write_series: str
    write_language: str
    not_a_date: str
    not_a_language: str
    not_written: str
    remove_usage: str
    remove_ask: str
    remove_part: str
    removed: str
    kept: str
    replace_usage: str
    replace_send: str
    button_publish: str
    button_publish_all: str
    button_replace: str
    button_discard: str
    button_title: str
    button_date: str
    button_series: str
    button_language: str
    button_remove: str
    button_keep: str


UPLOADING = {
    "en": UploadingTexts(
        command_remove="Take a briefing out",
        command_replace="Send another file for a briefing",
        admins_only="Only admins can add briefings.",
        samples_only=(
            "These are the bundled samples, to which nothing is added. Set BRIEFINGS_DIR to a"
            " folder of your own and start again."
        ),
        unknown_kind="{name} is of a kind that cannot be read. What can: {known}.",
        too_large="{name} is larger than {most} MB, which is the most that can be taken here.",
        not_fetched="The page could not be fetched: {why}.",
        no_page="That leads to something that cannot be read as a briefing ({kind}).",
        read="**{name}**, as it was read:",
        unreadable="**{name} cannot be read:** it {why}.",
        several=Plural("It holds {count} briefing.", "It holds {count} briefings."),
        no_title="without a title",
        by="of {series}",
        known="This is in the archive already, as {title}, {date}.",
        replaces="It takes the place of {name}.",
        gone="This file does not wait any more.",
        published="**Published.** It can be asked about as soon as the index has it.",
        discarded="Discarded.",
        write_title="Write the title.",
        write_date="Write the day of issue, for example 5 November 2026, or “none”.",
        write_series="Write the name of the series, or “none”.",
        write_language="Write the language: de, en, or another code of two letters.",
        not_a_date="I cannot tell which day that is. Write it like 5 November 2026, or “none”.",
        not_a_language="That is no language code. Write two letters, such as de or en.",
        not_written="The file could not be put among the briefings: {why}.",
        remove_usage="Write the title, series or date behind the command: `/remove Letter 40`.",
        remove_ask=(
            "**Take {title}, {date}, out?** {name} is moved out of the folder and kept in"
            " DATA_DIR/removed."
        ),
        remove_part="It came with {name}; all that came with it goes too.",
        removed="**Taken out.** The index is brought up to date.",
        kept="It stays.",
        replace_usage="Write the title, series or date behind the command: `/replace Letter 40`.",
        replace_send="Now send the file that takes the place of {title}, {date}.",
        button_publish="Publish",
        button_publish_all="Publish all {count}",
        button_replace="Replace",
        button_discard="Discard",
        button_title="Title",
        button_date="Date",
        button_series="Series",
        button_language="Language",
        button_remove="Take out",
        button_keep="Keep",
    ),
    "de": UploadingTexts(
        command_remove="Ein Briefing herausnehmen",
        command_replace="Eine andere Datei für ein Briefing senden",
        admins_only="Nur Admins können Briefings hinzufügen.",
        samples_only=(
            "Das sind die mitgelieferten Beispiele, zu denen nichts hinzukommt. Setzen Sie"
            " BRIEFINGS_DIR auf einen eigenen Ordner und starten Sie neu."
        ),
        unknown_kind="{name} ist von einer Art, die nicht gelesen werden kann. Lesbar: {known}.",
        too_large="{name} ist größer als {most} MB; mehr kann hier nicht angenommen werden.",
        not_fetched="Die Seite ließ sich nicht holen: {why}.",
        no_page="Das führt zu etwas, das nicht als Briefing gelesen werden kann ({kind}).",
        read="**{name}**, so wurde es gelesen:",
        unreadable="**{name} ist nicht lesbar:** {why}.",
        several=Plural("Darin ist {count} Briefing.", "Darin sind {count} Briefings."),
        no_title="ohne Titel",
        by="aus {series}",
        known="Das ist schon im Archiv, als {title}, {date}.",
        replaces="Es tritt an die Stelle von {name}.",
        gone="Diese Datei wartet nicht mehr.",
        published="**Veröffentlicht.** Fragen beantwortet es, sobald der Index es hat.",
        discarded="Verworfen.",
        write_title="Schreiben Sie den Titel.",
        write_date="Schreiben Sie den Tag, zum Beispiel 5. November 2026, oder „keiner“.",
        write_series="Schreiben Sie den Namen der Reihe, oder „keine“.",
        write_language="Schreiben Sie die Sprache: de, en oder ein anderes Kürzel.",
        not_a_date="Welcher Tag ist das? Schreiben Sie ihn wie 5. November 2026, oder „keiner“.",
        not_a_language="Das ist kein Sprachkürzel. Schreiben Sie zwei Buchstaben, etwa de oder en.",
        not_written="Die Datei ließ sich nicht zu den Briefings legen: {why}.",
        remove_usage="Titel, Reihe oder Datum hinter den Befehl: `/remove Letter 40`.",
        remove_ask=(
            "**{title}, {date}, herausnehmen?** {name} kommt aus dem Ordner und wird in"
            " DATA_DIR/removed aufgehoben."
        ),
        remove_part="Es kam mit {name}; alles, was damit kam, geht auch.",
        removed="**Herausgenommen.** Der Index wird auf den neuesten Stand gebracht.",
        kept="Es bleibt.",
        replace_usage="Titel, Reihe oder Datum hinter den Befehl: `/replace Letter 40`.",
        replace_send="Senden Sie jetzt die Datei, die an die Stelle von {title}, {date}, tritt.",
        button_publish="Veröffentlichen",
        button_publish_all="Alle {count} veröffentlichen",
        button_replace="Ersetzen",
        button_discard="Verwerfen",
        button_title="Titel",
        button_date="Datum",
        button_series="Reihe",
        button_language="Sprache",
        button_remove="Herausnehmen",
        button_keep="Behalten",
    ),
}
