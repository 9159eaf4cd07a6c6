"""Forms that a reader knows at sight: figures with captions, footnotes, lists of bare addresses."""

from __future__ import annotations

import textwrap

from corpus.briefing import Briefing
from corpus.parser import parse
from corpus.readers.plain import read_plain


def parsed(text: str, path: str = "issue.txt") -> Briefing:
    """Return the briefing that the (indented) text is."""
    return parse(read_plain(textwrap.dedent(text).strip("\n"), path), "case")


def texts(briefing: Briefing) -> list[str]:
    """Return its paragraphs in order."""
    return [paragraph.text for paragraph in briefing.paragraphs]


def test_a_figure_is_told_with_what_it_counts() -> None:
    briefing = parsed(
        """
        KEY FIGURES

        2.4M
        people without a roof, a third of them children

        17
        bridges closed to lorries since Saturday evening

        OVERVIEW

        The river fell by forty centimetres on Sunday, but the dykes south of the town are soaked
        and nobody dares to send heavy machines across them before the end of the week.
        """
    )

    assert texts(briefing)[:2] == [
        "2.4M people without a roof, a third of them children",
        "17 bridges closed to lorries since Saturday evening",
    ]
    assert briefing.paragraphs[1].section_path == ("KEY FIGURES",)


def test_a_page_number_within_a_sentence_is_none_of_its_figures() -> None:
    briefing = parsed(
        """
        The river fell by forty centimetres on Sunday, but the dykes south of the town are soaked

        17
        and nobody dares to send heavy machines across them before the end of the coming week.
        """
    )

    assert " are soaked and nobody " in texts(briefing)[0]


def test_footnotes_at_the_end_of_a_page_leave_the_sentence_whole() -> None:
    briefing = parsed(
        """
        Navies thought of drones as toys. That changed within eighteen months.1 A boat without
        crew costs less than a car.2 Whoever owns a harbour has to think about nets and

        1 Interview with a pilot, 3 May.
        2 K. Osei, Swarms at Sea, 2022,
        p. 41.

        Page 12

        searchlights again.
        """
    )

    assert len(texts(briefing)) == 1
    assert texts(briefing)[0].endswith("has to think about nets and searchlights again.")
    assert [source.title for source in briefing.sources] == [
        "Interview with a pilot, 3 May.",
        "K. Osei, Swarms at Sea, 2022, p. 41.",
    ]


def test_a_numbered_list_at_the_end_of_a_page_is_no_footnote() -> None:
    briefing = parsed(
        """
        Three things are left to do before the ships of the new line can call at the harbour:

        1. Dredge the channel.
        2. Hire pilots.

        12

        3. Paint the buoys.
        """
    )

    assert texts(briefing)[1:] == [
        "1. Dredge the channel.",
        "2. Hire pilots.",
        "3. Paint the buoys.",
    ]
    assert briefing.sources == ()


def test_bare_addresses_below_a_heading_for_sources_are_the_sources() -> None:
    briefing = parsed(
        """
        Kanal wird breiter

        Die Arbeiten am Kanal beginnen im Mai und dauern nach Angaben der Verwaltung drei Jahre.

        Quellen:
        https://kanalamt.example/ausbau
        www.uferbote.example/kanal
        """
    )

    assert len(texts(briefing)) == 1
    assert [source.url for source in briefing.sources] == [
        "https://kanalamt.example/ausbau",
        "www.uferbote.example/kanal",
    ]


def test_an_address_with_the_next_number_is_an_item_of_the_list() -> None:
    briefing = parsed(
        """
        Die Arbeiten am Kanal beginnen im Mai und dauern nach Angaben der Verwaltung drei Jahre.

        Quellen

        1. Uferbote: Der Kanal wird breiter
        2. https://kanalamt.example/ausbau
        """
    )

    assert [(source.publisher, source.title) for source in briefing.sources] == [
        ("Uferbote", "Der Kanal wird breiter"),
        (None, "https://kanalamt.example/ausbau"),
    ]


def test_a_label_below_a_full_line_with_one_begins_a_paragraph() -> None:
    briefing = parsed(
        """
        1. The Budget Survives
        What Happened: Parliament passed the budget by 121 votes to 119 on Wednesday,
        hours before a deadline set by the ministry. Three members voted against it.
        By: Desislava Petrova, Fellow on Public Finance, Institute for the Wider Sea
        Learn More: Read our guide to the changeover.
        """
    )

    assert [p.label for p in briefing.paragraphs] == ["What Happened", "By", "Learn More"]


def test_names_above_a_telephone_number_head_nothing() -> None:
    briefing = parsed(
        """
        Speicher geht ans Netz

        Der Speicher in Wedelstadt hat am Dienstag den Betrieb aufgenommen, wie geplant.

        Pressekontakt:

        Nordwind AG
        Frauke Petersen
        Telefon: 04841 555-120
        """
    )

    assert briefing.sections == ()
    assert texts(briefing)[1:] == [
        "Pressekontakt: Nordwind AG",
        "Frauke Petersen",
        "Telefon: 04841 555-120",
    ]


def test_a_header_may_stand_below_a_classification() -> None:
    briefing = parsed(
        """
        UNCLASSIFIED

        EMBASSY PORT HARMON
        TO: HEADQUARTERS
        DATE: 14 June 2023
        SUBJECT: PORT STRIKE ENDS
        REF: (A) 23 HARMON 112 (B) 23 HARMON 98

        1. Dockers returned to work on Monday after a strike of eleven days.

        2. The agreement raises wages by nine percent.
        """
    )

    assert (briefing.head.title, str(briefing.head.date)) == ("PORT STRIKE ENDS", "2023-06-14")
    assert briefing.head.publisher == "EMBASSY PORT HARMON"
    assert "REF: (A) 23 HARMON 112 (B) 23 HARMON 98" in texts(briefing)
    assert briefing.sections == ()


def test_the_sender_s_name_above_a_mail_is_its_series() -> None:
    briefing = parsed(
        """
        From: The Baltic Breakfast <editors@breakfast.example>
        Subject: Rates and rails
        Date: Tue, 17 Sep 2024 06:02:11 +0200

        THE BALTIC BREAKFAST
        News from nine coasts, before your second coffee

        RATES

        The central bank cut its rate by a quarter of a point and may do so again.
        """
    )

    assert briefing.head.series == "The Baltic Breakfast"
    assert [p.section_path for p in briefing.paragraphs] == [(), ("RATES",)]


def test_a_plain_heading_after_the_last_number_stands_beside_it() -> None:
    parts = "\n\n".join(
        f"{heading}\n\nThe text of this part is a sentence that says something and then ends."
        for heading in ("1. Rates", "2. Rails", "3. Rye", "About the authors")
    )

    paths = [p.section_path for p in parsed(parts).paragraphs]

    assert paths == [("1. Rates",), ("2. Rails",), ("3. Rye",), ("About the authors",)]


def test_a_question_that_opens_a_paragraph_is_a_label() -> None:
    briefing = parsed(
        """
        Warum das wichtig ist: Ohne zweites Gleis bleibt der Hafen ein Sackbahnhof.

        Der Minister sagte: Das ist neu.
        """
    )

    assert [p.label for p in briefing.paragraphs] == ["Warum das wichtig ist", None]


def test_few_wraps_at_one_width_tell_where_a_paragraph_ends() -> None:
    briefing = parsed(
        """
        S. 12 - Rural Broadband Repair Act
        The committee reported the bill by 41 votes to 9. It would require those providers
        that received federal grants to restore service within 72 hours after storms.
        An amendment to cap the fines at two million failed, and the floor is expected to
        act on the bill before the recess. It was introduced by members from four states,
        who want to exempt ferries of less than five hundred tons and whatever else might
        serve the islands, from the harbour tax. The office that has to score the bill is
        late, as it was in spring.
        """
    )

    assert len(briefing.paragraphs) == 2


def test_a_headline_with_a_colon_heads_long_lines_as_well() -> None:
    briefing = parsed(
        """
        Wochenblick Steppe, 8. Oktober 2025
        Usbekistan plant einen Kanal
        Beide Seiten haben in Termez eine Kommission gebildet. Sie soll alle drei Monate tagen.
        Kasachstan: Zweites Kraftwerk in Kurtschatow?
        Die Behörde hat drei Orte vorgeschlagen. Eine Entscheidung fällt nach den Worten ihres Leiters bis zum Jahresende. Anwohner hatten im Mai gegen den ersten Standort geklagt.
        """  # noqa: E501 (each line is a paragraph)
    )

    assert (briefing.head.series, str(briefing.head.date)) == ("Wochenblick Steppe", "2025-10-08")
    assert [section.path[-1] for section in briefing.sections] == [
        "Usbekistan plant einen Kanal",
        "Kasachstan: Zweites Kraftwerk in Kurtschatow?",
    ]


def test_a_running_head_in_parts_names_series_publisher_and_date() -> None:
    body = "\n".join(
        f"{text}\n\nCaspian Desk | Steppe Markets Weekly | 22 August 2025 | {number}\n"
        for number, text in enumerate(
            (
                "1 Grain\n\nWheat prices held steady this week, although quotas are used up.",
                "2 Metals\n\nA furnace was restarted. The stop had cost 8,000 tonnes.",
            ),
            start=1,
        )
    )

    briefing = parsed(body)
    head = briefing.head

    assert (head.title, head.series) == ("Steppe Markets Weekly", "Steppe Markets Weekly")
    assert (head.publisher, str(head.date)) == ("Caspian Desk", "2025-08-22")
    assert [p.section_path for p in briefing.paragraphs] == [("1 Grain",), ("2 Metals",)]


def test_the_number_of_a_paper_is_no_part_of_its_series() -> None:
    briefing = parsed(
        """
        Centre for Coastal Security
        Occasional Paper 11
        5 February 2024

        Cheap Drones, Dear Lessons

        Introduction

        Navies thought of drones as toys. That changed within eighteen months.

        Recommendations

        Small states should pool their radar pictures and practise closing a harbour.
        """
    )

    head = briefing.head
    assert (head.title, head.series) == ("Cheap Drones, Dear Lessons", "Occasional Paper")
    assert (head.publisher, str(head.date)) == ("Centre for Coastal Security", "2024-02-05")


def test_a_table_of_contents_without_dots_is_left_out() -> None:
    for gap in ("  ", " " * 12):
        briefing = parsed(
            f"""
            CHINA KOMPAKT

            Ausgabe 18 | 21. September 2023

            INHALT

            THEMA DER WOCHE{gap}1
            Neues Gesetz verunsichert Firmen{gap}1
            IM PROFIL{gap}3

            THEMA DER WOCHE

            Neues Gesetz verunsichert Firmen

            Seit dem 1. Juli gilt ein verschärftes Gesetz. Was darunter fällt, bleibt aber offen.

            IM PROFIL

            Die neue Gouverneurin ist seit Juli im Amt. Sie gilt als erfahrene Technokratin.
            """
        )

        assert briefing.head.series == "CHINA KOMPAKT"
        assert [p.section_path for p in briefing.paragraphs] == [
            ("THEMA DER WOCHE", "Neues Gesetz verunsichert Firmen"),
            ("IM PROFIL",),
        ]


def test_the_letter_o_is_a_bullet_below_others() -> None:
    briefing = parsed(
        """
        - Myanmar: Waffenruhe im Norden
        o Die Lager haben in Kunming eine Waffenruhe bis Ende Mai vereinbart.
        o China stellt 50 Beobachter.
        """
    )

    assert [p.kind.value for p in briefing.paragraphs] == ["bullet"] * 3
    assert texts(briefing)[2] == "China stellt 50 Beobachter."


def test_a_headline_that_names_a_body_is_no_publisher() -> None:
    briefing = parsed(
        """
        DAILY NEWS 14 / 06 / 2023

        Brussels, 14 June 2023

        Commission proposes new rules on data centres

        The Commission has today adopted a proposal that would oblige operators to report
        their consumption of energy and water.

        (For more information: Anna Beispiel – Tel.: +32 229 12345; Piet Voorbeeld)

        Mergers: Commission clears acquisition of Ferrovia

        The Commission has approved the acquisition of Ferrovia by another company, given
        the limited overlaps.
        """
    )

    head = briefing.head
    assert (head.series, head.publisher, str(head.date)) == ("DAILY NEWS", None, "2023-06-14")
    assert [section.path[-1] for section in briefing.sections] == [
        "Commission proposes new rules on data centres",
        "Mergers: Commission clears acquisition of Ferrovia",
    ]


def test_the_first_of_numbered_headings_is_no_title() -> None:
    briefing = parsed(
        """
        Axis of Steel - Tuesday, May 14, 2024

        1 big thing: Steel tariffs quadruple
        The government will raise tariffs on vehicles this year, officials said on a call.

        2. Catch up quick
        Copper hit a new high in London, and the port reopened a fourth channel.
        """
    )

    assert briefing.head.title == "Axis of Steel"
    assert [section.path[-1] for section in briefing.sections] == [
        "1 big thing: Steel tariffs quadruple",
        "2. Catch up quick",
    ]


def test_a_numbered_heading_may_stand_above_lettered_items() -> None:
    briefing = parsed(
        """
        2. Kräfte

        2.1 THW

        Drei Gruppen arbeiten am Deich. Eine vierte ist aus der Stadt unterwegs.

        3. Maßnahmen

        a) Sperrung der Straße,
        b) Räumung der Siedlung und
        c) Ausgabe von Sandsäcken

        4. Ausblick

        Der Wetterdienst erwartet bis Montag nur geringe Niederschläge am Oberlauf.
        """
    )

    assert [p.section_path for p in briefing.paragraphs] == [
        ("2. Kräfte", "2.1 THW"),
        *[("3. Maßnahmen",)] * 3,
        ("4. Ausblick",),
    ]
    assert texts(briefing)[1:3] == ["a) Sperrung der Straße,", "b) Räumung der Siedlung und"]


def test_addresses_at_the_foot_of_a_page_are_no_list_where_titles_follow() -> None:
    briefing = parsed(
        """
        Kanal wird breiter

        Die Arbeiten am Kanal beginnen im Mai und dauern nach Angaben der Verwaltung drei Jahre.

        Medienberichte und Quellen:

        https://www.uferbote.example/kanal-wird-breiter
        https://www.hafenkurier.example/drei-jahre-bauzeit

        Institut für Wasserwege | Seite 2

        Uferbote: Der Kanal wird breiter

        Hafenkurier: Drei Jahre Bauzeit
        """
    )

    assert [(source.publisher, source.url) for source in briefing.sources] == [
        ("Uferbote", "https://www.uferbote.example/kanal-wird-breiter"),
        ("Hafenkurier", "https://www.hafenkurier.example/drei-jahre-bauzeit"),
    ]


def test_a_line_that_says_where_a_text_was_printed_heads_it() -> None:
    briefing = parsed(
        """
        PRESSESPIEGEL
        8. Februar 2024

        Küstenbote vom 08.02.2024, Seite 3

        Bund will Hafenlasten neu verteilen

        Der Bund prüft, ob er sich stärker an den Kosten der Seehäfen beteiligt als bislang.

        Nordkurier vom 07.02.2024, Seite 1

        Krabbenfischer protestieren

        Mit 40 Kuttern haben Fischer am Mittwoch die Einfahrt in den Hafen blockiert.
        """
    )

    assert (briefing.head.title, str(briefing.head.date)) == ("PRESSESPIEGEL", "2024-02-08")
    assert [p.section_path for p in briefing.paragraphs] == [
        ("Küstenbote vom 08.02.2024, Seite 3", "Bund will Hafenlasten neu verteilen"),
        ("Nordkurier vom 07.02.2024, Seite 1", "Krabbenfischer protestieren"),
    ]


def test_lines_with_labels_right_above_texts_head_them() -> None:
    briefing = parsed(
        """
        Parliamentary Digest
        23 February 2024

        Monday 19 February

        Oral questions: Transport
        The Minister said that the review of rural bus services would report by Easter, as planned.

        Tuesday 20 February

        Statement: Storm damage
        The Secretary of State announced twenty million for coastal defences, and more in autumn.

        Written statements
        HCWS 264: Defence procurement update
        HCWS 265: Local government finance settlement
        """
    )

    assert briefing.head.series == "Parliamentary Digest"
    assert [section.path[-1] for section in briefing.sections] == [
        "Monday 19 February",
        "Oral questions: Transport",
        "Tuesday 20 February",
        "Statement: Storm damage",
        "Written statements",
    ]
    assert texts(briefing)[-1] == "HCWS 265: Local government finance settlement"


def test_an_indented_line_begins_a_paragraph_below_a_full_one() -> None:
    briefing = parsed(
        """
        Lithium

            Der Preis fiel in China auf den niedrigsten Stand seit zwei Jahren und
        mehrere Hersteller drosselten die Förderung. Fachleute sehen keinen Boden.
            Die Gesellschaft unterzeichnete zwei Vorverträge über eine Anlage, mit
        der sie aus Lauge gewinnen will, was bisher verdunstet.
        """
    )

    assert len(briefing.paragraphs) == 2


def test_questions_of_an_interview_are_no_headings() -> None:
    briefing = parsed(
        """
        Straits Review No. 3, 7 March 2025

        “We count ships because nobody else does”

        Every morning at six she opens her window and counts. A conversation about patience.

        Straits Review: Who are your readers?

        Laleh Moradi: I know some of them because they write to me, and they are kind.

        Straits Review: What would you change if you could?

        Laleh Moradi: I would ask for flags to be checked when they are granted to a ship.
        """
    )

    assert briefing.sections == ()
    assert [p.label for p in briefing.paragraphs][1:3] == ["Straits Review", "Laleh Moradi"]


def test_head_and_foot_of_a_page_name_series_and_publisher() -> None:
    briefing = parsed(
        """
        IM FOKUS

        Die Regierung hat das Gesetz über die Küste im Mai verabschiedet und danach sofort in
        Kraft gesetzt. Es teilt die Ufer in drei Zonen und verbietet in der ersten jeden Bau.

        Der Hafen von Dakar wächst, und mit ihm wachsen die Sorgen der Fischer, deren Boote den

        Forum Afrika | Seite 1

        Sahel-Wochenspiegel 4. Juni 2025

        neuen Kränen weichen müssen. Die Verwaltung verspricht ihnen einen Liegeplatz, der erst
        in drei Jahren fertig sein wird.

        Forum Afrika | Seite 2
        """
    )

    head = briefing.head
    assert (head.series, head.publisher) == ("Sahel-Wochenspiegel", "Forum Afrika")
    assert len(briefing.paragraphs) == 2
