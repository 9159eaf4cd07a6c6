"""Where the bot has things done in processes of their own, and what they work on."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path

from bot.uploads.incoming import Incoming

#: The program; it reads the same settings as the bot.
PROGRAM = (sys.executable, "-m", "bot")


@dataclass(frozen=True, slots=True)
class Workshop:
    """The index and the folder of briefings; ``samples``: they are the bundled ones.

    model: that of the settings. incoming: where files of admins go, None where nothing is added to
    the briefings. watched: whether what is put into the folder is indexed. private_pages: whether
    pages within one's own network may be fetched. program: the command that starts this program.
    """

    index: Path
    briefings: Path
    samples: bool = False
    model: str = "bundled"
    incoming: Incoming | None = None
    private_pages: bool = False
    watched: bool = False
    program: tuple[str, ...] = field(default=PROGRAM)
