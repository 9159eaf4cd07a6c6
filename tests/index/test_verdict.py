"""The verdict, and the order in which candidates are shown."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from corpus.briefing import BriefingHead, Paragraph
from index.answer import Verdict
from index.candidates import Candidate, arrange, newest_first
from index.verdict import Features, judge, probability

SURE = Features(score=0.6, lacking=0.0, open=0.0, abroad=0.0, lead=0.5)
NOTHING = Features(score=0.1, lacking=1.0, open=0.0, abroad=0.0, lead=0.0)


def candidate(number: int, briefing: str, score: float, day: int | None = None) -> Candidate:
    date = dt.date(2024, 1, day) if day else None
    return Candidate(
        Paragraph(f"p{number}", briefing, number, f"text {number}"),
        BriefingHead(briefing, briefing, briefing, date=date),
        score,
        {},
        np.zeros(0, dtype=np.float32),
        np.zeros(2, dtype=np.float32),
    )


def order(candidates: list[Candidate]) -> list[str]:
    return [c.paragraph.id for c in arrange(candidates)]


def test_what_lacks_a_name_of_the_question_does_not_answer_it() -> None:
    assert judge(replace(SURE, absent=True))[0] is Verdict.CLOSEST


def test_three_steps() -> None:
    assert judge(SURE)[0] is Verdict.ANSWERED
    assert judge(NOTHING)[0] is Verdict.NOT_COVERED
    steps = [judge(replace(NOTHING, score=s / 20))[0] for s in range(21)]
    assert Verdict.CLOSEST in steps


@given(st.builds(Features, *[st.floats(0, 1)] * 5))
def test_probability_is_one(features: Features) -> None:
    assert 0 <= probability(features) <= 1


def test_each_feature_counts_as_one_expects() -> None:
    middle = Features(score=0.4, lacking=0.0, open=0.0, abroad=0.0, lead=0.1)
    sure = probability(middle)
    assert probability(replace(middle, score=0.5)) > sure
    assert probability(replace(middle, lead=0.2)) > sure
    assert probability(replace(middle, lacking=1.0)) < sure
    assert probability(replace(middle, abroad=1.0)) > sure


def test_one_briefing_does_not_crowd_out_an_equal() -> None:
    close = [candidate(1, "a", 0.5), candidate(2, "a", 0.48), candidate(3, "b", 0.47)]
    assert order(close) == ["p1", "p3", "p2"]
    clear = [candidate(1, "a", 0.5), candidate(2, "a", 0.48), candidate(3, "b", 0.2)]
    assert order(clear) == ["p1", "p2", "p3"]


def test_latest_puts_newest_first_among_the_good() -> None:
    found = [
        candidate(1, "a", 0.5, 3),
        candidate(2, "b", 0.45, 9),
        candidate(3, "c", 0.1, 20),
        candidate(4, "d", 0.44),
    ]
    assert [c.paragraph.id for c in newest_first(found)] == ["p2", "p1", "p4", "p3"]
