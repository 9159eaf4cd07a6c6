"""When a subscriber's next digest is due, and what changes that."""

from __future__ import annotations

import datetime as dt
import hashlib

from bot.digest.schedule import Due, Schedule, dues, next_due
from bot.state.editions import Kind
from bot.state.store import State
from bot.state.subscribers import Subscriber

#: Digests that are begun in a second where many are due at the same instant; at most so long after.
_RATE, _WINDOW = 20, dt.timedelta(minutes=10)


def schedule_of(subscriber: Subscriber) -> Schedule | None:
    """Return when a subscriber wants their digest; None if not at all."""
    if subscriber.at is None or subscriber.zone is None or not subscriber.days:
        return None
    return Schedule(subscriber.at, subscriber.days, subscriber.zone)


def plan(
    state: State, subscriber: Subscriber, now: dt.datetime, *, taken: bool = False
) -> Subscriber:
    """Note when the next digest is due, if one is; return the subscriber as they are then.

    taken: what was due is taken up; otherwise it stays due, whatever else has changed.
    """
    schedule = schedule_of(subscriber)
    waits = subscriber.due_at is not None and subscriber.due_at <= now and not taken
    if schedule is None or subscriber.paused or not subscriber.reachable:
        state.subscribers.set_none_due(subscriber.id)
        for edition in state.editions.open_of(subscriber.chat_id, Kind.DIGEST):
            state.take_back(edition, dropped=True)
    elif not waits:
        last = state.editions.last_day(subscriber.chat_id)
        if subscriber.snoozed_until is not None:
            last = max(filter(None, (last, subscriber.snoozed_until - dt.timedelta(days=1))))
        set_due(state, subscriber, next_due(schedule, now, last))
    return state.subscribers.get(subscriber.id) or subscriber


def rested_until(subscriber: Subscriber, count: int, now: dt.datetime) -> dt.date:
    """Return the first day with a digest again, if from the next one on so many days have none."""
    first = subscriber.date(now) + dt.timedelta(days=1)
    if subscriber.due_day is not None and subscriber.due_at is not None and subscriber.due_at > now:
        first = subscriber.due_day
    return first + dt.timedelta(days=count)


def set_due(state: State, subscriber: Subscriber, due: Due) -> None:
    """Note a digest as the next one, and when it is begun."""
    others = state.subscribers.due_with(due.at)
    start = due.at + spread(subscriber.chat_id, others)
    state.subscribers.set_due(subscriber.id, due.day, due.at, start=start)


def spread(chat_id: int, others: int) -> dt.timedelta:
    """Return how long after it is due a digest is begun, among so many that are due with it.

    The same for a chat each time, so that a digest comes at the same time of day.
    """
    digest = hashlib.blake2b(str(chat_id).encode(), digest_size=4).digest()
    share = int.from_bytes(digest) / 2**32
    return min(dt.timedelta(seconds=others / _RATE), _WINDOW) * share


def overdue(subscriber: Subscriber, now: dt.datetime) -> list[Due]:
    """Return the digests of a subscriber that are due until now, in order."""
    schedule = schedule_of(subscriber)
    if schedule is None or subscriber.due_day is None or subscriber.due_at is None:
        return []
    late = [Due(subscriber.due_day, subscriber.due_at)]
    for due in dues(schedule, subscriber.due_day):
        if due.at > now:
            break
        late.append(due)
    return late


def begin_anew(state: State, subscriber: Subscriber) -> None:
    """Let the first digest after a while without any tell of nothing that came until now."""
    news = state.news.latest()
    state.subscribers.set_cursor(subscriber.id, news)
    state.matches.begin_anew(subscriber.chat_id, news)


def lose(state: State, chat_id: int, now: dt.datetime) -> None:
    """Note that a chat cannot or may not be written to: nothing is due there until it can."""
    with state.atomic():
        for edition in state.editions.open_of(chat_id):
            state.take_back(edition, dropped=True)
        subscriber = state.subscribers.of_chat(chat_id)
        if subscriber is None or not subscriber.reachable:
            return
        lost = state.subscribers.change(subscriber.id, now, reachable=False)
        if lost is not None:
            plan(state, lost, now)


def regain(state: State, chat_id: int, now: dt.datetime) -> Subscriber | None:
    """Note that a chat can be written to again; return the subscriber if it could not before.

    What came meanwhile is part of the next digest.
    """
    subscriber = state.subscribers.of_chat(chat_id)
    if subscriber is None or subscriber.reachable:
        return None
    with state.atomic():
        found = state.subscribers.change(subscriber.id, now, reachable=True)
        return plan(state, found, now) if found is not None else None
