"""Telegram's HTML as the fake server reads it."""

from __future__ import annotations

import pytest

from tests.fakes.bot_api_html import BrokenHtml, Entity, parse
from tests.fakes.telegram.refusals import Refused
from tests.fakes.telegram.text import found_in, text_of


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("ü<div>x</div>", 'Unsupported start tag "div" at byte offset 2'),
        ("<br/>", 'Unsupported start tag "br/"'),
        ("<b", 'Unclosed start tag "b"'),
        ("<b>x</b", "Unclosed end tag"),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b class='x'>x</b>", 'Unsupported attribute "class"'),
        ("<span>x</span>", 'must have class "tg-spoiler"'),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>", "can't be nested"),
        ("<b>x<code>y</code></b>", "code can't be nested in bold"),
        ("<pre>x<b>y</b></pre>", "bold can't be nested in pre"),
        ('<a href="https://a.example">x<a href="https://b.example">y</a></a>', "can't be nested"),
    ],
)
def test_broken(html: str, words: str) -> None:
    with pytest.raises(BrokenHtml) as e:
        parse(html)
    assert words in str(e.value)


@pytest.mark.parametrize(
    ("html", "text", "entities"),
    [
        ("<b>a<i>b</i></b>", "ab", [Entity("bold", 0, 2), Entity("italic", 1, 1)]),
        ("🙂<u>x</u>", "🙂x", [Entity("underline", 2, 1)]),
        ("&lt;b&gt; &amp;amp; &#x41;&nbsp;", "<b> &amp; A&nbsp;", []),
        ("<blockquote expandable>x</blockquote>", "x", [Entity("expandable_blockquote", 0, 1)]),
        (
            "<blockquote><code>x</code></blockquote>",
            "x",
            [Entity("code", 0, 1), Entity("blockquote", 0, 1)],
        ),
        (
            '<pre><code class="language-py">x</code></pre>',
            "x",
            [Entity("code", 0, 1), Entity("pre", 0, 1)],
        ),
        (
            '<a href="https://a.example/?x=1&amp;y=2">x</a>',
            "x",
            [Entity("text_link", 0, 1, "https://a.example/?x=1&y=2")],
        ),
        ('<a href="javascript:alert(1)">x</a>', "x", []),
        ('<a href="ftp://a.example">x</a>', "x", []),
        ("<a>a.example</a>", "a.example", [Entity("text_link", 0, 9, "http://a.example/")]),
        ("<b></b>x", "x", []),
    ],
)
def test_read(html: str, text: str, entities: list[Entity]) -> None:
    assert parse(html) == (text, entities)


def read(text: str, limit: int = 10, **more: object) -> tuple[str, list[Entity]]:
    return text_of({"text": text, "parse_mode": "HTML", **more}, "text", limit)


def test_length_counts_after_parsing_in_utf16() -> None:
    assert read("<b>" + "x" * 10 + "</b>")[0] == "x" * 10
    assert read("🙂" * 5)[0] == "🙂" * 5
    with pytest.raises(Refused, match="message is too long"):
        read("🙂" * 5 + "x")
    with pytest.raises(Refused, match="caption is too long"):
        text_of({"caption": "x" * 11}, "caption", 10)


def test_blanks_at_the_ends_do_not_count() -> None:
    text, entities = read("  \n<b> a\r b</b> \n\n", limit=4)
    assert text == "a b"
    assert entities == [Entity("bold", 0, 3)]
    with pytest.raises(Refused, match="message text is empty"):
        read("<b> \n</b>")
    assert text_of({}, "caption", 10) == ("", [])


def test_too_many_entities() -> None:
    assert len(read("<b>x</b> " * 100, limit=4096)[1]) == 100
    with pytest.raises(Refused, match="too many entities"):
        read("<b>x</b> " * 101, limit=4096)


def test_entities_beside_the_text() -> None:
    bold = {"type": "bold", "offset": 0, "length": 2}
    text = {"text": "🙂", "entities": [bold]}
    assert text_of(text, "text", 9) == ("🙂", [Entity("bold", 0, 2)])
    for wrong in (bold | {"length": 3}, bold | {"type": "shiny"}, bold | {"length": 0}):
        with pytest.raises(Refused, match="can't parse entity"):
            text_of({"text": "🙂", "entities": [wrong]}, "text", 9)
    with pytest.raises(Refused, match="exclude each other"):
        text_of({**text, "parse_mode": "HTML"}, "text", 9)
    with pytest.raises(Refused, match="unsupported parse_mode"):
        text_of({"text": "x", "parse_mode": "Fancy"}, "text", 9)


def test_what_people_write_has_entities() -> None:
    found = found_in(
        "🙂 /ask@briefing_bot what, @briefing_bot? https://a.example/b x@y.example 1/2"
    )
    assert found == [
        {"type": "bot_command", "offset": 3, "length": 17},
        {"type": "mention", "offset": 27, "length": 13},
        {"type": "url", "offset": 42, "length": 19},
    ]
