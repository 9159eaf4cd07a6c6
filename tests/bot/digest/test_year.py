"""A season with its clock changes, crashes and outages: each digest once, or accounted for.

``benchmarks/year.py`` lets a whole year pass, with more people.
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from pathlib import Path

import pytest

from bot.publishing import carriage
from tests.bot.digest.checking import check
from tests.bot.digest.living import live
from tests.bot.digest.year import open_year
from tests.bot.replay import wire
from tests.fakes.bot_api_sent import Sent

pytestmark = pytest.mark.e2e

START = dt.datetime(2026, 10, 19, tzinfo=dt.UTC)


async def test_a_season(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wire(monkeypatch)
    monkeypatch.setattr(carriage, "FIRST_PAUSE", 0.001)
    monkeypatch.setattr(carriage, "LONGEST_PAUSE", 0.002)
    end, quiet = START + dt.timedelta(days=24), dt.timedelta(hours=5)
    async with open_year(tmp_path, seed=4, start=START) as year:
        await live(year, random.Random(4), end, people=14, quiet=quiet)
        sent = year.api.sent
        judged = check(year.story, sent, tmp_path / "bot.db", year.now)
        for wrong in (sent[:-1], sent[1:], [*sent, sent[-1]], [_hours_early(sent[0]), *sent[1:]]):
            with pytest.raises(AssertionError):
                check(year.story, wrong, tmp_path / "bot.db", year.now)
    fates = {one.fate for one in judged}
    assert {"on time", "late", "merged", "unknown", "empty", "blocked"} <= fates
    assert any(one.changes for one in judged)
    assert year.story.crashes > 3
    assert year.story.moved > 3


def _hours_early(message: Sent) -> Sent:
    return replace(message, time=message.time - 3 * 3600)
