"""How far a reindexing is, and what came of it, as blocks of styled text. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from bot.evaluating import Evaluation
from bot.messages.catalogue import Messages
from bot.messages.plural import Plural
from bot.reindexing.progress import Progress
from bot.reindexing.report import Outcome, Report, Stage
from bot.rendering.citation import DOT
from bot.richtext import Block, Quote, Run, phrase, visible
from bot.state.reindexes import Reindex

#: Characters of the bar, and what is done and not done of it.
_BAR, _DONE, _LEFT = 12, "▓", "░"
#: Files and reasons that a report names.
_NAMED, _REASONS = 5, 8
#: The share of a language that is told.
_LEAST = 0.005
#: Characters of a file's name, and of a reason.
_NAME, _REASON = 40, 120


def blocks(reindex: Reindex, progress: Progress | None, messages: Messages) -> list[Block]:
    """Return the message of a reindexing; ``progress``: None before it is begun."""
    if reindex.report is not None:
        return list(_ended(reindex.report, messages))
    texts = messages.reindexing
    lines = [_title(reindex, messages)]
    if reindex.cancelled:
        return [*lines, phrase(texts.cancelling)]
    lines.append(phrase(texts.waiting) if progress is None else _progress(progress, messages))
    if reindex.tries > 1:
        times = reindex.tries - 1
        lines.append(phrase(texts.resumed.for_number(times), count=messages.number(times)))
    return lines


def _title(reindex: Reindex, messages: Messages) -> Block:
    texts, wanted = messages.reindexing, reindex.wanted
    if wanted.model is not None:
        return phrase(texts.title_model, model=wanted.model or "EMBEDDING_MODEL")
    return phrase(texts.title_full if wanted.full else texts.title)


def _progress(progress: Progress, messages: Messages) -> Block:
    """Return what is done, a bar, and how fast it is."""
    texts, step = messages.reindexing, progress.step
    stages = {
        Stage.READING: texts.reading,
        Stage.MODEL: texts.model,
        Stage.ENCODING: texts.encoding,
        Stage.WRITING: texts.writing,
        Stage.EVALUATING: texts.evaluating,
    }
    lines = [stages[step.stage]]
    if step.total:
        share = min(step.done / step.total, 1)
        full = int(share * _BAR)
        lines.append(f"{_DONE * full}{_LEFT * (_BAR - full)} {messages.percent(share)}")
        done, total = messages.number(step.done), messages.number(step.total)
        facts = [texts.count.format(done=done, total=total)]
        if progress.rate >= 1:
            facts.append(texts.rate.format(rate=messages.number(round(progress.rate))))
        if progress.seconds_left is not None:
            facts.append(texts.left.format(time=messages.lasting(progress.seconds_left)))
        lines.append(DOT.join(facts))
    return (Run("\n".join(lines)),)


def _ended(report: Report, messages: Messages) -> Iterator[Block]:
    texts = messages.reindexing
    heads = {
        Outcome.SWITCHED: texts.switched,
        Outcome.UNCHANGED: texts.unchanged,
        Outcome.HELD: texts.held,
        Outcome.FAILED: texts.failed,
        Outcome.CANCELLED: texts.cancelled,
    }
    yield phrase(heads[report.outcome], error=messages.reason(report.error).rstrip("."))
    if report.outcome in (Outcome.FAILED, Outcome.CANCELLED):
        return
    yield from _changes(report, messages)
    size = messages.holds(report.briefings, report.paragraphs)
    facts = [f"{size}{DOT}{report.model}", _languages(report.languages, messages)]
    facts.append(texts.took.format(time=messages.lasting(report.seconds)))
    yield (Run(visible("\n".join(fact for fact in facts if fact))),)
    yield from _unreadable(report, messages)
    if report.after:
        yield _measured(report, messages)


def held_unasked(report: Report, messages: Messages) -> list[Block]:
    """Return that an index was held back which nobody had asked for."""
    return [*_ended(report, messages), phrase(messages.reindexing.held_unasked)]


def _changes(report: Report, messages: Messages) -> Iterator[Block]:
    texts = messages.reindexing
    kinds: tuple[tuple[str, Plural, tuple[str, ...]], ...] = (
        ("added", texts.added, report.added),
        ("changed", texts.changed, report.changed),
        ("removed", texts.removed, report.removed),
    )
    lines = []
    for name, text, paths in kinds:
        if count := report.counts.get(name, 0):
            names = ", ".join(_name(path) for path in paths[:_NAMED])
            more = " …" if count > _NAMED else ""
            told = text.for_number(count).format(count=messages.number(count), names=names)
            lines.append(f"{told}{more}")
    if lines:
        yield (Run(visible("\n".join(lines))),)


def _languages(counts: Mapping[str, int], messages: Messages) -> str:
    total = sum(counts.values())
    if not total:
        return ""
    texts = messages.reindexing
    named = (
        (messages.language(code) if code else texts.no_language, count)
        for code, count in sorted(counts.items(), key=lambda item: -item[1])[:_NAMED]
        if count / total >= _LEAST
    )
    shares = ", ".join(f"{name} {messages.percent(count / total)}" for name, count in named)
    return texts.languages.format(shares=shares)


def _unreadable(report: Report, messages: Messages) -> Iterator[Block]:
    count = report.counts.get("unreadable", 0)
    if count:
        yield from unreadable(report.unreadable, count, messages)


def unreadable(files: Mapping[str, str], count: int, messages: Messages) -> list[Block]:
    """Return which files cannot be read, and why; ``count``: of all of them."""
    texts = messages.reindexing
    shown = list(files.items())[:_REASONS]
    lines = [f"{_name(path)}: {messages.reason(reason)[:_REASON]}" for path, reason in shown]
    runs = [Run(visible("\n".join(lines)), quote=Quote.EXPANDABLE)]
    if count > len(shown):
        left = count - len(shown)
        more = phrase(texts.unreadable_more.for_number(left), count=messages.number(left))
        runs += [Run("\n"), *more]
    title = phrase(texts.unreadable.for_number(count), count=messages.number(count))
    return [(*title, Run("\n"), *runs)]


def _measured(report: Report, messages: Messages) -> Block:
    """Return the figures of the index before and of the new one."""
    texts = messages.reindexing
    before, after = (Evaluation.from_json(text) for text in (report.before, report.after))
    lines = []
    old, new = before.overall, after.overall
    if old is not None and new is not None:
        figures = (
            (texts.first, old.recall_1, new.recall_1),
            (texts.among_five, old.recall_5, new.recall_5),
            (texts.mrr, old.mrr, new.mrr),
        )
        lines += [_figure(*figure, messages) for figure in figures]
    if before.false_answers is not None and after.false_answers is not None:
        name = texts.false_answers
        lines.append(_figure(name, before.false_answers, after.false_answers, messages))
    return (*phrase(texts.measured), Run("\n" + "\n".join(lines)))


def _figure(name: str, before: float, after: float, messages: Messages) -> str:
    return f"{name}: {messages.percent(before)} → {messages.percent(after)}"


def _name(path: str) -> str:
    name = PurePosixPath(path).name
    return name if len(name) <= _NAME else f"{name[: _NAME - 1]}…"
