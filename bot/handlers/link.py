"""A reader wants a link to a passage, and opens one: what it leads to now, or why it does not."""

from __future__ import annotations

from dataclasses import dataclass, replace

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import CommandHandler, filters

from bot.archive.deep_links import PREFIX, deep_link, paragraph_of
from bot.archive.library import Library, Passage
from bot.archive.pointer import ALONE, Pointer
from bot.buttons import keyboards
from bot.citing.sketch import likeness, sketch
from bot.handlers.passages import with_passage
from bot.handlers.taps import on_tap
from bot.messages.catalogue import Messages
from bot.rendering import answers
from bot.rendering.citation import cited, in_two_lines
from bot.replies import reply
from bot.richtext import Block, Run, phrase
from bot.services import NEW, Context, Handler, messages_of, services_of
from bot.state.links import Linked
from corpus.briefing import BriefingHead

#: A paragraph that shares fewer of its words with the one that was linked to is another one.
_ALIKE = 0.25


@dataclass(frozen=True, slots=True)
class _Opened:
    """What a link leads to now: the passage itself, or what is left of it.

    nearest: the paragraph of the same briefing that is most like it. briefing: if it is still here.
    """

    passage: Passage | None = None
    nearest: Passage | None = None
    briefing: BriefingHead | None = None


async def _link(update: Update, context: Context, shown: Passage) -> None:
    """Send the link to a passage."""
    messages = messages_of(update, context)
    await remember(context, shown)
    url = deep_link(context.bot.username, shown.paragraph.id)
    blocks: list[Block] = [
        (Run(messages.citing.link_title, bold=True),),
        cited(shown.briefing, shown.paragraph, messages),
        (Run(url),),
        (Run(messages.citing.link_hint, italic=True),),
    ]
    copy = InlineKeyboardButton(messages.reading.button_copy, copy_text=CopyTextButton(url))
    await reply(update, context, blocks, InlineKeyboardMarkup([[copy]]))


async def remember(context: Context, shown: Passage) -> None:
    """Keep where a passage stands that a link leads to, so that it can tell what became of it."""
    marks = sketch(shown.paragraph.text)
    paragraph = replace(shown.paragraph, text="")
    services_of(context).state.links.put(Linked(shown.briefing, paragraph, marks))


async def opened(update: Update, context: Context) -> None:
    """Answer ``/start p_…``, which is what a link sends."""
    assert update.effective_message is not None
    messages = messages_of(update, context)
    text = update.effective_message.text or ""
    identity = paragraph_of("".join(text.split(maxsplit=1)[1:]))
    if identity is None:
        await reply(update, context, [phrase(messages.citing.link_broken)])
        return
    services = services_of(context)
    linked = services.state.links.get(identity)
    found = await services.desk.run(lambda library: _open(library, identity, linked))
    blocks, buttons = _answer(found, linked, messages)
    await reply(update, context, blocks, buttons)


def _open(library: Library, identity: str, linked: Linked | None) -> _Opened:
    passage = library.passage(Pointer(identity, ALONE))
    if passage is not None or linked is None:
        return _Opened(passage)
    head = library.shelf.briefing(linked.briefing.id)
    return _Opened(None, _nearest(library, linked), head)


def _nearest(library: Library, linked: Linked) -> Passage | None:
    """Return the paragraph most like the one that is gone; of equals, the one nearest to it."""
    scored = [
        (
            likeness(sketch(paragraph.text), linked.sketch),
            -abs(paragraph.position - linked.paragraph.position),
            paragraph.id,
        )
        for paragraph in library.briefing(linked.briefing.id)
    ]
    score, _, identity = max(scored, default=(0.0, 0, ""))
    return library.passage(Pointer(identity, ALONE)) if score >= _ALIKE else None


def _answer(
    found: _Opened, linked: Linked | None, messages: Messages
) -> tuple[list[Block], InlineKeyboardMarkup | None]:
    """Return what to say of what a link leads to."""
    texts = messages.citing
    shown = found.passage or found.nearest
    if found.passage is not None:
        title = phrase(texts.opened)
    elif linked is None:
        return [phrase(texts.link_unknown)], None
    else:
        where = in_two_lines(linked.briefing, linked.paragraph, messages)
        changed = texts.link_changed if shown else texts.link_changed_nothing
        title = phrase(changed if found.briefing else texts.link_gone, citation=where)
    if shown is not None:
        rows = [keyboards.passage_row(shown, messages)]
        return [title, answers.passage(shown, messages)], InlineKeyboardMarkup(rows)
    if found.briefing is None:
        return [title], None
    button = keyboards.button(messages.reading.button_open, "open", found.briefing.id)
    return [title], InlineKeyboardMarkup([[button]])


def handlers() -> list[Handler]:
    """Return what makes and opens links; before whatever else takes ``/start``."""
    payload = filters.Regex(rf"^/start(?:@\w+)?\s+{PREFIX}")
    return [
        CommandHandler("start", opened, filters=NEW & payload),
        on_tap("link", with_passage(_link)),
    ]
