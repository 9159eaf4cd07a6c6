"""What state the bot is in, as blocks of styled text that a phone shows at a glance. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from babel.lists import format_list

from bot.archive.condition import Condition, Made
from bot.insight.machine import Machine
from bot.messages.catalogue import Messages
from bot.richtext import Block, Run, phrase
from bot.state.outbox import PartState

#: Languages and kinds of errors that are told one by one; characters of why there is no index.
_MOST_LANGUAGES, _MOST_KINDS, _MOST_WHY = 3, 5, 300
#: What is less of the paragraphs would be told as none.
_LEAST_SHARE = 0.005


@dataclass(frozen=True, slots=True)
class Work:
    """What the bot is doing.

    uptime: seconds since the start. waiting: updates that are not handled, with the seconds that
    the first has waited. silence: seconds since Telegram answered, None if it never did. webhook:
    whether it brings the updates. errors: since the start, by the name of the exception. outbox:
    messages of digests by state. digests: how many are on, and off.
    """

    uptime: float
    version: str
    waiting: int
    oldest: float
    silence: float | None
    webhook: bool
    errors: Mapping[str, int]
    outbox: Mapping[str, int]
    digests: tuple[int, int]


def status(
    condition: Condition, machine: Machine, work: Work, now: dt.datetime, messages: Messages
) -> list[Block]:
    """Return everything that an admin may want to know, in one message."""
    texts = messages.overview
    started = texts.running.format(version=work.version, ago=messages.ago(work.uptime))
    title = texts.title.format(time=messages.moment(now))
    return [
        _lines(title, started),
        _lines(texts.briefings, *_briefings(condition, messages)),
        _lines(texts.index, *_index(condition, now, messages)),
        _lines(texts.now, *_now(work, messages)),
        _lines(texts.digests, *_digests(work, messages)),
        _lines(texts.machine, *_machine(machine, messages)),
    ]


def _lines(*lines: str) -> Block:
    """Return lines of a block, each with its marks for bold and code."""
    runs = [run for line in lines for run in (Run("\n"), *_marked(line))]
    return tuple(runs[1:])


def _marked(line: str) -> Block:
    # what stands in a line already is no placeholder
    return phrase(line.replace("{", "{{").replace("}", "}}"))


def _briefings(found: Condition, messages: Messages) -> list[str]:
    texts = messages.overview
    lines = [messages.holds(found.briefings, found.paragraphs)]
    if found.first and found.last:
        lines.append(messages.period(found.first, found.last))
    if found.languages:
        lines.append(_languages(found, messages))
    wrong = [
        text.for_number(count).format(count=messages.number(count))
        for text, count in ((texts.not_read, found.not_read), (texts.partly, found.partly))
        if count
    ]
    return [*lines, *wrong, *([texts.not_read_why] if wrong else [])]


def _languages(found: Condition, messages: Messages) -> str:
    texts = messages.overview
    notable = [one for one in found.languages if one[1] >= _LEAST_SHARE]
    told = [
        f"{messages.language(code)} {messages.percent(share)}"
        if code
        else texts.not_told.format(share=messages.percent(share))
        for code, share in notable[:_MOST_LANGUAGES]
    ]
    rest = sum(share for _, share in notable[_MOST_LANGUAGES:])
    if rest:
        told.append(texts.other_languages.format(share=messages.percent(rest)))
    return ", ".join(told)


def _index(found: Condition, now: dt.datetime, messages: Messages) -> list[str]:
    texts, made = messages.overview, found.made
    if made is None:
        why = found.why[:_MOST_WHY].replace("*", "").replace("`", "")
        return [texts.index_unusable.format(why=why) if why else texts.no_index]
    age = messages.ago((now - made.created).total_seconds())
    names = ", ".join(messages.language(code) for code in made.languages)
    model = texts.model_knows if names else texts.model
    dictionary = texts.dictionary.for_number(made.dictionary)
    return [
        texts.index_made.format(generation=made.generation, ago=age),
        model.format(name=made.model.rpartition("/")[2], languages=names),
        dictionary.format(count=messages.number(made.dictionary))
        if made.dictionary
        else texts.no_dictionary,
        *([texts.behind] if made.behind else []),
        *_unread(made, messages),
    ]


def _unread(made: Made, messages: Messages) -> list[str]:
    """Return that the model does not know a language of the corpus, and what mends that."""
    if not made.unread:
        return []
    texts = messages.overview
    named = [
        f"{messages.language(code)} ({messages.percent(share)})"
        for code, share in made.unread.items()
    ]
    means = texts.unread_helped if made.helped else texts.unread_by_words
    languages = format_list(named, locale=messages.locale)
    return [
        texts.unread.format(languages=languages, means=means),
        texts.unread_mend.format(model=made.mend),
    ]


def _now(work: Work, messages: Messages) -> list[str]:
    texts = messages.overview
    how = texts.by_webhook if work.webhook else texts.by_polling
    contact = (
        texts.never_answered.format(how=how)
        if work.silence is None
        else texts.answered.format(ago=messages.ago(work.silence), how=how)
    )
    waiting = texts.waiting.for_number(work.waiting).format(
        count=messages.number(work.waiting), time=messages.lasting(work.oldest)
    )
    kinds = sorted(work.errors.items(), key=lambda item: (-item[1], item[0]))[:_MOST_KINDS]
    told = ", ".join(f"{kind} {messages.number(count)}" for kind, count in kinds)
    told += " …" if len(work.errors) > len(kinds) else ""
    return [
        contact,
        waiting if work.waiting else texts.nothing_waiting,
        texts.errors.format(kinds=told) if told else texts.no_errors,
    ]


def _digests(work: Work, messages: Messages) -> list[str]:
    texts, (active, others) = messages.overview, work.digests
    states = {
        "queued": work.outbox.get(PartState.QUEUED, 0) + work.outbox.get(PartState.SENDING, 0),
        "sent": work.outbox.get(PartState.SENT, 0),
        "failed": work.outbox.get(PartState.FAILED, 0),
        "unknown": work.outbox.get(PartState.UNKNOWN, 0),
    }
    return [
        texts.digests_on.format(active=messages.number(active), others=messages.number(others)),
        texts.outbox.format(**{name: messages.number(count) for name, count in states.items()}),
    ]


def _machine(machine: Machine, messages: Messages) -> list[str]:
    texts, lines = messages.overview, list[str]()
    if machine.used is not None and machine.space is not None:
        used, free = messages.size(machine.used), messages.size(machine.space.free)
        lines.append(texts.disk.format(used=used, free=free))
        if machine.space.is_short():
            lines.append(texts.low_disk)
    if machine.memory is not None:
        lines.append(texts.memory.format(size=messages.size(machine.memory)))
    return lines
