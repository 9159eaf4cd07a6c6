"""Addresses that stand apart from the titles they belong to: which one is whose.

Both come in the order of the text, so they are aligned without crossing (dynamic programming as
for the longest common subsequence), each pair weighed by what the address says of publisher and
title. A pair without such evidence is only made where its neighbours on both sides leave exactly
as many addresses as titles.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from corpus.parser.words import words

_MOST_PAIRS = 40_000
_LANGUAGE_MARK = re.compile(r"\s*\([A-Z]{2}(?:/[A-Z]{2})*\)$")
_SMALL = frozenset(
    "the a an of and und der die das le la les el los de du des for in on to".split()  # noqa: SIM905
)
_GENERIC = frozenset("www com org net gov edu co uk de cn eu news html htm http https info".split())  # noqa: SIM905


def unique(urls: Sequence[str]) -> list[str]:
    """Return the addresses in order, each once (a link wrapped over two lines is printed twice)."""
    return list(dict.fromkeys(urls))


def match(sources: Sequence[tuple[str | None, str]], urls: Sequence[str]) -> list[str | None]:
    """Return for each (publisher, title) its address, or None where nothing is certain."""
    if not sources or not urls or len(sources) * len(urls) > _MOST_PAIRS:
        return [None] * len(sources)
    pairs = _align([[_weight(*source, url) for url in urls] for source in sources])
    result: list[str | None] = [None] * len(sources)
    for source, url in _fill(pairs, len(sources), len(urls)):
        if (source, url) in pairs or _leads_on(urls[url]):
            result[source] = urls[url]
    return result


def _leads_on(url: str) -> bool:
    """Tell whether the address leads beyond a front page, as that of a source does."""
    return bool(re.search(r"[^/:]/+[^/]", url))


def fitting(sources: Sequence[tuple[str | None, str]], urls: Sequence[str]) -> int:
    """Return how many of the sources have an address that speaks of them."""
    if not sources or not urls or len(sources) * len(urls) > _MOST_PAIRS:
        return 0
    return len(_align([[_weight(*source, url) for url in urls] for source in sources]))


def _align(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    rows, columns = len(weights), len(weights[0])
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            pair = weights[i][j] and weights[i][j] + best[i + 1][j + 1]
            best[i][j] = max(pair, best[i + 1][j], best[i][j + 1])
    pairs = []
    i = j = 0
    while i < rows and j < columns:
        if weights[i][j] and best[i][j] == weights[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _fill(pairs: list[tuple[int, int]], rows: int, columns: int) -> list[tuple[int, int]]:
    """Add pairs between two certain ones that leave as many titles as addresses."""
    edges = [(-1, -1), *pairs, (rows, columns)]
    filled = list(pairs)
    for (i, j), (k, m) in itertools.pairwise(edges):
        certain = (i >= 0 and k < rows) or rows == columns
        if k - i == m - j and certain and (pairs or rows <= 3):
            filled.extend((i + step, j + step) for step in range(1, k - i))
    return sorted(filled)


def _weight(publisher: str | None, title: str, url: str) -> float:
    """Return how much the address says of publisher and title; 0 if nothing."""
    host, slug = _parts(url)
    named = _host_weight(publisher or title, host)
    wanted = _telling(title)
    shared = sum(w in slug or any(_alike(w, s) for s in slug) for w in wanted)
    overlap = shared / max(3, len(wanted))
    if named:
        return 1.0 + named + overlap
    return overlap if shared >= 3 and overlap >= 0.4 else 0.0


@lru_cache(maxsize=1024)
def _telling(title: str) -> frozenset[str]:
    return frozenset(word for word in words(title) if len(word) > 2 and word not in _SMALL)


def _alike(word: str, other: str) -> bool:
    return len(word) > 5 and len(other) > 5 and word[:6] == other[:6]


@lru_cache(maxsize=1024)
def _parts(url: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the telling parts of the host and the words of path and query."""
    try:
        split = urlsplit(url if "://" in url else "https://" + url)
        host, path = split.hostname or "", unquote(split.path + " " + split.query)
    except ValueError:
        return (), frozenset()
    telling = [part for part in re.split(r"[.]", host) if part and part not in _GENERIC]
    return tuple(telling), frozenset(words(path.replace("_", " ")))


@lru_cache(maxsize=1024)
def _names(name: str) -> tuple[str, str, str]:
    """Return a publisher's name run together, its initials, and its first telling word."""
    name = _LANGUAGE_MARK.sub("", name)
    parts = re.findall(r"[^\W_]+", re.sub(r"[’']s\b", "", name.lower()))
    telling = [part for part in parts if part not in _SMALL]
    return "".join(telling), "".join(part[0] for part in telling), telling[0] if telling else ""


def _host_weight(name: str, host: Sequence[str]) -> float:
    joined, initials, first = _names(name)
    best = 0.0
    for part in host:
        flat = re.sub(r"[^\w]", "", part)
        if len(flat) < 2 or not joined:
            continue
        if flat == joined or (len(flat) >= 5 and (flat in joined or joined in flat)):
            best = max(best, 1.0)
        elif len(initials) >= 2 and (flat == initials or (len(initials) >= 3 and flat in initials)):
            best = max(best, 0.8)
        elif len(first) >= 4 and flat.startswith(first):
            best = max(best, 0.7)
        elif (
            len(flat) >= 3 and initials.startswith(flat[0]) and _abbreviates(flat, joined, initials)
        ):
            best = max(best, 0.5)
    return best


def _abbreviates(flat: str, joined: str, initials: str) -> bool:
    """Tell whether the host is made of initials and a last word (``nytimes``)."""
    return any(
        flat[:n] == initials[:n] and len(flat) > n + 2 and joined.endswith(flat[n:])
        for n in range(1, min(len(initials), len(flat)))
    )
