"""How a message looks in a terminal: with colours in a real one, in plain text in a pipe."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.text import Text

from bot.richtext import Block, Quote, Run

_BAR = "│ "
_WIDEST = 100


class Screen:
    """Prints messages to ``console``.

    In a pipe nothing is wrapped, so that a passage stays one line that can be searched for, and
    two asterisks stand where a terminal shows bold, and blanks are plain ones.
    """

    def __init__(self, console: Console) -> None:
        self._console = console
        self._plain = not console.is_terminal

    def message(self, runs: Block, buttons: Sequence[Sequence[tuple[int, str]]]) -> None:
        """Print a message and, row by row, its numbered buttons."""
        for quote, group in groupby(runs, key=lambda run: run.quote):
            text = self._text(tuple(group))
            if quote is Quote.NONE:
                text = _without_edges(text)
            for line in text.split("\n"):
                self._line(line, quoted=quote is not Quote.NONE)
        if buttons:
            self._line(Text())
        for row in buttons:
            self._line(
                Text("   ").join(
                    Text.assemble((f"[{number}]", "bold cyan"), f" {label}")
                    for number, label in row
                )
            )
        self._line(Text())

    def files(self, paths: Sequence[Path], caption: str) -> None:
        """Print that files or pictures were sent, and where they lie now."""
        for path in paths:
            self._line(Text.assemble(("File: ", "bold cyan"), str(path)))
        for line in caption.split("\n"):
            self._line(self._text((Run(line),)))
        self._line(Text())

    def note(self, text: str) -> None:
        """Print something that is not from the bot; never into a pipe."""
        if not self._plain:
            self._console.print(Text(text, style="dim"))

    def _text(self, runs: Sequence[Run]) -> Text:
        text = Text()
        for run in runs:
            style = " ".join(
                style for style, on in (("bold", run.bold), ("italic", run.italic)) if on
            )
            words = run.text
            if self._plain and not run.quote:
                words = words.replace("\u00a0", " ")
            if self._plain and run.bold:
                words = f"**{words}**"
            text.append(words, style=style)
            if run.link and run.link != run.text:
                text.append(f" <{run.link}>", style="blue")
        return text

    def _line(self, line: Text, *, quoted: bool = False) -> None:
        bar = _BAR if quoted else ""
        if self._plain:
            self._console.print(Text.assemble((bar, "cyan"), line), soft_wrap=True)
            return
        width = min(self._console.width, _WIDEST) - len(bar)
        for part in line.wrap(self._console, width) or [line]:
            self._console.print(Text.assemble((bar, "cyan"), part))


def _without_edges(text: Text) -> Text:
    """Return the text without the line ends that set a quotation apart; it has its own lines."""
    start = 1 if text.plain.startswith("\n") else 0
    end = len(text) - (text.plain.endswith("\n") and len(text) > 1)
    return text[start:end]
