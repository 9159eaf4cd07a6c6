"""A month of use, and years of issues, that nobody ever asked or wrote: for pictures of figures."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

import sqlite_utils

from bot.state.feedback import Opinion, Reason
from bot.state.store import State
from corpus.briefing import Briefing, BriefingHead, Paragraph, briefing_id, paragraph_ids
from corpus.store import CorpusStore

#: Questions on a working day, at most.
_BUSIEST = 16
_VERDICTS, _WEIGHTS = ("answered", "closest", "not_covered"), (7, 2, 2)
#: Invented series: their first issue, days between two, how many, and which are missing.
_SERIES = {
    "Fernost-Wochenblick": (dt.date(2024, 1, 5), 7, 130, {8, 9, 10, 11, 12, 31, 60, 61}),
    "Pacific Five": (dt.date(2024, 2, 10), 30, 32, {5, 17, 18}),
    "Northern Waters Monitor": (dt.date(2025, 1, 13), 61, 11, {4}),
}


def make_use(data_dir: Path, days: int = 30) -> None:
    """Put questions, opinions, topics and counts of some days into ``bot.db``."""
    chance, now = random.Random(7), dt.datetime.now(dt.UTC)  # noqa: S311 (the same every time)
    ids = [paragraph.id for paragraph in CorpusStore(data_dir / "corpus.db").paragraphs()]
    state = State(data_dir / "bot.db")
    for watcher, text in ((21, "Elektroautos"), (23, "elektroautos"), (24, "elektroautos")):
        state.watches.add(watcher, text, by=watcher, at_once=False, now=now)
    state.close()
    db = sqlite_utils.Database(data_dir / "bot.db")
    for ago in range(days, 0, -1):
        day = now - dt.timedelta(days=ago)
        tally = {"readers": 4 + (days - ago) // 6, "digests": 1 + (days - ago) // 9}
        db.table("tallies").upsert(
            {"day": day.date().isoformat(), **tally, "followers": 2}, pk="day"
        )
        count = chance.randint(4, _BUSIEST) if day.weekday() < 5 else chance.randint(0, 3)
        for _ in range(count):
            _ask(db, day, ids, chance)
    db.close()


def _ask(
    db: sqlite_utils.Database, day: dt.datetime, ids: list[str], chance: random.Random
) -> None:
    verdict = chance.choices(_VERDICTS, _WEIGHTS)[0]
    found = [] if verdict == "not_covered" else chance.sample(ids, 3)
    made = db.table("questions").insert(
        {
            "chat_id": 99,
            "user_id": 99,
            "asked_at": day.isoformat(),
            "answered_at": (day + dt.timedelta(seconds=chance.uniform(0.1, 0.4))).isoformat(),
            "text": "",
            "filters": "{}",
            "verdict": verdict,
            "generation": "",
            "hits": str([[key, None, None, 0] for key in found])
            .replace("'", '"')
            .replace("None", "null"),
            "seconds": chance.lognormvariate(-1.6, 0.6),
        }
    )
    if chance.random() < 0.15:
        opinion = chance.choice((Opinion.HELPFUL, Opinion.HELPFUL, Opinion.NOT_RIGHT))
        reason = chance.choice(list(Reason)) if opinion is Opinion.NOT_RIGHT else None
        db.table("feedback").insert(
            {
                "question_id": made.last_pk,
                "user_id": 99,
                "opinion": opinion,
                "reason": reason,
                "at": day.isoformat(timespec="seconds"),
            }
        )


def make_issues(data_dir: Path) -> None:
    """Put years of issues into the corpus, with some missing."""
    store = CorpusStore(data_dir / "corpus.db")
    with store.writing():
        for series, (first, every, count, without) in _SERIES.items():
            for n in range(count):
                if n not in without:
                    store.put(_issue(series, first + dt.timedelta(days=every * n)))
    store.close()


def _issue(series: str, day: dt.date) -> Briefing:
    path = f"invented/{series}-{day}.txt"
    head = BriefingHead(briefing_id(path), path, f"{series} {day}", series, date=day, language="de")
    text = f"Ausgabe vom {day}."
    (key,) = paragraph_ids(head.id, [text])
    return Briefing(head, (), (Paragraph(key, head.id, 1, text, language="de"),), ())
