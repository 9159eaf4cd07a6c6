"""Everybody may know what is stored about them, get it, and have it deleted."""

from __future__ import annotations

import datetime as dt
import json

from telegram import InlineKeyboardMarkup, InputFile, Update
from telegram.ext import CommandHandler

from bot import menu
from bot.access import Place, Role
from bot.buttons.keyboards import button
from bot.handlers.taps import on_tap
from bot.messages.catalogue import Messages
from bot.replies import edit, reply, send
from bot.richtext import Block, phrase
from bot.services import NEW, Context, Handler, Services, access_of, messages_of, services_of

_FILE = "my-data.json"


async def explain(update: Update, context: Context) -> None:
    """Say what is stored, for how long, and who runs the bot."""
    if await _is_elsewhere(update, context):
        return
    await reply(update, context, policy(services_of(context), messages_of(update, context)))


def policy(services: Services, messages: Messages) -> list[Block]:
    """Return what is stored, for how long, and who runs the bot."""
    texts, keep = messages.privacy, services.keep
    questions = (
        phrase(texts.questions_kept.for_number(keep.questions), count=keep.questions)
        if keep.questions
        else phrase(texts.questions_not_kept)
    )
    rest = phrase(texts.rest_kept.for_number(keep.rest), count=keep.rest)
    run_by = (
        phrase(texts.run_by, operator=services.operator)
        if services.operator
        else phrase(texts.run_by_unknown)
    )
    encrypted = [phrase(texts.encrypted)] if services.state.vault.key is not None else []
    return [
        phrase(texts.privacy),
        questions,
        rest,
        *encrypted,
        phrase(texts.backups),
        run_by,
        phrase(texts.privacy_commands),
    ]


async def export(update: Update, context: Context) -> None:
    """Send somebody everything that is stored about them."""
    user = update.effective_user
    if user is None or await _is_elsewhere(update, context):
        return
    texts = messages_of(update, context).privacy
    everything = services_of(context).state.export(user.id)
    if not everything:
        await reply(update, context, [phrase(texts.mydata_nothing)])
        return
    content = json.dumps(everything, ensure_ascii=False, indent=2, default=str).encode()
    document = InputFile(content, filename=_FILE)
    await send(update, context, "document", document=document, caption=texts.mydata_caption)


async def ask(update: Update, context: Context) -> None:
    """Ask whether to delete everything, and whether the access is to be kept."""
    if await _is_elsewhere(update, context):
        return
    services, here = services_of(context), access_of(context)
    texts = messages_of(update, context).privacy
    blocks = [phrase(texts.forget_question)]
    rows = [[button(texts.button_forget, "forget", "all")]]
    if here.user_id in services.access.admins:
        blocks.append(phrase(texts.forget_admin_means))
    elif here.role is Role.REVOKED:
        blocks.append(phrase(texts.forget_revoked_means))
    elif here.role is not Role.NONE:
        blocks += [phrase(texts.forget_keep_means), phrase(texts.forget_leave_means)]
        rows = [
            [button(texts.button_forget_keep, "forget", "keep")],
            [button(texts.button_forget_leave, "forget", "leave")],
        ]
    rows.append([button(texts.button_cancel, "forget", "no")])
    await reply(update, context, blocks, InlineKeyboardMarkup(rows))


async def forget(update: Update, context: Context, arguments: list[str]) -> None:
    """Delete what is stored about whoever pressed."""
    services, here = services_of(context), access_of(context)
    messages = messages_of(update, context)  # the choice of a language is deleted, too
    texts = messages.privacy
    if here.place is not Place.PRIVATE or here.user_id is None:
        return
    outcomes = {
        "keep": texts.forgotten_kept,
        "leave": texts.forgotten_left,
        "all": texts.forgotten,
    }
    what = arguments[0] if len(arguments) == 1 else ""
    if what not in outcomes:
        await edit(update, context, [phrase(texts.not_forgotten)])
        return
    now = dt.datetime.now(dt.UTC)
    # the second time nobody knows any more
    had_menu = services.courier.again or services.state.people.menu(here.user_id) is not None
    services.state.forget(here.user_id, now, keep_access=what == "keep")
    await edit(update, context, [phrase(outcomes[what])])
    if what == "leave" and had_menu:
        await menu.withdraw(context.bot, here.user_id)


async def _is_elsewhere(update: Update, context: Context) -> bool:
    """Say so if this is not a private chat; whether it is none."""
    if access_of(context).place is Place.PRIVATE:
        return False
    await reply(update, context, [phrase(messages_of(update, context).people.write_privately)])
    return True


def handlers() -> list[Handler]:
    """Return what everybody may ask for about themselves."""
    return [
        CommandHandler("privacy", explain, filters=NEW),
        CommandHandler("mydata", export, filters=NEW),
        CommandHandler("forgetme", ask, filters=NEW),
        on_tap("forget", forget),
    ]
