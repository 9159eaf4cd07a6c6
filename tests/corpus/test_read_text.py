"""Underlined lines of plain text are headings; rules and tables are not."""

from __future__ import annotations

from corpus.readers.plain import read_plain

TEXT = """Saltmarsh Ledger
8 October 2026

Ferries and Fees
================

The Week
--------
Nine routes are open.
---------------------

-----------
In Brief
-----------
Port       Ships
----------------
Neuwarden  12
"""


def test_a_rule_below_a_line_that_stands_apart_makes_it_a_heading() -> None:
    lines = read_plain(TEXT, "x.txt").lines

    headings = {line.text: line.heading for line in lines if line.heading}
    assert headings == {"Ferries and Fees": 1, "The Week": 2, "In Brief": 2}


def test_no_words_are_lost_around_rules() -> None:
    lines = read_plain(TEXT, "x.txt").lines

    assert [line.text for line in lines if any(c.isalnum() for c in line.text)] == [
        line for line in TEXT.splitlines() if any(c.isalnum() for c in line)
    ]
