"""What a chat gets and follows, in words. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.digest.schedule import EVERY_DAY, WEEKDAYS
from bot.digest.zones import city_of
from bot.messages.catalogue import Messages
from bot.richtext import Block, Run, phrase, visible
from bot.state.subscribers import Subscriber
from bot.state.watches import Watch

_WEEKEND = frozenset({6, 7})
#: Topics that are named in a card.
_NAMED = 12


def clock(time: dt.time) -> str:
    """Return a time of day: ``7:30``."""
    return f"{time.hour}:{time.minute:02}"


def rhythm(days: frozenset[int], at: dt.time, messages: Messages) -> str:
    """Return on which days, and when: ``Weekdays, 7:30``."""
    texts = messages.subscribing
    named = {EVERY_DAY: texts.every_day, WEEKDAYS: texts.weekdays, _WEEKEND: texts.weekends}
    template = named.get(days, texts.on_days)
    return template.format(days=messages.day_names(days), time=clock(at))


def when(subscriber: Subscriber, messages: Messages) -> str:
    """Return when a digest comes; empty where there is none."""
    if not subscriber.days or subscriber.at is None:
        return ""
    return rhythm(subscriber.days, subscriber.at, messages)


def card(subscriber: Subscriber, watches: Sequence[Watch], messages: Messages) -> list[Block]:
    """Return what a chat gets, and when."""
    texts = messages.subscribing
    told = when(subscriber, messages)
    if not told:
        head = phrase(texts.card_none)
    elif subscriber.zone is None:
        head = phrase(texts.card_no_zone, when=_inline(told, messages))
    else:
        template = texts.card if subscriber.title is None else texts.card_of
        head = phrase(
            template,
            title=subscriber.title,
            when=_inline(told, messages),
            place=city_of(subscriber.zone),
        )
    lines = _state(subscriber, messages)
    if told:
        lines += _about(subscriber, messages)
    lines.append(_topics(watches, messages))
    if told and subscriber.only_followed:
        lines.append(texts.only_topics)
    return [head, (Run(visible("\n".join(line for line in lines if line))),)]


def _inline(told: str, messages: Messages) -> str:
    """Return a rhythm within a sentence: English writes it small there, unless it names a day."""
    names = {messages.day_names({day}) for day in EVERY_DAY}
    first = told.split(",")[0]
    named = first in names or first in {messages.short_weekday(day) for day in EVERY_DAY}
    return told if named else told[0].lower() + told[1:]


def _state(subscriber: Subscriber, messages: Messages) -> list[str]:
    texts = messages.subscribing
    if not subscriber.reachable:
        return [texts.unreachable]
    if subscriber.paused:
        return [texts.paused]
    lines = []
    if subscriber.snoozed_until is not None:
        lines.append(texts.snoozed.format(day=messages.weekday(subscriber.snoozed_until)))
    elif subscriber.due_at is not None and subscriber.zone is not None:
        due = subscriber.due_at.astimezone(ZoneInfo(subscriber.zone))
        day = messages.weekday(due.date())
        lines.append(texts.next.format(day=day, time=clock(due.time())))
    return lines


def _about(subscriber: Subscriber, messages: Messages) -> list[str]:
    texts = messages.subscribing
    if not subscriber.series and not subscriber.languages:
        return [texts.about_all]
    lines = []
    if subscriber.series:
        lines.append(texts.about_series.format(names=", ".join(subscriber.series)))
    if subscriber.languages:
        names = ", ".join(messages.language(code) for code in subscriber.languages)
        lines.append(texts.about_languages.format(names=names))
    return lines


def _topics(watches: Sequence[Watch], messages: Messages) -> str:
    texts = messages.subscribing
    if not watches:
        return texts.topics_none
    named = [f"“{watch.text}”" for watch in watches[:_NAMED]]
    if messages.locale.startswith("de"):
        named = [f"„{watch.text}“" for watch in watches[:_NAMED]]
    more = " …" if len(watches) > _NAMED else ""
    return texts.topics.format(topics=", ".join(named) + more)


def followed(watches: Sequence[Watch], first: int, messages: Messages) -> list[Block]:
    """Return some of what a chat follows, line by line; ``first``: how many stand before it."""
    texts = messages.watching
    if not watches:
        return [phrase(texts.watch_none), phrase(texts.watch_usage)]
    lines = []
    for number, watch in enumerate(watches, first + 1):
        line = texts.watch_at_once if watch.at_once else texts.watch_in_digest
        lines.append(f"{messages.number(number)} · {line.format(topic=watch.text)}")
    return [phrase(texts.watch_list), (Run(visible("\n".join(lines))),)]
