"""How the bot is used, drawn: questions by day and verdict, waiting times, subscribers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from babel.dates import format_date, format_skeleton

from bot.insight.usage import Bar, is_weekly
from bot.messages.catalogue import Messages
from bot.rendering.canvas import BLUE, LARGE, RED, SKY, SMALL, TEXT, bare, picture
from bot.state.tallies import Tally

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

#: Inches of the first panel, with its title and legend, and of each further one.
_FIRST, _FURTHER = 4.6, 3.2
#: Colours of the verdicts as they are stacked: blue where something was shown.
_COLOURS = (BLUE, SKY, RED)
#: Labels under the bars that a phone has room for.
_MOST_LABELS = 6
#: Bars that there is room for even where there are fewer: one alone is no wall.
_LEAST_BARS = 5
#: What is quicker need not be told apart.
_LEAST_SECONDS = 0.1


def draw(
    bars: Sequence[Bar],
    tallies: Sequence[Tally],
    period: tuple[dt.date, dt.date],
    messages: Messages,
) -> bytes:
    """Return the chart as a PNG; subscribers only where they are known of more than one day.

    period: the first and last day, both included; weeks may begin before and end after. Blocking,
    for any thread.
    """
    waited = any(bar.p50 is not None for bar in bars)
    known = len(tallies) > 1
    heights = [_FIRST, *[_FURTHER] * (waited + known)]

    def paint(figure: Figure) -> None:
        panels = figure.subplots(len(heights), 1, height_ratios=heights, squeeze=False)[:, 0]
        _questions(panels[0], bars, period, messages)
        if waited:
            _waiting(panels[1], bars, messages)
        if known:
            _people(panels[-1], bars, tallies, messages)

    return picture(sum(heights), paint)


def labels(bars: Sequence[Bar], messages: Messages) -> list[tuple[int, str]]:
    """Return under which bars a label stands: the day, and the month where it begins."""
    step = -(-len(bars) // _MOST_LABELS)
    result, month = [], 0
    for n in range(0, len(bars), step):
        first = bars[n].first
        text = str(format_skeleton("d", first, locale=messages.locale))
        if first.month != month:
            text += f"\n{format_date(first, 'LLL', locale=messages.locale)}"
        result.append((n, text))
        month = first.month
    return result


def _questions(
    axes: Axes, bars: Sequence[Bar], period: tuple[dt.date, dt.date], messages: Messages
) -> None:
    texts, below = messages.statistics, [0] * len(bars)
    names = (texts.answered, texts.closest, texts.not_covered)
    for n, (name, colour) in enumerate(zip(names, _COLOURS, strict=True)):
        counts = [bar.counts[n] for bar in bars]
        axes.bar(range(len(bars)), counts, bottom=below, color=colour, width=0.8, label=name)
        below = [low + count for low, count in zip(below, counts, strict=True)]
    by = texts.chart_weeks if is_weekly(bars) else texts.chart_days
    title = by.format(period=messages.period(*period))
    _frame(axes, bars, max(below), title, messages)


def _waiting(axes: Axes, bars: Sequence[Bar], messages: Messages) -> None:
    texts = messages.statistics
    lines = (
        ([bar.p50 for bar in bars], texts.chart_half, BLUE, "-"),
        ([bar.p95 for bar in bars], texts.chart_most, RED, "--"),
    )
    for values, name, colour, dashes in lines:
        shown = [value if value is not None else float("nan") for value in values]
        axes.plot(
            range(len(bars)), shown, dashes, color=colour, label=name, linewidth=2.5, marker="o"
        )
    highest = max(bar.p95 for bar in bars if bar.p95 is not None)
    _frame(axes, bars, max(highest, _LEAST_SECONDS), texts.chart_waiting, messages, whole=False)


def _people(axes: Axes, bars: Sequence[Bar], tallies: Sequence[Tally], messages: Messages) -> None:
    texts = messages.statistics
    places = [_place(tally.day, bars) for tally in tallies]
    lines = (
        ([tally.readers for tally in tallies], texts.chart_readers, BLUE, "-"),
        ([tally.digests for tally in tallies], texts.chart_digests, RED, "--"),
    )
    for counts, name, colour, dashes in lines:
        axes.step(places, counts, dashes, where="post", color=colour, label=name, linewidth=2.5)
    highest = max(max(tally.readers, tally.digests) for tally in tallies)
    _frame(axes, bars, highest, texts.chart_people, messages)


def _place(day: dt.date, bars: Sequence[Bar]) -> float:
    """Return where a day stands among the bars."""
    step = (bars[1].first - bars[0].first).days if len(bars) > 1 else 1
    return (day - bars[0].first).days / step


def _frame(
    axes: Axes,
    bars: Sequence[Bar],
    highest: float,
    title: str,
    messages: Messages,
    *,
    whole: bool = True,
) -> None:
    """Draw what is around a panel; ``whole``: it counts, so that there are no halves."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    bare(axes, labels(bars, messages))
    margin = max(0.0, (_LEAST_BARS - len(bars)) / 2)
    axes.set_xlim(-0.6 - margin, len(bars) - 0.4 + margin)
    axes.set_ylim(0, 1.1 * (max(1, highest) if whole else highest or 1))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=4, integer=whole))
    digits = 0 if whole or highest > _LEAST_BARS else 1 if highest > 1 else 2
    axes.yaxis.set_major_formatter(FuncFormatter(lambda at, _: messages.decimal(at, digits)))
    axes.set_title(title, loc="left", fontsize=LARGE, color=TEXT, pad=34, parse_math=False)
    axes.legend(
        loc="lower left",
        bbox_to_anchor=(-0.02, 0.98),
        ncols=3,
        frameon=False,
        fontsize=SMALL,
        labelcolor=TEXT,
        handlelength=1.2,
        handletextpad=0.4,
        columnspacing=1.0,
        borderpad=0.2,
    )
