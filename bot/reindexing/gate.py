"""The gate before a new index: it must not answer worse than the one in use."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from bot.evaluating import Evaluation, Worse, evaluate, worse_than
from bot.settings import Settings
from index.generation import GENERATIONS, Generation


class Judge:
    """Compares a new index with the one in use by the questions of EVALUATION_FILE.

    tell: is told how many of the two are measured. before, after: what was measured, as JSON of
    ``bot.evaluating``; empty where nothing was. worse: the figures that fell.
    """

    def __init__(self, settings: Settings, tell: Callable[[int], object] = lambda _: None) -> None:
        self._settings = settings
        self._tell = tell
        self.before = self.after = ""
        self.worse: tuple[Worse, ...] = ()

    def accepts(self, current: Generation, new: Generation) -> bool:
        """Return whether the new one is not worse by more than EVALUATION_MARGIN.

        Any is accepted where there are no questions. Raises EvaluationError where it
        cannot be told.
        """
        file = self._settings.evaluation_file
        if file is None:
            return True
        self._tell(0)
        before = self._figures(file, current)
        self._tell(1)
        after = self._figures(file, new)
        self.before, self.after = before.to_json(), after.to_json()
        self.worse = worse_than(before, after, self._settings.evaluation_margin)
        return not self.worse

    def _figures(self, file: Path, generation: Generation) -> Evaluation:
        folder = self._settings.index_dir / GENERATIONS / generation.id
        return asyncio.run(evaluate(file, folder))
