"""Telegram's menus of commands: by language, and by what somebody may do.

Everybody else's menu is a stranger's; whoever has access gets one for their own chat, in the
language that they chose, soon after they write there. A mark tells which menu a chat was given
last, so that a start makes requests only for those that changed.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Mapping, Sequence

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)
from telegram.error import RetryAfter, TelegramError

from bot.access import Role
from bot.delivery.outcome import seconds_to_wait
from bot.messages.catalogue import Messages
from bot.messages.choose import MESSAGES, messages_for
from bot.services import Services
from bot.state.patience import patiently

log = logging.getLogger(__name__)

#: The menus that Telegram shows by its own language; "" for every language without one.
_LANGUAGES = {"": "en", "de": "de"}
#: Between two people's menus when many have changed.
_PAUSE = 0.2


def for_strangers(messages: Messages) -> list[BotCommand]:
    """Return the menu of those who have no access."""
    texts = messages.privacy
    return [
        BotCommand("start", messages.command_start),
        BotCommand("language", texts.command_language),
        BotCommand("privacy", texts.command_privacy),
    ]


def for_groups(messages: Messages) -> list[BotCommand]:
    """Return the menu of all groups."""
    return [
        BotCommand("ask", messages.command_ask),
        BotCommand("latest", messages.reading.command_latest),
        BotCommand("briefings", messages.reading.command_briefings),
        BotCommand("timeline", messages.reading.command_timeline),
        BotCommand("subscribe", messages.subscribing.command_subscribe),
        BotCommand("help", messages.command_help),
    ]


def for_readers(messages: Messages) -> list[BotCommand]:
    """Return the menu of those with access."""
    reading, texts, digests = messages.reading, messages.privacy, messages.subscribing
    return [
        BotCommand("latest", reading.command_latest),
        BotCommand("digest", digests.command_digest),
        BotCommand("subscribe", digests.command_subscribe),
        BotCommand("subscriptions", digests.command_subscriptions),
        BotCommand("watch", messages.watching.command_watch),
        BotCommand("briefings", reading.command_briefings),
        BotCommand("briefing", reading.command_briefing),
        BotCommand("timeline", reading.command_timeline),
        BotCommand("sources", reading.command_sources),
        BotCommand("help", messages.command_help),
        BotCommand("language", texts.command_language),
        BotCommand("privacy", texts.command_privacy),
        BotCommand("mydata", texts.command_mydata),
        BotCommand("forgetme", texts.command_forgetme),
    ]


def for_admins(messages: Messages) -> list[BotCommand]:
    """Return the menu of admins."""
    texts = messages.people
    return [
        *for_readers(messages),
        BotCommand("invite", texts.command_invite),
        BotCommand("people", texts.command_people),
        BotCommand("requests", texts.command_requests),
        BotCommand("groups", texts.command_groups),
        BotCommand("revoke", texts.command_revoke),
        BotCommand("remove", messages.uploading.command_remove),
        BotCommand("replace", messages.uploading.command_replace),
        BotCommand("reindex", messages.reindexing.command_reindex),
        BotCommand("rollback", messages.reindexing.command_rollback),
        BotCommand("unanswered", messages.unanswered.command_unanswered),
        BotCommand("broadcast", messages.broadcasting.command_broadcast),
        BotCommand("audit", messages.audit.command_audit),
        BotCommand("deliveries", messages.deliveries.command_deliveries),
        BotCommand("status", messages.command_status),
        BotCommand("stats", messages.statistics.command_stats),
        BotCommand("coverage", messages.coverage.command_coverage),
        BotCommand("eval", messages.evaluating.command_eval),
    ]


async def keep_current(bot: Bot, services: Services) -> None:
    """Set every menu that is not as it should be, until cancelled; nobody waits for a menu."""
    await _publish(bot)
    for user_id in services.state.people.with_menu():
        services.menus.put_nowait(user_id)
    while True:
        if await _publish_for(bot, services, await services.menus.get()):
            await asyncio.sleep(_PAUSE)


async def _publish(bot: Bot) -> None:
    """Set the menus for everybody; what fails is tried at the next start."""
    try:
        for code, language in _LANGUAGES.items():
            messages = MESSAGES[language]
            await bot.set_my_commands(
                for_strangers(messages), BotCommandScopeDefault(), code or None
            )
            await bot.set_my_commands(
                for_groups(messages), BotCommandScopeAllGroupChats(), code or None
            )
    except TelegramError as e:
        log.warning("The menus could not be set (%s)", type(e).__name__)


async def _publish_for(bot: Bot, services: Services, user_id: int) -> bool:
    """Give somebody the menu of what they may do; whether there was something to do.

    They must have written to the bot: before, there is no chat that could have a menu.
    """
    people = services.state.people
    role = Role.ADMIN if user_id in services.access.admins else people.role(user_id)
    before = people.menu(user_id)
    if role not in (Role.READER, Role.ADMIN):
        if before is not None:
            await withdraw(bot, user_id)
            await patiently(lambda: people.set_menu(user_id, None))
        return before is not None
    known = people.get(user_id)
    if known is None or known.last_seen is None:
        return False
    menus = _menus(role, people.language(user_id))
    mark = _mark(menus)
    if before == mark:
        return False
    scope = BotCommandScopeChat(user_id)
    try:
        for code, commands in menus.items():
            await _patiently(bot, commands, scope, code)
    except TelegramError as e:
        log.warning("A menu could not be set (%s)", type(e).__name__)
        return True
    await patiently(lambda: people.set_menu(user_id, mark))
    return True


async def withdraw(bot: Bot, user_id: int) -> None:
    """Take somebody's own menu away; they see the one of strangers."""
    try:
        for code in _LANGUAGES:
            await bot.delete_my_commands(BotCommandScopeChat(user_id), code or None)
    except TelegramError as e:
        log.info("A menu could not be taken away (%s)", type(e).__name__)


def _menus(role: Role, language: str | None) -> dict[str, list[BotCommand]]:
    """Return the menu for each language of Telegram; all in the one that was chosen, if any."""
    make = for_admins if role is Role.ADMIN else for_readers
    return {
        code: make(messages_for(language or of_telegram))
        for code, of_telegram in _LANGUAGES.items()
    }


def _mark(menus: Mapping[str, Sequence[BotCommand]]) -> str:
    lines = [f"{code} {c.command} {c.description}" for code, menu in menus.items() for c in menu]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


async def _patiently(
    bot: Bot, commands: Sequence[BotCommand], scope: BotCommandScope, code: str
) -> None:
    """Set a menu, once more if Telegram asks to wait."""
    try:
        await bot.set_my_commands(commands, scope, code or None)
    except RetryAfter as e:
        await asyncio.sleep(seconds_to_wait(e))
        await bot.set_my_commands(commands, scope, code or None)
