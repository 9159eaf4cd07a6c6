"""Admins see who has access, and change it."""

from __future__ import annotations

import datetime as dt

from telegram import InlineKeyboardMarkup, Update

from bot.access import Role
from bot.buttons.keyboards import Row, button
from bot.buttons.labels import label
from bot.handlers.admins import name_of, on_admin_command, on_admin_tap
from bot.messages.catalogue import Messages
from bot.messages.people import PeopleTexts
from bot.publishing.planning import lose, regain
from bot.replies import edit, reply
from bot.richtext import Block, phrase
from bot.services import Context, Handler, Services, access_of, messages_of, services_of
from bot.state.people import Person

#: People on a page of the list.
_PAGE = 8
#: People that a search shows.
_FOUND = 20
#: Characters of a name on a button.
_NAME = 30
#: Telegram's ids have at most 52 bits.
_ID_DIGITS = 16


async def show_people(update: Update, context: Context) -> None:
    """Show who has access; with words behind the command, whose name has them."""
    services, messages = services_of(context), messages_of(update, context)
    words = " ".join(context.args or [])
    shown = _found(services, messages, words) if words else _list(services, messages, 0)
    await reply(update, context, *shown)


async def revoke(update: Update, context: Context) -> None:
    """Take the access of the person with that id away."""
    texts = messages_of(update, context).people
    user_id = _id((context.args or [""])[0])
    if user_id is None:
        await reply(update, context, [phrase(texts.revoke_usage)])
        return
    done = await _change(context, user_id, Role.REVOKED)
    text = texts.revoked if done else texts.not_revocable
    await reply(update, context, [phrase(text, id=user_id)])


async def tapped(update: Update, context: Context, arguments: list[str]) -> None:
    """Turn the list's pages, show a person, or change what they may do."""
    services, messages = services_of(context), messages_of(update, context)
    match arguments:
        case ["page", number] if (at := _id(number)) is not None:
            shown = _list(services, messages, at)
        case ["show", number] if (user_id := _id(number)) is not None:
            shown = _card(services, messages, user_id, access_of(context).user_id)
        case [("admin" | "reader" | "revoked") as role, number] if (
            user_id := _id(number)
        ) is not None and services.state.people.get(user_id) is not None:
            await _change(context, user_id, Role(role))
            shown = _card(services, messages, user_id, access_of(context).user_id)
        case _:
            shown = _list(services, messages, 0)
    await edit(update, context, *shown)


async def _change(context: Context, user_id: int, role: Role) -> bool:
    """Change what a person may do; False where only the settings or another admin can."""
    services, admin = services_of(context), access_of(context).user_id
    if user_id in services.access.admins or user_id == admin:
        return False
    now = dt.datetime.now(dt.UTC)
    services.state.change_role(user_id, role, by=admin, now=now)
    if role is Role.REVOKED:
        lose(services.state, user_id, now)
    else:
        regain(services.state, user_id, now)
    services.menus.put_nowait(user_id)
    return True


def _id(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= _ID_DIGITS else None


def _list(
    services: Services, messages: Messages, at: int
) -> tuple[list[Block], InlineKeyboardMarkup | None]:
    """Return a page of the list of people, beginning with the person of that number."""
    texts = messages.people
    every = _by_settings(services) + services.state.people.listed(0, services.state.people.count())
    if not every:
        return [phrase(texts.people_none)], None
    at = min(at, len(every) - 1) // _PAGE * _PAGE
    rows: list[Row] = [
        [button(_label(person, services, texts), "people", "show", person.user_id)]
        for person in every[at : at + _PAGE]
    ]
    turn = []
    if at:
        turn.append(button(texts.button_before, "people", "page", at - _PAGE))
    if at + _PAGE < len(every):
        turn.append(button(texts.button_after, "people", "page", at + _PAGE))
    title = phrase(texts.people_title.for_number(len(every)), count=messages.number(len(every)))
    return [title], InlineKeyboardMarkup([*rows, turn] if turn else rows)


def _found(
    services: Services, messages: Messages, words: str
) -> tuple[list[Block], InlineKeyboardMarkup | None]:
    """Return those whose name has some words, or whose id they are; the first page of them."""
    texts, wanted = messages.people, words.casefold()
    every = _by_settings(services) + services.state.people.listed(0, services.state.people.count())
    some = [
        one for one in every if wanted in (one.name or "").casefold() or words == str(one.user_id)
    ]
    if not some:
        return [phrase(texts.people_not_found, words=words)], None
    title = texts.people_found.for_number(len(some))
    told = phrase(title, count=messages.number(len(some)), words=words)
    return [told], InlineKeyboardMarkup(
        [
            [button(_label(person, services, texts), "people", "show", person.user_id)]
            for person in some[:_FOUND]
        ]
    )


def _by_settings(services: Services) -> list[Person]:
    """Return the admins by the settings who are not in the list by a role."""
    people = services.state.people
    known = [
        people.get(user_id) or Person(user_id, Role.NONE)
        for user_id in sorted(services.access.admins)
    ]
    return [person for person in known if person.role is Role.NONE]


def _label(person: Person, services: Services, texts: PeopleTexts) -> str:
    role = Role.ADMIN if person.user_id in services.access.admins else person.role
    unnamed = f"{texts.unnamed}, {person.user_id}"
    name = label(person.name, _NAME) if person.name else unnamed
    return f"{name} · {_role(role, texts)}"


def _role(role: Role, texts: PeopleTexts) -> str:
    names = {
        Role.ADMIN: texts.role_admin,
        Role.READER: texts.role_reader,
        Role.REVOKED: texts.role_revoked,
        Role.NONE: texts.role_none,
    }
    return names[role]


def _card(
    services: Services, messages: Messages, user_id: int, admin: int | None
) -> tuple[list[Block], InlineKeyboardMarkup | None]:
    """Return what there is to know about a person, and what an admin can change."""
    texts = messages.people
    by_settings = user_id in services.access.admins
    person = services.state.people.get(user_id) or Person(user_id, Role.NONE)
    role = Role.ADMIN if by_settings else person.role
    called = person.name or texts.unnamed
    lines = [phrase(texts.person, name=called, role=_role(role, texts), id=user_id)]
    seen = (
        texts.last_seen.format(date=messages.date(person.last_seen))
        if person.last_seen
        else texts.never_seen
    )
    facts = [*_since(person, messages), seen]
    subscriber = services.state.subscribers.of_chat(user_id)
    gets = subscriber is not None and subscriber.due_at is not None
    facts.append(texts.has_digest if gets else texts.no_digest)
    if person.invited_by is not None and admin is not None:
        by = name_of(services, person.invited_by, messages)
        yours = person.invited_by == admin
        facts.append(texts.invited if yours else texts.invited_by.format(admin=by))
    if not person.reachable:
        facts.append(texts.blocked_bot)
    lines.append(phrase("{facts}", facts="\n".join(facts)))
    buttons: list[Row] = []
    if by_settings:
        lines.append(phrase(texts.by_settings))
    elif user_id == admin:
        lines.append(phrase(texts.your_own))
    else:
        buttons = _changes(user_id, role, texts)
    back = [button(texts.button_back, "people", "page", 0)]
    return lines, InlineKeyboardMarkup([*buttons, back])


def _since(person: Person, messages: Messages) -> list[str]:
    """Return since when somebody has access, or has it no more."""
    texts = messages.people
    revoked = person.role is Role.REVOKED
    at = person.revoked_at if revoked else person.joined_at
    if at is None:
        return []
    template = texts.revoked_on if revoked else texts.since
    return [template.format(date=messages.date(at.astimezone().date()))]


def _changes(user_id: int, role: Role, texts: PeopleTexts) -> list[Row]:
    admin = [button(texts.button_make_admin, "people", "admin", user_id)]
    reader = [button(texts.button_make_reader, "people", "reader", user_id)]
    revoke = [button(texts.button_revoke, "people", "revoked", user_id)]
    back_in = [button(texts.button_let_back_in, "people", "reader", user_id)]
    changes = {
        Role.READER: [admin, revoke],
        Role.ADMIN: [reader, revoke],
        Role.REVOKED: [back_in],
        Role.NONE: [],
    }
    return changes[role]


def handlers() -> list[Handler]:
    """Return what admins do with people."""
    return [
        on_admin_command("people", show_people),
        on_admin_command("users", show_people),
        on_admin_command("revoke", revoke),
        on_admin_tap("people", tapped),
    ]
