"""Conversations are drawn as they were held: nothing lost, nothing over the edge."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from benchmarks.pictures import recording
from benchmarks.pictures.lines import Piece, cut, stretches, width, width_of, wrap
from benchmarks.pictures.look import Style
from benchmarks.pictures.records import (
    Button,
    Mark,
    Message,
    Note,
    Picture,
    Quoted,
    Result,
    Results,
    Screen,
    Toast,
    Words,
)
from benchmarks.pictures.screen import draw
from tests.fakes.bot_api_html import parse

TEXT = "Der Pegel fiel auf 58 Zentimeter, https://example.org/" + "pegel" * 30 + "\n\nEnde 👍🏽."


@pytest.mark.parametrize("room", [90, 300, 620])
def test_lines_keep_every_letter_and_the_room(room: int) -> None:
    lines = wrap((Piece(TEXT, Style()),), room)
    assert all(width_of(line) <= room for line in lines)
    drawn = "".join(piece.text for line in lines for piece in line)
    assert drawn.replace(" ", "") == TEXT.replace(" ", "").replace("\n", "")


def test_firm_blanks_hold_together() -> None:
    lines = wrap((Piece("Absatz ¶\u00a05,\u00a0S.\u00a01", Style()),), width("Absatz ¶ 5", Style()))
    assert ["".join(piece.text for piece in line).strip() for line in lines] == [
        "Absatz",
        "¶\u00a05,\u00a0S.\u00a01",
    ]


def test_label_is_cut_only_where_there_is_no_room() -> None:
    label = "Nur lesen lassen"
    assert cut(label, Style(), width(label, Style())) == label
    short = cut(label, Style(), width(label, Style()) - 1)
    assert short.endswith("…")
    assert label.startswith(short.removesuffix("…"))


def test_entities_mark_the_same_letters_as_in_telegram() -> None:
    text, entities = parse("👍👍 <b>fett</b>\n<blockquote>Wort für Wort</blockquote>\nund /help")
    found = recording.words(text, entities)
    marked = {mark.kind: found.text[mark.start : mark.end] for mark in found.marks}
    assert marked == {"bold": "fett", "blockquote": "Wort für Wort", "bot_command": "/help"}
    parts = [(quote, "".join(p.text for p in line)) for quote, line in stretches(found, Style())]
    assert parts == [("", "👍👍 fett"), ("blockquote", "Wort für Wort"), ("", "und /help")]


def test_expandable_quotation_is_folded() -> None:
    short, long = ("Wort für Wort. " * times for times in (2, 80))
    heights = [
        _drawn(Message(Words(text, (Mark("expandable_blockquote", 0, len(text)),)), "09:41")).height
        for text in (short, long)
    ]
    open_height = _drawn(Message(Words(long, (Mark("blockquote", 0, len(long)),)), "09:41")).height
    assert heights[0] <= heights[1] < open_height


def test_everything_that_can_appear_is_drawn() -> None:
    photo = io.BytesIO()
    Image.new("RGBA", (40, 60)).save(photo, "PNG")
    rows = ((Button("1 · Context"), Button("1 · Page", pressed=True)), (Button("More"),))
    items = (
        Note("22 November"),
        Message(Words("Who?"), "09:41", mine=True),
        Message(Words("", ()), "09:41", keyboard=rows),
        Message(Words("She."), "09:41", name="Tom", keyboard=rows, reply=Quoted("Ada", "Who?")),
        Message(Words(""), "09:42", photos=(photo.getvalue(),)),
        Message(Words("Pages"), "09:42", photos=(photo.getvalue(),) * 3, edited="edited"),
        Message(Words("A file"), "09:42", file=("notes.pdf", 2_000_000), via="@briefing_bot"),
        Toast("Noted."),
        Toast("Gone.", alert=True),
        Results("@briefing_bot", ()),
        Results("@briefing_bot who", (Result("She", "As it says there. " * 20),), "Request access"),
    )
    image = draw(Picture("all", (Screen("Briefing Bot", "", items),) * 2))
    assert image.width == 780


def _drawn(message: Message) -> Image.Image:
    return draw(Picture("one", (Screen("Briefing Bot", "", (message,)),)))
