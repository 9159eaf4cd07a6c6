"""Where the bot has things done in processes of their own, and what they work on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.evaluating import PROGRAM
from bot.uploads.incoming import Incoming


@dataclass(frozen=True, slots=True)
class Workshop:
    """The index and the folder of briefings.

    model: that of the settings. incoming: where files of admins go, None where nothing is added to
    the briefings. watched: whether what is put into the folder is indexed. private_pages: whether
    pages within one's own network may be fetched. program: the command that starts this program.
    """

    index: Path
    briefings: Path
    model: str = "bundled"
    incoming: Incoming | None = None
    private_pages: bool = False
    watched: bool = False
    program: tuple[str, ...] = PROGRAM
