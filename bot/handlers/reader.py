"""A reader reads a briefing page by page, from its beginning or from a heading on."""

from __future__ import annotations

from telegram import InlineKeyboardMarkup, Update

from bot.archive import pages
from bot.archive.library import Library
from bot.archive.pages import Piece
from bot.archive.pointer import ForeignButton, digits, number
from bot.archive.shelf import Heading
from bot.buttons import keyboards
from bot.handlers.passages import turned
from bot.handlers.taps import on_tap
from bot.rendering import paging, reader
from bot.replies import edit, reply
from bot.richtext import phrase, units
from bot.services import Context, Handler, messages_of, services_of
from corpus.briefing import BriefingHead
from corpus.shelf import Size

#: Headings on one page of an outline, each with a button.
_HEADINGS = 20
_BUTTONS_WIDE = 5


async def _read(update: Update, context: Context, arguments: list[str]) -> None:
    """Open a briefing (at a paragraph: ``p``), or turn its pages in place (``a``, ``b``)."""
    messages = messages_of(update, context)
    identity, *rest = arguments or [""]
    identity = digits(identity)
    way, at = _way(rest)

    def look_up(library: Library) -> tuple[BriefingHead, list[Piece], Size] | None:
        head = library.shelf.briefing(identity)
        row = pages.pieces(library.briefing(identity))
        return (head, row, library.shelf.size(identity)) if head and row else None

    found = await services_of(context).desk.run(look_up)
    if found is None:
        await reply(update, context, [phrase(messages.reading.briefing_gone)])
        return
    head, row, size = found
    window = pages.after(row, _first(row, at)) if way == "p" else turned(row, way, at)
    blocks = reader.page(head, row, window, messages)
    buttons = keyboards.reader(
        head.id,
        window,
        messages,
        has_sources=bool(size.sources),
        has_outline=bool(size.sections),
    )
    await (reply if way == "p" else edit)(update, context, blocks, buttons)


def _way(rest: list[str]) -> tuple[str, int]:
    if not rest:
        return "p", 0
    if len(rest) != 2 or rest[0] not in ("a", "b", "p"):
        raise ForeignButton
    return rest[0], number(rest[1])


def _first(row: list[Piece], position: int) -> int:
    """Return the first piece of the paragraph at a position, or of the next one there is."""
    return next((n for n, piece in enumerate(row) if piece.paragraph.position >= position), 0)


async def _outline(update: Update, context: Context, arguments: list[str]) -> None:
    """Show the headings of a briefing, with a button for each, or another page of them."""
    messages = messages_of(update, context)
    identity = digits("".join(arguments[:1]))
    at = number(arguments[1]) if arguments[1:] else -1

    def look_up(library: Library) -> tuple[BriefingHead, list[Heading]] | None:
        head = library.shelf.briefing(identity)
        headings = library.shelf.outline(identity)
        return (head, headings) if head and headings else None

    found = await services_of(context).desk.run(look_up)
    if found is None:
        await reply(update, context, [phrase(messages.reading.briefing_gone)])
        return
    head, headings = found
    numbers = reader.heading_numbers(headings)
    lines = [
        reader.heading_line(heading, number, messages)
        for heading, number in zip(headings, numbers, strict=True)
    ]
    every = paging.pages([units(line) + 4 for line in lines], _HEADINGS)
    page = paging.page_at(every, max(at, 0))
    rows = _heading_rows(head, headings, numbers, every[page])
    rows += keyboards.turn_list(every, page, messages, "outline", head.id)
    blocks = reader.outline(head, headings, numbers, every[page], messages)
    await (reply if at < 0 else edit)(update, context, blocks, InlineKeyboardMarkup(rows))


def _heading_rows(
    head: BriefingHead, headings: list[Heading], numbers: list[str], lines: range
) -> list[keyboards.Row]:
    buttons = [
        keyboards.button(numbers[n], "read", head.id, "p", headings[n].paragraph) for n in lines
    ]
    return keyboards.rows_of(buttons, _BUTTONS_WIDE)


def handlers() -> list[Handler]:
    """Return what opens the pages and the outline of a briefing."""
    return [on_tap("read", _read), on_tap("outline", _outline)]
