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
from bot.rendering.citation import name, plain_heading
from bot.rendering.listing import one_line
from bot.richtext import cut, pack, to_html, visible

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
        title=_title(shown),
        description=_description(shown, messages),
        input_message_content=InputTextMessageContent(to_html(text), ParseMode.HTML),
        reply_markup=InlineKeyboardMarkup([[button]]),
    )


def _title(shown: Passage) -> str:
    """Return the heading that the passage stands under, else the title of its briefing."""
    path = shown.paragraph.section_path
    return plain_heading(path[-1] if path else shown.briefing.title) or "…"


def _description(shown: Passage, messages: Messages) -> str:
    """Return which briefing it is, and what the passage says."""
    series, day = one_line(name(shown.briefing)), messages.date(shown.briefing.date)
    origin = day if _title(shown).startswith(series) else f"{series}, {day}"
    return f"{visible(origin)} – {_sentence(shown)}"


def _sentence(shown: Passage) -> str:
    """Return the sentence that is marked, else how the passage begins."""
    span, text = shown.highlight, shown.paragraph.text
    said = visible(" ".join((text[span.start : span.end] if span else text).split()))
    end = cut(said, _DESCRIPTION)
    return said if end == len(said) else said[:end].rstrip() + " …"
