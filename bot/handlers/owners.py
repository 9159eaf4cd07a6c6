"""Who may change what a chat gets: a person their own, the admins of a group or channel its."""

from __future__ import annotations

import datetime as dt
import logging
from typing import Any

from telegram import Chat, ChatMember, Update
from telegram.error import BadRequest, Forbidden

from bot.access import Place, Role
from bot.archive.pointer import ForeignButton, number
from bot.handlers.admins import alert
from bot.publishing.planning import regain
from bot.replies import reply
from bot.richtext import phrase
from bot.services import Context, access_of, messages_of, services_of
from bot.state.audit import Action
from bot.state.subscribers import Subscriber

log = logging.getLogger(__name__)

_ADMINS = (ChatMember.ADMINISTRATOR, ChatMember.OWNER)


async def may_change(context: Context, chat_id: int) -> bool:
    """Whether the sender of an update may change what a chat gets.

    Whoever runs the bot may do so everywhere.
    """
    here = access_of(context)
    if here.user_id is None:
        return False
    if chat_id > 0:
        return here.user_id == chat_id
    if here.role is Role.ADMIN:
        return True
    try:
        member = await context.bot.get_chat_member(chat_id, here.user_id)
    except (BadRequest, Forbidden) as e:
        log.info("It cannot be told who is an admin of a chat (%s)", type(e).__name__)
        return False
    return member.status in _ADMINS


async def own_subscriber(
    update: Update, context: Context, *, here: bool = False
) -> Subscriber | None:
    """Return the subscriber of this chat, which is made if need be; None where that may not be.

    Whoever may not set it up is told so. here: it goes from now on to the topic of the update.
    """
    chat, message = update.effective_chat, update.effective_message
    user_id = access_of(context).user_id
    texts = messages_of(update, context).subscribing
    if chat is None or user_id is None or message is None:
        return None
    if not await may_change(context, chat.id):
        await reply(update, context, [phrase(texts.group_admins_only)])
        return None
    services, now = services_of(context), dt.datetime.now(dt.UTC)
    subscribers = services.state.subscribers
    known = subscribers.of_chat(chat.id)
    subscriber = subscribers.open(chat.id, now, by=user_id)
    if chat.type == Chat.PRIVATE:
        return subscriber
    values: dict[str, Any] = {
        "title": chat.title,
        "language": subscriber.language or _spoken(update, context),
        "zone": subscriber.zone or zone_of(context, user_id),
    }
    if here or known is None:
        topic = message.message_thread_id if message.is_topic_message else None
        values |= {"topic": topic, "created_by": user_id}
    changed = subscribers.change(subscriber.id, now, **values)
    if here:  # where they write, the bot may as well
        changed = regain(services.state, chat.id, now) or changed
    return changed or subscriber


def note_digest(
    context: Context, before: Subscriber, after: Subscriber | None, now: dt.datetime
) -> None:
    """Note that one of the bot's admins has set up or ended the digest of a group or channel."""
    here = access_of(context)
    flipped = after is not None and bool(before.days) is not bool(after.days)
    if after is None or not flipped or after.is_private or here.role is not Role.ADMIN:
        return
    action = Action.DIGEST_SET if after.days else Action.DIGEST_ENDED
    services_of(context).state.audit.note(here.user_id, action, after.chat_id, now)


def _spoken(update: Update, context: Context) -> str:
    return messages_of(update, context).locale.partition("_")[0]


def zone_of(context: Context, user_id: int) -> str | None:
    """Return the zone that a person chose for themselves."""
    own = services_of(context).state.subscribers.of_chat(user_id)
    return own.zone if own else None


async def subscriber_of(
    update: Update, context: Context, digits: str, *, quiet: bool = False
) -> Subscriber | None:
    """Return the subscriber that a button is about; None where whoever pressed may not change it.

    They are told so. Raises ForeignButton where there is none by that number, or it belongs to
    another chat. quiet: the press was not answered yet.
    """
    subscriber = services_of(context).state.subscribers.get(number(digits))
    chat = update.effective_chat
    if subscriber is None or chat is None:
        raise ForeignButton
    elsewhere = chat.id != subscriber.chat_id
    if elsewhere and access_of(context).place is not Place.PRIVATE:
        raise ForeignButton
    if await may_change(context, subscriber.chat_id):
        return subscriber
    if elsewhere:
        raise ForeignButton
    if quiet:
        await alert(update, messages_of(update, context).digest.group_admins_only)
    return None
