"""What those see who may not read: next to nothing, and nothing about the briefings."""

from __future__ import annotations

import datetime as dt

from telegram import (
    Bot,
    InlineKeyboardMarkup,
    InlineQueryResultsButton,
    Message,
    Update,
)
from telegram.ext import filters

from bot.access import Place, Role, Standing
from bot.buttons.keyboards import button
from bot.handlers import groups
from bot.handlers.admins import alert
from bot.messages.people import PeopleTexts
from bot.questions.addressed import is_addressed
from bot.replies import reply
from bot.richtext import Block, phrase
from bot.services import Context, Services, messages_of, services_of

#: Pauses before the same is said in a chat again.
_PRIVATE_PAUSE = dt.timedelta(hours=1)
_GROUP_PAUSE = dt.timedelta(days=1)
#: So long somebody who was declined or revoked cannot ask for access.
COOLING = dt.timedelta(days=30)
#: Telegram may keep our empty answer for so many seconds; access should be felt soon.
_INLINE_SECONDS = 5


async def turn_away(update: Update, context: Context, here: Standing) -> None:
    """Answer somebody who may not read, if they are to be answered at all."""
    texts = messages_of(update, context).people
    if update.callback_query is not None:
        await alert(update, texts.no_access)
    elif update.inline_query is not None:
        button = InlineQueryResultsButton(texts.inline_closed, start_parameter="access")
        await update.inline_query.answer(
            [], cache_time=_INLINE_SECONDS, is_personal=True, button=button
        )
    elif update.message is not None and here.place is Place.PRIVATE:
        await _in_private(update, update.message, context, here)
    elif update.message is not None and here.place is Place.GROUP:
        await _in_group(update, update.message, context, here)


async def _in_private(update: Update, message: Message, context: Context, here: Standing) -> None:
    services, texts = services_of(context), messages_of(update, context).people
    user_id = here.user_id
    if user_id is None or filters.StatusUpdate.ALL.check_update(update):
        return
    now = dt.datetime.now(dt.UTC)
    due = services.state.notices.due(user_id, update.update_id, now, _PRIVATE_PAUSE)
    if not due and not (message.text or "").startswith("/start"):
        return
    may_ask = can_request(services, user_id, here.role, now)
    ask = InlineKeyboardMarkup([[button(texts.button_request, "access")]])
    buttons = ask if may_ask else None
    told = who_you_are(services, user_id, here.role, texts)
    await reply(update, context, told, buttons, quoting=False)


def who_you_are(services: Services, user_id: int, role: Role, texts: PeopleTexts) -> list[Block]:
    """Return what a stranger is told: that the bot is private, and their own id."""
    if not services.access.admins and not services.state.people.admins():
        return [phrase(texts.no_admins, id=user_id)]
    return [phrase(texts.withdrawn if role is Role.REVOKED else texts.private_bot, id=user_id)]


def can_request(services: Services, user_id: int, role: Role, now: dt.datetime) -> bool:
    """Whether somebody may ask for access: not soon after they were declined or revoked."""
    if not services.access.admins and not services.state.people.admins():
        return False
    person = services.state.people.get(user_id) if role is Role.REVOKED else None
    if person and person.revoked_at and person.revoked_at > now - COOLING:
        return False
    return not services.state.requests.declined_since(user_id, now - COOLING)


async def _in_group(update: Update, message: Message, context: Context, here: Standing) -> None:
    services, texts = services_of(context), messages_of(update, context).people
    chat = message.chat
    if not (is_addressed(message, context.bot) or _names_us(message, context.bot)):
        return
    now = dt.datetime.now(dt.UTC)
    allowed = services.state.groups.allowed(chat.id)
    if here.role is Role.REVOKED or (here.user_id is None and not allowed):
        return
    if not services.state.notices.due(chat.id, update.update_id, now, _GROUP_PAUSE):
        return
    text = texts.nameless if allowed else texts.group_not_allowed
    await reply(update, context, [phrase(text)])
    if not allowed:
        await groups.ask_about(update, context, by=None)


def _names_us(message: Message, bot: Bot) -> bool:
    """Whether a message in a group is a command with our name behind it."""
    words = (message.text or "").split()
    return (
        bool(words)
        and words[0].startswith("/")
        and words[0].lower().endswith(f"@{bot.username}".lower())
    )
