"""Admins correct what was read of a file before they publish it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from telegram import InlineKeyboardMarkup, Update

from bot.archive.library import Library
from bot.buttons import uploading as buttons
from bot.rendering import uploading
from bot.replies import reply
from bot.richtext import Block, phrase
from bot.services import Context, access_of, messages_of, services_of
from bot.state.prompts import Prompt, Purpose
from bot.state.uploads import Upload
from bot.uploads.summary import read_summaries
from corpus.briefing import BriefingHead

#: What each question is about, by the name of the field.
FIELDS = {
    Purpose.UPLOAD_TITLE: "title",
    Purpose.UPLOAD_DATE: "date",
    Purpose.UPLOAD_SERIES: "series",
    Purpose.UPLOAD_LANGUAGE: "language",
}
#: Characters of a title or the name of a series.
_LONGEST = 200
#: What means that there is none.
_NONE = frozenset({"none", "no", "-", "–", "keine", "keiner", "keins", "ohne"})


async def ask_for(update: Update, context: Context, upload: Upload, field: str) -> None:
    """Ask an admin for a field of a file's metadata."""
    texts, now = messages_of(update, context).uploading, dt.datetime.now(dt.UTC)
    purpose = next(one for one, name in FIELDS.items() if name == field)
    prompts = services_of(context).state.prompts
    prompts.put(upload.user_id, upload.user_id, purpose, upload.id, now)
    questions = {
        "title": texts.write_title,
        "date": texts.write_date,
        "series": texts.write_series,
        "language": texts.write_language,
    }
    await reply(update, context, [phrase(questions[field])])


async def corrected(update: Update, context: Context, prompt: Prompt, text: str) -> bool:
    """Take a message for what an admin was asked to write; whether it was that."""
    uploads, texts = services_of(context).state.uploads, messages_of(update, context).uploading
    upload = uploads.get(prompt.about)
    if upload is None or upload.user_id != access_of(context).user_id:
        return False
    if "?" in text or len(text) > _LONGEST:
        return False
    field = FIELDS[prompt.purpose]
    value = read_value(field, text)
    if value is None:
        told = texts.not_a_date if field == "date" else texts.not_a_language
        await reply(update, context, [phrase(told)])
        return True
    message = update.effective_message
    if message is not None:
        prompts = services_of(context).state.prompts
        prompts.answered(upload.user_id, upload.user_id, message.message_id)
    uploads.correct(upload.id, replace(upload.corrections, **{field: value}))
    changed = uploads.get(upload.id)
    if changed is not None:
        await reply(update, context, *await shown(update, context, changed))
    return True


def read_value(field: str, text: str) -> str | None:
    """Return what a field is to be, empty for none; None where that cannot be told."""
    said = " ".join(text.split())[:_LONGEST]
    none = said.casefold().strip(' .!“”„"') in _NONE
    if field == "title":
        return said
    if none and field != "language":
        return ""
    if field == "series":
        return said
    if field == "language":
        return said.lower() if re.fullmatch(r"[a-zA-Z]{2}", said) else None
    from corpus.parser.dates import find_dates  # which loads the names of all months

    found = {one.date for one in find_dates(said)}
    return found.pop().isoformat() if len(found) == 1 else None


async def shown(
    update: Update, context: Context, upload: Upload
) -> tuple[list[Block], InlineKeyboardMarkup]:
    """Return what was read of a file, and what can be done with it."""
    services, messages = services_of(context), messages_of(update, context)
    read = read_summaries(upload.summary or "{}")
    marks = [one.mark for one in read.briefings]
    known = await services.desk.run(lambda library: _known(library, marks)) if marks else None
    every = services.state.uploads.of(upload.user_id)
    waiting = sum(not read_summaries(one.summary or "{}").error for one in every)
    readable = not read.error and known is None
    keyboard = buttons.under(upload, waiting, readable=readable, messages=messages)
    return uploading.blocks(upload, read, known, messages), keyboard


def _known(library: Library, marks: list[str]) -> BriefingHead | None:
    """Return the briefing that says the same as the only one of a file."""
    return library.with_mark(marks[0]) if len(marks) == 1 else None
