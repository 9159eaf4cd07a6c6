"""The buttons of what a chat follows. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.buttons.keyboards import Row, button, turn_list
from bot.messages.catalogue import Messages
from bot.rendering import paging
from bot.state.watches import Watch

#: The area of the buttons: the action, the subscriber's number, the watch's.
AREA = "watch"
#: Watches on one page.
_SHOWN = 8


def of_watch(subscriber: int, watch: Watch, messages: Messages) -> InlineKeyboardMarkup:
    """Return what changes one watch, and what leads to all."""
    texts = messages.watching
    return InlineKeyboardMarkup(
        [
            [
                _mode(subscriber, watch, messages),
                button(texts.button_stop, AREA, "stop", subscriber, watch.id),
            ],
            [button(messages.digest.button_followed, AREA, "list", subscriber)],
        ]
    )


def page_of(watches: Sequence[Watch], page: int) -> range:
    """Return which watches stand on a page, which counts from 0."""
    every = paging.pages([1] * len(watches), _SHOWN)
    return every[paging.page_at(every, page)]


def listed(
    subscriber: int, watches: Sequence[Watch], page: int, messages: Messages
) -> InlineKeyboardMarkup:
    """Return a row for each watch of a page, what turns the pages, and what adds another."""
    texts = messages.watching
    every = paging.pages([1] * len(watches), _SHOWN)
    page = paging.page_at(every, page)
    rows: list[Row] = []
    for place in every[page]:
        watch, count = watches[place], messages.number(place + 1)
        stop = button(f"{count} · {texts.button_stop}", AREA, "stop", subscriber, watch.id)
        rows.append([_mode(subscriber, watch, messages, f"{count} · "), stop])
    rows += turn_list(every, page, messages, AREA, "list", subscriber)
    add = button(texts.button_add, AREA, "add", subscriber)
    card = button(messages.subscribing.button_digest, "sub", "card", subscriber)
    return InlineKeyboardMarkup([*rows, [add, card]])


def _mode(
    subscriber: int, watch: Watch, messages: Messages, before: str = ""
) -> InlineKeyboardButton:
    """Return what tells it the other way."""
    texts = messages.watching
    label = texts.button_in_digest if watch.at_once else texts.button_at_once
    return button(f"{before}{label}", AREA, "mode", subscriber, watch.id, int(not watch.at_once))
