"""Hostile and broken web pages."""

from __future__ import annotations

import base64
import itertools

from tests.corpus.hostile.case import NEXT, TEXT, TITLE, Hostile, noise

_GOOD = f"<h1>{TITLE}</h1>\n<p>{TEXT}</p>\n<p>{NEXT}</p>\n"
_DEEP = "nest|takes longer|memory|paragraph|text"


def page(body: str, head: str = "") -> bytes:
    """Return a page."""
    start = f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>\n"
    return f"{start}{body}</body></html>".encode()


def _around(middle: str) -> bytes:
    return page(f"<h1>{TITLE}</h1>\n<p>{TEXT}</p>\n{middle}\n<p>{NEXT}</p>\n")


def _nested(tag: str, depth: int, text: str = "within") -> bytes:
    return _around(f"<{tag}>" * depth + text + f"</{tag}>" * depth)


def _data_address(size: int) -> str:
    return "data:image/png;base64," + base64.b64encode(noise(size)).decode()


def _laughs() -> bytes:
    names = "abcdefghij"
    entities = '<!ENTITY a "ha ">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in itertools.pairwise(names)
    )
    doctype = f'<?xml version="1.0"?><!DOCTYPE html [{entities}]>'
    opening = '<html xmlns="http://www.w3.org/1999/xhtml"><body>'
    return f"{doctype}{opening}{_GOOD}<p>&j;</p></body></html>".encode()


def _external() -> bytes:
    doctype = '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    opening = '<html xmlns="http://www.w3.org/1999/xhtml"><body>'
    return f"{doctype}{opening}{_GOOD}<p>before &a; after</p></body></html>".encode()


CASES = [
    Hostile("empty.html", lambda: b"", reason="is empty"),
    Hostile("zeros.html", lambda: bytes(10_000), reason="is empty"),
    Hostile("noise.html", lambda: noise(20_000), reason="binary|text|page|paragraph"),
    Hostile("portable.html", lambda: b"%PDF-1.7\n" + noise(5_000), reason="PDF"),
    Hostile(
        "tags-only.html",
        lambda: b"<html><head></head><body></body></html>",
        reason="text|paragraph",
    ),
    Hostile(
        "script-only.html",
        lambda: page("<div id=root></div><script>while(true){}</script>"),
        reason="text|paragraph|script",
    ),
    Hostile(
        "refresh.html",
        lambda: page("", '<meta http-equiv=refresh content="0;url=https://a.example">'),
        reason="text|paragraph",
    ),
    Hostile(
        "frames.html",
        lambda: b"<html><frameset><frame src=a.html></frameset></html>",
        reason="text|paragraph",
    ),
    Hostile(
        "scripts-and-text.html",
        lambda: _around("<script>document.write('</p>')</script><style>p{}</style>" * 500),
        says=TEXT,
    ),
    Hostile("nested-div.html", lambda: _nested("div", 20_000), says=TEXT, reason=_DEEP),
    Hostile("nested-b.html", lambda: _nested("b", 20_000), says=TEXT, reason=_DEEP),
    Hostile("nested-table.html", lambda: _nested("table><tr><td", 2_000), says=TEXT, reason=_DEEP),
    Hostile("nested-list.html", lambda: _nested("ul><li", 5_000), says=TEXT, reason=_DEEP),
    Hostile("nested-quote.html", lambda: _nested("blockquote", 5_000), says=TEXT, reason=_DEEP),
    Hostile("nested-font.html", lambda: _nested("font size=7", 10_000), says=TEXT, reason=_DEEP),
    Hostile(
        "never-closed.html",
        lambda: _around("<div><p><b><i><a href=x><table><tr><td><ul><li>" * 300),
        says=TEXT,
        reason=_DEEP,
    ),
    Hostile(
        "only-closed.html", lambda: _around("</div></p></b></table></html>" * 10_000), says=TEXT
    ),
    Hostile(
        "wrongly-closed.html",
        lambda: _around("<b><p></b><i></p></i>" * 5_000),
        says=TEXT,
        reason=_DEEP,
    ),
    Hostile(
        "attribute-huge.html", lambda: _around(f'<p title="{"x" * 5_000_000}">a</p>'), says=TEXT
    ),
    Hostile(
        "attributes-many.html",
        lambda: _around("<p " + " ".join(f"a{n}=1" for n in range(10_000)) + ">a</p>"),
        says=TEXT,
    ),
    Hostile(
        "style-huge.html", lambda: _around(f'<p style="{"color:red;" * 50_000}">a</p>'), says=TEXT
    ),
    Hostile(
        "styles-many.html",
        lambda: page(
            _GOOD, "<style>" + ".a .b > .c ~ .d { display: none }\n" * 30_000 + "</style>"
        ),
        says=TEXT,
    ),
    Hostile(
        "style-open.html", lambda: page(_GOOD, "<style>" + "p{" * 100_000 + "</style>"), says=TEXT
    ),
    Hostile("comments-many.html", lambda: _around("<!-- a -->" * 50_000), says=TEXT),
    Hostile("comment-open.html", lambda: _around("") + b"<!-- " * 100_000, says=TEXT),
    Hostile(
        "entities-many.html",
        lambda: _around("<p>" + "&amp;&#x1F6A2;&nosuch;&#99999999;" * 20_000 + "</p>"),
        says=TEXT,
    ),
    Hostile("less-than-many.html", lambda: _around("<" * 500_000), says=TEXT, reason="paragraph"),
    Hostile("tags-cut.html", lambda: _around("<a href='" * 50_000), says=TEXT, reason="paragraph"),
    Hostile("breaks-many.html", lambda: _around("<br>" * 20_000), says=TEXT),
    Hostile("blanks-many.html", lambda: _around("<p>" + " \n\t" * 500_000 + "</p>"), says=TEXT),
    Hostile("blanks-unbroken.html", lambda: _around("<p>&nbsp;</p>" * 20_000), says=TEXT),
    Hostile(
        "data-address.html", lambda: _around(f'<img src="{_data_address(3_000_000)}">'), says=TEXT
    ),
    Hostile(
        "data-link.html",
        lambda: _around(f'<p><a href="{_data_address(500_000)}">a picture</a></p>'),
        says=TEXT,
    ),
    Hostile(
        "links-many.html",
        lambda: _around("<p>" + "<a href=https://a.example/b>c</a> " * 10_000 + "</p>"),
        says=TEXT,
    ),
    Hostile(
        "links-bad.html",
        lambda: _around(
            '<p><a href="javascript:alert(1)">a</a> <a href="http://[::1">b</a> <a href="https://a.example:99999999/">c</a></p>'
        ),
        says=TEXT,
    ),
    Hostile(
        "base-bad.html",
        lambda: page(_GOOD + "<a href=x>y</a>", '<base href="http://[bad">'),
        says=TEXT,
    ),
    Hostile(
        "cells-wide.html",
        lambda: _around("<table><tr><td colspan=2000000000 rowspan=2000000000>a<td>b</table>"),
        says=TEXT,
    ),
    Hostile(
        "cells-many.html",
        lambda: _around("<table>" + "<tr><td>1<td>2<td>3" * 5_000 + "</table>"),
        says=TEXT,
    ),
    Hostile(
        "cells-wide-and-many.html",
        lambda: _around("<table>" + "<tr><td colspan=1000 rowspan=1000>1" * 2_000 + "</table>"),
        says=TEXT,
    ),
    Hostile(
        "list-start-huge.html",
        lambda: _around('<ol start="99999999999999999999"><li value="-5">a<li>b</ol>'),
        says=TEXT,
    ),
    Hostile(
        "list-start-odd.html",
        lambda: _around('<ol start="x" type="&#0;"><li value="²">a<li>b</ol>'),
        says=TEXT,
    ),
    Hostile(
        "styles-odd.html",
        lambda: _around(
            "".join(
                f'<p style="font-weight:{n};font-size:{n}px;width:{n}%;margin-left:-{n}em">a</p>'
                f'<font size="{n}">b</font><ol start="{n}"><li value="{n}">c</ol>'
                for n in ("²", "9" * 5_000, "1e999", "nan", "-", "٣")
            )
        ),
        says=TEXT,
    ),
    Hostile(
        "hidden-all.html",
        lambda: page(f'<div style="display:none">{_GOOD}</div>'),
        reason="text|paragraph",
        says=TEXT,
    ),
    Hostile(
        "characters-wrong.html",
        lambda: page(_GOOD + "<p>Größe</p>").replace(b"charset=utf-8", b"charset=utf-16"),
        says=TEXT,
    ),
    Hostile(
        "characters-unknown.html",
        lambda: page(_GOOD).replace(b"charset=utf-8", b"charset=x-none-9"),
        says=TEXT,
    ),
    Hostile(
        "characters-dangerous.html",
        lambda: page(_GOOD).replace(b"charset=utf-8", b"charset=zlib_codec"),
        says=TEXT,
    ),
    Hostile(
        "characters-mixed.html",
        lambda: (
            page(_GOOD)
            + "<p>Größe und Maße</p>".encode()
            + "<p>Größe und Maße</p>".encode("cp1252")
        ),
        says=TEXT,
    ),
    Hostile("characters-wide.html", lambda: page(_GOOD).decode().encode("utf-16"), says=TEXT),
    Hostile(
        "zeros-within.html",
        lambda: page(_GOOD.replace("<p>", "<\0p>\0")),
        says="Nordkai",
        reason="text|paragraph",
    ),
    Hostile("laughs.xhtml", _laughs, says=TEXT, reason="entit"),
    Hostile("entity-file.xhtml", _external, says=TEXT, reason="entit"),
    Hostile(
        "metadata-odd.html",
        lambda: page(
            _GOOD,
            '<title></title><meta property="article:published_time" content="9999-99-99">'
            '<html lang="'
            + "x" * 10_000
            + '"><script type="application/ld+json">'
            + "[" * 100_000
            + "</script>",
        ),
        says=TEXT,
    ),
    Hostile(
        "metadata-figures.html",
        lambda: page(
            _GOOD,
            '<script type="application/ld+json">{"datePublished": ' + "9" * 100_000 + "}</script>",
        ),
        says=TEXT,
    ),
    Hostile(
        "title-huge.html", lambda: page(_GOOD, "<title>" + "x " * 500_000 + "</title>"), says=TEXT
    ),
    Hostile(
        "forms-nested.html",
        lambda: _around("<form><select><option>" * 3_000 + "<template><svg><math>" * 1_000),
        says=TEXT,
        reason=_DEEP,
    ),
]
