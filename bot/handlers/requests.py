"""A stranger asks for access, or comes with an invitation; an admin decides."""

from __future__ import annotations

import datetime as dt

from telegram import InlineKeyboardMarkup, Update
from telegram.ext import CommandHandler, filters

from bot.access import Place
from bot.buttons.keyboards import button
from bot.handlers import closed
from bot.handlers.admins import name_of, on_admin_command, on_admin_tap, tell, tell_admins
from bot.handlers.taps import on_tap
from bot.messages.catalogue import Messages
from bot.replies import edit, reply
from bot.richtext import Block, phrase
from bot.services import NEW, Context, Handler, Services, access_of, messages_of, services_of
from bot.state.invitations import Redeemed
from bot.state.requests import Request

#: Behind ``/start``, before the code of an invitation.
INVITATION = "inv_"
#: Open requests that are shown at a time.
_SHOWN = 5
#: Longer numbers are not ours.
_ID_DIGITS = 15


async def redeem(update: Update, context: Context) -> None:
    """Let somebody in who opened the link of an invitation."""
    services, messages, here = (
        services_of(context),
        messages_of(update, context),
        access_of(context),
    )
    assert update.effective_message is not None
    if here.user_id is None or here.place is not Place.PRIVATE:
        return
    code = (update.effective_message.text or "").split(INVITATION, 1)[-1].strip()
    now, texts = dt.datetime.now(dt.UTC), messages.people
    if services.state.people.revoked(here.user_id):
        await reply(update, context, [phrase(texts.withdrawn, id=here.user_id)])
        return
    if here.may_read and not services.state.is_of_use(code, here.user_id):
        await reply(update, context, [phrase(texts.already_in)])
        return
    if services.state.redeem(code, here.user_id, now) is Redeemed.NOT_VALID:
        await reply(update, context, [phrase(texts.invitation_not_valid, id=here.user_id)])
        return
    user = update.effective_user
    assert user is not None
    services.state.people.seen(user.id, user.first_name, user.language_code, now.date())
    await reply(update, context, [phrase(texts.granted)])
    services.menus.put_nowait(user.id)


async def ask(update: Update, context: Context, _arguments: list[str]) -> None:
    """Pass on to the admins that a stranger asks for access."""
    services, messages, here = (
        services_of(context),
        messages_of(update, context),
        access_of(context),
    )
    texts, user = messages.people, update.effective_user
    if user is None or here.place is not Place.PRIVATE:
        return
    now = dt.datetime.now(dt.UTC)
    if here.may_read:
        await edit(update, context, [phrase(texts.granted)])
        return
    who = closed.who_you_are(services, user.id, here.role, texts)
    if not closed.can_request(services, user.id, here.role, now):
        await edit(update, context, [*who, phrase(texts.request_not_now)])
        return
    request = services.state.requests.open(
        user.id, user.first_name, user.language_code, update_id=update.update_id, now=now
    )
    new = request.asked_in == update.update_id
    await edit(update, context, [*who, phrase(texts.requested if new else texts.request_waits)])
    if new:
        await tell_admins(context, lambda theirs: _question(request, theirs))


def _question(request: Request, messages: Messages) -> tuple[list[Block], InlineKeyboardMarkup]:
    """Return what an admin is asked about somebody's request."""
    texts = messages.people
    row = [
        button(texts.button_grant, "request", "grant", request.id),
        button(texts.button_decline, "request", "decline", request.id),
    ]
    text = phrase(texts.request_asked, name=request.name, id=request.user_id)
    return [text], InlineKeyboardMarkup([row])


async def decide(update: Update, context: Context, arguments: list[str]) -> None:
    """Let somebody in who asked for it, or decline; only the first admin to press decides."""
    services, messages, here = (
        services_of(context),
        messages_of(update, context),
        access_of(context),
    )
    what, number = arguments if len(arguments) == 2 else ("", "")
    known = what in ("grant", "decline") and number.isdecimal() and len(number) <= _ID_DIGITS
    request = services.state.requests.get(int(number)) if known else None
    if request is None or here.user_id is None:
        await edit(update, context, [phrase(messages.people.request_gone)])
        return
    _settle(services, request, what == "grant", here.user_id, update.update_id)
    decided = services.state.requests.get(request.id)
    assert decided is not None
    await edit(update, context, [_outcome(services, decided, here.user_id, messages)])
    if decided.decided_in == update.update_id:
        await _tell_asker(context, services, decided)


def _settle(services: Services, request: Request, granted: bool, by: int, update_id: int) -> None:
    now = dt.datetime.now(dt.UTC)
    if granted:
        services.state.grant(request, by=by, update_id=update_id, now=now)
    else:
        services.state.decline(request, by=by, update_id=update_id, now=now)


def _outcome(services: Services, decided: Request, reader: int, messages: Messages) -> Block:
    texts = messages.people
    if decided.decided_by == reader:
        template = texts.request_granted if decided.granted else texts.request_declined
    else:
        template = texts.request_granted_by if decided.granted else texts.request_declined_by
    admin = name_of(services, decided.decided_by, messages)
    return phrase(template, name=decided.name, id=decided.user_id, admin=admin)


async def _tell_asker(context: Context, services: Services, decided: Request) -> None:
    """Tell somebody what became of their request, in the language that they asked in."""
    if decided.granted:
        now = dt.datetime.now(dt.UTC)
        services.state.people.seen(decided.user_id, decided.name, decided.language, now.date())
        services.menus.put_nowait(decided.user_id)

    def say(messages: Messages) -> tuple[list[Block], None]:
        texts = messages.people
        return [phrase(texts.granted if decided.granted else texts.declined)], None

    await tell(context, decided.user_id, say, language=decided.language)


async def show_waiting(update: Update, context: Context) -> None:
    """Show the open requests, each with its buttons."""
    services, messages = services_of(context), messages_of(update, context)
    waiting = services.state.requests.waiting(_SHOWN + 1)
    texts = messages.people
    if not waiting:
        await reply(update, context, [phrase(texts.requests_none)])
        return
    for request in waiting[:_SHOWN]:
        await reply(update, context, *_question(request, messages))
    if len(waiting) > _SHOWN:
        await reply(update, context, [phrase(texts.requests_more)])


def public() -> list[Handler]:
    """Return what those may do who have no access: ask for it, or bring an invitation."""
    link = filters.Regex(rf"^/start(@\w+)? {INVITATION}")
    return [CommandHandler("start", redeem, filters=NEW & link), on_tap("access", ask)]


def handlers() -> list[Handler]:
    """Return what lets people in."""
    return [
        *public(),
        on_admin_command("requests", show_waiting),
        on_admin_tap("request", decide),
    ]
