from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.archive.deep_links import deep_link, paragraph_of
from bot.archive.pointer import ForeignButton, Pointer, read_pointer
from bot.buttons.callback import arguments, pattern, tap
from bot.citing.sketch import SIZE, likeness, sketch
from bot.rendering.paging import page_at, pages
from index.answer import Span
from tests.fakes.bot_corpus import HARBOUR

ID = "0123456789abcdef"


@given(
    st.integers(0, 9_999_999),
    st.one_of(
        st.none(),
        st.tuples(st.integers(0, 9_999_998), st.integers(1, 9_999_999)).map(
            lambda ends: Span(min(ends), max(ends)) if ends[0] != ends[1] else None
        ),
    ),
)
def test_what_a_button_carries_comes_back(rank: int, span: Span | None) -> None:
    pointer = Pointer(ID, rank, span)
    data = tap("outline", *pointer.fields(), "b", 9_999_999)
    assert len(data.encode()) <= 64, "the longest of our areas, with a turn of the page"
    assert pattern("outline").match(data)
    assert read_pointer(arguments(data)) == pointer


@given(st.lists(st.text(max_size=20), max_size=6))
def test_what_is_forged_is_known_or_well_formed(fields: list[str]) -> None:
    try:
        pointer = read_pointer(fields)
    except ForeignButton:
        return
    assert re.fullmatch("[0-9a-f]{16}", pointer.paragraph_id)


def test_links_and_back() -> None:
    url = deep_link("briefing_bot", ID)
    assert url == f"https://t.me/briefing_bot?start=p_{ID}"
    payload = url.partition("start=")[2]
    assert re.fullmatch(r"[\w-]{1,64}", payload), "what Telegram lets a link carry"
    assert paragraph_of(payload) == ID


@pytest.mark.parametrize(
    "payload", ["", "p_", ID, f"p_{ID}0", f"p_{ID.upper()}", f"i_{ID}", "p_\n"]
)
def test_no_link_of_ours(payload: str) -> None:
    assert paragraph_of(payload) is None


@given(st.lists(st.integers(0, 5000), max_size=80), st.integers(1, 30))
def test_every_line_stands_on_one_page(costs: list[int], most: int) -> None:
    every = pages(costs, most)
    assert [line for page in every for line in page] == list(range(len(costs)))
    assert every == [range(0)] or all(1 <= len(page) <= most for page in every)
    assert all(len(page) == 1 or sum(costs[n] for n in page) <= 3000 for page in every if page)
    assert page_at(every, 10_000) == len(every) - 1


def test_likeness_is_about_the_share_of_common_words() -> None:
    text = HARBOUR[3]
    assert likeness(sketch(text), sketch(text)) == 1.0
    assert likeness(sketch(text), sketch(text.replace("4 euros", "5 euros"))) > 0.7
    assert likeness(sketch(text), sketch(HARBOUR[4])) < 0.25
    assert likeness(sketch(""), sketch("")) == 0.0
    assert len(sketch(" ".join(f"word{n}" for n in range(500)))) == SIZE


@given(st.sets(st.integers(0, 400), min_size=5), st.sets(st.integers(0, 400), min_size=5))
def test_likeness_against_all_words(one: set[int], other: set[int]) -> None:
    def text(numbers: set[int]) -> str:
        return " ".join(f"w{number}x" for number in numbers)

    exact = len(one & other) / len(one | other)
    assert likeness(sketch(text(one)), sketch(text(other))) == pytest.approx(exact, abs=0.4)
