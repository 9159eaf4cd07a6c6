"""Whether a message is meant for the bot, and what question it asks. Pure.

In private every text is. In a group only a command, a mention, or a reply to the bot: whoever
talks to somebody else is left alone.
"""

from __future__ import annotations

from telegram import Bot, Chat, Message, MessageEntity

_COMMAND = "/ask"


def is_addressed(message: Message, bot: Bot) -> bool:
    """Tell whether a text is meant for the bot."""
    if message.text is None:
        return False
    if message.chat.type == Chat.PRIVATE:
        return True
    return is_reply_to(message, bot) or bool(_mentions(message, bot)) or _commands(message, bot)


def is_reply_to(message: Message, bot: Bot) -> bool:
    """Tell whether a message replies to one of the bot's (and not to a topic that it opened)."""
    replied = message.reply_to_message
    return (
        replied is not None
        and replied.forum_topic_created is None
        and replied.from_user is not None
        and replied.from_user.id == bot.id
    )


def own_words(message: Message, bot: Bot) -> str:
    """Return what a message asks, without the command or the bot's name; empty for nothing."""
    spans = _mentions(message, bot)
    if command := _command(message):
        spans = [command, *spans]
    question = _without(message.text or "", spans).strip(" \n,:;")
    return question if question.strip(".!?") else ""


def quoted_words(message: Message, bot: Bot) -> str:
    """Return the text of somebody else's message that a message replies to; empty for none."""
    replied = message.reply_to_message
    if replied is None or replied.text is None or is_reply_to(message, bot):
        return ""
    return _without(replied.text, _mentions(replied, bot)).strip()


def is_other_command(message: Message) -> bool:
    """Tell whether a message begins with a command that does not ask."""
    commands = (
        entity
        for entity in message.entities
        if entity.type == MessageEntity.BOT_COMMAND and entity.offset == 0
    )
    return any(commands) and _command(message) is None


def is_question(message: Message) -> bool:
    """Tell whether a message in a private chat asks something."""
    if message.text is None or is_other_command(message):
        return False
    command = _command(message)
    return command is None or bool(_without(message.text, [command]).strip())


def _command(message: Message) -> MessageEntity | None:
    """Return the command that a message begins with, if it is the one that asks."""
    for entity in message.entities:
        if entity.type == MessageEntity.BOT_COMMAND and entity.offset == 0:
            name = _words_of(message, entity).partition("@")[0]
            return entity if name.lower() == _COMMAND else None
    return None


def _commands(message: Message, bot: Bot) -> bool:
    entity = _command(message)
    if entity is None:
        return False
    whom = _words_of(message, entity).partition("@")[2]
    return not whom or whom.lower() == bot.username.lower()


def _mentions(message: Message, bot: Bot) -> list[MessageEntity]:
    """Return where a message names the bot."""
    name = f"@{bot.username}".lower()
    return [
        entity
        for entity in message.entities
        if (entity.type == MessageEntity.MENTION and _words_of(message, entity).lower() == name)
        or (
            entity.type == MessageEntity.TEXT_MENTION
            and entity.user is not None
            and entity.user.id == bot.id
        )
    ]


def _words_of(message: Message, entity: MessageEntity) -> str:
    """Return the words of an entity; one that does not fit the text has what there is of them."""
    raw = (message.text or "").encode("utf-16-le", errors="ignore")
    start, end = 2 * entity.offset, 2 * (entity.offset + entity.length)
    return raw[start:end].decode("utf-16-le", errors="ignore")


def _without(text: str, entities: list[MessageEntity]) -> str:
    """Return a text without some entities, whose offsets count UTF-16 code units."""
    raw = text.encode("utf-16-le")
    for entity in sorted(entities, key=lambda one: -one.offset):
        start, end = 2 * entity.offset, 2 * (entity.offset + entity.length)
        raw = raw[:start] + " ".encode("utf-16-le") + raw[end:]
    return raw.decode("utf-16-le", errors="ignore")
