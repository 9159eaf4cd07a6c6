"""What admins did, in words. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import groupby

from bot.messages.catalogue import Messages
from bot.messages.plural import Plural
from bot.richtext import Block, Run, phrase, visible
from bot.state.audit import Entry


def page(
    entries: Sequence[Entry],
    names: Mapping[int, str],
    part: str,
    keep: int,
    messages: Messages,
) -> list[Block]:
    """Return some entries by day, the newest first.

    names: what people and groups are called, by id. part: which of how many these are, if not all.
    keep: days until an entry is deleted.
    """
    texts = messages.audit
    title = phrase(texts.title)
    blocks = [(*title, Run(f" · {part}")) if part else title]
    for day, some in groupby(entries, key=_day):
        lines = "\n".join(f"{_time(entry)} · {line(entry, names, messages)}" for entry in some)
        blocks.append((Run(messages.date(day), bold=True), Run(visible(f"\n{lines}"))))
    kept = phrase(texts.kept.for_number(keep), count=messages.number(keep))
    return [*blocks, kept]


def line(entry: Entry, names: Mapping[int, str], messages: Messages) -> str:
    """Return what was done, as a sentence without an end."""
    texts, what = messages.audit, " ".join(entry.what.split())
    template = texts.sentence(entry.action)
    if isinstance(template, Plural):
        count = int(what) if what.isdecimal() else 0
        template = template.for_number(count).replace("{count}", messages.number(count))
    return template.format(
        by=_named(entry.by, names, texts.somebody),
        person=_named(entry.person, names, texts.somebody_else),
        group=_named(entry.chat, names, texts.some_group),
        action=entry.action,
        what=what,
    ).rstrip()


def _named(number: int | None, names: Mapping[int, str], unknown: str) -> str:
    """Return what somebody is called; their id where no name is known, which can be looked up."""
    return unknown if number is None else names.get(number) or str(number)


def _day(entry: Entry) -> dt.date:
    return entry.at.astimezone().date()


def _time(entry: Entry) -> str:
    return f"{entry.at.astimezone():%H:%M}"
