"""A reader wants to see how a topic came up over time: a chart, and a passage of each briefing."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging

from telegram import InlineKeyboardMarkup, Update
from telegram.constants import ChatAction
from telegram.ext import CommandHandler

from bot.archive.library import Library, Passage
from bot.archive.pointer import ForeignButton, number
from bot.asking.quota import refusal
from bot.busy import busy
from bot.buttons import keyboards
from bot.handlers.briefing import named
from bot.handlers.taps import on_tap
from bot.messages.catalogue import Messages
from bot.questions.question_text import why_unaskable
from bot.rendering import chart, timeline
from bot.replies import edit, mended, reply, send
from bot.richtext import Block, phrase
from bot.services import NEW, Context, Handler, messages_of, services_of
from bot.state.questions import Origin, Question
from corpus.shelf import MonthCount
from index.answer import Answer, Timeline, Verdict
from index.errors import IndexMissing, RetrievalError

log = logging.getLogger(__name__)

#: Passages in one message.
_SHOWN = 5


async def command(update: Update, context: Context) -> None:
    """Answer ``/timeline`` with a topic."""
    messages, services = messages_of(update, context), services_of(context)
    topic = named(update)
    if why_unaskable(topic):
        await reply(update, context, [phrase(messages.timeline.timeline_usage)])
        return
    if refused := refusal(update, context):
        await reply(update, context, refused)
        return
    try:
        async with busy(update, ChatAction.UPLOAD_PHOTO):
            found, months = await services.desk.run_slow(lambda library: _look_up(library, topic))
    except IndexMissing:
        told = mended(context, phrase(messages.not_ready), messages.mend_archive)
        await reply(update, context, told)
    except RetrievalError as e:
        log.warning("No timeline could be made: %s", e)
        told = mended(context, phrase(messages.stale), messages.mend_index)
        await reply(update, context, told)
    else:
        await _say(update, context, found, months)


def _look_up(library: Library, topic: str) -> tuple[Timeline, list[MonthCount]]:
    today = dt.datetime.now().astimezone().date()
    return library.timeline(topic, today), library.shelf.all_months()


async def _say(update: Update, context: Context, found: Timeline, months: list[MonthCount]) -> None:
    messages, services = messages_of(update, context), services_of(context)
    if not found.hits:
        nothing = [phrase(messages.timeline.timeline_nothing, topic=found.topic)]
        await reply(update, context, nothing)
        return
    note = await _chart(update, context, found, months)
    question = _stored(update, context, found)
    blocks, buttons = await _page(context, question, 0, found.topic, messages)
    sent = await reply(update, context, [*note, *blocks], buttons)
    services.state.questions.answered_by(question.id, sent)
    if not services.keep.questions:
        services.state.questions.erase(question.id)


async def _chart(
    update: Update, context: Context, found: Timeline, all_months: list[MonthCount]
) -> list[Block]:
    """Send the chart, its content in words underneath; return what to say where there is none."""
    messages = messages_of(update, context)
    counts = {month: count for month, count in found.paragraphs if month}
    undated = sum(count for month, count in found.paragraphs if month is None)
    if not counts:
        return [phrase(messages.timeline.chart_no_dates)]
    briefings = {one.month: one.briefings for one in all_months if one.month}
    filters = found.filters
    months = chart.months_between(counts, briefings, filters.since, filters.until)
    picture = await asyncio.to_thread(chart.draw, found.topic, months, messages)
    dated = sum(hit.briefing.date is not None for hit in found.hits)
    without = (undated, len(found.hits) - dated)
    caption = timeline.alt_text(months, dated, without, messages)
    await send(update, context, "photo", photo=picture, filename="timeline.png", caption=caption)
    return []


def _stored(update: Update, context: Context, found: Timeline) -> Question:
    """Keep the timeline as a question with its answer, so that its pages can be turned."""
    questions = services_of(context).state.questions
    known = questions.by_update(update.update_id)
    if known is not None:
        return known
    chat, user = update.effective_chat, update.effective_user
    assert chat is not None
    answer = Answer(
        question=found.topic,
        query=found.topic,
        language=None,
        filters=found.filters,
        verdict=Verdict.ANSWERED,
        confidence=1.0,
        hits=found.hits,
        generation=found.generation,
    )
    user_id = user.id if user else None
    origin = Origin(chat.id, user_id, update_id=update.update_id)
    return questions.add(answer, chat_id=chat.id, user_id=user_id, origin=origin)


async def _page(
    context: Context, question: Question, first: int, topic: str, messages: Messages
) -> tuple[list[Block], InlineKeyboardMarkup | None]:
    """Return the entries from one on, with their buttons; none where all are gone."""
    shown = await services_of(context).desk.run(
        lambda library: library.passages(question.found, first, _SHOWN)
    )
    if not shown:
        return [phrase(messages.passage_gone)], None
    count = len(question.found)
    blocks = timeline.page(topic, question.filters, shown, count, messages)
    return blocks, _buttons(question, shown, first, messages)


def _buttons(
    question: Question, shown: list[Passage], first: int, messages: Messages
) -> InlineKeyboardMarkup:
    opens = [
        keyboards.button(
            messages.button_context_of.format(number=passage.rank + 1),
            "ctx",
            *passage.pointer.fields(),
        )
        for passage in shown
    ]
    turn = []
    following = shown[-1].rank + 1
    if first > 0:
        label = messages.reading.button_previous
        turn.append(keyboards.button(label, "time", question.id, max(first - _SHOWN, 0)))
    if following < len(question.found):
        label = messages.reading.button_next
        turn.append(keyboards.button(label, "time", question.id, following))
    return InlineKeyboardMarkup([row for row in (*keyboards.rows_of(opens), turn) if row])


async def _turn(update: Update, context: Context, arguments: list[str]) -> None:
    """Show another page in place, of a timeline that was made in this chat."""
    if len(arguments) != 2:
        raise ForeignButton
    messages, query = messages_of(update, context), update.callback_query
    question = services_of(context).state.questions.get(number(arguments[0]))
    chat_id = query.message.chat.id if query and query.message else None
    if question is None or question.chat_id != chat_id:
        await reply(update, context, [phrase(messages.timeline.timeline_old)])
        return
    first = number(arguments[1])
    blocks, buttons = await _page(context, question, first, question.text, messages)
    await edit(update, context, blocks, buttons)


def handlers() -> list[Handler]:
    """Return what asks for a timeline."""
    return [CommandHandler("timeline", command, filters=NEW), on_tap("time", _turn)]
