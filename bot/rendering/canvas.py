"""What all charts share: their size, colours and letters, and one at a time. Blocking to draw."""

from __future__ import annotations

import io
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

#: Inches, and dots an inch: 1080 pixels. Text of 15 points is as large on a phone as its own.
WIDTH, DPI = 7.2, 150
SMALL, NORMAL, LARGE = 14, 15, 18
#: Colours that people with any kind of colour vision tell apart (Okabe and Ito).
BLUE, SKY, RED, GREY = "#0072B2", "#8CC8EC", "#D55E00", "#BBBBBB"
TEXT = "#222222"
#: Inches that are left free around everything.
PAD = 0.15
#: Matplotlib is not made for threads.
_ONE_AT_A_TIME = threading.Lock()


@contextmanager
def alone() -> Iterator[None]:
    """Draw while nobody else does."""
    with _ONE_AT_A_TIME, warnings.catch_warnings():
        # a sign that the font does not have is drawn as a box, which is no reason for noise
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        yield


def picture(height: float, paint: Callable[[Figure], None]) -> bytes:
    """Return what ``paint`` draws as a PNG; ``height``: in inches. Blocking, for any thread."""
    from matplotlib.figure import Figure
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    made = io.BytesIO()
    with alone():
        layout = ConstrainedLayoutEngine(w_pad=PAD, h_pad=PAD)
        figure = Figure(figsize=(WIDTH, height), dpi=DPI, facecolor="white", layout=layout)
        paint(figure)
        figure.savefig(made, format="png")
    return made.getvalue()


def bare(axes: Axes, ticks: Sequence[tuple[float, str]]) -> None:
    """Leave of a frame only the line below and faint ones across; ``ticks``: where labels stand."""
    axes.set_xticks([at for at, _ in ticks], [label for _, label in ticks], fontsize=SMALL)
    axes.tick_params(labelsize=SMALL, labelcolor=TEXT, length=0, pad=8)
    axes.grid(axis="y", color="#DDDDDD", linewidth=1)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
