"""What a page says of itself: title, day, publisher, language and address."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from lxml.html import HtmlComment, HtmlElement

from corpus.readers.characters import clean
from corpus.readers.html.tree import elements, text_of

_DATES = (
    *("article:published_time", "og:article:published_time", "datepublished", "date"),
    *("dc.date", "dc.date.issued", "dcterms.date", "dcterms.created", "dcterms.issued"),
    *("publish-date", "publishdate", "pubdate", "publication_date", "parsely-pub-date"),
)
_SAVED = re.compile(r"saved from url=\(\d+\)(\S+)")
_ADDRESS = re.compile(r"https?://[^\s/\"'<>]+\S*$", re.IGNORECASE)
_DAY = re.compile(
    r"(?:19|20)\d\d-?\d\d-?\d\d|\d{1,2}[./ ].{1,20}(?:19|20)\d\d|[^\W\d_].{2,12}\d{4}"
)
#: Parts a title from the name of the site.
_SEPARATOR = re.compile(r"\s+[|·•»–—-]\s+|\s*\|\s*")
_UNTITLED = re.compile(
    r"(?:untitled(?: document)?|document|newsletter|e-?mail|index|home|start(?:seite)?|no title"
    r"|unbenannt(?:es dokument)?|page title|.*(?:\*\||\{\{|%%|\$\{).*)?$",
    re.IGNORECASE,
)
_LARGEST_JSON = 500_000
_ARTICLES = re.compile(r"Article|Report|BlogPosting|NewsItem|WebPage|CreativeWork", re.IGNORECASE)

Pairs = tuple[tuple[str, str], ...]


def read_metadata(root: HtmlElement) -> Pairs:
    """Return what can be trusted of what the head of a page says (keys of ``Document``)."""
    metas = _metas(root)
    linked = _linked(root)
    publisher = metas.get("og:site_name") or _name(linked.get("publisher"))
    found = {
        "title": _title(root, metas, publisher),
        "date": _date(root, metas, linked),
        "publisher": publisher,
        "language": _language(root, metas),
        "url": page_url(root, metas),
    }
    tidied = ((key, " ".join(clean(value or "").split())) for key, value in found.items())
    return tuple((key, value) for key, value in tidied if value)


def _metas(root: HtmlElement) -> dict[str, str]:
    """Return the ``<meta>`` elements by name, in small letters; the first of each counts."""
    found: dict[str, str] = {}
    for meta in elements(root, "meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = (meta.get("content") or "").strip()
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def page_url(root: HtmlElement, metas: Mapping[str, str] | None = None) -> str | None:
    """Return the absolute address that a page gives for itself."""
    metas = _metas(root) if metas is None else metas
    canonical = (
        link.get("href")
        for link in elements(root, "link")
        if "canonical" in (link.get("rel") or "").lower().split()
    )
    for address in (*canonical, metas.get("og:url"), _saved_from(root)):
        if address and _ADDRESS.match(address.strip()) and _has_path(address.strip()):
            return address.strip()
    return None


def _has_path(address: str) -> bool:
    """Tell whether an address names a page rather than a whole site."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(parts.path.strip("/") or parts.query)


def _saved_from(root: HtmlElement) -> str | None:
    """Return the address that browsers write above a page they save."""
    before = root.getprevious()
    while before is not None:
        match = _SAVED.search(str(before.text or "")) if isinstance(before, HtmlComment) else None
        if match:
            return match[1]
        before = before.getprevious()
    return None


def _title(root: HtmlElement, metas: Mapping[str, str], publisher: str | None) -> str | None:
    """Return the title that the page's head gives, where its body has no single one."""
    titles = [text_of(title) for title in elements(root, "title") if title.getparent() is not None]
    whole = titles[0] if titles else ""
    given = metas.get("og:title") or metas.get("dc.title") or metas.get("twitter:title")
    parts = _SEPARATOR.split(whole)
    title = given or (parts[0] if len(parts) > 1 and len(parts[0]) > len(parts[-1]) else whole)
    title = _without_site(title, publisher)
    headings = [heading for heading in elements(root, "h1") if text_of(heading)]
    if len(headings) == 1 and not _names_site(headings[0], publisher, parts[1:]):
        return text_of(headings[0])
    return None if _UNTITLED.match(title) else title


def _without_site(title: str, publisher: str | None) -> str:
    """Take the name of the site off the end of a title."""
    parts = list(_SEPARATOR.finditer(title))
    if parts and publisher and title[parts[-1].end() :].casefold() == publisher.casefold():
        return title[: parts[-1].start()]
    return re.sub(r"\s*\|[^|]{1,60}$", "", title) if title.count("|") == 1 else title


def _names_site(heading: HtmlElement, publisher: str | None, parts: list[str]) -> bool:
    """Tell whether the only heading of the first level is but the name of the site.

    A site may be named before its page in the title, too: then only a linked one names the site.
    """
    name = text_of(heading).casefold()
    if publisher:
        return name in {publisher.casefold(), *(part.casefold() for part in parts)}
    linked = "".join(text_of(link) for link in elements(heading, "a")).casefold() == name
    linked = linked or next(heading.iterancestors("a"), None) is not None
    header = next(heading.iterancestors("header"), None) is not None
    return name in {part.casefold() for part in parts} and (linked or header or len(parts) == 1)


def _date(root: HtmlElement, metas: Mapping[str, str], linked: Mapping[str, object]) -> str | None:
    published = linked.get("datePublished") or linked.get("dateCreated")
    times = (
        time.get("datetime")
        for time in itertools.islice(elements(root, "time"), 3)
        if _is_of_page(time)
    )
    stated = (published, *(metas.get(name) for name in _DATES), *times)
    for value in stated:
        if isinstance(value, str) and _DAY.match(value.strip()):
            return _day(value.strip())
    return None


def _day(value: str) -> str:
    """Return the day of a time stamp; anything else as it is."""
    match = re.match(r"(\d{4})-?(\d\d)-?(\d\d)(?:\D|$)", value)
    return f"{match[1]}-{match[2]}-{match[3]}" if match else value


def _is_of_page(time: HtmlElement) -> bool:
    """Tell whether a ``<time>`` says when the page was issued: it stands near its title."""
    if time.get("pubdate") is not None or time.get("itemprop") == "datePublished":
        return True
    around = next(time.iterancestors("article", "main", "header", "body"), None)
    if around is None or next(time.iterancestors("nav", "aside", "footer"), None) is not None:
        return False
    if around.tag == "header":
        return next(elements(around, "h1", "h2"), None) is not None
    heading = next(elements(around, "h1", "h2"), None)
    paragraph = next((p for p in elements(around, "p") if len(text_of(p)) > 150), None)
    order = [e for e in elements(around) if e is heading or e is time or e is paragraph]
    if heading is None or paragraph is None:
        return False
    return order.index(time) < order.index(paragraph)


def _language(root: HtmlElement, metas: Mapping[str, str]) -> str | None:
    lang = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    lang = lang or root.get("xml:lang") or metas.get("content-language") or metas.get("language")
    return lang if lang and re.match(r"[A-Za-z]{2}(?![A-Za-z])", lang) else None


def _linked(root: HtmlElement) -> dict[str, object]:
    """Return the linked data (JSON-LD) on the article that the page is."""
    for script in elements(root, "script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = script.text or ""
        try:
            data = json.loads(text) if len(text) <= _LARGEST_JSON else None
        except (ValueError, RecursionError):
            continue
        for thing in _things(data):
            if _ARTICLES.search(str(thing.get("@type"))) and "datePublished" in thing:
                return thing
    return {}


def _things(data: object) -> Iterator[dict[str, object]]:
    for thing in data if isinstance(data, list) else [data]:
        if isinstance(thing, dict):
            yield thing
            graph = thing.get("@graph")
            if isinstance(graph, list):
                yield from (part for part in graph if isinstance(part, dict))


def _name(thing: object) -> str | None:
    name = thing.get("name") if isinstance(thing, dict) else None
    return name if isinstance(name, str) else None
