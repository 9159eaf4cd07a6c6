"""Who may change what a chat gets: a person their own, the admins of a group or channel its."""

from __future__ import annotations

import logging

from telegram import ChatMember, Update
from telegram.error import BadRequest, Forbidden

from bot.access import Place, Role
from bot.archive.pointer import ForeignButton, number
from bot.handlers.admins import alert
from bot.services import Context, access_of, messages_of, services_of
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
