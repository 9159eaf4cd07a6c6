"""Lines at either end of a newsletter that are about the mailing and not about anything."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from corpus.document import Line
from corpus.readers.html.calls import is_call

_VIEW = re.compile(
    r"\b(?:view|read|open|see|trouble (?:view|read)ing|having trouble)\b.{0,60}\b(?:browser|online"
    r"|web version|webversion)|\bweb ?version\b|\bonline-?(?:version|ansicht)\b"
    r"|\b(?:im|in ihrem|in deinem) (?:web)?browser\b|\bonline (?:ansehen|lesen|anzeigen)"
    r"|\b(?:nicht richtig|nicht korrekt|fehlerhaft) (?:dargestellt|angezeigt)"
    r"|\bvoir (?:la version|en ligne)|\bdans (?:votre|le) navigateur",
    re.IGNORECASE,
)
_LEAVE = re.compile(
    r"\bunsubscrib|\bopt[ -]?out\b|\babbestell|\babzumelden\b|\babmeld(?:en|ung)\b|\baustragen\b"
    r"|\bdésabonn|\bdésinscri|\bdarse de baja"
    r"|\b(?:manage|update|change|edit) (?:your )?(?:[\w-]+ )?(?:preferences|subscription|settings)"
    r"|\b(?:e-?mail-?)?einstellungen (?:ändern|verwalten|anpassen)|\bprofil (?:ändern|bearbeiten)",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"\W*(?:you(?:'re|’re| are)? (?:are )?(?:receiv(?:e|ing|ed)|get(?:ting)?|got) this"
    r"|v\. ?i\. ?s\. ?d\. ?p\."
    r"|this (?:e-?mail|newsletter|message) was sent|sent to you|sie (?:erhalten|bekommen) dies"
    r"|diese (?:e-?mail|nachricht) wurde|dieser newsletter (?:wurde|ging|geht)|vous recevez ce"
    r"|our mailing address|subscribe to|abonnieren sie|©|\(c\) ?\d{4}|copyright\b.{0,8}\d{4})"
    r"|.{0,120}\b(?:all rights reserved|alle rechte vorbehalten)\b.{0,60}$"
    r"|(?:impressum|datenschutz\w*|imprint|privacy(?: policy)?|kontakt|contact|terms|agb"
    r"|folgen? (?:sie )?uns|follow us|weiterempfehlen|an freunde weiterleiten|forward to a friend)"
    r"\b[^.]{0,60}$",
    re.IGNORECASE,
)
#: Where a page stands in its site, and what announces an advert.
_PLACE = re.compile(
    r"(?:sie (?:sind|befinden sich) hier|you are here)\b.{0,200}$"
    r"|(?:start(?:seite)?|home)\s*[/›>»|→].{1,200}$",
    re.IGNORECASE,
)
_AD = re.compile(r"\W*(?:anzeige|werbung|advertisement)\W*", re.IGNORECASE)
_CLICK = re.compile(
    r"\b(?:click|klick\w*|hier|here|ici|newsletter|verteiler|mailing)\b", re.IGNORECASE
)
#: Headings of what stands below a text on its page.
_RUBRIC = re.compile(
    r"(?:das könnte (?:sie|dich) auch|mehr (?:zum thema|aus|von)|lesen sie auch"
    r"|weitere (?:artikel|beiträge|meldungen|nachrichten)|ähnliche (?:artikel"
    r"|beiträge)|verwandte (?:artikel|beiträge|themen)|auch interessant|related"
    r"|read next|more from|recommended|you (?:may|might) (?:also )?like|discussion about"
    r"|comments?|\d+ comments?|kommentare?|leave a (?:reply|comment)|schreibe einen kommentar"
    r"|ein kommentar|teilen|share|subscribe|ready for more|newsletter abonnieren"
    r"|follow us|folgen sie uns|beitragsnavigation|post navigation|tags|schlagwörter)\b.{0,40}$",
    re.IGNORECASE,
)
#: Addresses that only count who follows them.
_COUNTER = re.compile(r"//(?:click|track|links?|t)\.|/(?:ls/)?click\b|track(?:ing)?/|redirect|/c/")
#: Lines at the top among which the offer to read elsewhere stands, and how long it is.
_TOP, _LONGEST_VIEW = 8, 160
#: The longest line that is one of a foot by its words, and one that is nothing but the offer.
_LONGEST_FOOT, _BARE = 400, 60
#: The longest line that is taken for part of a foot because of where it stands.
_BESIDE = 120
#: Type of a foot is so much smaller than that of the text; lines that stand above what is known.
_SMALLER, _MOST_ABOVE = 0.9, 8
#: Such lines below the offer to leave, and between two lines that are surely of the foot.
_MOST_BELOW, _MOST_BETWEEN = 8, 5


def view_address(lines: Sequence[Line]) -> str | None:
    """Return where a newsletter can be read on the web, if a line near its top links there.

    An address that only counts the reader before it sends him on is none to cite.
    """
    for line in _with_words(lines)[:_TOP]:
        addresses = [address for title, address in line.links if _VIEW.search(title)]
        if addresses and not _COUNTER.search(addresses[0]):
            return addresses[0]
    return None


def trim(lines: Sequence[Line]) -> list[Line]:
    """Return the lines without the offers of a mailing: at the top, at the end, below its texts."""
    words = [at for at, line in enumerate(lines) if line.text]
    gone = {at for at in words[:_TOP] if is_view(lines[at])}
    gone |= {at for at in words[:_TOP] if _PLACE.match(lines[at].text) and not lines[at].heading}
    gone |= {at for at in words if is_call(lines[at]) or _AD.fullmatch(lines[at].text)}
    gone |= _foot(lines, [at for at in words if at not in gone])
    result: list[Line] = []
    for at, line in enumerate(lines):
        if at not in gone and (line.text or (result and result[-1].text)):
            result.append(line)
    while result and (not result[-1].text or _is_rubric(result[-1])):
        result.pop()
    return result


def _is_rubric(line: Line) -> bool:
    """Tell whether a heading is that of something that stood around the text."""
    return line.heading is not None and _RUBRIC.match(line.text) is not None


def _with_words(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.text]


def is_view(line: Line) -> bool:
    """Tell whether a line offers to read a mailing elsewhere."""
    short = len(line.text) <= _LONGEST_VIEW and line.heading is None
    return short and _VIEW.search(line.text) is not None and "." not in line.text[:-1].strip(". ")


def _foot(lines: Sequence[Line], words: Sequence[int]) -> set[int]:
    """Return the lines of the foot: those that say so, and the short ones among them.

    Without an offer to leave the mailing only the last lines go, as far as each says so.
    """
    known: list[int] = []
    between = leaving = 0
    for at in reversed(words):
        line = lines[at]
        if says_foot(line):
            known.append(at)
            leaving += offers_to_leave(line)
            between = 0
        elif line.heading is None and len(line.text) <= _BESIDE:
            between += 1
        else:
            break
        if between > (_MOST_BETWEEN if known else _MOST_BELOW):
            break
    if leaving:
        top = _top(lines, known[-1])
        return {at for at in words if at >= top}
    last = set(words[len(words) - len(known) :])
    return last if last == set(known) else set()


def _top(lines: Sequence[Line], known: int) -> int:
    """Return where a foot begins: above what says so stand the sender and the address.

    They stand in its paragraph or, set smaller than the text, in the ones above.
    """
    sizes = Counter(line.style.size for line in lines if line.style for _ in line.text)
    small = _SMALLER * max(sizes, key=lambda size: sizes[size], default=0.0)
    top = known
    for at in range(known - 1, max(-1, known - _MOST_ABOVE), -1):
        line = lines[at]
        if not line.text:
            continue
        sentence = len(line.text) > _BARE or line.text.rstrip()[-1] in ".!?:…"
        little = line.style is not None and line.style.size <= small
        if line.heading or (sentence and not (little and at == top - 1)):
            break
        if at < top - 1 and not little:
            break
        top = at
    return top


def says_foot(line: Line) -> bool:
    """Tell whether a line is one of the foot of a mailing by its words."""
    if line.heading is not None or len(line.text) > _LONGEST_FOOT:
        return False
    return offers_to_leave(line) or _LEGAL.match(line.text) is not None


def offers_to_leave(line: Line) -> bool:
    """Tell whether a line offers to leave a mailing, rather than to tell of something like it."""
    if len(line.text) > _LONGEST_FOOT:
        return False
    if any(_LEAVE.search(f"{title} {address}") for title, address in line.links):
        return True
    bare = len(line.text) <= _BARE or _CLICK.search(line.text) is not None
    return bare and _LEAVE.search(line.text) is not None
