"""Briefings of many kinds, invented, each beside what a careful reader makes of it.

``python -m tests.corpus.test_parse_kinds`` writes the expectations anew after a change that is
meant to alter them; read the difference before you commit it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from corpus.limits import Limits
from corpus.parser import parse
from corpus.readers import SUFFIXES, read

CASES = Path(__file__).parent / "parser_cases"
FILES = sorted(path for path in CASES.iterdir() if path.suffix in SUFFIXES)


def told(path: Path) -> dict[str, Any]:
    """Return the parse of a file in the order a reader sees it."""
    briefing = parse(read(path, path.name, Limits())[0], "case")
    head = briefing.head
    return {
        "title": head.title,
        "series": head.series,
        "publisher": head.publisher,
        "date": head.date.isoformat() if head.date else None,
        "language": head.language,
        "paragraphs": [
            [" > ".join(p.section_path), p.kind.value, p.label, p.language, p.text]
            for p in briefing.paragraphs
        ],
        "sources": [
            [
                " > ".join(briefing.sections[s.section - 1].path) if s.section else "",
                s.publisher,
                s.title,
                s.url,
            ]
            for s in briefing.sources
        ],
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_careful_reader_finds_nothing_to_mend(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))

    assert told(path) == expected


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_encoding_and_line_ends_change_nothing(tmp_path: Path, newline: str, encoding: str) -> None:
    original = CASES / "ministry_release.txt"
    copy = tmp_path / original.name
    text = original.read_text(encoding="utf-8").replace("\n", newline)
    copy.write_bytes(text.encode(encoding))

    assert told(copy) == told(original)


def _write() -> None:
    for path in FILES:
        text = json.dumps(told(path), ensure_ascii=False, indent=1)
        path.with_suffix(".json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    _write()
