"""A citation as RIS, which reference managers read. Pure.

Each line is a tag, two blanks, a hyphen, a blank and a value in one line; lines end in CR LF.
https://en.wikipedia.org/wiki/RIS_(file_format)
"""

from __future__ import annotations

from bot.citing.reference import Reference


def ris(cited: Reference, section: str, paragraph: str) -> str:
    """Return one record; section, paragraph: where it stands, in words, section may be empty."""
    first, last = cited.pages or (None, None)
    tags = [
        ("TY", "MGZN" if cited.series else "GEN"),
        ("TI", cited.title),
        ("AU", _author(cited.author)),
        ("T2", cited.series),
        ("PB", cited.publisher),
        ("PY", f"{cited.date:%Y}" if cited.date else ""),
        ("DA", f"{cited.date:%Y/%m/%d}/" if cited.date else ""),
        ("SP", str(first) if first else ""),
        ("EP", str(last) if last and last != first else ""),
        ("UR", cited.url),
        ("LA", cited.language or ""),
        ("N1", ", ".join(part for part in (section, paragraph) if part)),
        ("AB", cited.quote),
        ("ID", cited.key),
    ]
    lines = [f"{tag}  - {value}" for tag, value in tags if value]
    return "".join(f"{line}\r\n" for line in [*lines, "ER  - "])


def _author(name: str) -> str:
    """Return a name that is no person's: a comma in it would part a family name from a first."""
    return name.replace(",", "") if name else ""
