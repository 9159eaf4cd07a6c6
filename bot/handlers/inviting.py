"""Admins invite people by links, and withdraw what they do not want used."""

from __future__ import annotations

import datetime as dt

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup, Update

from bot.access import Role
from bot.buttons.keyboards import button
from bot.handlers.admins import on_admin_command, on_admin_tap
from bot.handlers.requests import INVITATION
from bot.replies import edit, reply
from bot.richtext import phrase
from bot.services import Context, Handler, access_of, messages_of, services_of
from bot.state.invitations import Withdrawn, code_for, mark_of

_AREA = "invitation"
_DAYS, _MOST_DAYS = 7, 30


async def invite(update: Update, context: Context) -> None:
    """Make the link of an invitation."""
    services, messages = services_of(context), messages_of(update, context)
    here, texts = access_of(context), messages.people
    wanted = wanted_invitation(context.args or [])
    if wanted is None or here.user_id is None:
        await reply(update, context, [phrase(texts.invite_usage)])
        return
    role, days = wanted
    now = dt.datetime.now(dt.UTC)
    message = update.effective_message
    assert message is not None
    code = code_for(f"{update.update_id} {message.date.timestamp()}", context.bot.token)
    services.state.invite(role, by=here.user_id, now=now, days=days, code=code)
    link = f"https://t.me/{context.bot.username}?start={INVITATION}{code}"
    blocks = [phrase(texts.invite.for_number(days), count=days, link=link)]
    if role is Role.ADMIN:
        blocks.append(phrase(texts.invite_as_admin))
    copy = InlineKeyboardButton(texts.button_copy_link, copy_text=CopyTextButton(link))
    back = button(texts.button_withdraw, _AREA, mark_of(code))
    await reply(update, context, blocks, InlineKeyboardMarkup([[copy], [back]]))


def wanted_invitation(words: list[str]) -> tuple[Role, int] | None:
    """Return whom to invite as what and for how many days; None if that cannot be told."""
    role, days = Role.READER, _DAYS
    for word in words:
        if word.lower() in (Role.READER, Role.ADMIN):
            role = Role(word.lower())
        elif word.isdecimal() and len(word) < 3 and 1 <= int(word) <= _MOST_DAYS:
            days = int(word)
        else:
            return None
    return role, days


async def withdraw(update: Update, context: Context, arguments: list[str]) -> None:
    """Make the link of an invitation useless."""
    texts, admin = messages_of(update, context).people, access_of(context).user_id
    assert admin is not None
    now = dt.datetime.now(dt.UTC)
    state = services_of(context).state
    done = state.withdraw_invitation("".join(arguments[:1]), by=admin, now=now)
    told = texts.invitation_used if done is Withdrawn.USED else texts.invitation_withdrawn
    await edit(update, context, [phrase(told)])


def handlers() -> list[Handler]:
    """Return what invites people."""
    return [on_admin_command("invite", invite), on_admin_tap(_AREA, withdraw)]
