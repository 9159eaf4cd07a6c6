"""A citation as BibTeX. Pure.

An issue of a series is an ``@article`` in it, anything else ``@misc``. Values stand in braces, the
title in two pairs so that no style changes its capitals; umlauts stand as they are (UTF-8).
"""

from __future__ import annotations

from urllib.parse import quote

from bot.citing.reference import Reference

#: What LaTeX would read as a command. An escaped brace would still count for BibTeX.
_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "&": r"\&",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: As the package babel calls them.
_LANGUAGES = {"de": "ngerman", "en": "british"}
#: What may stand in an address within braces; the rest is encoded in it.
_ADDRESS = ":/?#[]@!$&'()*+,;=-._~%"


def bibtex(cited: Reference, section: str, paragraph: str) -> str:
    """Return one entry; section, paragraph: where it stands, in words, section may be empty."""
    values = {
        "author": f"{{{latex(cited.author)}}}" if cited.author else "",
        "title": f"{{{latex(cited.title)}}}",
        "journal": latex(cited.series),
        "publisher": latex(cited.publisher),
        "year": str(cited.date.year) if cited.date else "",
        "day": str(cited.date.day) if cited.date else "",
        "pages": _pages(cited),
        "url": quote(cited.url, safe=_ADDRESS),
        "langid": _LANGUAGES.get(cited.language or "", ""),
        "note": latex(", ".join(part for part in (section, paragraph) if part)),
        "abstract": latex(cited.quote),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in values.items() if value]
    if cited.date:
        lines.append(f"  month = {_MONTHS[cited.date.month - 1]},")
    kind = "article" if cited.series else "misc"
    return "\n".join([f"@{kind}{{{cited.key},", *lines, "}"]) + "\n"


def latex(text: str) -> str:
    """Return a text as LaTeX sets it, word for word."""
    return text.translate(_LATEX)


def _pages(cited: Reference) -> str:
    if cited.pages is None:
        return ""
    first, last = cited.pages
    return f"{first}--{last}" if last > first else str(first)
