"""Hostile text and Markdown."""

from __future__ import annotations

import gzip
from functools import partial

from tests.corpus.hostile.case import GOOD, NEXT, TEXT, Hostile, noise

_LINE = "The ministry said on Monday that the second tug will come before the ice does. "

#: Numbers that no ``int`` takes, and digits that are none, wherever a number may stand.
_FIGURES = "".join(
    form.format(figure) + "\n\n"
    for figure in ("9" * 5_000, "²", "٣")
    for form in (
        *("{0}", "{0}. Ice", "{0}) Ice", "1.{0} Ice", "{0}.{0} Ice\n{0}.{0} Ice", "[{0}] Ice"),
        *("Ice [{0}]", "Ice {0}", "Page {0} of {0}", "{0} | Harbour", "• {0}", "§ {0}", "No. {0}"),
        *("{0}. März {0}", "{0}.{0}.{0}", "{0} March {0}", "{0}-{0}-{0}", "# {0}", "{0}/{0}"),
        *("Quellen:\n[{0}] a\n{0}. b", "Sources\n{0} c", "^{0} d", "Ice{0}.\n\n{0} e"),
        "{0}\n\f{0}\n\f{0}",
    )
)


def _around(middle: str) -> bytes:
    """A good briefing with something in its middle."""
    return f"# Harbour Notes\n\n{TEXT}\n\n{middle}\n\n{NEXT}\n".encode()


def _repeated(piece: str, size: int = 6_000) -> bytes:
    return _around(piece * (size // len(piece)))


def _wide_with_nulls() -> bytes:
    return GOOD.replace("Nordkai", "Nord\0kai").encode("utf-16")


CASES = [
    Hostile("empty.txt", lambda: b"", reason="is empty"),
    Hostile("blank.txt", lambda: b" \n\t\r\n" * 1000, reason="is empty"),
    Hostile("zeros.txt", lambda: bytes(100_000), reason="is empty"),
    Hostile("zeros.md", lambda: bytes(100_000), reason="is empty"),
    Hostile("mark-only.txt", lambda: b"\xef\xbb\xbf", reason="is empty"),
    Hostile("noise.txt", lambda: noise(50_000), reason="binary file"),
    Hostile("program.txt", lambda: b"\x7fELF" + noise(5_000), reason="a program"),
    Hostile("packed.txt", lambda: gzip.compress(GOOD.encode()), reason="compressed file"),
    Hostile("packed-part.txt", lambda: gzip.compress(GOOD.encode())[:40], reason="compressed"),
    Hostile("portable.txt", lambda: b"%PDF-1.7\n" + noise(5_000), reason="PDF"),
    Hostile("no-letters.txt", lambda: b"--- *** === 123 456 ---\n" * 50, says="123 456"),
    Hostile("heading-only.md", lambda: b"# Harbour Notes\n", reason="no paragraph"),
    Hostile("too-large.txt", lambda: b"x " * 6_000_000, reason="too large"),
    Hostile("one-line.txt", (_LINE * 1_000).encode, says="second tug"),
    Hostile("one-word.txt", lambda: _around("x" * 300_000), says=TEXT),
    Hostile("one-long-line.txt", lambda: _repeated("word ", 1_000_000), says=TEXT),
    Hostile("long-paragraph.txt", lambda: _repeated(_LINE + "\n", 100_000), says=TEXT),
    Hostile("short-lines.txt", lambda: _repeated("a\n"), says=TEXT),
    Hostile("empty-lines.txt", lambda: _around("\n" * 30_000), says=TEXT),
    Hostile("form-feeds.txt", lambda: _around("\f" * 50_000), says=TEXT),
    Hostile("many-paragraphs.txt", lambda: _repeated(_LINE + "\n\n"), says=TEXT),
    Hostile("emoji-only.txt", ("🎉🚢🧊 " * 5_000).encode, reason="no paragraph", says="🚢"),
    Hostile(
        "controls.txt", lambda: _around("".join(map(chr, range(1, 160))) * 3), reason="binary file"
    ),
    Hostile(
        "directions.txt",
        lambda: GOOD.replace(" ", " \u202e\u2066\u200f").encode(),
        says=TEXT,
    ),
    Hostile("wide-with-nulls.txt", _wide_with_nulls, says="Nordkai"),
    Hostile("wide-odd.txt", lambda: GOOD.encode("utf-16")[:-1], says="Nordkai"),
    Hostile(
        "wide-surrogates.txt",
        lambda: _around("x").decode().encode("utf-16") + b"\x00\xd8" * 50,
        says=TEXT,
    ),
    Hostile("utf-7.txt", lambda: (GOOD + "Größe der Flotte\n").encode("utf-7"), says="Nordkai"),
    Hostile("half-utf-8.txt", lambda: _around("Größe " * 100)[:-1] + b"\xc3", says="Größe"),
    Hostile("overlong.txt", lambda: _around("") + b"\xc0\x80\xc1\xbf\xf8\x88" * 20, says=TEXT),
    Hostile("combining.txt", lambda: _around("e" + "\u0301" * 200_000), says=TEXT),
    Hostile("figures-huge.txt", lambda: _around(_FIGURES), says=TEXT),
    Hostile("figures-huge.md", lambda: _around(_FIGURES), says=TEXT),
    *(
        Hostile(f"many-{name}.txt", partial(_repeated, piece), says=TEXT)
        for name, piece in {
            "quotes": '"',
            "low-quotes": "„“",
            "brackets": "[(",
            "closed-brackets": "[x](y) ",
            "dashes": "- ",
            "hyphens": "ab-\n",
            "joined-dashes": "-",
            "colons": "a: ",
            "stops": ". ",
            "figures": "1 2026 ",
            "dates": "1. März 2026 ",
            "date-lines": "1. März 2026\n",
            "addresses": "https://a.example/b?c=d ",
            "address": "https://a.example/" + "a-b_c." * 2_000,
            "mail-addresses": "a@b.c ",
            "numbered": "1. a\n",
            "deep-numbers": "1.1.1.1.1.1.1.1 ",
            "bullets": "• a\n",
            "bars": "| a | b |\n",
            "tabs": "a\t",
            "blanks": " " * 999 + "a",
            "quotations": "> > > a\n",
            "capitals": "ABC DEF\n",
            "headings": "Ice\n\n",
            "labels": "The Facts: a\n\n",
            "sources": "Source: Example Times\n\n",
            "notes": "a [1] b [2]\n",
            "feet": "1 of 2\n\f",
            "headers": "From: a\nSubject: b\n\n",
            "initials": "A. B. ",
            "ellipses": "… ",
            "slashes": "a/b",
            "ampersands": "&amp;",
        }.items()
    ),
    *(
        Hostile(f"many-{name}.md", partial(_repeated, piece), says=TEXT)
        for name, piece in {
            "stars": "*",
            "stars-and-words": "**a *b ",
            "underscores": "_a ",
            "backticks": "`",
            "open-brackets": "[",
            "open-links": "[a](",
            "nested-links": "[a[b]",
            "images": "![a](b)",
            "references": "[a][b] ",
            "definitions": "[a]: b\n",
            "tags": "<b>",
            "open-tags": "<a ",
            "open-comments": "<!-- ",
            "comments": "<!-- a -->",
            "fences": "```\n",
            "number-signs": "#",
            "headings": "# a\n",
            "rules": "---\n",
            "table-rules": "|--",
            "escapes": "\\*",
            "parentheses": "[a](b(",
            "tildes": "~~a ",
            "indents": "  " * 500 + "- a\n",
        }.items()
    ),
    Hostile("front-matter.md", lambda: b"---\n" + b"title: x\n" * 1_000 + _around(""), says=TEXT),
    Hostile("open-front-matter.md", lambda: b"---\ntitle: x\n" + _around("a: b"), says=TEXT),
]
