"""Document → Briefing: a row of small passes, each undoing one kind of layout; all pure."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.briefing import Briefing, BriefingHead
from corpus.document import Document
from corpus.errors import ParseError
from corpus.language import detect
from corpus.parser import mail
from corpus.parser.blocks import to_blocks
from corpus.parser.columns import measured
from corpus.parser.dashes import restore_dashes
from corpus.parser.dates import months
from corpus.parser.furniture import clear
from corpus.parser.headings import candidates
from corpus.parser.masthead import read_masthead
from corpus.parser.outline import Parts, contents, outline
from corpus.parser.references import take_notes
from corpus.parser.rows import part_columns, to_rows
from corpus.parser.seams import study
from corpus.parser.shape import measure
from corpus.parser.sources import find_lists, noted
from corpus.parser.typography import levelled


def parse(document: Document, briefing_id: str) -> Briefing:
    """Return the briefing that the document is.

    Raises ParseError if it has no paragraph that could be cited.
    """
    document = levelled(document)
    cleared = clear(measured(to_rows(document)))
    metadata, rows = mail.take_header(cleared.rows)
    rows, notes = take_notes(part_columns(mail.drop_feet(mail.drop_signature(rows))))
    shape = measure(rows, marked_up=document.marked_up)
    rows = restore_dashes(rows, shape)
    names = frozenset(months())
    language = detect(" ".join(row.text for row in rows[:200]))
    blocks = to_blocks(rows, study(rows, shape, names), language)
    listed = contents(blocks)
    blocks = [block for at, block in enumerate(blocks) if at not in listed]
    lists = find_lists(blocks, cleared.addresses)
    lists = replace(lists, items=lists.items + noted(notes, blocks))
    flags = candidates(blocks, names, lists.blocks, marked_up=document.marked_up)
    told = {**metadata, **dict(document.metadata)}
    masthead = read_masthead(blocks, flags, cleared.furniture, told, document.path)
    headings = tuple(flag and at not in masthead.subtitles for at, flag in enumerate(flags))
    parts = outline(Parts(tuple(blocks), headings, lists, masthead.blocks, cleared.addresses))
    sections, paragraphs, sources = parts.records(briefing_id)
    if not paragraphs:
        raise ParseError(document.path, "holds no paragraph that could be cited")
    head = BriefingHead(
        id=briefing_id,
        path=document.path,
        title=masthead.title or document.path,
        series=masthead.series,
        publisher=masthead.publisher,
        date=masthead.date,
        language=_code(told.get("language")) or language,
        url=told.get("url"),
        recognised=document.recognised,
    )
    return Briefing(head, sections, paragraphs, sources)


def _code(language: str | None) -> str | None:
    """Return the ISO 639-1 code that mark-up gives (``de``, ``de-AT``); None for anything else."""
    match = re.match(r"([A-Za-z]{2})(?![A-Za-z])", language or "")
    return match[1].lower() if match else None
