"""What a mail has around its text: header lines, a signature, a foot that offers to unsubscribe."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.parser.blocks import Block
from corpus.parser.rows import Row
from corpus.parser.words import MAIL_KEYS, UNSUBSCRIBE

_KEY = re.compile(r"([^\W\d_][\w -]{0,20})\s?:\s*(.*)$")
_FORWARDED = re.compile(
    r"[-_ ]*(?:original message|forwarded message|ursprüngliche nachricht"
    r"|weitergeleitete nachricht|begin forwarded message:?)[-_ ]*",
    re.IGNORECASE,
)
_ADDRESSEE = re.compile(r"\s*[<\[(][^<>\[\]()]*@[^<>\[\]()]*[>\])].*$")
_SIGNATURE_ROWS = 15
_FOOT_BLOCKS = 10


def take_header(rows: Sequence[Row]) -> tuple[dict[str, str], list[Row]]:
    """Return what a mail's header lines say (title, date, publisher) and the rows after them."""
    start = 1 if rows and _FORWARDED.fullmatch(rows[0].text) else 0
    found: dict[str, str] = {}
    hits, at, key = 0, start, ""
    while at < len(rows) and not (at > start and rows[at].gap):
        match = _KEY.match(rows[at].text)
        if match and match[1].strip().lower() in MAIL_KEYS:
            key = MAIL_KEYS[match[1].strip().lower()]
            found.setdefault(key, match[2].strip())
            hits += 1
        elif hits and key and rows[at].indent > rows[at - 1].indent:
            found[key] += " " + rows[at].text
        else:
            break
        at += 1
    if hits < 2 or "title" not in found:
        return {}, list(rows)
    found.pop("", None)
    if "publisher" in found:
        found["publisher"] = _ADDRESSEE.sub("", found["publisher"]).strip("\"' ")
    return {key: value for key, value in found.items() if value}, list(rows[at:])


def drop_signature(rows: Sequence[Row]) -> list[Row]:
    """Return the rows before the line ``--`` that begins a mail's signature."""
    for at in range(max(0, len(rows) - _SIGNATURE_ROWS - 1), len(rows)):
        if rows[at].text == "--":
            return list(rows[:at])
    return list(rows)


def drop_feet(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks without those at either end that offer to unsubscribe and the like."""
    last = len(blocks) - _FOOT_BLOCKS
    return [
        block for at, block in enumerate(blocks) if not ((at < 3 or at >= last) and _is_foot(block))
    ]


def _is_foot(block: Block) -> bool:
    return len(block.text) < 400 and block.level is None and bool(UNSUBSCRIBE.search(block.text))
