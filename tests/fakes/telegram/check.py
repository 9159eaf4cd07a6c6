"""Whether a request is one that the Bot API knows, down to the fields of nested objects.

``bot_api_table.json`` gives the kinds (see ``tests.fakes.make_table``). The real server passes
over what it does not know; here it is refused, since whoever sends it expects something that is
not done.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from aiohttp.web import FileField

from tests.fakes.telegram.refusals import Refused, bad

Json = dict[str, Any]

_TABLE = json.loads(
    Path(__file__).parents[1].joinpath("bot_api_table.json").read_text(encoding="utf-8")
)
METHODS: dict[str, dict[str, str]] = _TABLE["methods"]
TYPES: dict[str, list[str] | dict[str, str]] = _TABLE["types"]

_ATTACHED = re.compile(r'"?attach://([^"\s]+)"?')
_ARRAY = "Array of "
_PLAIN: dict[str, tuple[type, ...]] = {
    "Integer": (int,),
    "Float": (int, float),
    "String": (str,),
    "Boolean": (bool,),
}


def check(method: str, raw: Json) -> Json:
    """Return the parameters, decoded. Raises Refused for what the Bot API does not know."""
    known = METHODS.get(method)
    if known is None:
        raise Refused("Not Found", 404)
    files = _attached(known, raw)
    unknown = sorted(set(raw) - set(known) - files)
    if unknown:
        raise bad(f"unknown parameters {unknown} of {method}")
    lacking = files - {name for name, value in raw.items() if isinstance(value, FileField)}
    if lacking:
        raise bad(f"files {sorted(lacking)} are not attached")
    missing = [name for name, kind in known.items() if kind.endswith("!") and name not in raw]
    if missing:
        raise bad(f"parameters {missing} of {method} are missing")
    return {
        name: value if name in files else _decoded(name, known[name].rstrip("!"), value)
        for name, value in raw.items()
    }


def _attached(known: dict[str, str], raw: Json) -> set[str]:
    """Return the names of the files that the media in a request refer to."""
    media = [name for name, kind in known.items() if "Input" in kind]
    texts = (raw.get(name) for name in media)
    return {found for text in texts for found in _ATTACHED.findall(_text(text))}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, default=str)


def _decoded(name: str, kind: str, value: Any) -> Any:
    if isinstance(value, FileField):
        if "InputFile" not in kind.split("|"):
            raise bad(f"{name} cannot be a file")
        return value
    kinds = kind.split("|")
    if isinstance(value, str) and not {"String", "InputFile"} & set(kinds):
        value = _read(name, value)
    elif isinstance(value, str) and "Integer" in kinds and re.fullmatch(r"-?\d{1,18}", value):
        value = int(value)
    _check(name, kind, value)
    return value


def _read(name: str, text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as e:
        raise bad(f"can't parse {name} as JSON") from e


def _check(place: str, kind: str, value: Any) -> None:
    """Refuse a value that is not of the kind (one of several, with bars between)."""
    refusals = []
    for one in kind.split("|"):
        try:
            _check_one(place, one, value)
        except Refused as e:
            refusals.append(e)
        else:
            return
    # The form that is named by the value says best what is wrong with it.
    raise max(refusals, key=lambda e: "type must be" not in e.description)


def _check_one(place: str, kind: str, value: Any) -> None:
    if kind.startswith("'"):
        if value != kind.strip("'"):
            raise bad(f"{place} must be {kind}")
    elif kind.startswith(_ARRAY):
        if not isinstance(value, list):
            raise bad(f"{place} must be an array")
        for number, item in enumerate(value):
            _check(f"{place}[{number}]", kind.removeprefix(_ARRAY), item)
    elif kind == "InputFile":
        _check_plain(place, "String", value)
    elif kind in _PLAIN:
        _check_plain(place, kind, value)
    else:
        _check_object(place, kind, value)


def _check_plain(place: str, kind: str, value: Any) -> None:
    if not isinstance(value, _PLAIN[kind]) or (kind != "Boolean" and isinstance(value, bool)):
        raise bad(f"{place} must be of type {kind}, not {type(value).__name__}")
    if kind == "String" and any("\ud800" <= c <= "\udfff" for c in str(value)):
        raise bad("strings must be encoded in UTF-8")


def _check_object(place: str, kind: str, value: Any) -> None:
    fields = TYPES[kind]
    if isinstance(fields, list):
        _check(place, "|".join(fields), value)
        return
    if not isinstance(value, dict):
        raise bad(f"{place} must be an object ({kind})")
    for name, needed in fields.items():
        if name in value:
            _check(f"{place}.{name}", needed.rstrip("!"), value[name])
        elif needed.endswith("!"):
            raise bad(f"{place}.{name} is missing")
    unknown = sorted(set(value) - set(fields))
    if unknown:
        raise bad(f"unknown fields {unknown} of {place} ({kind})")
