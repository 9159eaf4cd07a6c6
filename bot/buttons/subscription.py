"""The buttons by which a digest is set up and changed. Pure.

Each carries what is to be afterwards, and not what is to change: pressed twice it does no more.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.archive.shelf import key_of
from bot.buttons.keyboards import Row, button, rows_of
from bot.buttons.labels import label
from bot.digest.schedule import EVERY_DAY, WEEKDAYS
from bot.digest.zones import city_of
from bot.messages.catalogue import Messages
from bot.rendering.subscription import clock, rhythm, when
from bot.state.subscribers import Subscriber

#: The area of the buttons: the action, the subscriber's number, and what the action needs.
AREA = "sub"
#: What is offered at first.
OFFERED = (
    (WEEKDAYS, dt.time(7, 30)),
    (EVERY_DAY, dt.time(7, 30)),
    (WEEKDAYS, dt.time(17)),
    (frozenset({1}), dt.time(8)),
)
_TIMES = tuple(
    dt.time.fromisoformat(text)
    for text in (
        *("06:00", "06:30", "07:00", "07:30", "08:00", "08:30"),
        *("09:00", "12:00", "14:00", "16:00", "18:00", "20:00"),
    )
)
_TICK = "✓ "


def offer(subscriber: int, messages: Messages) -> InlineKeyboardMarkup:
    """Return the days and times that most want."""
    return InlineKeyboardMarkup(
        [
            [_button(rhythm(days, at, messages), "set", subscriber, _digits(days), f"{at:%H%M}")]
            for days, at in OFFERED
        ]
    )


def zones(
    subscriber: int, offered: Iterable[str], now: dt.datetime, messages: Messages
) -> InlineKeyboardMarkup:
    """Return zones, each with the time that it is there; ``now``: in UTC."""
    rows = [
        [
            _button(
                f"{clock(now.astimezone(ZoneInfo(zone)).time())} · {city_of(zone)}",
                "zone",
                subscriber,
                zone,
            )
        ]
        for zone in offered
    ]
    other = _button(messages.subscribing.button_other_place, "place", subscriber)
    return InlineKeyboardMarkup([*rows, [other]])


def card(subscriber: Subscriber, messages: Messages) -> InlineKeyboardMarkup:
    """Return what can be changed."""
    texts, number = messages.subscribing, subscriber.id
    if not subscriber.days:
        return InlineKeyboardMarkup(
            [
                [_button(texts.button_on, "offer", number)],
                [button(texts.button_topics, "watch", "list", number)],
            ]
        )
    rows = [
        [_button(texts.button_time, "time", number), _button(texts.button_days, "days", number)],
        [
            _button(texts.button_series, "series", number),
            _button(texts.button_languages, "langs", number),
        ],
        [
            button(texts.button_topics, "watch", "list", number),
            _button(texts.button_zone, "place", number),
        ],
        [
            _button(texts.button_everything, "only", number, 0)
            if subscriber.only_followed
            else _button(texts.button_only, "only", number, 1)
        ],
    ]
    if not subscriber.is_private:
        spoken = messages.language(subscriber.language or "en")
        rows.append([_button(texts.button_texts.format(language=spoken), "texts", number)])
    if subscriber.paused or subscriber.snoozed_until is not None:
        rest = [_button(texts.button_resume, "go", number)]
    else:
        rows.append(
            [
                _button(texts.button_snooze_day, "snooze", number, 1),
                _button(texts.button_snooze_week, "snooze", number, 7),
            ]
        )
        rest = [_button(texts.button_pause, "pause", number)]
    rows.append([*rest, _button(texts.button_off, "off", number)])
    return InlineKeyboardMarkup(rows)


def times(subscriber: Subscriber, messages: Messages) -> InlineKeyboardMarkup:
    """Return times of day to choose from, and one to write."""
    choices = [
        _button(_ticked(clock(time), time == subscriber.at), "at", subscriber.id, f"{time:%H%M}")
        for time in _TIMES
    ]
    return InlineKeyboardMarkup([*rows_of(choices), _back(subscriber, messages)])


def days(subscriber: Subscriber, messages: Messages) -> InlineKeyboardMarkup:
    """Return the days, each to be added or taken away; one at least stays."""
    chosen = subscriber.days
    single = [
        _button(
            _ticked(messages.short_weekday(day), day in chosen),
            "on",
            subscriber.id,
            _digits((chosen ^ {day}) or chosen),
        )
        for day in sorted(EVERY_DAY)
    ]
    at = subscriber.at or dt.time(7, 30)
    groups = [
        _button(rhythm(group, at, messages).partition(",")[0], "on", subscriber.id, _digits(group))
        for group in (WEEKDAYS, EVERY_DAY)
    ]
    return InlineKeyboardMarkup([groups, single[:4], single[4:], _back(subscriber, messages)])


def series(
    subscriber: Subscriber, names: Sequence[str], messages: Messages
) -> InlineKeyboardMarkup:
    """Return the series, each to be added or taken away."""
    rows = [
        [
            _button(
                _ticked(label(name), name in subscriber.series),
                "serie",
                subscriber.id,
                key_of(name),
                int(name not in subscriber.series),
            )
        ]
        for name in names
    ]
    every = _button(
        _ticked(messages.subscribing.button_all, not subscriber.series), "serie", subscriber.id
    )
    return InlineKeyboardMarkup([*rows, [every], _back(subscriber, messages)])


def languages(
    subscriber: Subscriber, codes: Sequence[str], messages: Messages
) -> InlineKeyboardMarkup:
    """Return the languages, each to be added or taken away."""
    choices = [
        _button(
            _ticked(messages.language(code), code in subscriber.languages),
            "lang",
            subscriber.id,
            code,
            int(code not in subscriber.languages),
        )
        for code in codes
    ]
    every = _button(
        _ticked(messages.subscribing.button_all, not subscriber.languages), "lang", subscriber.id
    )
    return InlineKeyboardMarkup([*rows_of(choices), [every], _back(subscriber, messages)])


def texts(
    subscriber: Subscriber, names: Sequence[tuple[str, str]], messages: Messages
) -> InlineKeyboardMarkup:
    """Return the languages in which the bot writes: code and name of each."""
    choices = [
        _button(_ticked(name, code == subscriber.language), "speak", subscriber.id, code)
        for code, name in names
    ]
    return InlineKeyboardMarkup([choices, _back(subscriber, messages)])


def others(subscribers: Sequence[Subscriber], messages: Messages) -> list[Row]:
    """Return a button for each group and channel that somebody set up."""
    words = messages.subscribing
    rows = []
    for one in subscribers:
        told, title = when(one, messages), one.title or str(one.chat_id)
        text = words.other_on if told else words.other_off
        rows.append([_button(label(text.format(title=title, when=told)), "card", one.id)])
    return rows


def _back(subscriber: Subscriber, messages: Messages) -> Row:
    return [_button(messages.subscribing.button_done, "card", subscriber.id)]


def _button(text: str, action: str, subscriber: int, *arguments: str | int) -> InlineKeyboardButton:
    return button(text, AREA, action, subscriber, *arguments)


def _ticked(text: str, chosen: bool) -> str:
    return f"{_TICK}{text}" if chosen else text


def _digits(days_: Iterable[int]) -> str:
    return "".join(str(day) for day in sorted(days_))
