"""Which short questions lean on the one before, and how they are read then."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.question.follow_up import combine

SERIES = ("Fernost-Wochenblick", "Pacific Five", "Brunnenbrief")
QUESTIONS = Path(__file__).resolve().parents[2] / "benchmarks" / "questions"

DUTIES_DE = "Wie hoch sind die Zölle auf Autos aus China?"
DUTIES_EN = "How high are tariffs on cars from China?"
SHIP_DE = "Wann hat die Blaue Möwe in Bremerhaven festgemacht?"
PRICE_DE = "Was kostete Gallium in Rotterdam im Oktober 2026?"
COUNCIL_EN = "What did the Harbour Council decide in Norway?"
QUOTA_DE = "Welche Quoten erhob Kanada 2022?"

WORDS = tuple(
    word
    for line in (
        "und and warum why wer in im auf from China die EU 2023 März seit davor noch nur what",
        "about Zölle trucks it das – ? , im Wochenblick German",
    )
    for word in line.split()
)


class Nouns:
    """A dictionary of a few German nouns."""

    _known = frozenset("Zölle Autos Lastwagen Gallium Germanium Quoten Hafen Pegel".split())  # noqa: SIM905

    def knows(self, word: str, language: str) -> bool:
        return language == "de" and word in self._known


LEANING = [
    # times
    (DUTIES_DE, "und 2023?", "Wie hoch sind die Zölle auf Autos aus China 2023?"),
    (DUTIES_DE, "2023?", "Wie hoch sind die Zölle auf Autos aus China 2023?"),
    (DUTIES_DE, "Und im März?", "Wie hoch sind die Zölle auf Autos aus China im März?"),
    (DUTIES_DE, "letzte Woche?", "Wie hoch sind die Zölle auf Autos aus China letzte Woche?"),
    (DUTIES_DE, "und aktuell?", "Wie hoch sind die Zölle auf Autos aus China aktuell?"),
    (PRICE_DE, "und im September?", "Was kostete Gallium in Rotterdam im September 2026?"),
    (PRICE_DE, "seit 2024?", "Was kostete Gallium in Rotterdam seit 2024?"),
    (PRICE_DE, "und davor?", "Was kostete Gallium in Rotterdam vor Oktober 2026?"),
    (PRICE_DE, "und im Jahr davor?", "Was kostete Gallium in Rotterdam im Oktober 2025?"),
    (QUOTA_DE, "the year after?", "Welche Quoten erhob Kanada 2023?"),
    (QUOTA_DE, "und zwischen Mai und Juli 2023?",
     "Welche Quoten erhob Kanada zwischen Mai und Juli 2023?"),
    (DUTIES_EN, "and 2023?", "How high are tariffs on cars from China in 2023?"),
    (DUTIES_EN, "in March?", "How high are tariffs on cars from China in March?"),
    (DUTIES_EN, "und 2023?", "How high are tariffs on cars from China in 2023?"),
    ("What happened in Oslo in May 2025?", "and in June?", "What happened in Oslo in June 2025?"),
    # names and places
    (DUTIES_DE, "und aus Japan?", "Wie hoch sind die Zölle auf Autos aus Japan?"),
    (DUTIES_DE, "und Japan?", "Wie hoch sind die Zölle auf Autos aus Japan?"),
    (DUTIES_DE, "und die USA?", "Wie hoch sind die Zölle auf Autos aus den USA?"),
    (DUTIES_DE, "Was ist mit der EU?", "Wie hoch sind die Zölle auf Autos aus der EU?"),
    (DUTIES_DE, "what about the EU?", "Wie hoch sind die Zölle auf Autos aus der EU?"),
    (DUTIES_DE, "auf Lastwagen?", "Wie hoch sind die Zölle auf Lastwagen aus China?"),
    (DUTIES_DE, "und für Lastwagen?",
     "Wie hoch sind die Zölle auf Autos aus China für Lastwagen?"),
    (DUTIES_DE, "und Lastwagen?", "Wie hoch sind die Zölle auf Autos aus China – Lastwagen?"),
    (DUTIES_DE, "and in Germany?", "Wie hoch sind die Zölle auf Autos aus China in Deutschland?"),
    (DUTIES_DE, "wie sieht es in Japan aus?",
     "Wie hoch sind die Zölle auf Autos aus China in Japan?"),
    (SHIP_DE, "und die Rote Möwe?", "Wann hat die Rote Möwe in Bremerhaven festgemacht?"),
    (SHIP_DE, "in Hamburg?", "Wann hat die Blaue Möwe in Hamburg festgemacht?"),
    (PRICE_DE, "und Germanium?", "Was kostete Germanium in Rotterdam im Oktober 2026?"),
    ("Wie hoch ist der Pegel am Nordsee?", "und am Südsee?", "Wie hoch ist der Pegel am Südsee?"),
    (QUOTA_DE, "Und Mexiko?", "Welche Quoten erhob Mexiko 2022?"),
    ("Was plant die Türkei?", "und Japan?", "Was plant Japan?"),
    ("Exporte nach Japan", "nach Indien?", "Exporte nach Indien"),
    ("Wie viele chinesische Busse fahren hier?", "und japanische?",
     "Wie viele japanische Busse fahren hier?"),
    (DUTIES_EN, "what about the EU?", "How high are tariffs on cars from the EU?"),
    (DUTIES_EN, "and from Japan?", "How high are tariffs on cars from Japan?"),
    (DUTIES_EN, "And on electric trucks?", "How high are tariffs on electric trucks from China?"),
    (DUTIES_EN, "und in Deutschland?", "How high are tariffs on cars from China in Germany?"),
    (COUNCIL_EN, "and the Island Board?", "What did the Island Board decide in Norway?"),
    (COUNCIL_EN, "and in the UK?", "What did the Harbour Council decide in the UK?"),
    (COUNCIL_EN, "what about Finland in 2022?",
     "What did the Harbour Council decide in Finland in 2022?"),
    # series and languages
    (DUTIES_DE, "nur im Wochenblick",
     "Wie hoch sind die Zölle auf Autos aus China im Fernost-Wochenblick?"),
    ("Was stand im Brunnenbrief über Pegel?", "und im Fernost-Wochenblick?",
     "Was stand im Fernost-Wochenblick über Pegel?"),
    (DUTIES_EN, "and in the Pacific Five?",
     "How high are tariffs on cars from China in the Pacific Five?"),
    (DUTIES_DE, "in English please",
     "Wie hoch sind die Zölle auf Autos aus China, in English?"),
    ("Wie hoch sind die Zölle, auf Englisch?", "nur auf Deutsch",
     "Wie hoch sind die Zölle, auf Deutsch?"),
    # other questions of the same
    (DUTIES_DE, "warum?", "Warum sind die Zölle auf Autos aus China so hoch?"),
    (DUTIES_DE, "why?", "Zölle auf Autos aus China – why?"),
    (DUTIES_DE, "seit wann?", "Seit wann sind die Zölle auf Autos aus China so hoch?"),
    (DUTIES_DE, "Und welche Länder?", "Zölle auf Autos aus China – welche Länder?"),
    (DUTIES_EN, "why?", "Why are tariffs on cars from China so high?"),
    (DUTIES_EN, "how much?", "tariffs on cars from China – how much?"),
    (SHIP_DE, "Warum?", "Warum hat die Blaue Möwe in Bremerhaven festgemacht?"),
    (SHIP_DE, "wo genau?", "Wo genau hat die Blaue Möwe in Bremerhaven festgemacht?"),
    (SHIP_DE, "wie viel?", "Blaue Möwe in Bremerhaven, festgemacht – wie viel?"),
    ("Wer liefert Gallium?", "wer noch?", "Wer noch liefert Gallium?"),
    ("Who leads the harbour council?", "who else?", "Who else leads the harbour council?"),
    ("Did the council close the pier?", "why?", "Why did the council close the pier?"),
    ("Hat die Stadt den Hafen verkauft?", "wann?", "Wann hat die Stadt den Hafen verkauft?"),
    # a pronoun for what it is about
    (DUTIES_DE, "Was sagt die EU dazu?", "Zölle auf Autos aus China – Was sagt die EU dazu?"),
    (DUTIES_EN, "How many of them are electric?",
     "tariffs on cars from China – How many of them are electric?"),
    (DUTIES_DE, "Wer hat das beschlossen?", "Zölle auf Autos aus China – Wer hat das beschlossen?"),
    (SHIP_DE, "Und wann wurde sie gebaut?",
     "Blaue Möwe in Bremerhaven, festgemacht – Und wann wurde sie gebaut?"),
    ("Who runs the ferry line?", "How much does it cost?",
     "ferry line – How much does it cost?"),
    ("Who runs the ferry line?", "when was that?", "ferry line – when was that?"),
    # the same question word, of something else
    ("Wer leitet den Hafenrat?", "Wer hat ihn gewählt?", "Hafenrat – Wer hat ihn gewählt?"),
    ("When did the ferry sink?", "when was it built?", "ferry sink – when was it built?"),
    ("How many clerks does the Harbour Desk have?", "how many does it need?",
     "clerks, Harbour Desk – how many does it need?"),
    ("Wie viele Schiffe hat Nordkai?", "wie viele Werften?", "Wie viele Werften hat Nordkai?"),
    ("How many clerks does the Harbour Desk have?", "how many boats?",
     "How many boats does the Harbour Desk have?"),
    ("When did the ferry sink?", "in which harbour?",
     "In which harbour did the ferry sink?"),
    ("Wie viele Kutter verkaufte Nordkai?", "zu welchem Preis?",
     "Kutter, verkaufte Nordkai – zu welchem Preis?"),
    ("Which ferries sail to Oslo?", "how many are there?",
     "ferries sail to Oslo – how many are there?"),
    ("Wann ist der Gipfel in Oslo?", "Und wer reist hin?",
     "Gipfel in Oslo – Und wer reist hin?"),
    # one word for one word
    ("Wie viele Anträge hat der Hafenrat bewilligt?", "und abgelehnt?",
     "Wie viele Anträge hat der Hafenrat abgelehnt?"),
    ("Wie viele Anträge hat der Hafenrat bewilligt?", "wie viele abgelehnt?",
     "Wie viele Anträge hat der Hafenrat abgelehnt?"),
    ("Was verdiente Nordkai im zweiten Quartal?", "und im dritten?",
     "Was verdiente Nordkai im dritten Quartal?"),
    ("What does silver cost in Oslo?", "and copper?", "What does copper cost in Oslo?"),
    ("What does silver cost in Oslo?", "und Germanium?", "What does Germanium cost in Oslo?"),
    ("was kostet silber in oslo", "und kupfer", "was kostet kupfer in oslo"),
    ("Wie hoch sind Zölle auf Autos aus China?", "Japan?",
     "Wie hoch sind Zölle auf Autos aus Japan?"),
    # a place that belongs to a topic goes with it
    ("Was sagt der Hafenrat zum Streik in Oslo?", "und zu Ida Brandt?",
     "Was sagt der Hafenrat zu Ida Brandt?"),
    # something of what it is about
    ("Wer ist Ida van Brandt?", "und ihr Stellvertreter?",
     "Ida van Brandt – und ihr Stellvertreter?"),
    ("Who is Ida van Brandt?", "who is her deputy?", "Ida van Brandt – who is her deputy?"),
    ("was kostet ein bad in freiberg", "und wie tief ist es",
     "bad in freiberg – und wie tief ist es?"),
    ("Was spart ein Haushalt in Freiberg im Jahr?", "und in Hanau?",
     "Was spart ein Haushalt in Hanau im Jahr?"),
    ("When was the Oslo cable cut?", "and repaired?", "When was the Oslo cable repaired?"),
    # written in a hurry
    (DUTIES_EN, "and the us?", "How high are tariffs on cars from the US?"),
    (PRICE_DE, "und im Novmber?", "Was kostete Gallium in Rotterdam im November 2026?"),
    (DUTIES_EN, "wat about Japan", "How high are tariffs on cars from Japan?"),
    (DUTIES_EN, "adn in ocotber?", "How high are tariffs on cars from China in October?"),
    (DUTIES_DE, "udn was is mit Japan", "Wie hoch sind die Zölle auf Autos aus Japan?"),
]  # fmt: skip

STANDING_ALONE = [
    "Und was plant Deutschland bei Gallium?",
    "Und wann wurde der Hafen in Rostock erweitert?",
    "Und wie hoch sind die Pegel in Kaub?",
    "und wer leitet den hafenrat in rostock?",
    "Und China liefert Gallium nach Japan?",
    "Und gibt es Neues vom Hafen?",
    "Und wie viele Schiffe liegen in Bremerhaven?",
    "And who leads the harbour council?",
    "And when does the ferry to Norway leave?",
    "And how many ships are in the harbour of Oslo?",
    "And Germany plans tariffs on steel?",
    "and why did the council of the island close the pier?",
    "But what does a ticket cost in Oslo?",
    "Wie viele Autos hatte die Blaue Möwe an Bord?",
    "Seit wann gibt es eine Fähre nach Norderney?",
    "In welchem Jahr wurde der Hafen gebaut?",
    "In welcher Stadt liegt das Werk?",
    "Aus welcher Provinz stammt der Minister?",
    "At what temperature does gallium melt?",
    "Since when has the ferry been running?",
    "In Bremerhaven liegen wie viele Schiffe?",
    "Was ist neu?",
    "Was gab es letzte Woche?",
    "What was new last week?",
    "What is new in the Pacific Five?",
    "Pacific Five",
    "fernost-wochenblick oktober kraniche",
    "Mindestpreis chinesische Kompaktwagen EU",
    "mayor of oslo",
    "Wasserstand der Elbe in Dresden",
    "Leitzins China Oktober 2023",
    "ferry tickets",
    "Kohleausstieg",
    "Japan",
    "APEC-Gipfel wo",
    "wieviel staatsanleihen in euro",
    "names of the two cranes",
    "Tianlu und seine Schiffe",
    "Was plant Nordkai mit seinen Werften?",
    "Wo geht China hin?",
    "How many harbours are there in Norway?",
    "In welcher Stadt liegt das neue Werk von Nordkai?",
    "Was ist mit Normalkräften verbunden?",
    "What about the plan of the Danish government to close three harbours by 2030?",
    "Wie wird das Wetter in Oslo?",
    "Is there a ferry to Norway?",
    "Is it true that the harbour council of Oslo resigned?",
    "Wer hat das Gesetz beschlossen?",
    "Was hält die Stadt davon, dass die Fähre teurer wird?",
    "What is known of the harbour of Oslo and its cranes?",
    "Hat der Hafenrat die Fähre genehmigt?",
    "Wie heißt die Bürgermeisterin von Rostock und seit wann ist sie im Amt?",
    "hallo", "danke!", "and you?", "und?", "ok", "How does this work?", "?", "🙂",
]  # fmt: skip


@pytest.mark.parametrize(("previous", "text", "read"), LEANING)
def test_short_question_is_read_with_the_one_before(previous: str, text: str, read: str) -> None:
    found = combine(previous, text, series=SERIES, dictionary=Nouns())
    assert found is not None
    assert found.text == read


@pytest.mark.parametrize("previous", [DUTIES_DE, DUTIES_EN, COUNCIL_EN])
@pytest.mark.parametrize("text", STANDING_ALONE)
def test_question_of_its_own_stays_as_it_is(previous: str, text: str) -> None:
    assert combine(previous, text, series=SERIES, dictionary=Nouns()) is None


@pytest.mark.parametrize(
    ("previous", "text"),
    [
        ("Wie viele Schiffe will Nordkai?", "Aber wie steht es um die Kabel in der Ostsee?"),
        ("Was kostet Gallium in Rotterdam?", "was ist mit den Kranichen in Freiberg"),
        ("Was sagte Ida Brandt zur Fähre?", "Und was ist mit dem Hafen in Wilhelmshaven?"),
    ],
)
def test_subject_with_a_place_of_its_own_stands_alone(previous: str, text: str) -> None:
    assert combine(previous, text, series=SERIES, dictionary=Nouns()) is None


def test_half_of_the_cases_stand_alone() -> None:
    assert len(LEANING) >= 40
    assert len(STANDING_ALONE) >= 40


@pytest.mark.parametrize(
    ("previous", "text", "read"),
    [
        (DUTIES_DE, "Japan", "Wie hoch sind die Zölle auf Autos aus Japan?"),
        (
            DUTIES_EN,
            "electric trucks",
            "How high are tariffs on cars from China – electric trucks?",
        ),
        (DUTIES_EN, "Who leads the council of Oslo?", None),
        (DUTIES_DE, "Wasserstand der Elbe in Dresden", None),
        (DUTIES_DE, "danke", None),
    ],
)
def test_reply_may_be_a_bare_name(previous: str, text: str, read: str | None) -> None:
    found = combine(previous, text, series=SERIES, dictionary=Nouns(), reply=True)
    assert (found.text if found else None) == read


@pytest.mark.parametrize(
    ("texts", "full"),
    [
        (("und aus Japan?", "und 2023?", "und 2024?", "auf Lastwagen?"),
         "Wie hoch sind die Zölle auf Lastwagen aus Japan 2024?"),
        (("why?", "und aus Japan?"), "Zölle auf Autos aus Japan – why?"),
        (("wer noch?", "und wann?"), "Zölle auf Autos aus China – wann?"),
        (("auf Englisch", "und 2023?"),
         "Wie hoch sind die Zölle auf Autos aus China 2023, auf Englisch?"),
    ],
)  # fmt: skip
def test_follow_ups_follow_each_other(texts: tuple[str, ...], full: str) -> None:
    read = DUTIES_DE
    for text in texts:
        found = combine(read, text, series=SERIES, dictionary=Nouns())
        assert found is not None
        read = found.text
    assert read == full


@pytest.mark.parametrize("name", ["samples", "seeds", "paraphrases"])
@pytest.mark.parametrize("dictionary", [None, Nouns()])
def test_no_question_of_the_sets_leans_on_the_one_before(
    name: str, dictionary: Nouns | None
) -> None:
    lines = (QUESTIONS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    asked = [str(json.loads(line)["question"]) for line in lines]
    merged = [
        text
        for previous, text in pairwise([*asked, asked[0]])
        if combine(previous, text, series=SERIES, dictionary=dictionary)
    ]
    assert merged == []


@pytest.mark.parametrize("previous", ["", "  ", "?", "🙂", "und?", "2023", "a" * 1000])
@pytest.mark.parametrize(
    "text", ["und 2023?", "warum?", "in Japan?", "und die EU?", "was kostet das?"]
)
def test_any_question_may_come_before(previous: str, text: str) -> None:
    found = combine(previous, text)
    assert found is None or found.text.strip()


@given(
    previous=st.one_of(st.text(), st.sampled_from([DUTIES_DE, DUTIES_EN, PRICE_DE, COUNCIL_EN])),
    text=st.one_of(
        st.text(max_size=60),
        st.lists(
            st.sampled_from(WORDS),
            max_size=8,
        ).map(" ".join),
    ),
    reply=st.booleans(),
)
def test_whatever_is_typed_is_read_or_left_alone(previous: str, text: str, reply: bool) -> None:
    found = combine(previous, text, series=SERIES, dictionary=Nouns(), reply=reply)
    assert found is None or found.text.strip() not in ("", "?")
