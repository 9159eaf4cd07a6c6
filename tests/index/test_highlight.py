"""The answering sentence, and the kind of answer that a question wants."""

from __future__ import annotations

import numpy as np
import pytest

from corpus.briefing import Paragraph
from index.evidence import Evidence
from index.highlight import Reading, read_paragraph
from index.lexical import LexicalEntry, LexicalIndex
from index.question import read_question
from index.question.expected import Wanted, has_answer, names_kind, wanted_answer
from index.word_reader import WordReader


def reading(text: str, question: str, label: str | None = None) -> tuple[Reading, Paragraph]:
    paragraph = Paragraph("p", "b", 1, text, label=label, language="en")
    index = LexicalIndex.build([LexicalEntry(text, "", "en"), LexicalEntry("Other.", "", "en")])
    evidence = Evidence(read_question(question, index, None, "en"), index, WordReader(None))
    cosines = np.zeros(20, dtype=np.float32)
    return read_paragraph(paragraph, "", cosines, evidence, wanted_answer(question)), paragraph


def marked(text: str, question: str, label: str | None = None) -> str:
    read, paragraph = reading(text, question, label)
    span = read.highlight(paragraph)
    return text[span.start : span.end]


def test_sentence_with_the_question_s_words_is_marked() -> None:
    text = "Rain fell on Monday. The canal opened to barges. Nobody came."
    assert marked(text, "when did the canal open") == "The canal opened to barges."


def test_kind_of_answer_decides_between_equals() -> None:
    text = "The canal grew longer. The canal grew 12 percent."
    assert marked(text, "by how many percent did the canal grow") == "The canal grew 12 percent."


def test_number_of_the_question_is_no_answer() -> None:
    text = "In 2019 the canal grew. In 2019 the canal grew by 40 metres."
    asked = "how much did the canal grow in 2019"
    assert marked(text, asked) == "In 2019 the canal grew by 40 metres."


def test_sentence_that_points_back_may_answer() -> None:
    text = "Gulls eat the scraps of barges. This habit has spread to 40 harbours. Rain fell."
    assert marked(text, "to how many harbours spread the habit of gulls") == (
        "This habit has spread to 40 harbours."
    )


def test_label_is_not_part_of_the_highlight() -> None:
    text = "The Details: The canal opened to barges. Nobody came."
    assert marked(text, "canal opened", "The Details") == "The canal opened to barges."


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Wie viel Prozent?", Wanted.PERCENT),
        ("what does the ferry cost", Wanted.MONEY),
        ("Wann war der Gipfel?", Wanted.DATE),
        ("in which year did it open", Wanted.DATE),
        ("how many ships", Wanted.NUMBER),
        ("Wer leitet das Amt?", Wanted.PERSON),
        ("wo stehen die anlagen", Wanted.PLACE),
        ("was hat die brücke gekostet", Wanted.MONEY),
        ("salary of the harbour master", Wanted.MONEY),
        ("wie lang ist der kanal", Wanted.EXTENT),
        ("how long did the repair take", Wanted.EXTENT),
        ("year the canal was dug", Wanted.DATE),
        ("Einwohnerzahl von Brügge", Wanted.NUMBER),
        ("nachfolger von ida lund", Wanted.PERSON),
        ("mayor of Bruges", Wanted.PERSON),
        ("what did the mayor of Bruges say", None),
        ("canal barges", None),
    ],
)
def test_wanted(question: str, wanted: Wanted | None) -> None:
    assert wanted_answer(question) is wanted


def test_what_is_wanted_is_recognised() -> None:
    assert has_answer("Es kostet 3 Mrd. Euro.", Wanted.MONEY) == 1.0
    assert has_answer("Es ist teuer.", Wanted.MONEY) == 0.0
    assert has_answer("Es begann am 9. November.", Wanted.DATE) == 1.0
    assert has_answer("Ida Lund leads it.", Wanted.PERSON) == 1.0
    assert has_answer("Eight Baltic states met.", Wanted.PERSON) == 0.0
    assert has_answer("The splice took nine days.", Wanted.EXTENT) == 1.0
    assert has_answer("The repair cost 3 million.", Wanted.EXTENT) == 0.0
    assert has_answer("anything", None) == 0.5


def test_unit_of_the_question_is_no_less_an_answer() -> None:
    read, _ = reading("The canal lost 12 percent of its barges.", "how many percent of its barges")
    assert read.kind[read.best] == 1.0


def test_words_that_only_say_the_kind() -> None:
    assert all(names_kind(word) for word in ("kostet", "Preis", "percent", "year"))
    assert not any(names_kind(word) for word in ("Wasserpreis", "canal", "Einwohnerzahl"))


def test_label_with_a_figure_is_marked_as_well() -> None:
    text = "26 November: The canal opens to barges. Bring a coat."
    assert marked(text, "when does the canal open", label="26 November").startswith("26 November")
