"""Front matter as people and programmes write it, and tables; nothing of the text is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.readers.markdown import parse_markdown

HEAD = {
    "title": "Harbours: a list",
    "date": "2026-09-17",
    "series": "Saltmarsh Ledger",
    "publisher": "Port Office",
    "language": "en",
    "url": "https://ledger.example.org/17",
}
YAML = """---
# made by hand
title: "Harbours: a list"   # quoted, for the colon
date: 2026-09-17 # a Thursday
series:
  - Saltmarsh Ledger
  - Archive
publisher: 'Port Office'
language: en
url: https://ledger.example.org/17
tags: [ports, "old, and new"]
nested:
  title: not this one
---
Text.
"""
GERMAN = """---
Titel: >
  Harbours:
  a list
Datum: "2026-09-17"
Reihe: [Saltmarsh Ledger, Archiv]
Herausgeberin: Port Office
Sprache: Englisch
Link: https://ledger.example.org/17
...
Text.
"""
TOML = """+++
title = "Harbours: a list"
date = 2026-09-17
series = ["Saltmarsh Ledger", "Archive"]
publisher = 'Port Office'
language = "en"
url = "https://ledger.example.org/17"

[extra]
title = "not this one"
+++
Text.
"""


@pytest.mark.parametrize("text", [YAML, GERMAN, TOML], ids=["yaml", "german", "toml"])
def test_front_matter_says_the_same_in_every_form(text: str) -> None:
    document = parse_markdown(text, "x.md")

    assert dict(document.metadata) == HEAD
    assert [line.text for line in document.lines if line.text] == ["Text."]


@pytest.mark.parametrize(
    "text",
    [
        "---\nA sentence between two rules. It is no front matter.\n---\nText.",
        "---\ntitle: never closed\n\nText.",
        "+++\nno table at all\n+++\nText.",
        f"+++\na = {'[' * 3000}\n+++\nText.",
        "---\n",
    ],
    ids=["rules", "open", "no toml", "deep", "alone"],
)
def test_what_is_no_front_matter_stays_text(text: str) -> None:
    document = parse_markdown(text, "x.md")

    assert document.metadata == ()
    shown = "\n".join(line.text for line in document.lines)
    assert [word for word in text.split() if word != "---"] == [
        word for word in shown.split() if word != "---"
    ]


def test_aliases_are_words() -> None:
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\ntitle: *b\n"
    document = parse_markdown(f"---\n{bomb}---\nText.", "x.md")

    assert dict(document.metadata) == {"title": "*b"}


@pytest.mark.parametrize(
    "table",
    [
        "| Port | Ships |\n| :--- | ---: |\n| **Kiel** | 12 |\n| Riga \\| Old | |",
        "Port | Ships\n--- | ---\n**Kiel** | 12\nRiga \\| Old | ",
    ],
    ids=["with outer bars", "without"],
)
def test_tables_become_cells_parted_by_tabs(table: str) -> None:
    document = parse_markdown(f"Before | after.\n\n{table}\n\nText.", "x.md")

    texts = [line.text.rstrip() for line in document.lines if line.text]
    assert texts == ["Before | after.", "Port\tShips", "Kiel\t12", "Riga | Old", "Text."]


@given(st.text(alphabet="ab:-+\"'[]{}#&*|>\\ \n", max_size=120))
def test_any_front_matter_can_be_read(text: str) -> None:
    for fence in ("---", "+++"):
        parse_markdown(f"{fence}\n{text}\n{fence}\nText.", "x.md")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("# Häfen {#haefen}", ["Häfen"]),
        ("::: {.callout}\nDer Hafen ist zu.\n:::", ["Der Hafen ist zu."]),
        ("<aside>\n💡 Der Hafen ist zu.\n</aside>", ["💡 Der Hafen ist zu."]),
        ("> [!note]- Lage\n> Der Hafen ist zu.", ["> Lage", ">", "> Der Hafen ist zu."]),
        ("- [x] Amt fragen", ["- Amt fragen"]),
        (
            "Siehe [[Häfen/Ost|die Häfen]] und ==die Liste==. ^abc1",
            ["Siehe die Häfen und die Liste."],
        ),
        ("![[karte.png]]\n\n![Karte](karte.png)", []),
        ("Der Hafen[^1] ist zu.\n\n[^1]: Amtsblatt 4.", ["Der Hafen ist zu.", "[1] Amtsblatt 4."]),
        ("Der Hafen %% stimmt das? %%ist zu.", ["Der Hafen ist zu."]),
        ("```\n[[a]] ==b== ^c\n```", ["[[a]] ==b== ^c"]),
        ("Der Wert stieg von a==b auf 3 %.", ["Der Wert stieg von a==b auf 3 %."]),
    ],
)
def test_signs_of_notebooks_and_converters_are_no_words(written: str, read: list[str]) -> None:
    lines = parse_markdown(written, "x.md").lines

    assert [line.text for line in lines if line.text.strip()] == read
