"""Markdown → lines: mark-up becomes what it means (heading levels, links), the words stay."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.document import Document, Line
from corpus.limits import Limits
from corpus.readers.characters import clean
from corpus.readers.decoding import decode
from corpus.readers.dialects import plain_markdown
from corpus.readers.front_matter import take_front_matter

_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_TABLE_RULE = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*(?::?-{2,}:?)?\s*$")
#: Between the cells of a row, and around it; a bar after a backslash is text.
_BAR = re.compile(r"(?<!\\)\|")
_OUTER_BARS = re.compile(r"^\s*\||(?<!\\)\|\s*$")
_DEFINITION = re.compile(r" {0,3}\[([^\]^]{1,200})\]:\s*<?(\S+?)>?(?:\s+[\"'(].*)?$")
_LINK = re.compile(
    r"(!?)\[((?:[^\[\]]|\[[^\[\]]{0,300}\]){0,1000})\]\(\s*<?([^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)>?(?:\s+[\"'][^\"']*[\"'])?\s*\)"
)
_REFERENCE = re.compile(r"\[([^\[\]]{1,500})\]\[([^\[\]]{0,200})\]")
_AUTOLINK = re.compile(r"<(https?://[^\s<>]+)>")
_TAG = re.compile(
    r"</?(?:br|b|i|em|strong|u|sup|sub|span|p|div|a|hr|center|font|aside|details|summary|figure"
    r"|figcaption|mark|small|ins|del|img)\b[^<>]{0,300}>",
    re.IGNORECASE,
)
_EMPHASIS = (
    ("*", re.compile(r"(?<![\\*])(\*{1,3})(?=[^\s*])(.{1,1000}?)(?<=[^\s*\\])\1(?!\*)")),
    ("_", re.compile(r"(?<![\\\w])(_{1,3})(?=[^\s_])(.{1,1000}?)(?<=[^\s_\\])\1(?!\w)")),
    ("~", re.compile(r"(~~)(?=\S)(.{1,1000}?)(?<=\S)\1")),
    ("`", re.compile(r"(`{1,2})(?=[^`])(.{1,1000}?)(?<=[^`])\1(?!`)")),
)
#: A line with more of one mark than this is no prose; looking for pairs would take long.
_MOST_MARKS = 200
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~<&])")
_BULLET = re.compile(r"(\s*(?:>\s*)*(?:[*+-]\s+(?:\[[ xX]\]\s+)?)?)(.*)$", re.DOTALL)
_STRONG_LINE = re.compile(r"\s*(\*\*|__)(?=\S)([^*_]{1,150}[^*_\s:.,;])\1[:]?\s*$")
#: Deeper than any heading with number signs: a line that is bold from end to end.
_STRONG_LEVEL = 7


def read_markdown(data: bytes, path: str, limits: Limits) -> list[Document]:
    """Return the document that the bytes of a Markdown file are; raises ReadError for others."""
    del limits  # its size is all that a text can take
    return [parse_markdown(clean(decode(data, path)), path)]


def parse_markdown(text: str, path: str) -> Document:
    """Return the document that Markdown ``text`` (cleaned, ``\\n`` line ends) is."""
    lines = plain_markdown(_without_comments(text)).replace("\f", "\n").split("\n")
    metadata, start = take_front_matter(lines)
    body, addresses = _definitions(lines[start:])
    return Document(path, tuple(_lines(body, addresses)), metadata, marked_up=True)


def _without_comments(text: str) -> str:
    pieces = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        pieces.append(text[at:start])
        at = end + 3
    return "".join(pieces) + text[at:]


def _definitions(lines: list[str]) -> tuple[list[str], dict[str, str]]:
    matches = [(line, _DEFINITION.match(line)) for line in lines]
    addresses = {match[1].casefold(): match[2] for _, match in matches if match}
    return [line for line, match in matches if not match], addresses


def _lines(lines: list[str], addresses: dict[str, str]) -> Iterator[Line]:
    fence = ""
    skip = False
    tables = _tables(lines)
    for number, line in enumerate(lines):
        if skip:
            skip = False
            continue
        match = _FENCE.match(line)
        if match and (not fence or line.strip().startswith(fence)):
            fence = "" if fence else match[1]
            yield Line("")
        elif fence:
            yield Line(line)
        elif number in tables:
            yield from _row(line, addresses, opens=number - 1 not in tables)
        else:
            level, text = _level(line, lines[number + 1] if number + 1 < len(lines) else "")
            skip = level in {1, 2} and not _HEADING.match(line)
            words, links = _inline(text, addresses)
            yield Line(words, heading=level if words.strip() else None, links=links)


def _tables(lines: list[str]) -> set[int]:
    """Return the numbers of the lines that are rows of tables, or the rule below their heads."""
    found: set[int] = set()
    for number, line in enumerate(lines):
        stripped = line.strip()
        if _TABLE_RULE.match(line) and number and "|" in lines[number - 1]:
            found |= {number - 1, number}
            continue
        barred = stripped[:1] == "|" == stripped[-1:] and stripped.count("|") > 2
        if barred or (number - 1 in found and "|" in line):
            found.add(number)
    return found


def _row(line: str, addresses: dict[str, str], *, opens: bool) -> Iterator[Line]:
    """Yield a row of a table; none for the rule below its head."""
    if opens:
        yield Line("")
    if _TABLE_RULE.match(line):
        return
    cells = [_inline(cell.strip(), addresses) for cell in _BAR.split(_OUTER_BARS.sub("", line))]
    links = tuple(link for _, found in cells for link in found)
    yield Line("\t".join(words.strip() for words, _ in cells), links=links)


def _level(line: str, following: str) -> tuple[int | None, str]:
    """Return the level that mark-up gives the line, and the line without the marks of a heading."""
    match = _HEADING.match(line)
    if match:
        return len(match[1]), match[2]
    underline = _UNDERLINE.match(following)
    plain = line.strip() and not line.lstrip().startswith(("-", "*", "+", ">", "|", "#"))
    if underline and plain and not _UNDERLINE.match(line) and len(underline[1]) > 1:
        return (1 if underline[1][0] == "=" else 2), line
    match = _STRONG_LINE.match(line)
    return (_STRONG_LEVEL, match[2]) if match else (None, line)


def _inline(text: str, addresses: dict[str, str]) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the words of a line and its links as (title, address)."""
    links: list[tuple[str, str]] = []

    def linked(match: re.Match[str]) -> str:
        if not match[1] and match[3]:
            links.append((_strip_emphasis(match[2]), match[3]))
        return match[2]

    def referred(match: re.Match[str]) -> str:
        address = addresses.get((match[2] or match[1]).casefold())
        if address is None:
            return match[0]
        links.append((_strip_emphasis(match[1]), address))
        return match[1]

    lead, rest = _split_lead(text)
    rest = _REFERENCE.sub(referred, _LINK.sub(linked, rest))
    rest = _TAG.sub(" ", _AUTOLINK.sub(r"\1", rest))
    return lead + _ESCAPE.sub(r"\1", _strip_emphasis(rest)), tuple(links)


def _split_lead(text: str) -> tuple[str, str]:
    match = _BULLET.match(text)
    return (match[1], match[2]) if match else ("", text)


def _strip_emphasis(text: str) -> str:
    for mark, pattern in _EMPHASIS:
        if 2 <= text.count(mark) <= _MOST_MARKS:
            text = pattern.sub(r"\2", pattern.sub(r"\2", text))
    return text
