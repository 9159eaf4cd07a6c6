"""The terminal: where results and messages go."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from rich.console import Console

#: What the command was asked for.
out = Console(highlight=False, soft_wrap=True)
#: What is said beside it: progress, warnings, errors.
err = Console(stderr=True, highlight=False, soft_wrap=True)


def print_json(value: Mapping[str, Any]) -> None:
    """Print a value for a script; what JSON does not know (dates) is printed as its text."""
    out.print(json.dumps(value, ensure_ascii=False, indent=2, default=str), markup=False)
