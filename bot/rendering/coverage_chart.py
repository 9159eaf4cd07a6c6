"""What there is of some series by month, drawn as tiles: the darker, the more; gaps hatched."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from math import log
from typing import TYPE_CHECKING

from bot.insight.gaps import Coverage
from bot.messages.catalogue import Messages
from bot.rendering.canvas import LARGE, NORMAL, RED, SMALL, TEXT, picture
from bot.rendering.chart import Month, labels

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

#: Inches of a tile's height, of a series with its name, and of what is above and below all.
_TILE, _ROW, _REST = 0.36, 0.78, 2.0
#: Months that there is room for even where there are fewer.
_LEAST_MONTHS = 6
#: From few briefings to the most, as red, green and blue from 0 to 1; and a month before or after.
_LIGHT, _DARK, _NONE = (0.80, 0.89, 0.96), (0.03, 0.27, 0.48), "#F0F0F0"
#: From this depth on, figures on a tile are white.
_DEEP = 0.45
#: Letters of a number on a tile; of one that is long they are smaller.
_TOLD_SIZE, _LONG_SIZE, _LONG = 12, 9, 100


def draw(
    shown: Sequence[Coverage], names: Sequence[str], months: Sequence[dt.date], messages: Messages
) -> bytes:
    """Return the picture as a PNG, a row of tiles for each series.

    names: as the series are called, in their order. months: those shown, without a hole.
    Blocking, for any thread.
    """
    most = max((count for one in shown for count in one.months.values()), default=1)

    def paint(figure: Figure) -> None:
        axes = figure.add_subplot()
        for row, (one, name) in enumerate(zip(shown, names, strict=True)):
            _series(axes, row, one, name, months, most)
        _frame(axes, len(shown), months, messages)
        if any(gap in one.gaps for one in shown for gap in months):
            _legend(figure, messages)

    return picture(_REST + _ROW * len(shown), paint)


def depth(count: int, most: int) -> float:
    """Return how dark a tile is, 0 to 1: one briefing is lightest, the most of all darkest.

    By the logarithm: a single month of very many leaves the others apart.
    """
    return log(count) / log(most) if most > 1 else 0.5


def _series(
    axes: Axes, row: int, one: Coverage, name: str, months: Sequence[dt.date], most: int
) -> None:
    from matplotlib.patches import Rectangle

    top = row * _ROW
    axes.text(-0.42, top - 0.06, name, fontsize=NORMAL, color=TEXT, va="bottom", parse_math=False)
    for n, month in enumerate(months):
        count = one.months.get(month, 0)
        gap = month in one.gaps
        shade = depth(max(count, 1), most)
        colour = tuple(
            light + shade * (dark - light) for light, dark in zip(_LIGHT, _DARK, strict=True)
        )
        tile = Rectangle(
            (n - 0.45, top),
            0.9,
            _TILE,
            facecolor=colour if count else "white" if gap else _NONE,
            edgecolor=RED if gap else "none",
            hatch="////" if gap else None,
            linewidth=1.5 if gap else 0,
        )
        axes.add_patch(tile)
        if count:
            white = shade >= _DEEP
            axes.text(
                n,
                top + _TILE / 2,
                str(count),
                fontsize=_TOLD_SIZE if count < _LONG else _LONG_SIZE,
                color="white" if white else TEXT,
                ha="center",
                va="center",
            )


def _frame(axes: Axes, rows: int, months: Sequence[dt.date], messages: Messages) -> None:
    at = labels([Month(month, 0, 0) for month in months], messages.locale)
    axes.set_xticks([n for n, _ in at], [text for _, text in at], fontsize=SMALL, color=TEXT)
    axes.set_yticks([])
    axes.tick_params(length=0, pad=6)
    axes.set_xlim(-0.5, max(len(months), _LEAST_MONTHS) - 0.5)
    axes.set_ylim(rows * _ROW - (_ROW - _TILE) + 0.08, -(_ROW - _TILE) + 0.02)
    for side in axes.spines.values():
        side.set_visible(False)
    title = messages.coverage.chart_title
    axes.set_title(title, loc="left", fontsize=LARGE, color=TEXT, pad=10, parse_math=False)


def _legend(figure: Figure, messages: Messages) -> None:
    from matplotlib.patches import Patch

    gap = Patch(facecolor="white", edgecolor=RED, hatch="////", label=messages.coverage.chart_gap)
    figure.legend(
        handles=[gap], loc="outside lower left", frameon=False, fontsize=SMALL, labelcolor=TEXT
    )
