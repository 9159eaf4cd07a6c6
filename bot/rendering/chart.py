"""How often a topic came up, by month: what is drawn, and its picture.

A month in which no briefing was issued is marked, so that a gap in the corpus is not taken for
silence. Everything but ``draw`` is pure.
"""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from babel.dates import format_date

from bot.messages.catalogue import Messages
from bot.rendering.canvas import BLUE, GREY, LARGE, NORMAL, RED, SMALL, TEXT, bare, picture
from bot.richtext import visible

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

#: Inches, as of ``canvas``.
_HEIGHT = 5.4
_BAR, _PEAK, _GAP = BLUE, RED, GREY
#: Labels under the bars that a phone has room for.
_MOST_LABELS = 6
#: Bars that each have their number, and that may be the highest together.
_TOLD, _MOST_PEAKS = 12, 2
#: Characters of a line of the title, and of the topic in it.
_TITLE_WIDTH, _LONGEST_TOPIC = 38, 48
_CUT = "\u00a0…"
#: Bars that there is room for even where there are fewer: one alone is no wall.
_LEAST_BARS = 5


@dataclass(frozen=True, slots=True)
class Month:
    """A month by its first day: paragraphs that speak of the topic, and briefings in all."""

    first: dt.date
    paragraphs: int
    briefings: int


def months_between(
    counts: dict[dt.date, int],
    briefings: dict[dt.date, int],
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> list[Month]:
    """Return every month from the first to the last one with briefings, oldest first.

    counts, briefings: paragraphs on the topic, and briefings, by the first day of their month.
    since, until: what was asked for, if the period was.
    """
    dated = [*counts, *briefings]
    first = max(min(dated), since.replace(day=1)) if since else min(dated)
    last = min(max(dated), until.replace(day=1)) if until else max(dated)
    months = []
    while first <= last:
        months.append(Month(first, counts.get(first, 0), briefings.get(first, 0)))
        first = (first + dt.timedelta(days=31)).replace(day=1)
    return months


def peaks(months: Sequence[Month]) -> list[Month]:
    """Return the one or two months in which the topic came up most; none where more are equal."""
    most = max(month.paragraphs for month in months)
    equal = [month for month in months if month.paragraphs == most]
    return equal if len(equal) <= _MOST_PEAKS else []


def labels(months: Sequence[Month], locale: str) -> list[tuple[int, str]]:
    """Return under which bars a label stands: months, the year where it begins; or years alone."""
    if len(months) > 4 * _MOST_LABELS:
        januaries = [n for n, month in enumerate(months) if month.first.month == 1]
        step = -(-len(januaries) // _MOST_LABELS)
        return [(n, str(months[n].first.year)) for n in januaries[::step]]
    step = -(-len(months) // _MOST_LABELS)
    chosen, year, result = range(0, len(months), step), 0, []
    for n in chosen:
        first = months[n].first
        name = format_date(first, "LLL", locale=locale)
        result.append((n, f"{name}\n{first.year}" if first.year != year else name))
        year = first.year
    return result


def draw(topic: str, months: Sequence[Month], messages: Messages) -> bytes:
    """Return the chart as a PNG. Blocking, for any thread."""
    texts = messages.timeline

    def paint(figure: Figure) -> None:
        axes = figure.add_subplot()
        _bars(axes, months, texts.chart_empty)
        _frame(axes, months, messages)
        title = _title(texts.chart_title.format(topic=short(topic)))
        axes.set_title(title, loc="left", fontsize=LARGE, color=TEXT, pad=14, parse_math=False)
        axes.set_ylabel(texts.chart_axis, fontsize=NORMAL, color=TEXT)

    return picture(_HEIGHT, paint)


def _bars(axes: Axes, months: Sequence[Month], empty: str) -> None:
    most = peaks(months)
    colours = [_PEAK if month in most else _BAR for month in months]
    bars = axes.bar(range(len(months)), [m.paragraphs for m in months], color=colours, width=0.8)
    told = [bool(month.paragraphs) and (len(months) <= _TOLD or month in most) for month in months]
    axes.bar_label(
        bars,
        [str(month.paragraphs) if tell else "" for month, tell in zip(months, told, strict=True)],
        padding=3,
        fontsize=NORMAL,
        fontweight="bold",
        color=TEXT,
    )
    gaps = [n for n, month in enumerate(months) if not month.briefings]
    for n in gaps:
        axes.axvspan(
            n - 0.5,
            n + 0.5,
            facecolor="none",
            edgecolor=_GAP,
            hatch="///",
            linewidth=0,
            label=empty if n == gaps[0] else None,
        )
    if gaps:
        axes.legend(
            loc="upper center",
            bbox_to_anchor=(0.5, -0.16),
            frameon=False,
            fontsize=SMALL,
            labelcolor=TEXT,
        )


def _frame(axes: Axes, months: Sequence[Month], messages: Messages) -> None:
    from matplotlib.ticker import MaxNLocator

    at = labels(months, messages.locale)
    bare(axes, at)
    margin = max(0.0, (_LEAST_BARS - len(months)) / 2)
    axes.set_xlim(-0.6 - margin, len(months) - 0.4 + margin)
    axes.set_ylim(0, 1.15 * max(1, *(month.paragraphs for month in months)))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))


def _title(text: str) -> str:
    return "\n".join(textwrap.wrap(visible(text), _TITLE_WIDTH))


def short(topic: str) -> str:
    """Return a topic short enough for a title: cut at a word, if there is one to cut at."""
    cut = textwrap.shorten(topic, _LONGEST_TOPIC, placeholder=_CUT)
    return cut if cut != _CUT.strip() else topic.strip()[: _LONGEST_TOPIC - 1] + "…"
