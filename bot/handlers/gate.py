"""The gate before every other handler: who is this, and may they read?

Whoever may not is answered here, if at all, and their update goes no further. What is decided is
looked up anew for each update, so that a revocation takes effect with the very next one.
"""

from __future__ import annotations

import datetime as dt

from telegram import Update
from telegram.ext import ApplicationHandlerStop, TypeHandler

from bot.access import Place, Role, Sender, Standing, sender_of, standing
from bot.handlers import closed, groups, language, privacy, requests
from bot.handlers.admins import alert
from bot.publishing.planning import regain
from bot.roles import role_of
from bot.services import Context, Handler, Services, admit_to, messages_of, services_of

#: Before the handlers' own group.
GROUP = -1


async def gate(update: Update, context: Context) -> None:
    """Let an update through to the other handlers, or stop it."""
    try:
        if await _may_pass(update, context):
            return
    except Exception as e:
        # The library would go on to the handlers behind the gate.
        await context.application.process_error(update, e)
        raise ApplicationHandlerStop from e
    raise ApplicationHandlerStop


async def _may_pass(update: Update, context: Context) -> bool:
    services = services_of(context)
    if groups.follow(update, services):
        return False
    sender = sender_of(update)
    here = standing(
        sender, role_of(services, sender.user_id), group_allowed=_is_allowed(services, sender)
    )
    admit_to(context, here)
    if update.my_chat_member is not None:
        await groups.membership(update, context)
        return False
    if here.may_read and update.callback_query is not None and update.effective_chat is None:
        # what is posted inline has no such button: it is forged, and there is no chat to answer in
        await alert(update, messages_of(update, context).question_gone)
        return False
    if here.may_read:
        _note(update, services, here)
        return True
    if not await _public(update, context, here):
        await closed.turn_away(update, context, here)
    return False


def _is_allowed(services: Services, sender: Sender) -> bool:
    return (
        sender.place is Place.GROUP
        and sender.chat_id is not None
        and services.state.groups.allowed(sender.chat_id)
    )


def _note(update: Update, services: Services, here: Standing) -> None:
    """Note who of those with access was here; give them their menu when they first write."""
    user = update.effective_user
    if user is None or here.role not in (Role.READER, Role.ADMIN):
        return
    people, today = services.state.people, dt.datetime.now(dt.UTC).date()
    people.seen(user.id, user.first_name, user.language_code, today)
    if here.place is Place.PRIVATE:
        regain(services.state, user.id, dt.datetime.now(dt.UTC))
        if people.menu(user.id) is None:
            services.menus.put_nowait(user.id)


async def _public(update: Update, context: Context, here: Standing) -> bool:
    """Let somebody without access have what everybody may have; whether that was what they want."""
    if here.place is not Place.PRIVATE or here.user_id is None:
        return False
    for handler in (*requests.public(), *language.handlers(), *privacy.handlers()):
        check = handler.check_update(update)
        if check is not None and check is not False:
            await handler.handle_update(update, context.application, check, context)
            return True
    return False


def handlers() -> list[Handler]:
    """Return the gate; it belongs into a group of its own before all others."""
    return [TypeHandler(Update, gate)]
