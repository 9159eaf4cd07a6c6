from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.archive import pages
from bot.archive.library import Passage
from bot.archive.shelf import Heading
from bot.messages.english import ENGLISH
from bot.messages.german import GERMAN
from bot.rendering import answers, reader
from bot.rendering.citation import citation, describe
from bot.rendering.excerpts import EXCERPT_UNITS, excerpt
from bot.richtext import Quote, pack, plain, to_html, units, visible
from corpus.briefing import BriefingHead, Paragraph, Section
from index.answer import Filters, Span, Verdict
from tests.fakes.bot_api_html import parse, utf16

HEAD = BriefingHead("b", "b.txt", "A title", series="Weekly", date=dt.date(2024, 3, 1))
PARAGRAPH = Paragraph("p", "b", 12, "First. Second. Third.", 1, ("One", "Two"), label="Facts")


def test_citation_in_both_languages() -> None:
    paged = replace(PARAGRAPH, page=3, last_page=4)
    assert citation(HEAD, paged, ENGLISH) == (
        "Weekly · 1 March 2024 · One › Two · Facts · ¶ 12, pp. 3–4"
    )
    assert citation(replace(HEAD, date=None, series=None), PARAGRAPH, GERMAN) == (
        "A title · ohne Datum · One › Two · Facts · ¶ 12"
    )
    undated = citation(replace(HEAD, date=None), PARAGRAPH, ENGLISH)
    assert undated.startswith("Weekly, A title · undated"), "issues need telling apart"


def test_citation_says_what_was_recognised_in_a_picture() -> None:
    head = replace(HEAD, recognised=(2, 4))
    for first, last, marked in ((1, 1, False), (2, 2, True), (3, 3, False), (3, 5, True)):
        paged = replace(PARAGRAPH, page=first, last_page=last)
        assert citation(head, paged, ENGLISH).endswith(" · text recognition") == marked
        assert citation(head, paged, GERMAN).endswith(" · Texterkennung") == marked
    assert "recognition" not in citation(head, PARAGRAPH, ENGLISH), "it has no pages"


@pytest.mark.parametrize(
    ("filters", "english", "german"),
    [
        (Filters(), "", ""),
        (Filters(since=dt.date(2024, 3, 1)), "since 1 March 2024", "seit 1. März 2024"),
        (Filters(until=dt.date(2024, 3, 1)), "until 1 March 2024", "bis 1. März 2024"),
        (
            Filters(since=dt.date(2023, 11, 1), until=dt.date(2023, 11, 30)),
            "November 2023",
            "November 2023",
        ),
        (
            Filters(since=dt.date(2023, 11, 2), until=dt.date(2023, 11, 30)),
            "2 to 30 November 2023",
            "2. bis 30. November 2023",
        ),
        (
            Filters(series=("Weekly", "Brief"), languages=("de",), latest=True),
            "series Weekly, Brief · in German · newest first",
            "Reihe Weekly, Brief · auf Deutsch · Neuestes zuerst",
        ),
    ],
)
def test_filters_are_told(filters: Filters, english: str, german: str) -> None:
    assert describe(filters, ENGLISH) == english
    assert describe(filters, GERMAN) == german


def test_answering_sentence_is_bold_in_its_paragraph() -> None:
    block = answers.passage(Passage(0, PARAGRAPH, HEAD, Span(7, 14)), ENGLISH)
    quoted = [run for run in block if run.quote]
    assert plain(quoted) == PARAGRAPH.text
    assert [run.text for run in quoted if run.bold] == ["Second."]


def test_citation_leads_to_the_web_where_there_is_an_address() -> None:
    url = 'https://a.example/?q="x"&b=<c>#:~:text=Second.'
    block = answers.passage(Passage(0, PARAGRAPH, HEAD, url=url), ENGLISH)
    _, entities = parse(to_html(block))
    assert [entity.url for entity in entities if entity.type == "text_link"] == [url]
    (linked,) = [run.text for run in block if run.link]
    assert linked == "1 · Weekly · 1\u00a0March\u00a02024"


@given(st.text(min_size=1, max_size=50), st.integers(1, 400), st.data())
def test_excerpt_of_any_paragraph_is_word_for_word(
    text: str, times: int, data: st.DataObject
) -> None:
    text *= times
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, min(len(text), start + 500))))
    first, end = excerpt(text, span, "en")
    assert 0 <= first <= span.start < end <= len(text)
    assert units(text[first:end]) <= EXCERPT_UNITS
    assert plain(answers.marked(text, (0, len(text)), span)) in (text, visible(text))


def quoted(text: str, said: str | None) -> tuple[str, Quote]:
    """Return what is quoted of a paragraph, and whether it must be opened."""
    start = text.index(said) if said else 0
    span = Span(start, start + len(said)) if said else None
    block = answers.passage(Passage(0, replace(PARAGRAPH, text=text), HEAD, span), ENGLISH)
    runs = [run for run in block if run.quote]
    return plain(runs), runs[0].quote


def test_long_paragraph_is_quoted_from_the_sentence_before_the_answer_on() -> None:
    before = "A sentence of no news is told here at some length. " * 20
    answer = "The boat sank."
    said, quote = quoted(before + answer + " A last sentence.", answer)
    assert said == (
        "[…] A sentence of no news is told here at some length. The boat sank. A last sentence."
    )
    assert quote is Quote.OPEN
    said, _ = quoted(f"{answer} {before}", answer)
    assert said.startswith("The boat sank. A sentence of no news")
    assert said.endswith(" at some length. […]")
    assert units(said) < 720


def test_a_long_sentence_before_the_answer_does_not_hide_it() -> None:
    said, quote = quoted(
        "On " + "and on " * 200 + "it went. The boat sank. So it is.", "The boat sank."
    )
    assert (said, quote) == ("[…] The boat sank. So it is.", Quote.OPEN)


def test_an_answer_that_is_long_itself_is_folded_and_begins_at_once() -> None:
    long = "The boat " + "and another boat " * 60 + "sank."
    said, quote = quoted(f"It was late. {long} So it is.", long)
    assert (said, quote) == (f"[…] {long} […]", Quote.EXPANDABLE)


def test_giant_paragraph_is_quoted_in_part() -> None:
    giant = replace(PARAGRAPH, text="word " * 40_000)
    said = plain(answers.passage(Passage(0, giant, HEAD, Span(100_000, 100_050)), ENGLISH))
    assert said.count("[…]") == 2
    assert units(said) < 3000
    said, _ = quoted("word " * 40_000, None)
    assert units(said) < 800


def test_a_label_that_the_quotation_begins_with_is_not_said_twice() -> None:
    facts = replace(PARAGRAPH, text="Facts: the pier is closed.", section_path=("NEWS:", "1. Pier"))
    said = plain(answers.passage(Passage(0, facts, HEAD), ENGLISH)).replace("\u00a0", " ")
    assert said == "1 · Weekly · 1 March 2024\nNEWS › 1. Pier · ¶ 12\nFacts: the pier is closed."
    other = replace(facts, text="The pier is closed.")
    said = plain(answers.passage(Passage(0, other, HEAD), ENGLISH)).replace("\u00a0", " ")
    assert "\nNEWS › 1. Pier · Facts · ¶ 12\n" in said


def heading(*path: str) -> Heading:
    return Heading(Section(1, path), 1)


def test_headings_are_numbered_by_their_level_and_once() -> None:
    headings = [
        heading("THIS WEEK:"),
        heading("THIS WEEK:", "1. Pier"),
        heading("THIS WEEK:", "2. Boats"),
        heading("THIS WEEK:", "2. Boats", "5. Oars"),
        heading("NEWS"),
        heading("NEWS", "2026 so far"),
    ]
    numbers = reader.heading_numbers(headings)
    lines = [reader.heading_line(*one, ENGLISH) for one in zip(headings, numbers, strict=True)]
    assert [" ".join(line.split()) for line in lines] == [
        "1 THIS WEEK", "1.1 Pier", "1.2 Boats", "1.2.1 5. Oars", "2 NEWS", "2.1 2026 so far",
    ]  # fmt: skip


ANY = st.text(min_size=1, max_size=200)
PARAGRAPHS = st.builds(
    Paragraph,
    id=st.just("p"),
    briefing_id=st.just("b"),
    position=st.integers(1, 999),
    text=st.builds(str.__mul__, ANY, st.integers(1, 60)),
    section_path=st.lists(ANY, max_size=4).map(tuple),
    label=st.none() | ANY,
    page=st.none() | st.integers(1, 99),
    last_page=st.none() | st.integers(1, 99),
)
SPANS = st.builds(lambda start, length: Span(start, start + length), *[st.integers(0, 300)] * 2)


@given(st.lists(st.tuples(PARAGRAPHS, SPANS), min_size=1, max_size=3), ANY)
def test_answer_of_any_paragraphs_is_taken_by_telegram(
    found: list[tuple[Paragraph, Span]], title: str
) -> None:
    head = replace(HEAD, title=title, series=None)
    shown = [Passage(n, paragraph, head, span, n) for n, (paragraph, span) in enumerate(found)]
    blocks = answers.answer(Verdict.ANSWERED, Filters(latest=True), shown, GERMAN)
    for message in pack(blocks):
        text, entities = parse(to_html(message))
        assert 0 < utf16(text) <= 4096
        assert len(entities) <= 100


@given(st.lists(PARAGRAPHS, min_size=1, max_size=30), SPANS, st.data())
def test_any_page_of_context_fits_one_message(
    paragraphs: list[Paragraph], span: Span, data: st.DataObject
) -> None:
    headings = data.draw(st.lists(ANY, max_size=6).map(tuple))
    paragraphs = [
        replace(p, section_path=(*headings, f"{n} " * 99)) for n, p in enumerate(paragraphs)
    ]
    row = pages.pieces(paragraphs)
    shown = Passage(0, data.draw(st.sampled_from(paragraphs)), HEAD, span)
    window = pages.around(row, data.draw(st.integers(0, len(row) - 1)))
    (message,) = pack(reader.context(shown, row, window, ENGLISH))
    text, _ = parse(to_html(message))
    assert utf16(text) <= 4096
