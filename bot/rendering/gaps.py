"""The questions that had no good answer, for admins. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from bot.messages.catalogue import Messages
from bot.richtext import Block, Run, cut, phrase, visible
from bot.state.feedback import Reason
from index.answer import Verdict

if TYPE_CHECKING:
    from bot.gaps.reporting import GapGroup

#: UTF-16 units of a question in the list.
_QUESTION = 220


def verdict_name(verdict: Verdict, messages: Messages) -> str:
    """Return what was said to a question."""
    texts = messages.unanswered
    names = {Verdict.NOT_COVERED: texts.not_covered, Verdict.CLOSEST: texts.closest}
    return names.get(verdict, texts.answered)


def reason_names(reasons: Iterable[Reason], messages: Messages) -> str:
    """Return in words why an answer was not right."""
    texts = messages.unanswered
    names = {
        Reason.WRONG_SOURCE: texts.wrong_source,
        Reason.NOT_AN_ANSWER: texts.not_an_answer,
        Reason.OUTDATED: texts.outdated,
    }
    return ", ".join(names[reason] for reason in reasons)


def title(groups: Sequence[GapGroup], days: int, keep: int, messages: Messages) -> list[Block]:
    """Return what stands above the list. days: that it is about; keep: that words are kept."""
    texts, count = messages.unanswered, sum(len(group.gaps) for group in groups)
    told = texts.title.for_number(days).format(days=messages.number(days))
    counted = texts.counted.for_number(count).format(
        count=messages.number(count), groups=messages.number(len(groups))
    )
    kept = phrase(texts.kept.for_number(keep), days=messages.number(keep))
    return [(*phrase(told), Run(f"\n{counted}")), kept] if groups else [phrase(told), kept]


def entry(number: int, group: GapGroup, messages: Messages) -> Block:
    """Return a group: its question, how often, by how many, when last, and what was said."""
    texts, count = messages.unanswered, len(group.gaps)
    asked = texts.asked.for_number(count).format(count=messages.number(count))
    people = texts.by.for_number(group.people).format(count=messages.number(group.people))
    last = texts.last.format(date=messages.date(group.last.astimezone().date()))
    question = visible(" ".join(group.text.split()))
    end = cut(question, _QUESTION)
    more = "" if end == len(question) else " …"
    lines = [f"{asked} {people} · {last}", _said(group, messages)]
    return (
        Run(f"{messages.number(number)} · {question[:end].rstrip()}{more}", bold=True),
        Run("".join(f"\n{line}" for line in lines)),
    )


def _said(group: GapGroup, messages: Messages) -> str:
    """Return what was said to the questions of a group, and what readers thought of it."""
    texts = messages.unanswered
    told = [
        f"{verdict_name(verdict, messages)}{_times(count, messages)}"
        for verdict, count in sorted(group.verdicts.items())
        if verdict is not Verdict.ANSWERED
    ]
    if group.marked:
        why = ", ".join(
            f"{reason_names([reason], messages)}{_times(count, messages)}"
            for reason, count in group.reasons.most_common()
        )
        mark = texts.marked + _times(group.marked, messages)
        told.append(f"{mark}: {why}" if why else mark)
    return " · ".join(told)


def _times(count: int, messages: Messages) -> str:
    return f" (×{messages.number(count)})" if count > 1 else ""
