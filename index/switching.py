"""Which generation answers: going over to a new one, and back.

    index/
      CURRENT     the generation that answers
      BEFORE      the one that did before it, to which one can go back
      CANDIDATE   one that was made and not taken into use
    MODEL       the model of the next build, where it is not the one of the settings

All but MODEL hold an id. CURRENT is written last, in one step; what is in none of them is removed.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from index.disk import write_text
from index.errors import IndexBusy, IndexMissing
from index.generation import CURRENT, GENERATIONS, Generation, current_id

BEFORE, CANDIDATE, MODEL, LOCK = "BEFORE", "CANDIDATE", "MODEL", "build.lock"


#: Seconds to wait for a build that is about to end.
_PATIENCE = 1.0


def switch(folder: Path, identity: str) -> None:
    """Let a generation answer; the one that did is kept as the one before."""
    current = current_id(folder)
    if identity != current:
        if current is not None:
            write_text(folder / BEFORE, f"{current}\n")
        write_text(folder / CURRENT, f"{identity}\n")
    (folder / CANDIDATE).unlink(missing_ok=True)
    _tidy(folder)


def offer(folder: Path, identity: str) -> None:
    """Keep a generation that is not taken into use, so that it can be."""
    write_text(folder / CANDIDATE, f"{identity}\n")
    _tidy(folder)


def discard(folder: Path) -> None:
    """Remove the candidate. Raises IndexBusy."""
    with _alone(folder):
        (folder / CANDIDATE).unlink(missing_ok=True)
        _tidy(folder)


def promote(folder: Path) -> Generation:
    """Let the candidate answer, and return it. Raises IndexMissing, IndexStale, IndexBusy."""
    return _take(folder, CANDIDATE, "there is no index that was held back")


def roll_back(folder: Path) -> Generation:
    """Let the generation before answer again, and return it.

    Raises IndexMissing, IndexStale, IndexBusy.
    """
    return _take(folder, BEFORE, "there is no earlier index to go back to")


def named(folder: Path, name: str) -> Generation | None:
    """Return the generation that a file names (BEFORE, CANDIDATE); None where there is none.

    Raises IndexStale.
    """
    identity = _read(folder, name)
    place = folder / GENERATIONS / (identity or "-")
    return Generation(place) if place.is_dir() else None


def chosen_model(folder: Path) -> str | None:
    """Return the model that was chosen for the next build; None for that of the settings."""
    return _read(folder, MODEL)


def choose_model(folder: Path, name: str | None) -> None:
    """Let builds use a model from now on; None: that of the settings."""
    if name is None:
        (folder / MODEL).unlink(missing_ok=True)
    else:
        write_text(folder / MODEL, f"{name}\n")


def _take(folder: Path, name: str, missing: str) -> Generation:
    with _alone(folder):
        generation = named(folder, name)
        if generation is None:
            raise IndexMissing(missing)
        switch(folder, generation.id)
    return generation


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let no build begin in the context. Raises IndexBusy where one is under way."""
    try:
        with FileLock(folder / LOCK, timeout=_PATIENCE):
            yield
    except Timeout as e:
        raise IndexBusy("the index is being made anew; wait for that, or end it") from e


def _read(folder: Path, name: str) -> str | None:
    try:
        return (folder / name).read_text(encoding="utf-8").strip() or None
    except FileNotFoundError:
        return None


def _tidy(folder: Path) -> None:
    kept = {current_id(folder), _read(folder, BEFORE), _read(folder, CANDIDATE)}
    for place in (folder / GENERATIONS).iterdir():
        if place.name not in kept:
            shutil.rmtree(place, ignore_errors=True)
