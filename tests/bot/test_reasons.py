"""Whatever keeps a file from being read can be said in German."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.messages import reasons
from bot.messages.reasons import in_german

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
#: How a reason begins.
_VERBS = ("is", "has", "holds", "needs", "takes", "ends", "nests", "would", "cannot", "was")
#: Said in the terminal alone, before there is a bot; and the form of several that are known.
_OTHERS = (
    "has X X X (X)X",
    "is not a folder; set BRIEFINGS_DIR to one that exists",
    "holds no briefings; put X files there",
)


def texts(path: Path) -> Iterator[str]:
    """Yield the texts in a module, with ``X`` for whatever is put into them."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            inside |= {id(one) for one in node.values}
            yield "".join(
                str(one.value) if isinstance(one, ast.Constant) else "X" for one in node.values
            )
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            inside.add(id(node.value))  # a docstring
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in inside
        ):
            yield node.value


def reasons_in_the_code() -> list[str]:
    modules = [
        *(CORPUS / "readers").rglob("*.py"),
        *(CORPUS / "sandbox").rglob("*.py"),
        *(CORPUS / name for name in ("reading.py", "ingest.py", "parts.py", "parser/__init__.py")),
    ]
    found = {text for path in modules for text in texts(path)}
    return sorted(
        text
        for text in found.difference(_OTHERS)
        if text.split(" ")[0] in _VERBS and len(text.split()) > 2
    )


def test_the_reasons_are_found() -> None:
    found = reasons_in_the_code()
    assert len(found) > 40
    assert "is empty; remove it or export it again" in found


@pytest.mark.parametrize("reason", reasons_in_the_code())
def test_every_reason_of_the_corpus_is_known(reason: str) -> None:
    assert in_german(reason) != reason


@pytest.mark.parametrize(("english", "german"), reasons.PATTERNS)
def test_nothing_is_lost_on_the_way(english: str, german: str) -> None:
    assert english.count("{}") == german.count("{}")
    values = [f"<{number}>" for number in range(english.count("{}"))]
    assert in_german(english.format(*values)) == german.format(*values), "another comes before"


def test_what_is_put_together_is_taken_apart() -> None:
    scanned = (
        "has 2 pages without text (1, 3): scanned? install Tesseract to have them read"
        " (Debian: tesseract-ocr and tesseract-ocr-deu)"
    )
    assert in_german(scanned) == (
        "hat 2 Seiten ohne Text (1, 3): eingescannt? Tesseract liest sie, wenn es installiert ist"
        " (Debian: tesseract-ocr und tesseract-ocr-deu)"
    )
    kind = "is a picture, not a Word file; give it the ending of what it is"
    assert in_german(kind) == "ist ein Bild, keine Word-Datei; bitte die passende Endung geben"
    attached = "has an attachment that was not read: my list (2).pdf has no pages; export it again"
    assert in_german(attached) == (
        "hat eine Anlage, die nicht gelesen wurde: my list (2).pdf hat keine Seiten; bitte neu"
        " exportieren"
    )
    both = "has no pages; export it again; holds no paragraph that could be cited"
    assert in_german(both) == (
        "hat keine Seiten; bitte neu exportieren; enthält keinen Absatz, der sich zitieren ließe"
    )


def test_what_is_not_known_stays() -> None:
    assert in_german("spins around") == "spins around"


def test_many_at_once_are_soon_told() -> None:
    one = "has an attachment that was not read: a.pdf has no pages; export it again"
    german = (
        "hat eine Anlage, die nicht gelesen wurde: a.pdf hat keine Seiten; bitte neu exportieren"
    )
    assert in_german("; ".join([one] * 10)) == "; ".join([german] * 10)
    name = "; ".join(f"A{number}" for number in range(40))
    long = in_german(
        f"has an attachment that was not read: {name}.pdf has no pages; export it again"
    )
    assert long.startswith(f"hat eine Anlage, die nicht gelesen wurde: {name}.pdf ")
    endless = "x; " * 5_000
    assert in_german(endless) == endless
