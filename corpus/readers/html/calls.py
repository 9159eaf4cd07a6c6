"""Links that offer to do something with a page or to read on elsewhere: no words of its text."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml.html import HtmlElement

from corpus.document import Line
from corpus.readers.html.tree import tag_of, text_of

_READ = r"(?:story|article|report|text|post|paper|briefing|interview|analysis|statement|study)"
_LESEN = r"(?:artikel|beitrag|bericht|text|interview|meldung|studie|analyse|pressemitteilung)"
_OFFERS = rf"""
    share(?:\ this(?:\ \w+)?)?|tweet|like|reply|comments?|leave\ a\ (?:comment|reply)
    |subscribe(?:\ (?:now|today|here))?|sign\ ?(?:up|in)(?:\ (?:now|here))?|log\ ?in
    |read\ (?:more|on|online|in\ app|now)|(?:read|see)\ (?:the\ )?(?:full|whole|entire)?\ ?{_READ}
    |(?:the\ )?full\ {_READ}|continue(?:\ reading)?|learn\ more|find\ out\ more|see\ more
    |more(?:\ (?:information|details))?|listen(?:\ now)?|watch(?:\ now)?|view\ (?:all|more|online)
    |download(?:\ (?:app|pdf|now|the\ {_READ}))?|upgrade\ to\ paid|print(?:\ this\ page)?
    |register(?:\ (?:now|here))?|forward(?:\ to\ a\ friend)?|donate(?:\ now)?|back\ to\ top|top
    |(?:seite\ |artikel\ |beitrag\ )?(?:teilen|drucken|(?:weiter)?empfehlen|merken|vorlesen)
    |kommentieren|(?:jetzt\ |hier\ )?(?:abonnieren|lesen|anmelden|bestellen|spenden|registrieren)
    |weiter(?:\ ?lesen)?|mehr(?:\ (?:lesen|erfahren|dazu|informationen|zum\ thema))?
    |weitere\ informationen|zu[mr]\ (?:vollständigen\ |ganzen\ )?{_LESEN}|(?:zum\ )?seitenanfang
    |nach\ oben|zurück(?:\ (?:zur\ übersicht|nach\ oben))?|herunterladen|pdf-version|als\ pdf
    |lire\ la\ suite|en\ savoir\ plus|leer\ más|partager
"""
_SERVICES = r"""
    (?:(?:share|follow\ us|teilen|auf|on|bei|via|per)\ ){0,3}
    (?:twitter|x|facebook|linkedin|instagram|youtube|xing|whatsapp|telegram|threads|mastodon
    |bluesky|tiktok|pinterest|reddit|flickr|vimeo|spotify|apple\ podcasts|rss(?:-?feed)?|e-?mail
    |mail|website|homepage)(?:\ (?:teilen|folgen))?
"""
_CALL = re.compile(rf"\W*(?:{_OFFERS}|{_SERVICES})\W*", re.IGNORECASE | re.VERBOSE)
_INLINE = frozenset("a abbr b big em font i small span strong sub sup u".split())  # noqa: SIM905
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
#: Characters and words of what is pressed rather than read.
_LONGEST, _MOST_WORDS = 50, 2


def is_call(line: Line) -> bool:
    """Tell whether a line is nothing but links that offer to do something."""
    rest = line.text
    for title, _ in line.links:
        rest = rest.replace(title, " ", 1)
    bare = not any(letter.isalnum() for letter in rest)
    calls = all(_CALL.fullmatch(title) for title, _ in line.links)
    return line.heading is None and bool(line.links) and bare and calls


def is_control(link: HtmlElement, is_linked: Callable[[HtmlElement], bool]) -> bool:
    """Tell whether a link is a button of the page: it does something with it or leads on.

    is_linked: whether all words of an element are linked; those of a sentence are not.
    """
    target = (link.get("href") or "").strip().lower()
    words = text_of(link)
    block = next((e for e in link.iterancestors() if tag_of(e) not in _INLINE), link)
    if not words or len(words) > _LONGEST or tag_of(block) in _HEADINGS or not is_linked(block):
        return False
    if target.startswith(("javascript:", "mailto:?", "whatsapp:")) or link.get("role") == "button":
        return True
    pressed = target == "#" and words.count(" ") < _MOST_WORDS
    return pressed or _CALL.fullmatch(words) is not None
