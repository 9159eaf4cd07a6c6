"""The text of a message → lines: of its forms the one that has the words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from email.message import Message

from corpus.document import Document, Line
from corpus.readers.characters import clean
from corpus.readers.charset import decode_as
from corpus.readers.mail.flowed import unflow
from corpus.readers.mail.parts import parameter, payload_of

#: Share of the words of the plain form that the HTML form must have to be taken.
_ENOUGH = 0.5
#: Words between stars, as mail programs write bold ones; where lines are wholly so, all are.
_BOLD = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,300})(?<=[^\s*])\*(?![\w*])")
_BOLD_LINE = re.compile(r"^[> ]*\*[^\s*][^*\n]{0,300}\*[ ]*$", re.MULTILINE)


def read_bodies(bodies: Sequence[Sequence[Message]], path: str) -> Document:
    """Return the text of a message: its stretches one after another; no lines if it has none.

    Raises ReadError if what says to be text is none.
    """
    read = [document for forms in bodies if (document := _read_one(forms, path)).lines]
    if not read:
        return Document(path, ())
    if len(read) == 1:
        return read[0]
    lines: list[Line] = []
    for document in read:
        lines += [*([Line("")] if lines else []), *document.lines]
    told = dict(pair for document in reversed(read) for pair in document.metadata)
    marked_up = any(document.marked_up for document in read)
    return Document(path, tuple(lines), tuple(told.items()), marked_up)


def _read_one(forms: Sequence[Message], path: str) -> Document:
    """Return one text from its forms: HTML, unless the plain form says much more."""
    read = [_read_form(form, path) for form in forms]
    plain = [document for document in read if not document.marked_up and document.lines]
    for document in read:
        least = _ENOUGH * max((count_words(other.lines) for other in plain), default=0)
        if document.marked_up and document.lines and count_words(document.lines) >= least:
            return document
    return plain[0] if plain else read[0]


def count_words(lines: Sequence[Line]) -> int:
    """Return how many words the lines have."""
    return sum(len(line.text.split()) for line in lines)


def _read_form(form: Message, path: str) -> Document:
    data = payload_of(form)
    charset = parameter(form, "charset")
    if not data.strip():
        return Document(path, (), marked_up=form.get_content_type() == "text/html")
    if form.get_content_type() == "text/html":
        return _read_html(data, charset, path)
    text = clean(decode_as(data, charset, path))
    if parameter(form, "format").lower() == "flowed":
        text = unflow(text, delete_space=parameter(form, "delsp").lower() == "yes")
    text = _BOLD.sub(r"\1", text) if len(_BOLD_LINE.findall(text)) > 1 else text
    lines = tuple(Line(line) for line in text.replace("\f", "\n").strip("\n").split("\n"))
    return Document(path, lines if text.strip() else ())


def _read_html(data: bytes, charset: str, path: str) -> Document:
    from corpus.readers.html import read_page
    from corpus.readers.html.tree import decode_page

    text = decode_as(data, charset, path) if charset else decode_page(data, path)
    document = read_page(text, path)
    kept = tuple((key, value) for key, value in document.metadata if key in {"language", "url"})
    return replace(document, metadata=kept)
