"""How much of a page its elements hold, and boxes on it that are menus or the like by that."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from corpus.readers.html.tree import elements, tag_of, text_of

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
#: Elements that may hold a menu.
_BOXES = frozenset("div ul ol table td section header footer center details".split())  # noqa: SIM905
_SIGN_UP = re.compile(r"newsletter|subscri|abonn|auf dem laufenden|inbox|postfach", re.IGNORECASE)
#: Share of the letters that are linked, above which a stretch leads elsewhere.
_LEADING, _MOSTLY, _ALL = 0.45, 0.6, 0.9
_FEWEST_LINKS, _SHORT_LINK = 3, 30
#: Letters from which on a stretch of words is surely text; ones that a box around has at most.
_LONG = 100
_SMALL, _LARGEST = 250, 4_000


class Page:
    """The letters of each element of a page, and how many of them are linked.

    text: where in ``order`` its text stands: from its first heading to its last long paragraph.
    """

    def __init__(self, root: HtmlElement) -> None:
        self.order = list(elements(root))
        self._letters: dict[HtmlElement, int] = {}
        self._linked: dict[HtmlElement, int] = {}
        for element in reversed(self.order):
            self._add(element)
        self.total = self._letters.get(root, 0)
        self.places = {element: at for at, element in enumerate(self.order)}
        self.text = self._text()

    def _text(self) -> range:
        heads = (at for at, e in enumerate(self.order) if tag_of(e) in _HEADINGS)
        first = next(heads, 0)
        long = (at for at, e in enumerate(self.order) if _count(e.text) > _LONG)
        return range(first, max(long, default=len(self.order)))

    def _add(self, element: HtmlElement) -> None:
        letters = _count(element.text)
        linked = 0
        for child in element:
            letters += self._letters.get(child, 0) + _count(child.tail)
            linked += self._linked.get(child, 0)
        self._letters[element] = letters
        leads = tag_of(element) == "a" and (element.get("href") or element.get("role"))
        self._linked[element] = letters if leads else linked

    def letters(self, element: HtmlElement) -> int:
        """Return how many letters an element has."""
        return self._letters.get(element, 0)

    def leads_away(self, element: HtmlElement, share: float = _LEADING) -> bool:
        """Tell whether much of what an element says is linked."""
        return self._linked.get(element, 0) >= share * max(1, self.letters(element))


def _count(text: str | None) -> int:
    return len(text) - sum(map(text.count, " \n\t\r\u00a0")) if text else 0


def is_box_around(element: HtmlElement, page: Page) -> bool:
    """Tell whether an element is a menu, a table of the page's parts or an offer to subscribe."""
    if tag_of(element) not in _BOXES or page.letters(element) > _LARGEST:
        return False
    return any(check(element, page) for check in (_is_row_of_links, _is_contents, _signs_up))


def _is_row_of_links(element: HtmlElement, page: Page) -> bool:
    """Tell whether an element outside of the text is nothing but short links, as a menu is."""
    if page.places[element] in page.text or not page.leads_away(element, _ALL):
        return False
    links = [text_of(link) for link in elements(element, "a")]
    return len(links) >= _FEWEST_LINKS and all(len(words) <= _SHORT_LINK for words in links)


def _is_contents(element: HtmlElement, page: Page) -> bool:
    """Tell whether an element lists the parts of the page that it stands in."""
    if not page.leads_away(element, _MOSTLY):
        return False
    links = [link.get("href") or "" for link in elements(element, "a")]
    return len(links) > 1 and all(len(href) > 1 and href[0] == "#" for href in links)


def _signs_up(element: HtmlElement, page: Page) -> bool:
    """Tell whether a box with a form offers to subscribe to something."""
    if page.letters(element) > _SMALL or next(elements(element, "form"), None) is None:
        return False
    return _SIGN_UP.search(text_of(element)) is not None
