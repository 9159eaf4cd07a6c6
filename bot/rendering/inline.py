"""Passages as they are offered while somebody types ``@bot question`` in another chat. Pure."""

from __future__ import annotations

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
)
from telegram.constants import ParseMode

from bot.archive.deep_links import deep_link
from bot.archive.library import Passage
from bot.messages.catalogue import Messages
from bot.rendering import answers
from bot.rendering.citation import name
from bot.rendering.richtext import cut, pack, to_html, visible

#: UTF-16 code units that a list shows of a passage.
_DESCRIPTION = 200


def result(shown: Passage, username: str, messages: Messages) -> InlineQueryResultArticle:
    """Return a passage to be posted: its citation and sentence in the list, all of it in the chat.

    Its button leads to the bot, which tells those who may read what stands around it.
    """
    (text, *_rest) = pack([answers.posted(shown, messages)])
    button = InlineKeyboardButton(
        messages.asking.inline_open, url=deep_link(username, shown.paragraph.id)
    )
    return InlineQueryResultArticle(
        id=shown.paragraph.id,
        title=_title(shown, messages),
        description=_sentence(shown),
        input_message_content=InputTextMessageContent(to_html(text), ParseMode.HTML),
        reply_markup=InlineKeyboardMarkup([[button]]),
    )


def _title(shown: Passage, messages: Messages) -> str:
    day = messages.short_date(shown.briefing.date)
    number = messages.paragraph.format(number=shown.paragraph.position)
    return visible(" · ".join((" ".join(name(shown.briefing).split()), day, number)))


def _sentence(shown: Passage) -> str:
    """Return the sentence that is marked, else how the passage begins."""
    span, text = shown.highlight, shown.paragraph.text
    said = visible(" ".join((text[span.start : span.end] if span else text).split()))
    end = cut(said, _DESCRIPTION)
    return said if end == len(said) else said[:end].rstrip() + " …"
