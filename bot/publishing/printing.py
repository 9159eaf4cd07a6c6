"""An edition as it is written to a chat: looked up in the corpus as it is now, page by page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from telegram import InlineKeyboardMarkup

from bot.archive.deep_links import deep_link
from bot.archive.printed import Printed, look_up
from bot.buttons import editions
from bot.buttons.keyboards import button
from bot.digest.content import Chapter, Content, read_content
from bot.digest.words import DEFAULT_DAYS
from bot.messages.catalogue import Messages
from bot.messages.choose import messages_for
from bot.rendering import digest
from bot.rendering.digest import Front
from bot.richtext import Block
from bot.services import Services
from bot.state.editions import Edition, Kind
from bot.state.subscribers import Subscriber

#: A digest that is later than this says so.
_LATE = dt.timedelta(minutes=30)
#: At night alerts make no sound.
_NIGHT = (dt.time(22), dt.time(7))


@dataclass(frozen=True, slots=True)
class Letter:
    """A message of an edition; ``silent``: it makes no sound."""

    blocks: list[Block]
    keyboard: InlineKeyboardMarkup | None
    silent: bool = False


async def letter(
    services: Services,
    edition: Edition,
    number: int,
    now: dt.datetime,
    *,
    channel: str = "",
) -> Letter | None:
    """Return a message of an edition (counted from 1); None where nothing of it is left.

    channel: for one, the name of the bot, to whose chat its links lead: it has no buttons.
    """
    content = read_content(edition.content)
    if number > len(content.letters):
        return None
    chapter, place = content.letters[number - 1]
    subscriber = services.state.subscribers.of_chat(edition.chat_id)
    messages = messages_for(edition.language)
    printed = await printed_of(services, content)
    if channel:
        printed = _linked(printed, channel)
    shown = digest.page(printed, chapter, place, messages)
    if not shown.blocks or shown.number != place:
        return None
    front = _front(services, edition, content, subscriber, now) if number == 1 else None
    blocks = digest.chapter(printed, chapter, shown, front, messages)
    silent = number > 1 or (edition.kind is Kind.ALERT and _is_night(subscriber, now))
    if channel:
        return Letter(blocks, None, silent)
    return Letter(blocks, keyboard(services, edition, chapter, shown, messages), silent)


async def paged(services: Services, subscriber: Subscriber, content: Content) -> Content:
    """Return what an edition says, with a message for each page where there are no buttons."""
    group = services.state.groups.get(subscriber.chat_id)
    if group is None or not group.channel:
        return content
    printed = _linked(await printed_of(services, content), "")
    messages = messages_for(subscriber.language)
    counts = (digest.page(printed, chapter, 0, messages).count for chapter in content.chapters)
    return replace(content, pages=tuple(counts))


async def printed_of(services: Services, content: Content) -> Printed:
    """Return what an edition says, as far as it is still in the corpus."""
    watches = {watch for told in content.told for watch in told.watches}
    known = [services.state.watches.get(watch) for watch in watches]
    reasons = {watch.id: watch.text for watch in known if watch is not None}
    return await services.desk.run(lambda library: look_up(library, content, reasons))


def keyboard(
    services: Services,
    edition: Edition,
    chapter: Chapter,
    shown: digest.Page,
    messages: Messages,
    *,
    ended: frozenset[int] = DEFAULT_DAYS,
) -> InlineKeyboardMarkup | None:
    """Return the buttons of a page; under the last chapter, what changes the digest.

    ended: the days on which it came, if it was ended.
    """
    content = read_content(edition.content)
    subscriber = services.state.subscribers.of_chat(edition.chat_id)
    below = []
    if chapter is content.chapters[0] and (
        before := services.state.editions.doubtful_before(edition)
    ):
        day = before.day
        assert day is not None
        label = messages.digest.button_show.format(day=messages.date(day))
        below.append([button(label, editions.AGAIN, before.id)])
    if subscriber is not None and chapter is content.chapters[-1]:
        if edition.kind is Kind.ALERT:
            below.append(editions.under_alert(subscriber.id, messages))
        elif edition.kind is Kind.DIGEST and not subscriber.days:
            below.append(editions.ended(subscriber.id, ended, messages))
        elif edition.kind is Kind.DIGEST:
            below.append(editions.under_digest(subscriber.id, subscriber.days, messages))
    return editions.of_page(edition.id, chapter, shown, messages, below)


def _front(
    services: Services,
    edition: Edition,
    content: Content,
    subscriber: Subscriber | None,
    now: dt.datetime,
) -> Front:
    if edition.kind is Kind.ALERT:
        return Front(None)
    if edition.kind is Kind.PREVIEW:
        came = services.state.news.moment(edition.since)
        since = came or edition.due_at - dt.timedelta(days=7)
        return Front(since.astimezone().date(), preview=True)
    before = services.state.editions.doubtful_before(edition)
    zone = ZoneInfo(subscriber.zone) if subscriber and subscriber.zone else dt.UTC
    late = now - edition.due_at > _LATE
    due = edition.due_at.astimezone(zone)
    return Front(
        edition.day,
        first=content.first,
        late=f"{due.hour}:{due.minute:02}" if late else "",
        missed=content.missed,
        doubtful=(before.day,) if before and before.day else (),
    )


def _is_night(subscriber: Subscriber | None, now: dt.datetime) -> bool:
    if subscriber is None or subscriber.zone is None:
        return False
    time = now.astimezone(ZoneInfo(subscriber.zone)).time()
    return time >= _NIGHT[0] or time < _NIGHT[1]


def _linked(printed: Printed, username: str) -> Printed:
    """Return what an edition says with links to the bot's chat in the place of buttons."""
    followed = (
        replace(
            one, passage=replace(one.passage, url=deep_link(username, one.passage.paragraph.id))
        )
        for one in printed.followed
    )
    news = (
        replace(one, url=deep_link(username, one.headlines[0].paragraph.id)) for one in printed.news
    )
    return Printed(tuple(followed), tuple(news))
