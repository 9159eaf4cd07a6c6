"""The bot is added to a group, or removed; admins decide whether the group may use it."""

from __future__ import annotations

import datetime as dt
import logging

from telegram import Chat, ChatMember, InlineKeyboardMarkup, Update
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot import replies
from bot.buttons.keyboards import Row, button
from bot.buttons.labels import label
from bot.handlers.admins import (
    name_of,
    on_admin_command,
    on_admin_tap,
    tell,
    tell_admins,
)
from bot.messages.catalogue import Messages
from bot.publishing.planning import lose, regain
from bot.replies import edit, reply
from bot.richtext import Block, Run, phrase, visible
from bot.roles import may_receive
from bot.services import (
    Context,
    Handler,
    Services,
    access_of,
    messages_of,
    services_of,
)
from bot.state.groups import Group, Verdict

log = logging.getLogger(__name__)

_HERE = (ChatMember.MEMBER, ChatMember.ADMINISTRATOR, ChatMember.RESTRICTED)
#: A supergroup's id has 13 digits behind its minus sign.
_ID_DIGITS = 16
#: Characters of a group's name on a button, and groups that are listed.
_TITLE, _MOST = 24, 40


def follow(update: Update, services: Services) -> bool:
    """Follow a group that got another id; whether the update says nothing else."""
    message = update.message
    if message is None or not (message.migrate_to_chat_id or message.migrate_from_chat_id):
        return False
    old = message.migrate_from_chat_id or message.chat.id
    services.state.move_chat(old, message.migrate_to_chat_id or message.chat.id)
    return True


async def membership(update: Update, context: Context) -> None:
    """Note that the bot was added to a group or removed, or that somebody blocked it."""
    change, services = update.my_chat_member, services_of(context)
    assert change is not None
    now = dt.datetime.now(dt.UTC)
    there = change.new_chat_member.status in _HERE
    if change.chat.type == Chat.PRIVATE:
        services.state.people.set_reachable(change.from_user.id, there)
    elif not there:
        services.state.groups.left(change.chat.id, now)
    elif change.old_chat_member.status not in _HERE:
        await ask_about(update, context, by=change.from_user.first_name)
    if not there:
        lose(services.state, change.chat.id, now)
    elif may_receive(services, change.chat.id):
        regain(services.state, change.chat.id, now)


async def ask_about(update: Update, context: Context, *, by: str | None) -> None:
    """Ask the admins whether a group may use the bot, unless they know of it already.

    by: the name of whoever added the bot, if that is known.
    """
    services, chat, user = services_of(context), update.effective_chat, update.effective_user
    assert chat is not None
    known = services.state.groups.get(chat.id)
    if by is None and known is not None and known.asked_in != update.update_id:
        return  # somebody spoke there before; the admins were asked when the bot came
    now, added_by = dt.datetime.now(dt.UTC), user.id if user and by else None
    title, channel = chat.title or str(chat.id), chat.type == Chat.CHANNEL
    services.state.groups.joined(
        chat.id, title, by=added_by, now=now, update_id=update.update_id, channel=channel
    )
    if not services.state.groups.allowed(chat.id):
        await tell_admins(context, lambda m: _question(chat.id, title, by, m, channel=channel))


def _question(
    chat_id: int, title: str, by: str | None, messages: Messages, *, channel: bool
) -> tuple[list[Block], InlineKeyboardMarkup]:
    texts = messages.groups
    if by is None:
        asked = phrase(texts.group_asked_unknown, title=title)
    else:
        template = messages.subscribing.channel_asked if channel else texts.group_asked
        asked = phrase(template, name=by, title=title)
    row = [
        button(texts.button_allow, "group", "allow", chat_id),
        button(texts.button_refuse, "group", "refuse", chat_id),
    ]
    return [asked], InlineKeyboardMarkup([row])


def _what_is_seen(messages: Messages, sees_all: bool) -> Block:
    texts = messages.groups
    return phrase(texts.sees_everything if sees_all else texts.sees_little)


async def _sees_everything(context: Context) -> bool:
    """Whether the bot receives everything that is written in a group (privacy mode is off)."""
    try:
        me = await context.bot.get_me()  # it may have changed since the start
    except TelegramError:
        return bool(context.bot.can_read_all_group_messages)
    return bool(me.can_read_all_group_messages)


async def decide(update: Update, context: Context, arguments: list[str]) -> None:
    """Allow a group or leave it; whoever presses later sees who decided."""
    services, messages, here = (
        services_of(context),
        messages_of(update, context),
        access_of(context),
    )
    match arguments:
        case ["allow" | "refuse" | "leave" as what, number] if group := _find(services, number):
            pass
        case _:
            await edit(update, context, [phrase(messages.groups.group_gone)])
            return
    assert here.user_id is not None
    wanted = Verdict.ALLOWED if what == "allow" else Verdict.REFUSED
    now = dt.datetime.now(dt.UTC)
    # What was decided stands, unless it is taken back from the list of groups.
    open_ = group.verdict is Verdict.ASKED or what == "leave"
    if open_:
        services.state.decide_group(
            group.chat_id, wanted, by=here.user_id, now=now, update_id=update.update_id
        )
    group = services.state.groups.get(group.chat_id) or group
    if group.verdict is Verdict.REFUSED:
        lose(services.state, group.chat_id, now)
        await _leave(context, group)
    else:
        regain(services.state, group.chat_id, now)
    if what == "leave":
        await edit(update, context, *_list(services, messages, await _sees_everything(context)))
        return
    told = [_outcome(services, group, here.user_id, messages)]
    allowed = group.verdict is Verdict.ALLOWED
    if allowed and not group.channel:
        told.append(_what_is_seen(messages, await _sees_everything(context)))
    await edit(update, context, told, _set_up(services, group, messages) if allowed else None)
    if group.decided_in == update.update_id and wanted is Verdict.ALLOWED:
        await _greet(context, group, messages)


def _find(services: Services, number: str) -> Group | None:
    digits = number.removeprefix("-")
    if not digits.isdecimal() or len(digits) > _ID_DIGITS:
        return None
    return services.state.groups.get(int(number))


def _outcome(services: Services, group: Group, reader: int, messages: Messages) -> Block:
    texts = messages.groups
    allowed = group.verdict is Verdict.ALLOWED
    if allowed and group.channel:
        return phrase(messages.subscribing.channel_allowed, title=group.title)
    if group.decided_by == reader:
        template = texts.group_allowed if allowed else texts.group_refused
    else:
        template = texts.group_allowed_by if allowed else texts.group_refused_by
    admin = name_of(services, group.decided_by, messages)
    return phrase(template, title=group.title, admin=admin)


async def _leave(context: Context, group: Group) -> None:
    try:
        await context.bot.leave_chat(group.chat_id)
    except (BadRequest, ChatMigrated, Forbidden) as e:
        log.info("A group could not be left (%s)", type(e).__name__)
    services_of(context).state.groups.left(group.chat_id, dt.datetime.now(dt.UTC))


async def _greet(context: Context, group: Group, messages: Messages) -> None:
    """Say in the group that it may ask now, in the language of the admin who allowed it.

    Of a channel, whoever added the bot is told that they can set it up.
    """
    if group.channel:
        await _tell_who_added(context, group)
        return
    try:
        hello = phrase(messages.groups.group_hello)
        await replies.tell(context.application, group.chat_id, [hello], messages)
    except (BadRequest, Forbidden) as e:
        log.info("A group could not be written to (%s)", type(e).__name__)


async def _tell_who_added(context: Context, group: Group) -> None:
    services = services_of(context)
    by = group.added_by
    if by is None or by == access_of(context).user_id or not may_receive(services, by):
        return

    def say(messages: Messages) -> tuple[list[Block], InlineKeyboardMarkup | None]:
        ready = phrase(messages.subscribing.channel_ready, title=group.title)
        return [ready], _set_up(services, group, messages)

    await tell(context, by, say)


def _set_up(services: Services, group: Group, messages: Messages) -> InlineKeyboardMarkup | None:
    """Return what sets up the digest of a channel, where nobody can write a command."""
    if not group.channel:
        return None
    now = dt.datetime.now(dt.UTC)
    subscriber = services.state.subscribers.open(group.chat_id, now, by=group.added_by)
    language = messages.locale.partition("_")[0]
    services.state.subscribers.change(
        subscriber.id, now, title=group.title, language=subscriber.language or language
    )
    row = [button(messages.subscribing.button_set_up, "sub", "offer", subscriber.id)]
    return InlineKeyboardMarkup([row])


async def show_groups(update: Update, context: Context) -> None:
    """Show the groups, what the bot sees there, and how to leave them."""
    services, messages = services_of(context), messages_of(update, context)
    await reply(update, context, *_list(services, messages, await _sees_everything(context)))


def _list(
    services: Services, messages: Messages, sees_all: bool
) -> tuple[list[Block], InlineKeyboardMarkup | None]:
    texts = messages.groups
    groups = services.state.groups.listed()
    sees = _what_is_seen(messages, sees_all)
    if not groups:
        return [phrase(texts.groups_none), sees], None
    count = phrase(texts.groups_title.for_number(len(groups)), count=messages.number(len(groups)))
    shown = groups[:_MOST]
    lines = [Run("\n".join(_line(group, messages) for group in shown))]
    keyboard = InlineKeyboardMarkup([_choices(group, messages) for group in shown])
    return [count, tuple(lines), sees], keyboard


def _line(group: Group, messages: Messages) -> str:
    texts = messages.groups
    if group.verdict is not Verdict.ALLOWED:
        template = texts.group_line_asked
    else:
        template = texts.group_line_allowed if group.present else texts.group_line_absent
    return visible(template.format(title=group.title))


def _choices(group: Group, messages: Messages) -> Row:
    texts, title = messages.groups, label(group.title, _TITLE)
    row = [button(texts.button_leave.format(title=title), "group", "leave", group.chat_id)]
    if group.verdict is not Verdict.ALLOWED:
        allow = texts.button_allow_of.format(title=title)
        row.insert(0, button(allow, "group", "allow", group.chat_id))
    return row


def handlers() -> list[Handler]:
    """Return what admins do with groups."""
    return [on_admin_command("groups", show_groups), on_admin_tap("group", decide)]
