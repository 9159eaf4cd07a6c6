"""Whether a request is one that the Bot API knows, checked against its list of parameters.

``bot_api_table.json`` gives, for each method that the bot uses, the kind of every parameter; an
exclamation mark says that it is required.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

METHODS: dict[str, dict[str, str]] = json.loads(
    Path(__file__).with_name("bot_api_table.json").read_text(encoding="utf-8")
)


class Refused(Exception):  # noqa: N818 (what the server says)
    """The Bot API's answer to a request that it will not carry out."""

    def __init__(self, description: str, status: int = 400, **parameters: Any) -> None:
        super().__init__(description)
        self.description = description
        self.status = status
        self.parameters = parameters


def check(method: str, raw: dict[str, Any]) -> dict[str, Any]:
    """Return the parameters, decoded. Raises Refused for what the Bot API does not know."""
    known = METHODS.get(method)
    if known is None:
        raise Refused("Not Found", 404)
    files = set(re.findall(r"attach://(\w+)", str(raw.get("media", ""))))
    unknown = sorted(set(raw) - set(known) - files)
    if unknown:
        # The real server ignores them; a bot that sends them expects something that is not done.
        raise Refused(f"Bad Request: unknown parameters {unknown} of {method}")
    missing = [name for name, kind in known.items() if kind.endswith("!") and name not in raw]
    if missing:
        raise Refused(f"Bad Request: missing parameters {missing} of {method}")
    return {
        name: _decode(name, known.get(name, "file").rstrip("!"), value)
        for name, value in raw.items()
    }


def _decode(name: str, kind: str, value: Any) -> Any:
    if kind in {"text", "file"}:
        return value
    try:
        decoded = json.loads(value)
    except (TypeError, ValueError):
        decoded = value if kind == "id" else None
    allowed: dict[str, tuple[type, ...]] = {
        "int": (int,),
        "id": (int, str),
        "bool": (bool,),
        "float": (int, float),
        "json": (dict, list),
    }
    if not isinstance(decoded, allowed[kind]):
        raise Refused(f"Bad Request: parameter {name} must be {kind}, not {value!r}")
    return decoded


def check_keyboard(markup: dict[str, Any] | None) -> None:
    """Refuse buttons that Telegram refuses."""
    rows = (markup or {}).get("inline_keyboard", [])
    buttons = [button for row in rows for button in row]
    if len(buttons) > 100 or any(len(row) > 8 for row in rows):
        raise Refused("Bad Request: reply markup is too long")
    for button in buttons:
        if not button.get("text", "").strip():
            raise Refused("Bad Request: text buttons are unallowed in the inline keyboard")
        data = button.get("callback_data")
        if data is not None and not 1 <= len(data.encode()) <= 64:
            raise Refused("Bad Request: BUTTON_DATA_INVALID")
