"""How far a broadcast is and what became of it, for its author. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from bot.messages.catalogue import Messages
from bot.richtext import Block, phrase
from bot.state.broadcasts import Arrival, Stage

#: What has not left.
_LEFT = (Arrival.QUEUED, Arrival.SENDING, Arrival.SKIPPED)


def progress(
    counts: Mapping[str, int], stage: Stage, messages: Messages, *, final: bool = False
) -> Block:
    """Return how many of the messages have left; at the end, how many have arrived.

    counts: by what became of them. final: it is the end.
    """
    count = sum(counts.values())
    left = count - sum(counts.get(one, 0) for one in _LEFT)
    done = counts.get(Arrival.SENT, 0) if final and stage is not Stage.STOPPED else left
    texts = messages.broadcasting
    template = texts.stopping if stage is Stage.STOPPED else texts.out if final else texts.progress
    return phrase(template, done=messages.number(done), count=messages.number(count))


def report(counts: Mapping[str, int], stage: Stage, messages: Messages) -> list[Block]:
    """Return what became of the messages, one kind to a line."""
    texts = messages.broadcasting
    lines = (
        (texts.report_sent, Arrival.SENT),
        (texts.report_blocked, Arrival.BLOCKED),
        (texts.report_failed, Arrival.FAILED),
        (texts.report_unknown, Arrival.UNKNOWN),
        (texts.report_skipped, Arrival.SKIPPED),
    )
    told = [
        text.for_number(counts[state]).format(count=messages.number(counts[state]))
        for text, state in lines
        if counts.get(state) or state is Arrival.SENT
    ]
    title = texts.stopped if stage is Stage.STOPPED else texts.done
    return [phrase(title), phrase("{lines}", lines="\n".join(told))]
