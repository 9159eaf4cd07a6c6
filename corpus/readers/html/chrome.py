"""What stands around the text of a page is taken off its tree; where that is uncertain it stays."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml.html import HtmlElement

from corpus.readers.html import css
from corpus.readers.html.calls import is_control
from corpus.readers.html.css import Sheet
from corpus.readers.html.notes import is_note_mark
from corpus.readers.html.page import Page, is_box_around
from corpus.readers.html.tree import elements, opening_of, tag_of, text_of

#: Their content is no text of the page, whatever is in them.
_SILENT = frozenset(
    """
    script style template head title iframe object embed applet audio video canvas svg map img
    picture source track input select button textarea datalist progress meter link meta
    """.split()  # noqa: SIM905
)
_ROLES = frozenset(
    "navigation search menu menubar toolbar dialog alertdialog banner contentinfo".split()  # noqa: SIM905
)
_MAIN = frozenset({"main", "article"})
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def _names(words: str) -> re.Pattern[str]:
    """Return a pattern for names of classes and ids that are or begin with one of the words."""
    return re.compile(rf"(?<![a-z])(?:{words})(?![a-z])", re.IGNORECASE)


_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_CONSENT = _names(
    "cookies?|cookie[a-z]+|consent|gdpr|dsgvo|onetrust|usercentrics|didomi|borlabs|cmp|cmpbox|cky"
)
_SHARING = _names(
    "shar(?:e|ing)|share[a-z]+|social|social[a-z]+|addtoany|addthis|breadcrumbs?|pagination|pager"
    "|skip|skip-?(?:to|link|nav)[a-z]*|screen-reader-text|back-to-top|to-top|print-?(?:link|button)"
    "|post-nav(?:igation)?|tags|tag-?list|toolbar|lang(?:uage)?-switch(?:er)?"
)
_ELSEWHERE = _names(
    "related|related[a-z]+|recommend(?:ed|ations?)|more-(?:news|articles|stories|from)|most-?read"
    "|trending|popular|teasers?|sidebar|side-?bar|widgets?|outbrain|taboola|read-?(?:next|also)"
    "|menu|nav|navbar|navigation|site-?(?:header|footer)|footer|mega-?menu|offcanvas|top-?bar"
)
_OFFERS = _names(
    "newsletter-?(?:signup|sign-up|box|form|teaser|cta)|sign-?up|subscribe|subscription|adverts?"
    "|advertisement|ad-?(?:slot|banner|container|wrapper)|adsbygoogle|promo|cta"
)
_COMMENTS = _names(
    "comments-?(?:area|list|form|section)|comment-?(?:list|form|respond)|disqus-thread"
)
#: What is said by screen readers alone.
_SPOKEN = _names("sr-only|visually-?hidden|screen-?reader(?:-text|-only)?|aural|element-invisible")
_CONSENTING = re.compile(r"cookies?|consent|privacy|einwillig|datenschutz|zustimm", re.IGNORECASE)
_RELATED = re.compile(
    r"(?:das könnte (?:sie|dich) auch|mehr (?:zum thema|aus|von)|lesen sie auch|weitere (?:artikel"
    r"|beiträge|meldungen|nachrichten)|ähnliche (?:artikel|beiträge)|meist ?gelesen|verwandte"
    r"|auch interessant|related|read (?:next|more|also)|more (?:from|on|like|stories|news|articles)"
    r"|most (?:read|popular)|recommended|you (?:may|might) (?:also )?like|trending|popular"
    r"|keep reading|à lire aussi|sur le même sujet)",
    re.IGNORECASE,
)
#: Letters that a thing of its kind has at most; above, it may be the text itself.
_MOST = {
    "aria": 300,
    "consent": 4_000,
    "sharing": 400,
    "offers": 900,
    "form": 900,
    "hidden": 400,
    "spoken": 100,
}
#: Share of the letters that are linked, above which a stretch leads elsewhere.
_FARM = 0.6
_NOSCRIPT, _OPENING = 200, 80
#: Share of all letters that nothing around a text has.
_HALF = 0.5
_MAIN_SHARE = 0.6


def strip(root: HtmlElement, sheet: Sheet) -> None:
    """Take what is hidden and what stands around the text out of a tree."""
    for element in list(elements(root, *_SILENT)):
        if element is not root:
            _drop(element)
    for link in [link for link in elements(root, "a") if is_note_mark(link)]:
        _drop(link)
    page = Page(root)
    for link in [e for e in elements(root, "a") if is_control(e, lambda e: page.leads_away(e, 1))]:
        _drop(link)
    page = Page(root)
    gone: set[HtmlElement] = set()
    for element in page.order[1:]:
        around = element.getparent() in gone
        if around or page.letters(element) > _HALF * page.total:
            gone.update([element] if around else [])
        elif _is_hidden(element, page, sheet) or _is_around(element, page):
            gone.add(element)
            _drop(element)
    _keep_main(root)


def _drop(element: HtmlElement) -> None:
    """Empty an element; it still parts the words before it from those behind."""
    element.clear(keep_tail=True)


def _is_hidden(element: HtmlElement, page: Page, sheet: Sheet) -> bool:
    own = css.declarations(element.get("style"))
    if css.is_hidden(element, own):
        return True
    letters = page.letters(element)
    if _SPOKEN.search(element.get("class", "")) and letters <= _MOST["spoken"]:
        return True
    if element.get("aria-hidden", "").lower() == "true" and letters <= _MOST["aria"]:
        return True
    # What a style sheet hides is often shown by a script: only little is taken away for it.
    return css.is_hidden(element, sheet.of(element) | own) and letters <= _MOST["hidden"]


def _is_around(element: HtmlElement, page: Page) -> bool:
    """Tell whether an element is one that stands around the text of a page."""
    tag = tag_of(element)
    if is_box_around(element, page):
        return True
    check = _BY_TAG.get(tag)
    if check and check(element, page):
        return True
    role = element.get("role", "").lower()
    if role in _ROLES and tag not in {"body", "main", "article"}:
        if role in {"banner", "contentinfo"}:
            return _is_edge(element, page)
        return _is_short(element, page, "consent")
    return _is_named_so(element, page) or _is_farm(element, page)


def _is_named_so(element: HtmlElement, page: Page) -> bool:
    """Tell by its class or id whether an element stands around the text."""
    names = _HUMP.sub("-", f"{element.get('class', '')} {element.get('id', '')}").replace("_", "-")
    if names == " " or tag_of(element) in {"html", "body", "main", "article", *_HEADINGS}:
        return False
    if _CONSENT.search(names):
        return _is_short(element, page, "consent") and bool(_CONSENTING.search(text_of(element)))
    little = not _has_sentences(element)
    if _SHARING.search(names) and little and _is_short(element, page, "sharing"):
        return True
    if _ELSEWHERE.search(names) and page.leads_away(element):
        return True
    if _OFFERS.search(names):
        return (little and _is_short(element, page, "offers")) or page.leads_away(element)
    return _COMMENTS.search(names) is not None


def _is_short(element: HtmlElement, page: Page, kind: str) -> bool:
    return page.letters(element) <= _MOST[kind]


def _has_sentences(element: HtmlElement) -> bool:
    """Tell whether an element holds a paragraph of more than a few words."""
    return any(len(text_of(p)) > _MOST["sharing"] / 2 for p in elements(element, "p"))


def _is_farm(element: HtmlElement, page: Page) -> bool:
    """Tell whether an element is a list of other articles: its heading says so, it is all links."""
    if tag_of(element) not in {"section", "div", "aside", "ul", "table", "td"}:
        return False
    if not page.leads_away(element, _FARM):
        return False
    return _RELATED.match(opening_of(element, _OPENING)) is not None


def _is_edge(element: HtmlElement, page: Page) -> bool:
    """Tell whether a header or footer is that of the site and not that of its text."""
    if any(tag_of(around) in {*_MAIN, "blockquote"} for around in element.iterancestors()):
        return tag_of(element) == "footer" and page.leads_away(element, _FARM)
    return next(elements(element, "h1"), None) is None


def _is_navigation(element: HtmlElement, page: Page) -> bool:
    return page.leads_away(element) or _is_short(element, page, "sharing")


def _is_small_form(element: HtmlElement, page: Page) -> bool:
    return _is_short(element, page, "form") and next(elements(element, "h1"), None) is None


_BY_TAG: dict[str, Callable[[HtmlElement, Page], bool]] = {
    "nav": _is_navigation,
    "header": _is_edge,
    "footer": _is_edge,
    "form": _is_small_form,
    "dialog": lambda element, page: _is_short(element, page, "consent"),
    "aside": lambda element, page: page.leads_away(element),
    "noscript": lambda element, page: page.letters(element) <= _NOSCRIPT,
}


def _keep_main(root: HtmlElement) -> None:
    """Keep the main part of a page alone, where it is marked and has most of the words.

    The title may stand above it.
    """
    page = Page(root)
    marked = [e for e in page.order if tag_of(e) == "main" or e.get("role") == "main"]
    if len(marked) != 1 or page.letters(marked[0]) < _MAIN_SHARE * page.total:
        return
    around = [marked[0], *marked[0].iterancestors()]
    for element in around[1:]:
        for child in list(element):
            if child not in around and next(elements(child, "h1"), None) is None:
                _drop(child)
