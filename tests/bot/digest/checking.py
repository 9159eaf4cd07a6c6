"""Whether what came of a year is what must: every digest that was due is accounted for, once."""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.bot.digest.year import STEP, Story
from tests.fakes.bot_api_sent import Sent

_HEAD = re.compile(r"Your (?:digest · \w+, |week · .*? to )(\d+ \w+ \d{4})")
_TITLE = re.compile(r"Letter number \d+")
_COUNT = re.compile(r"(\d+) new briefing")
_MISSED = re.compile(r"Includes what you should have had on ([^\n]*)\.")
_LATE, _SOON = dt.timedelta(minutes=40), dt.timedelta(minutes=25)
_MOST_LATE = dt.timedelta(hours=6) + 2 * STEP


@dataclass(frozen=True)
class Delivered:
    """A digest as somebody saw it."""

    day: dt.date
    at: dt.datetime
    titles: frozenset[str]
    count: int
    late: bool
    missed: str


@dataclass(frozen=True)
class Row:
    """What the program noted of an edition; ``unknown``: a message of it is in doubt."""

    fate: str
    unknown: bool
    since: int
    until: int


@dataclass(frozen=True)
class Judged:
    """A digest that was due, and what became of it; ``changes``: on a day of a clock change."""

    chat_id: int
    day: dt.date
    fate: str
    changes: bool


def check(story: Story, sent: list[Sent], bot_db: Path, now: dt.datetime) -> list[Judged]:
    """Return the digests that were due and what became of them. Raises AssertionError."""
    seen = _seen(sent)
    noted = _noted(bot_db)
    judged = []
    for chat_id, calendar in story.calendars.items():
        due = calendar.due(now)
        rows, messages = noted[chat_id], dict(seen[chat_id])
        free = {
            day: moment for day, moment in due.items() if not _is_blocked(story, chat_id, moment)
        }
        assert set(rows) <= set(due), f"{chat_id} had a digest of a day that was not due"
        assert set(free) <= set(rows), f"{chat_id} had none on {sorted(set(free) - set(rows))}"
        for day, moment in due.items():
            fate = _one(story, day, moment, rows.get(day), messages.pop(day, []))
            assert fate != "dropped" or _is_blocked(story, chat_id, moment, _MOST_LATE)
            judged.append(Judged(chat_id, day, fate, calendar.changes(day, moment)))
        assert not messages, f"{chat_id} got what was not due: {messages}"
        _missed_are_told(rows, seen[chat_id])
        _everything_is_told_once(story, chat_id, due, seen[chat_id], rows)
    return judged


def _one(
    story: Story,
    day: dt.date,
    moment: dt.datetime,
    row: Row | None,
    messages: list[Delivered],
) -> str:
    """Return what became of a digest that was due."""
    assert len(messages) <= 1, f"{day} came {len(messages)} times"
    if row is None:
        return "blocked"
    if row.fate in ("empty", "merged", "dropped"):
        assert not messages, f"{day} is {row.fate} and came all the same"
        if row.fate == "merged":
            assert _meets(story.trouble, moment, moment + _MOST_LATE), f"{day} was missed"
        return row.fate
    assert row.fate == "done", f"{day} is {row.fate}"
    if row.unknown:
        jolts = [(jolt, jolt) for jolt in story.jolts]
        assert _meets([*story.trouble, *jolts], moment, moment + _MOST_LATE), f"{day} is in doubt"
        return "unknown"
    assert messages, f"{day} never came"
    after = messages[0].at - moment
    assert dt.timedelta(0) <= after <= _MOST_LATE, f"{day} came {after} after it was due"
    if after > _SOON:
        assert _meets(story.trouble, moment, messages[0].at), f"{day} came late for nothing"
    assert messages[0].late or after <= _LATE
    assert not messages[0].late or after >= _SOON
    return "late" if messages[0].late else "on time"


def _missed_are_told(rows: dict[dt.date, Row], seen: dict[dt.date, list[Delivered]]) -> None:
    """The next digest that came says which were missed before it."""
    missed: list[dt.date] = []
    for day, row in sorted(rows.items()):
        if row.fate == "merged":
            missed.append(day)
        elif row.fate == "done":
            if missed and day in seen:
                told = seen[day][0].missed
                for one in missed if len(missed) <= 3 else (missed[0], missed[-1]):
                    assert f"{one.day} {one:%B %Y}" in told, (
                        f"{day} does not say that {one} is in it"
                    )
            missed = []


def _everything_is_told_once(
    story: Story,
    chat_id: int,
    due: dict[dt.date, dt.datetime],
    seen: dict[dt.date, list[Delivered]],
    rows: dict[dt.date, Row],
) -> None:
    """Each digest lists what was published since the one before, all of it and nothing else.

    What was published between the time at which it was due and the time at which it came may be in
    it; what is in a digest of which nobody knows is lost with it.
    """
    told = Counter(title for (one,) in seen.values() for title in one.titles)
    assert all(count == 1 for count in told.values()), f"{chat_id} was told twice"
    moments = story.published.values()
    joined = story.joined[chat_id]
    earliest = latest = joined  # when the last digest was made
    listed = 0  # since `joined`, or since the last digest in doubt
    for day, row in sorted(rows.items()):
        if row.unknown:
            joined = earliest = due[day]
            latest, listed = due[day] + _MOST_LATE, 0
        elif day in seen:
            (one,) = seen[day]
            listed += one.count
            least = sum(latest < moment < due[day] for moment in moments)
            most = sum(earliest < moment < one.at for moment in moments)
            assert least <= listed <= most, f"{chat_id} {day}: {listed}, not {least} to {most}"
            for title in one.titles:
                assert earliest < story.published[title] < one.at, f"{title} was told on {day}"


def _seen(sent: list[Sent]) -> dict[int, dict[dt.date, list[Delivered]]]:
    found: dict[int, dict[dt.date, list[Delivered]]] = defaultdict(lambda: defaultdict(list))
    for message in sent:
        head = _HEAD.match(message.text)
        if head is None:
            continue
        day = dt.datetime.strptime(head[1], "%d %B %Y").date()  # noqa: DTZ007 (a day)
        count, missed = _COUNT.search(message.text), _MISSED.search(message.text)
        found[message.chat_id][day].append(
            Delivered(
                day,
                dt.datetime.fromtimestamp(message.time, dt.UTC),
                frozenset(_TITLE.findall(message.text)),
                int(count[1]) if count else 0,
                "Late: this was due at" in message.text,
                missed[1] if missed else "",
            )
        )
    return found


def _noted(bot_db: Path) -> dict[int, dict[dt.date, Row]]:
    found: dict[int, dict[dt.date, Row]] = defaultdict(dict)
    with sqlite3.connect(bot_db) as db:
        rows = db.execute(
            "SELECT chat_id, issue, fate, since, until, EXISTS (SELECT 1 FROM outbox WHERE"
            " edition = editions.id AND state = 'unknown') FROM editions WHERE kind = 'digest'"
        ).fetchall()
    db.close()
    for chat_id, issue, fate, since, until, unknown in rows:
        day = dt.date.fromisoformat(issue)
        assert day not in found[chat_id]
        found[chat_id][day] = Row(fate, bool(unknown), since, until)
    return found


def _is_blocked(
    story: Story, chat_id: int, moment: dt.datetime, after: dt.timedelta = dt.timedelta()
) -> bool:
    return _meets(story.blocked.get(chat_id, ()), moment, moment + after)


def _meets(
    periods: Iterable[tuple[dt.datetime, dt.datetime]], first: dt.datetime, last: dt.datetime
) -> bool:
    return any(begin <= last and first <= end for begin, end in periods)
