"""A reader wants to cite a passage: in words to paste, or as a file for a reference manager."""

from __future__ import annotations

from collections.abc import Callable

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup, InputFile, Update

from bot.archive.deep_links import deep_link
from bot.archive.library import Passage
from bot.buttons import keyboards
from bot.citing.bibtex import bibtex
from bot.citing.prose import prose
from bot.citing.reference import Reference, reference
from bot.citing.ris import ris
from bot.handlers.link import remember
from bot.handlers.passages import with_passage
from bot.handlers.taps import on_tap
from bot.messages.catalogue import Messages
from bot.replies import reply, send
from bot.richtext import Block, Quote, Run, units
from bot.services import Context, Handler, messages_of, services_of

#: What a button can copy, in UTF-16 code units.
MOST_COPIED = 256
#: Where the part of an address begins that leads to a sentence: too long and odd for a citation.
_DIRECTIVE = ":~:"


async def _cite(update: Update, context: Context, shown: Passage) -> None:
    """Send the citation in words, and buttons for its other forms."""
    messages = messages_of(update, context)
    text = prose(await _reference(context, shown), messages)
    await reply(update, context, _blocks(text, messages), _buttons(shown, text, messages))


async def _reference(context: Context, shown: Passage) -> Reference:
    """Return how a passage is cited; where it is not on the web, by a link to it here."""
    paragraph = shown.paragraph
    url = await services_of(context).desk.run(
        lambda library: library.link(shown.briefing, paragraph, None)
    )
    if url is None:
        await remember(context, shown)
        url = deep_link(context.bot.username, paragraph.id)
    span = shown.highlight
    quote = paragraph.text[span.start : span.end] if span else ""
    return reference(shown.briefing, paragraph, quote, url.partition(_DIRECTIVE)[0].rstrip("#"))


def _blocks(text: str, messages: Messages) -> list[Block]:
    """Return the citation; one that no button can copy is copied by touching it."""
    long = units(text) > MOST_COPIED
    return [
        (Run(messages.citing.cite_title, bold=True),),
        (Run(text, code=long, quote=Quote.NONE if long else Quote.OPEN),),
    ]


def _buttons(shown: Passage, text: str, messages: Messages) -> InlineKeyboardMarkup:
    fields = shown.pointer.fields()
    first = copy_button(text, messages) if units(text) <= MOST_COPIED else []
    files = [
        keyboards.button("BibTeX", "bib", *fields),
        keyboards.button("RIS", "ris", *fields),
    ]
    link = keyboards.button(messages.reading.button_link, "link", *fields)
    return InlineKeyboardMarkup([[*first, link], files])


def copy_button(text: str, messages: Messages) -> keyboards.Row:
    """Return the button that copies a text of at most 256 units."""
    label = messages.reading.button_copy
    return [InlineKeyboardButton(label, copy_text=CopyTextButton(text))]


def _file(kind: str, suffix: str, write: Callable[[Reference, str, str], str]) -> Handler:
    """Return what sends the citation as a file of one kind."""

    async def show(update: Update, context: Context, shown: Passage) -> None:
        messages = messages_of(update, context)
        cited = await _reference(context, shown)
        texts = messages.citing
        section = texts.cite_section.format(section=cited.section) if cited.section else ""
        paragraph = texts.cite_paragraph.format(number=cited.paragraph)
        content = write(cited, section, paragraph).encode()
        await send(
            update,
            context,
            "document",
            document=InputFile(content, filename=f"{cited.key}.{suffix}"),
            caption=texts.cite_file.format(kind=kind),
        )

    return on_tap(suffix, with_passage(show))


def handlers() -> list[Handler]:
    """Return what cites a passage."""
    return [
        on_tap("cite", with_passage(_cite)),
        _file("BibTeX", "bib", bibtex),
        _file("RIS", "ris", ris),
    ]
