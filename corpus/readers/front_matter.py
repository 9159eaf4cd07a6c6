"""What stands at the top of a Markdown file about it: YAML between ``---``, TOML between ``+++``.

Of YAML only what front matter has is read (keys with words, quoted words, lists or folded text):
that needs no library, and knows no aliases or tags that could harm.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence

#: The key of a document's metadata for each of what authors call it, the surest first.
_KEYS = {
    "title": ("title", "titel", "subject", "betreff"),
    "date": ("date", "datum", "published", "issued", "pubdate", "veröffentlicht"),
    "series": ("series", "reihe", "newsletter", "serie"),
    "publisher": (
        *("publisher", "herausgeber", "herausgeberin", "organisation", "organization"),
        *("author", "autor", "autorin", "authors", "autoren"),
    ),
    "language": ("language", "lang", "sprache", "locale"),
    "url": ("url", "link", "canonical", "canonical_url", "source_url", "adresse"),
}
_LANGUAGES = {
    **dict.fromkeys(("deutsch", "german"), "de"),
    **dict.fromkeys(("englisch", "english"), "en"),
    **dict.fromkeys(("französisch", "french", "français"), "fr"),
    **dict.fromkeys(("spanisch", "spanish", "español"), "es"),
}
_KEY = re.compile(r"(\"?)([^\W\d_][\w -]{0,40})\1\s*:(?:\s+(.*))?$")
_ITEM = re.compile(r"\s*-\s+(.*)$")
_BLOCK = re.compile(r"[|>][+-]?\d?\s*(?:#.*)?$")
_COMMENT = re.compile(r"(?:^|\s)#.*$")
_ESCAPE = re.compile(r'\\(["\\/])')
#: Lines that front matter has at most; what is longer is text between two rules.
_MOST_LINES = 200

Metadata = tuple[tuple[str, str], ...]


def take_front_matter(lines: Sequence[str]) -> tuple[Metadata, int]:
    """Return what front matter says (see ``Document.metadata``), and where the body starts.

    Without front matter that is ((), 0).
    """
    fence = lines[0].strip() if lines else ""
    if fence not in {"---", "+++"}:
        return (), 0
    ends = {"---", "..."} if fence == "---" else {"+++"}
    last = next((at for at, line in enumerate(lines[1:_MOST_LINES], 1) if line.strip() in ends), 0)
    told = _yaml(lines[1:last]) if fence == "---" else _toml(lines[1:last])
    if not last or told is None:
        return (), 0
    return _named(told), last + 1


def _named(told: Iterable[tuple[str, str]]) -> Metadata:
    """Return the words for what a document can say of itself, by its own names for it."""
    words = {key.strip().casefold(): value for key, value in reversed(list(told)) if value}
    found = {
        key: next((words[name] for name in names if name in words), "")
        for key, names in _KEYS.items()
    }
    found["language"] = _LANGUAGES.get(found["language"].casefold(), found["language"])
    return tuple((key, value) for key, value in found.items() if value)


def _toml(lines: Sequence[str]) -> list[tuple[str, str]] | None:
    try:
        table = tomllib.loads("\n".join(lines))
    except (tomllib.TOMLDecodeError, RecursionError):
        return None
    values = ((key, v[0] if isinstance(v, list) and v else v) for key, v in table.items())
    return [(key, str(value)) for key, value in values if not isinstance(value, list | dict)]


def _yaml(lines: Sequence[str]) -> list[tuple[str, str]] | None:
    """Return the top-level keys with their words; None if the lines are no front matter."""
    groups: list[tuple[str, str, list[str]]] = []
    for line in lines:
        match = _KEY.match(line.rstrip())
        if match:
            groups.append((match[2], match[3] or "", []))
        elif not line.strip() or line.startswith((" ", "\t", "-", "#", "]", "}")):
            if groups:
                groups[-1][2].append(line)
        else:
            return None
    return [(key, _value(first.strip(), below)) for key, first, below in groups]


def _value(first: str, below: Sequence[str]) -> str:
    """Return the words of a key: in its line, in the lines below, or the first of a list."""
    lines = [line.strip() for line in below if line.strip()]
    if _BLOCK.match(first):
        return " ".join(lines)
    lines = [line for line in lines if not line.startswith("#")]
    if not _COMMENT.sub("", first):
        item = _ITEM.match(lines[0]) if lines else None
        if item:
            return _scalar(item[1])
        return "" if lines and _KEY.match(lines[0]) else _scalar(" ".join(lines))
    whole = " ".join([first, *lines])
    if whole.startswith("["):
        return next(_items(whole[1:]), "")
    return "" if whole.startswith("{") else _scalar(whole)


def _items(text: str) -> Iterator[str]:
    """Yield the items of a list in brackets, without its opening one."""
    for quoted, single, plain in re.findall(r'("(?:[^"\\]|\\.)*")|(\'[^\']*\')|([^,\]"\']+)', text):
        word = _scalar((quoted or single or plain).strip())
        if word:
            yield word


def _scalar(text: str) -> str:
    """Return a value without its quotation marks, or without the comment after it."""
    double = re.match(r'"((?:[^"\\]|\\.)*)"\s*(?:#.*)?$', text)
    if double:
        return _ESCAPE.sub(r"\1", double[1]).strip()
    single = re.match(r"'((?:[^']|'')*)'\s*(?:#.*)?$", text)
    if single:
        return single[1].replace("''", "'").strip()
    plain = _COMMENT.sub("", text).strip()
    return "" if plain.casefold() in {"null", "~", "none"} else plain
