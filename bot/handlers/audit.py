"""Admins see what admins did."""

from __future__ import annotations

from telegram import InlineKeyboardMarkup, Update

from bot.buttons.keyboards import turn_list
from bot.buttons.labels import label
from bot.handlers.admins import on_admin_command, on_admin_tap
from bot.messages.catalogue import Messages
from bot.rendering import audit
from bot.rendering.listing import span_of
from bot.replies import edit, reply
from bot.richtext import Block, phrase
from bot.services import Context, Handler, Services, messages_of, services_of
from bot.state.audit import Entry

#: Entries on a page: with long names they still fit a message.
_PAGE = 15
#: Characters of a name.
_NAME = 40
#: Longer numbers are not ours.
_DIGITS = 6


async def show(update: Update, context: Context) -> None:
    """Answer ``/audit``, ``/audit 50``."""
    services, messages = services_of(context), messages_of(update, context)
    wanted = _wanted(context.args or [])
    if wanted is None:
        await reply(update, context, [phrase(messages.audit.usage)])
        return
    await reply(update, context, *_page(services, messages, wanted, 0))


async def turn(update: Update, context: Context, arguments: list[str]) -> None:
    """Turn the pages in place; what was done since moves the entries on."""
    numbers = [_number(one) for one in arguments]
    match numbers:
        case [int(wanted), int(page)]:
            pass
        case _:
            wanted, page = 0, 0
    shown = _page(services_of(context), messages_of(update, context), wanted, page)
    await edit(update, context, *shown)


def _wanted(words: list[str]) -> int | None:
    """Return how many entries are wanted, 0 for all; None if that cannot be told."""
    if not words:
        return 0
    return (_number(words[0]) or None) if len(words) == 1 else None


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= _DIGITS else None


def _page(
    services: Services, messages: Messages, wanted: int, page: int
) -> tuple[list[Block], InlineKeyboardMarkup | None]:
    """Return a page, which counts from 0, of so many entries (0: of all)."""
    entries = services.state.audit
    count = min(entries.count(), wanted or entries.count())
    if not count:
        return [phrase(messages.audit.none)], None
    pages = range(-(-count // _PAGE))
    page = min(page, len(pages) - 1)
    first = page * _PAGE
    some = entries.newest(min(_PAGE, count - first), first)
    part = span_of(first, len(some), count, messages) if len(pages) > 1 else ""
    names = _names(services, some)
    blocks = audit.page(some, names, part, services.keep.rest, messages)
    rows = turn_list(pages, page, messages, "audit", wanted)
    return blocks, InlineKeyboardMarkup(rows) if rows else None


def _names(services: Services, entries: list[Entry]) -> dict[int, str]:
    """Return what the people and groups of some entries are called, as far as is known."""
    state, names = services.state, dict[int, str]()
    for number in {one for entry in entries for one in (entry.by, entry.person) if one}:
        person = state.people.get(number)
        if person is not None and person.name:
            names[number] = label(person.name, _NAME)
    for number in {entry.chat for entry in entries if entry.chat}:
        group = state.groups.get(number)
        if group is not None:
            names[number] = label(group.title, _NAME)
    return names


def handlers() -> list[Handler]:
    """Return what shows admins what was done."""
    return [on_admin_command("audit", show), on_admin_tap("audit", turn)]
