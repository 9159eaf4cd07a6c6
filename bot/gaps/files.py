"""Questions without a good answer as files: a table for a spreadsheet, a set to evaluate. Pure."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from bot.gaps.reporting import GapGroup
from bot.messages.catalogue import Messages
from bot.rendering.gaps import reason_names, verdict_name

#: What a spreadsheet would take for a formula, or for the end of a cell.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
#: The sign between cells that a spreadsheet of the language expects.
_DELIMITERS = {"de": ";"}
#: Languages that a question file knows.
_LANGUAGES = ("de", "en")


def table(groups: Sequence[GapGroup], messages: Messages) -> bytes:
    """Return a row for each question, as CSV with a mark of UTF-8, without whoever asked."""
    texts, out = messages.unanswered, io.StringIO(newline="")
    delimiter = _DELIMITERS.get(messages.locale.partition("_")[0], ",")
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow([cell(name) for name in texts.columns.split("|")])
    for number, group in enumerate(groups, 1):
        for gap in group.gaps:
            row = (
                str(number),
                group.text,
                str(len(group.gaps)),
                str(group.people),
                gap.text,
                gap.asked_at.astimezone().date().isoformat(),
                verdict_name(gap.verdict, messages),
                texts.yes if gap.marked else "",
                reason_names(gap.reasons, messages),
            )
            writer.writerow([cell(one) for one in row])
    return out.getvalue().encode("utf-8-sig")


def cell(text: str) -> str:
    """Return a text as a cell that no spreadsheet runs as a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def questions(groups: Sequence[GapGroup], messages: Messages) -> tuple[bytes, int]:
    """Return a question of each group as docs/evaluation.md has it, and how many lack an answer.

    Where a reader of a like question called a passage helpful, that is the answer. Elsewhere
    ``answers`` is left out: the evaluation refuses such a line by its number, until somebody has
    written what answers it, or ``[]`` for nothing.
    """
    lines, open_ = [], 0
    for group in groups:
        line: dict[str, Any] = {"question": " ".join(group.text.split())}
        if group.known is not None:
            line["paragraphs"] = [group.known]
        else:
            open_ += 1
        language = next((g.language for g in group.gaps if g.text == group.text), None)
        if language in _LANGUAGES:
            line["language"] = language
        line["note"] = _note(group, messages)
        lines.append(json.dumps(line, ensure_ascii=False))
    return "".join(f"{line}\n" for line in lines).encode(), open_


def _note(group: GapGroup, messages: Messages) -> str:
    """Return what helps whoever fills in the answer; nothing reads it."""
    texts = messages.unanswered
    count = len(group.gaps)
    asked = texts.asked.for_number(count).format(count=count)
    told = [asked, *(verdict_name(verdict, messages) for verdict in sorted(group.verdicts))]
    told += [reason_names(sorted(group.reasons), messages)] if group.reasons else []
    wrong = {gap.first for gap in group.gaps if gap.marked and gap.first}
    if wrong:
        told.append(texts.not_these.format(ids=", ".join(sorted(wrong))))
    return "; ".join(told)
