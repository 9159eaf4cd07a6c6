"""Names of the parts of a mail or mailbox: without what a path must not have, each only once."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

#: What no name of a part has: path separators, controls, marks of direction, surrogates.
_UNFIT = re.compile(
    r"[\x00-\x1f\x7f-\x9f/\\:*?\"<>|\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+"
)
_LONGEST = 120


def clean_name(name: str) -> str:
    """Return a name that can stand in a path; ``part`` where nothing is left of it."""
    base = " ".join(_UNFIT.sub(" ", name.replace("\\", "/").rpartition("/")[2] or name).split())
    path = PurePosixPath(base.strip(". ") or "part")
    return path.stem[: _LONGEST - len(path.suffix[:12])].strip() + path.suffix[:12]


class Names:
    """The paths of the parts of one file."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._taken: set[str] = set()

    def take(self, name: str) -> str:
        """Return the path of a part of this name: with a number if another has it already."""
        fit = PurePosixPath(clean_name(name))
        path, number = f"{self._path}/{fit}", 1
        while path.casefold() in self._taken:
            number += 1
            path = f"{self._path}/{fit.stem} ({number}){fit.suffix}"
        self._taken.add(path.casefold())
        return path
