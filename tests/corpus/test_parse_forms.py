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
