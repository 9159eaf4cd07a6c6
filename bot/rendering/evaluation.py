"""What an evaluation found, beside the one before, as blocks of styled text. Pure."""

from __future__ import annotations

from bot.evaluating import Direction, Evaluation, Nothing
from bot.messages.catalogue import Messages
from bot.messages.evaluating import EvaluatingTexts
from bot.richtext import Block, Run, phrase
from bot.state.evaluations import Run as Evaluated

#: The standard names of the figures of a direction, which are better when higher.
_NAMES = (("recall@1", "recall_1"), ("recall@5", "recall_5"), ("MRR", "mrr"), ("nDCG", "ndcg_10"))
#: Digits after the point; what is less is no change.
_DIGITS = 2


def report(run: Evaluated, last: Evaluated | None, messages: Messages) -> list[Block]:
    """Return the figures of a run, each with how it changed since the last, if any."""
    texts, figures = messages.evaluating, run.figures
    before = last.figures if last else None
    rows = {row.direction: row for row in before.directions} if before else {}
    blocks = [_head(run, messages)]
    # what is over all of them stands first, where a phone shows it
    blocks += [
        _direction(row, rows.get(row.direction), messages)
        for row in (*figures.directions[-1:], *figures.directions[:-1])
    ]
    blocks += _nothing(figures, before, messages)
    if figures.unmatched:
        text = texts.unmatched.for_number(figures.unmatched)
        blocks.append(phrase(text, count=messages.number(figures.unmatched)))
    return [*blocks, _compared(run, last, messages)]


def _head(run: Evaluated, messages: Messages) -> Block:
    texts, figures = messages.evaluating, run.figures
    time = messages.moment(run.at)
    asked = texts.asked.for_number(figures.questions)
    seconds = {"p50": messages.decimal(figures.p50, 2), "p95": messages.decimal(figures.p95, 2)}
    count = messages.number(figures.questions)
    return (
        *phrase(texts.title, generation=figures.generation, time=time),
        Run("\n"),
        *phrase(asked, count=count, **seconds),
    )


def _compared(run: Evaluated, last: Evaluated | None, messages: Messages) -> Block:
    """Return with what the figures are compared, and how far that can be done."""
    texts = messages.evaluating
    if last is None:
        return phrase(texts.first_time)
    same = last.figures.generation == run.figures.generation
    since = phrase(
        texts.same_index if same else texts.before,
        time=messages.moment(last.at),
        generation=last.figures.generation,
    )
    other = phrase(texts.other_questions) if last.questions != run.questions else ()
    lines = [line for line in (since, phrase(texts.explained), other) if line]
    return tuple(run for line in lines for run in (Run("\n"), *line))[1:]


def _direction(row: Direction, before: Direction | None, messages: Messages) -> Block:
    texts = messages.evaluating
    count = messages.number(row.questions)
    asked, arrow, answered = row.direction.partition("→")
    title = (
        (
            Run(f"{messages.language(asked)} → {messages.language(answered)}", bold=True),
            Run(f" ({count})"),
        )
        if arrow
        else phrase(texts.all_directions, count=count)
    )
    shown = [
        f"{name} {_value(getattr(row, field), getattr(before, field, None), 1, messages)}"
        for name, field in _NAMES
    ]
    withheld = _value(row.withheld, before.withheld if before else None, -1, messages)
    lines = [", ".join(shown[:2]), ", ".join(shown[2:]), texts.withheld.format(withheld=withheld)]
    return (*title, Run("\n" + "\n".join(lines)))


def _nothing(figures: Evaluation, before: Evaluation | None, messages: Messages) -> list[Block]:
    """Return the figures of questions without an answer, by language, and over all of several."""
    texts = messages.evaluating
    rows = {row.language: row for row in before.nothing} if before else {}
    blocks = list[Block]()
    if len(figures.nothing) > 1:
        title = phrase(texts.nothing_all, count=messages.number(figures.unanswerable))
        blocks.append((*title, _rates(figures, before, texts, messages)))
    for row in figures.nothing:
        name, count = messages.language(row.language), messages.number(row.questions)
        title = phrase(texts.nothing, language=name, count=count)
        blocks.append((*title, _rates(row, rows.get(row.language), texts, messages)))
    return blocks


def _rates(
    row: Nothing | Evaluation,
    before: Nothing | Evaluation | None,
    texts: EvaluatingTexts,
    messages: Messages,
) -> Run:
    old = (before.false_answers, before.shown) if before else (None, None)
    false = _value(row.false_answers or 0.0, old[0], -1, messages)
    shown = _value(row.shown or 0.0, old[1], -1, messages)
    told = (texts.false_answers.format(false=false), texts.shown.format(shown=shown))
    return Run("\n" + "\n".join(told))


def _value(value: float, before: float | None, better: int, messages: Messages) -> str:
    """Return a figure and how it changed; ``better``: 1 if higher is better, else -1."""
    shown = messages.decimal(value, _DIGITS)
    change = round(value, _DIGITS) - round(before, _DIGITS) if before is not None else 0.0
    if before is None:
        return shown
    if abs(change) < 0.5 * 10**-_DIGITS:
        return f"{shown} (±0)"
    arrow = "▲" if change * better > 0 else "▼"
    return f"{shown} ({arrow}{messages.decimal(abs(change), _DIGITS)})"
