"""Which messages are meant for the bot, and what they ask."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import Bot, Message, User

from bot.questions.addressed import is_addressed, own_words, quoted_words

BOT = {"id": 5, "is_bot": True, "first_name": "Bot", "username": "briefing_bot"}
ADA = {"id": 7, "is_bot": False, "first_name": "Ada"}


@pytest.fixture
def bot() -> Bot:
    named = Bot("5:token")
    named._bot_user = User.de_json(BOT, None)  # what getMe would tell
    return named


def message(bot: Bot, text: str, kind: str = "group", **more: Any) -> Message:
    chat = {"id": 7 if kind == "private" else -5, "type": kind, "title": "Group"}
    content = {"message_id": 1, "date": 1, "chat": chat, "from": ADA, "text": text, **more}
    return Message.de_json(content, bot)


def entity(kind: str, offset: int, length: int, **more: Any) -> list[dict[str, Any]]:
    return [{"type": kind, "offset": offset, "length": length, **more}]


def test_text_mention_names_the_bot(bot: Bot) -> None:
    mention = entity("text_mention", 2, 3, user=BOT)
    said = message(bot, "🙂Bot, ferry tickets?", entities=mention)
    assert is_addressed(said, bot)
    assert own_words(said, bot) == "🙂 , ferry tickets?"
    other = message(bot, "🙂Ada, ferry?", entities=entity("text_mention", 2, 3, user=ADA))
    assert not is_addressed(other, bot)


def test_name_without_entity_is_only_a_word(bot: Bot) -> None:
    assert not is_addressed(message(bot, "mail me at ada@briefing_bot.example"), bot)


def test_topic_that_the_bot_opened_is_no_message_to_reply_to(bot: Bot) -> None:
    opened = {
        "message_id": 3, "date": 1, "chat": {"id": -5, "type": "supergroup", "title": "Group"},
        "from": BOT, "forum_topic_created": {"name": "News", "icon_color": 1},
    }  # fmt: skip
    assert not is_addressed(message(bot, "ferry", reply_to_message=opened), bot)


def test_private_text_is_always_meant(bot: Bot) -> None:
    assert is_addressed(message(bot, "ferry", "private"), bot)
    assert own_words(message(bot, "ferry", "private"), bot) == "ferry"


def test_command_with_nothing_behind_it_asks_what_it_replies_to(bot: Bot) -> None:
    theirs = {
        "message_id": 3, "date": 1, "chat": {"id": -5, "type": "group", "title": "Group"},
        "from": ADA, "text": "ferry tickets",
    }  # fmt: skip
    command = entity("bot_command", 0, 17)
    said = message(bot, "/ask@briefing_bot", entities=command, reply_to_message=theirs)
    assert own_words(said, bot) == ""
    assert quoted_words(said, bot) == "ferry tickets"
    alone = message(bot, "/ask@briefing_bot", entities=command)
    assert quoted_words(alone, bot) == ""
