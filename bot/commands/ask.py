"""`briefing-bot ask`: one question, answered in the terminal."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from rich.console import Console

from bot.archive import opening
from bot.archive.library import PAGE, Coverage, Library, Passage
from bot.console import err, out, print_json
from bot.messages.catalogue import Messages
from bot.messages.choose import messages_for
from bot.questions.question_text import clean, is_foreign, why_unaskable
from bot.rendering import answers
from bot.rendering.citation import citation
from bot.richtext import Block, phrase
from bot.settings import Settings
from bot.terminal.screen import Screen
from bot.values import SettingsError
from index.answer import Answer, Filters, Verdict

DESCRIPTION = """\
Answers one question with the passages that say it, word for word and cited. Limits can stand in
the question ("since March 2024", "letzte Woche", the name of a series) or be given as options.

Examples:
  briefing-bot ask "how many ships does tianlu want by 2028?"
  briefing-bot ask "Gallium" --since 2026-10-01 --language de
  briefing-bot ask "export controls" --json | jq .hits[0].citation
  echo "Was ist mit Gallium?" | briefing-bot ask
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("question", nargs="*", help="the question (default: standard input)")
    parser.add_argument("--since", type=_date, metavar="DAY", help="first day of issue, 2026-10-01")
    parser.add_argument("--until", type=_date, metavar="DAY", help="last day of issue")
    parser.add_argument(
        "--series", action="append", default=[], help="series or publisher; may be repeated"
    )
    parser.add_argument(
        "--language", action="append", default=[], help="language of the passages, e.g. de"
    )
    parser.add_argument(
        "--top-k", type=_positive, default=PAGE, metavar="N", help="passages (%(default)s)"
    )
    parser.add_argument(
        "--json", action="store_true", help="print everything an answer has, for scripts"
    )


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Answer the question."""
    question = clean(" ".join(args.question) or sys.stdin.read())
    messages = messages_for(settings.locale)
    why = why_unaskable(question)
    if why is not None:
        _print(err, answers.unaskable(why, len(question), messages))
        return 1
    library = opening.open_library(settings)
    _check_known("--series", args.series, library.series)
    _check_known("--language", args.language, library.languages)
    filters = Filters(args.since, args.until, tuple(args.series), tuple(args.language))
    today = dt.datetime.now().astimezone().date()
    answer = library.ready().retrieve(question, filters=filters, top_k=args.top_k, today=today)
    passages = _passages(answer, library)
    if args.json:
        print_json(to_json(answer, passages, messages))
    else:
        _print(out, _blocks(answer, passages, library.coverage(), messages))
    return 0


def _check_known(option: str, values: Sequence[str], known: Callable[[], Sequence[str]]) -> None:
    """Refuse what is in no briefing; ``known`` tells what is, and is slow in a large corpus."""
    there = known() if values else ()
    unknown = [value for value in values if value not in there]
    if unknown:
        raise SettingsError(
            f"{option} {unknown[0]} is in no briefing; there are: {', '.join(there)}"
        )


def _passages(answer: Answer, library: Library) -> list[Passage]:
    return [
        Passage(
            rank,
            hit.paragraph,
            hit.briefing,
            hit.highlight,
            len(hit.folded),
            url=library.link(hit.briefing, hit.paragraph, hit.highlight),
        )
        for rank, hit in enumerate(answer.hits)
    ]


def to_json(answer: Answer, passages: Sequence[Passage], messages: Messages) -> dict[str, Any]:
    """Return everything an answer has, each hit with its citation, address and sentence."""
    everything = asdict(answer)
    for plain, shown in zip(everything["hits"], passages, strict=True):
        plain["citation"] = citation(shown.briefing, shown.paragraph, messages)
        plain["url"] = shown.url
        span = shown.highlight
        plain["answering_sentence"] = shown.paragraph.text[span.start : span.end] if span else None
    return everything


def _blocks(
    answer: Answer, passages: Sequence[Passage], coverage: Coverage, messages: Messages
) -> list[Block]:
    if answer.verdict is Verdict.SMALL_TALK:
        return [phrase(messages.help)]
    if not passages:
        if is_foreign(answer.question, answer.language):
            return answers.not_read(messages)
        return answers.not_covered(answer.filters, coverage, messages)
    return answers.answer(answer.verdict, answer.filters, passages, messages)


def _print(console: Console, blocks: Sequence[Block]) -> None:
    for block in blocks:
        Screen(console).message(block, [])


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is no number above 0")
    return int(text)


def _date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as e:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write it like 2026-10-01") from e
