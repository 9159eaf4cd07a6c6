"""An admin writes to everybody: sees it first, says who gets it, lets it go, stops it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from telegram import InlineKeyboardMarkup, Message, Update

from bot.access import Role
from bot.buttons import broadcast as buttons
from bot.handlers.admins import on_admin_command, on_admin_tap
from bot.messages.catalogue import Messages
from bot.rendering.broadcast import MOST_FORMATS, MOST_UNITS, Notice, behind, notice, to_entities
from bot.rendering.broadcast_report import progress
from bot.replies import edit, reply
from bot.richtext import Block, phrase, units
from bot.services import (
    Context,
    Handler,
    Services,
    access_of,
    courier_of,
    messages_of,
    services_of,
)
from bot.state.broadcasts import Broadcast, Stage
from bot.state.prompts import Purpose

#: Longer numbers are not ours.
_DIGITS = 15
#: A draft that is older may say what is no longer so.
_PATIENCE = dt.timedelta(days=1)


async def begin(update: Update, context: Context) -> None:
    """Answer ``/broadcast``: with the text behind it, as a reply to one, or before it."""
    message, messages = update.effective_message, messages_of(update, context)
    here = access_of(context)
    assert message is not None
    assert here.user_id is not None
    command = len((message.text or "").split(maxsplit=1)[0])
    said = written(message, command)
    if not said.text and message.reply_to_message is not None:
        said = written(message.reply_to_message)
        if not said.text:
            await reply(update, context, [phrase(messages.broadcasting.only_text)])
            return
    if said.text:
        await propose(update, context, said)
        return
    now, prompts = dt.datetime.now(dt.UTC), services_of(context).state.prompts
    prompts.put(message.chat.id, here.user_id, Purpose.BROADCAST, 0, now)
    await reply(update, context, [phrase(messages.broadcasting.prompt)])


def written(message: Message, start: int = 0) -> Notice:
    """Return what somebody wrote, from a place on, as they formatted it."""
    return behind(message.text or "", (one.to_dict() for one in message.entities), start)


async def propose(update: Update, context: Context, said: Notice) -> None:
    """Show an admin what everybody would get, and ask whether to send it."""
    services, messages = services_of(context), messages_of(update, context)
    here, texts = access_of(context), messages.broadcasting
    assert here.user_id is not None
    if (count := units(said.text)) > MOST_UNITS:
        await _refuse(update, context, texts.too_long, count, MOST_UNITS)
        return
    if (count := len(said.entities)) > MOST_FORMATS:
        await _refuse(update, context, texts.too_many_formats, count, MOST_FORMATS)
        return
    draft = services.state.broadcasts.draft(
        here.user_id,
        said.text,
        said.entities,
        update_id=update.update_id,
        now=dt.datetime.now(dt.UTC),
    )
    await _preview(context, here.user_id, said, messages)
    await reply(update, context, *_question(services, draft, messages), quoting=False)


async def _refuse(update: Update, context: Context, text: str, count: int, limit: int) -> None:
    number = messages_of(update, context).number
    await reply(update, context, [phrase(text, count=number(count), limit=number(limit))])


async def _preview(context: Context, chat_id: int, said: Notice, messages: Messages) -> None:
    operator = services_of(context).operator

    async def show(again: bool) -> Any:
        before = messages.sent_again if again else ""
        shown = notice(said.text, said.entities, operator, messages, before=before)
        return await context.bot.send_message(
            chat_id, shown.text, entities=to_entities(shown.entities)
        )

    await courier_of(context).send(chat_id, show, "preview")


def recipients(services: Services, draft: Broadcast) -> tuple[list[int], list[int]]:
    """Return the people and the groups that a broadcast could go to now, but for its author."""
    state = services.state
    people = [
        person.user_id
        for person in state.people.listed(0, state.people.count())
        if person.role in (Role.READER, Role.ADMIN) and person.reachable
    ]
    by_settings = (state.people.get(admin) for admin in services.access.admins)
    people += [one.user_id for one in by_settings if one and one.last_seen and one.reachable]
    groups = []
    for group in state.groups.listed():
        known = state.subscribers.of_chat(group.chat_id)
        reachable = known is None or known.reachable
        if services.state.groups.allowed(group.chat_id) and group.present and reachable:
            groups += [] if group.channel else [group.chat_id]
    return sorted(set(people) - {draft.by}), groups


def _question(
    services: Services, draft: Broadcast, messages: Messages
) -> tuple[list[Block], InlineKeyboardMarkup]:
    """Return what is asked before a broadcast leaves."""
    texts = messages.broadcasting
    people, groups = recipients(services, draft)
    counted = [
        text.for_number(len(some)).format(count=messages.number(len(some)))
        for text, some in ((texts.people, people), (texts.groups, groups))
    ]
    whom = texts.both.format(people=counted[0], groups=counted[1]) if draft.groups else counted[0]
    count = len(people) + (len(groups) if draft.groups else 0)
    keyboard = buttons.under_draft(
        draft.id, count, messages, groups=draft.groups, choice=bool(groups)
    )
    ask = phrase(texts.ask, whom=whom) if count else phrase(texts.nobody)
    return [ask, phrase(texts.as_written)], keyboard


async def pressed(update: Update, context: Context, arguments: list[str]) -> None:
    """Do what a button says; only with what the same admin wrote."""
    services, messages = services_of(context), messages_of(update, context)
    action, broadcast = arguments[0] if arguments else "", _find(context, arguments)
    if broadcast is None:
        await edit(update, context, [phrase(messages.broadcasting.gone)])
        return
    now, state = dt.datetime.now(dt.UTC), services.state
    match action:
        case "groups":
            state.broadcasts.with_groups(broadcast.id, arguments[2:] == ["1"])
        case "send" if now - broadcast.made_at <= _PATIENCE:
            _let_go(update, services, broadcast, now)
        case "cancel" | "send":
            state.broadcasts.call_off(broadcast.id)
        case "stop":
            state.stop_broadcast(broadcast.id, by=access_of(context).user_id, now=now)
    await edit(update, context, *_shown(services, broadcast.id, messages))


def _find(context: Context, arguments: list[str]) -> Broadcast | None:
    """Return what a button is about; None for what is forged, gone, or somebody else's."""
    digits = arguments[1] if len(arguments) > 1 else ""
    if not digits.isdecimal() or len(digits) > _DIGITS:
        return None
    found = services_of(context).state.broadcasts.get(int(digits))
    return found if found is not None and found.by == access_of(context).user_id else None


def _let_go(update: Update, services: Services, broadcast: Broadcast, now: dt.datetime) -> None:
    query = update.callback_query
    if query is None or query.message is None or broadcast.by is None:
        return
    people, groups = recipients(services, broadcast)
    chats = [*people, *(groups if broadcast.groups else [])]
    services.state.begin_broadcast(
        broadcast.id, chats, query.message.message_id, by=broadcast.by, now=now
    )


def _shown(
    services: Services, broadcast_id: int, messages: Messages
) -> tuple[list[Block], InlineKeyboardMarkup | None]:
    """Return what stands below a broadcast, whatever was pressed."""
    broadcast = services.state.broadcasts.get(broadcast_id)
    texts = messages.broadcasting
    if broadcast is None:
        return [phrase(texts.gone)], None
    if broadcast.stage is Stage.DRAFT:
        return _question(services, broadcast, messages)
    if broadcast.stage is Stage.CALLED_OFF:
        return [phrase(texts.called_off)], None
    counts, over = services.state.broadcasts.counts(broadcast.id), broadcast.stage is Stage.OVER
    told = progress(counts, broadcast.stage, messages, final=over)
    going = broadcast.stage is Stage.SENDING
    keyboard = InlineKeyboardMarkup([[buttons.stop(broadcast.id, messages)]]) if going else None
    return [told], keyboard


def handlers() -> list[Handler]:
    """Return what writes to everybody."""
    return [on_admin_command("broadcast", begin), on_admin_tap(buttons.AREA, pressed)]
