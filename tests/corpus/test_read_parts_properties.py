"""Whatever pages and mails are made of: no word is lost, nothing raises but the reader's own."""

from __future__ import annotations

import contextlib
import random
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.errors import ReadError
from corpus.limits import Limits
from corpus.readers import read_bytes
from tests.corpus.formats.contents import CONTENTS
from tests.corpus.formats.make_html import make_newsletter, make_page, make_site_page
from tests.corpus.formats.make_mail import (
    Attachment,
    make_alternative,
    make_html_forward,
    make_mbox,
    make_plain,
    make_with_attachments,
)
from tests.corpus.formats.pages import PAGES

#: Without links: what is nothing but links is left out on purpose.
_TAGS = (
    *("div", "p", "span", "b", "em", "section", "article", "ul", "ol", "li", "blockquote", "h2"),
    *(
        "h4",
        "table",
        "tr",
        "td",
        "th",
        "center",
        "font",
        "dl",
        "dt",
        "dd",
        "figure",
        "pre",
        "aside",
    ),
    *(
        'div class="text"',
        'td style="font-size:14px"',
        'p style="margin:0"',
        'a name="here"',
    ),
)
_CONTENT = CONTENTS["kuestenbrief"]
_FILES = {
    "page.html": make_page(_CONTENT).encode(),
    "site.html": make_site_page(_CONTENT).encode(),
    "letter.html": make_newsletter(_CONTENT).encode(),
    "broken.html": PAGES["broken"].html.encode(),
    "plain.eml": make_plain(_CONTENT, encoding="base64"),
    "letter.eml": make_alternative(_CONTENT),
    "forward.eml": make_html_forward(_CONTENT, "outlook"),
    "files.eml": make_with_attachments(_CONTENT, [Attachment("a.txt", b"Text.", "text/plain")]),
    "box.mbox": make_mbox([make_plain(_CONTENT), make_alternative(_CONTENT)]),
}

_quick = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def _markup(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Return mark-up, well nested or not, and the words in it in order."""
    pieces: list[str] = []
    words: list[str] = []
    for step in draw(st.lists(st.integers(0, 3 * len(_TAGS)), max_size=60)):
        if step < len(_TAGS):
            pieces.append(f"<{_TAGS[step]}>")
        elif step < 2 * len(_TAGS):
            pieces.append(f"</{_TAGS[step - len(_TAGS)].split()[0]}>")
        else:
            words.append(f"wort{len(words)}")
            pieces.append(f" {words[-1]} ")
    return "".join(pieces), words


@_quick
@given(_markup())
def test_every_word_of_a_page_is_read_once_and_in_order(page: tuple[str, list[str]]) -> None:
    markup, words = page
    html = f"<html><body><p>Anfang</p>{markup}<p>Ende</p></body></html>"

    [document] = read_bytes(html.encode(), "x.html", Limits())
    text = " ".join(line.text for line in document.lines)
    assert re.findall(r"Anfang|wort\d+|Ende", text) == ["Anfang", *words, "Ende"]


@pytest.mark.parametrize("name", _FILES)
@_quick
@given(seed=st.integers(0, 2**32))
def test_what_is_broken_is_read_or_refused(name: str, seed: int) -> None:
    with contextlib.suppress(ReadError):
        read_bytes(_broken(_FILES[name], seed), name, Limits())


def _broken(data: bytes, seed: int) -> bytes:
    """Return the bytes with a few stretches cut out, doubled, moved or overwritten."""
    chance = random.Random(seed)
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(data) + 1)
        end = min(len(data), start + chance.choice((1, 4, 40, 400)))
        stretch = data[start:end]
        new = chance.choice((b"", stretch * 2, chance.randbytes(len(stretch)), stretch[::-1]))
        data = data[:start] + new + data[end:]
    return data
