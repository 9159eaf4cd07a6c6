"""How the bot is used, in words and numbers. Pure."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from bot.insight.usage import VERDICTS, Asked, Figures, percentile, shares
from bot.messages.catalogue import Messages
from bot.rendering.citation import shorten
from bot.richtext import Block, Run, phrase, visible
from bot.state.feedback import Opinion, Reason
from bot.state.tallies import Tally

#: Series and topics that are named.
_MOST = 5


def cited(answers: Iterable[Sequence[str]], series: Mapping[str, str]) -> list[tuple[str, int]]:
    """Return the series that most answers cite, with how many do; each counts once in an answer.

    answers: ids of the passages that each showed first. series: by a passage's id.
    """
    counts = Counter(
        name for ids in answers for name in {series[key] for key in ids if key in series}
    )
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_MOST]


def caption(asked: Sequence[Asked], period: tuple[dt.date, dt.date], messages: Messages) -> str:
    """Return what the chart shows, in a sentence; the numbers stand in the message below."""
    lines = [_count(asked, messages), *_seconds(asked, messages)]
    return visible(f"{messages.period(*period)}: {'; '.join(lines)}.")


def numbers(
    figures: Figures,
    series: Sequence[tuple[str, int]],
    now: Tally,
    period: tuple[dt.date, dt.date],
    messages: Messages,
) -> list[Block]:
    """Return the figures of a period; what nobody did is said in a sentence."""
    told = messages.period(*period)
    if not figures.asked:
        head = phrase(messages.statistics.no_questions, period=told)
    else:
        title = phrase(messages.statistics.title, period=told)
        lines = [
            _count(figures.asked, messages),
            *_verdicts(figures.asked, messages),
            *_seconds(figures.asked, messages),
        ]
        head = (*title, Run("\n" + "\n".join(lines)))
    return [
        head,
        _opinions(figures, messages),
        _people(figures.tallies, now, messages),
        *_series(series, messages),
        _topics(figures, messages),
    ]


def _count(asked: Sequence[Asked], messages: Messages) -> str:
    texts = messages.statistics
    told = texts.questions.for_number(len(asked)).format(count=messages.number(len(asked)))
    days = Counter(one.day for one in asked).most_common(2)
    if len(days) > 1 and days[0][1] > days[1][1]:
        day, count = days[0]
        busiest = texts.busiest.format(day=messages.date(day), count=messages.number(count))
        return f"{told}, {busiest}"
    return told


def _verdicts(asked: Sequence[Asked], messages: Messages) -> list[str]:
    texts = messages.statistics
    counts = [sum(one.verdict is verdict for one in asked) for verdict in VERDICTS]
    names = (texts.answered, texts.closest, texts.not_covered)
    return [
        f"{messages.percent(share / 100)} {name} ({messages.number(count)})"
        for share, name, count in zip(shares(counts), names, counts, strict=True)
    ]


def _seconds(asked: Sequence[Asked], messages: Messages) -> list[str]:
    """Return how long people waited; nothing where that is not known."""
    seconds = [one.seconds for one in asked if one.seconds is not None]
    half, most = percentile(seconds, 50), percentile(seconds, 95)
    if half is None or most is None:
        return []
    texts = messages.statistics
    return [
        texts.half_within.format(p50=_time(half, messages)),
        texts.most_within.format(p95=_time(most, messages)),
    ]


def _time(seconds: float, messages: Messages) -> str:
    return f"{messages.decimal(seconds, 1 if seconds >= 1 else 2)}\u00a0s"


def _opinions(figures: Figures, messages: Messages) -> Block:
    texts = messages.statistics
    if not figures.opinions:
        return phrase(texts.no_opinions)
    counts = Counter[Opinion]()
    reasons = Counter[Reason]()
    for opinion, reason, count in figures.opinions:
        counts[opinion] += count
        if reason is not None:
            reasons[reason] += count
    named = {
        Reason.WRONG_SOURCE: texts.wrong_source,
        Reason.NOT_AN_ANSWER: texts.not_an_answer,
        Reason.OUTDATED: texts.outdated,
    }
    why = ", ".join(
        named[reason].format(count=messages.number(count))
        for reason, count in reasons.most_common()
    )
    told = [
        text.for_number(counts[opinion]).format(count=messages.number(counts[opinion]))
        for opinion, text in (
            (Opinion.HELPFUL, texts.helpful),
            (Opinion.NOT_RIGHT, texts.not_right),
        )
    ]
    return (*phrase(texts.opinions), Run("\n" + "\n".join(told) + (f": {why}" if why else "")))


def _people(tallies: Sequence[Tally], now: Tally, messages: Messages) -> Block:
    """Return how many there are, and how many there were when that was first counted."""
    texts = messages.statistics
    told = texts.people.format(**_numbers(now, messages))
    before = next((tally for tally in tallies if tally.day < now.day), None)
    if before is not None:
        day = messages.date(before.day)
        told += "; " + texts.people_before.format(day=day, **_numbers(before, messages))
    return (Run(f"{told}."),)


def _numbers(tally: Tally, messages: Messages) -> dict[str, str]:
    counts = {"readers": tally.readers, "digests": tally.digests, "followers": tally.followers}
    return {name: messages.number(count) for name, count in counts.items()}


def _series(series: Sequence[tuple[str, int]], messages: Messages) -> list[Block]:
    if not series:
        return []
    return [_listed(messages.statistics.series, series, messages)]


def _topics(figures: Figures, messages: Messages) -> Block:
    if not figures.topics:
        return phrase(messages.statistics.no_topics)
    return _listed(messages.statistics.topics, figures.topics[:_MOST], messages)


def _listed(title: str, items: Sequence[tuple[str, int]], messages: Messages) -> Block:
    lines = [f"{shorten(visible(name))} · {messages.number(count)}" for name, count in items]
    return (*phrase(title), Run("\n" + "\n".join(lines)))
