"""Files of every encoding become the same lines; what is no text is refused with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document
from corpus.errors import ReadError
from corpus.limits import Limits
from corpus.readers import read
from corpus.readers.characters import clean
from corpus.readers.decoding import decode
from corpus.readers.markdown import parse_markdown

GERMAN = "Größere Häfen: „Das hilft“ – und zwar für 5 €.\n"


def _read(tmp_path: Path, data: bytes, name: str = "x.txt") -> Document:
    path = tmp_path / name
    path.write_bytes(data)
    return read(path, name, Limits())[0]


def _texts(document: Document) -> list[str]:
    return [line.text for line in document.lines if line.text]


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"],
)
def test_every_encoding_gives_the_same_text(tmp_path: Path, encoding: str) -> None:
    document = _read(tmp_path, GERMAN.encode(encoding))

    assert _texts(document) == [GERMAN.strip()]


@pytest.mark.parametrize("text", ["Fähre", "Für Öl", "Grüße aus Köln", "déjà vu à Orléans"])
def test_short_western_texts_are_not_mistaken_for_others(text: str) -> None:
    assert decode(text.encode("latin-1"), "x") == text


def test_other_alphabets_are_told_by_the_library() -> None:
    text = "Порт снова открыт, сообщило министерство транспорта в понедельник утром. " * 5

    assert decode(text.encode("cp1251"), "x") == text


def test_a_stray_byte_in_utf_8_is_read_as_what_it_is() -> None:
    data = "Häfen für Öl und Größe ".encode() + "Fähre".encode("cp1252")

    assert decode(data, "x") == "Häfen für Öl und Größe Fähre"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"%PDF-1.7 \xc3\xa4", "PDF"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (bytes(range(256)) * 20, "binary"),
        (b"\x00\x01\x02\x03\x00\x00\x00\x07" * 50, "binary"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(tmp_path: Path, data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason) as caught:
        _read(tmp_path, data)

    assert caught.value.where == "x.txt"


def test_a_large_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(60_000_000)

    with pytest.raises(ReadError, match="60 MB, the limit is 20 MB"):
        read(path, "large.txt", Limits())


def test_a_missing_or_unknown_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="is not a file"):
        read(tmp_path / "gone.txt", "gone.txt", Limits())
    with pytest.raises(ReadError, match=r"known: \.docx, \.eml"):
        read(tmp_path / "x.xyz", "x.xyz", Limits())


def test_form_feeds_start_pages(tmp_path: Path) -> None:
    document = _read(tmp_path, b"one\n\ftwo\nthree\n\f")

    assert [(line.text, line.page) for line in document.lines if line.text] == [
        ("one", 1),
        ("two", 2),
        ("three", 2),
    ]


def test_invisible_characters_are_taken_out_and_letters_kept() -> None:
    assert clean("a\u200bb\u202ec\u2066d\x00e\x9ff\ufeffg") == "abcdefg"
    assert clean("Re\u00adgie\u00adrung") == "Regierung"
    assert clean("e\u0301 \u00e9 ﬁ ½ 1\u00a0000") == "e\u0301 \u00e9 ﬁ ½ 1\u00a0000"


def test_markdown_marks_become_structure() -> None:
    text = """---
Title: "Salt notes"
date: 2024-05-06
---
Heading one
===========

## Second *heading* ##

Some **bold** and _soft_ `code`, [a link](https://a.example/x_(y)) and [ref][r].

[r]: https://b.example

| a | b |
|---|---|
| 1 | 2 |

```
# no heading
```
"""
    document = parse_markdown(text, "x.md")
    lines = {line.text: line for line in document.lines}

    assert dict(document.metadata) == {"title": "Salt notes", "date": "2024-05-06"}
    assert lines["Heading one"].heading == 1
    assert lines["Second heading"].heading == 2
    assert lines["# no heading"].heading is None
    assert "1\t2" in lines
    linked = lines["Some bold and soft code, a link and ref."]
    assert linked.links == (("a link", "https://a.example/x_(y)"), ("ref", "https://b.example"))


def test_markdown_leaves_what_is_no_mark_up() -> None:
    text = "2 * 3 * 4 and snake_case_name and a*b, 5 < 6 & 7 > 2 [sic] \\*kept\\*"
    document = parse_markdown(text, "x.md")

    expected = "2 * 3 * 4 and snake_case_name and a*b, 5 < 6 & 7 > 2 [sic] *kept*"
    assert document.lines[0].text == expected


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text = decode(data, "x")
    except ReadError:
        return
    assert isinstance(text, str)


@given(
    st.text(
        alphabet=st.characters(codec="utf-8", min_codepoint=32, exclude_characters="\x7f"),
        max_size=300,
    )
)
def test_utf_8_comes_back_as_it_was(text: str) -> None:
    assert decode(("Text: " + text).encode(), "x") == "Text: " + text


@given(st.text(alphabet="ab*_`[]()!<>-#|\\\n ~=.:/\"'", max_size=200))
def test_any_markdown_can_be_read(text: str) -> None:
    letters = [c for c in text if c.isalpha()]
    document = parse_markdown(text, "x.md")
    words = "".join(line.text + "".join(url for _, url in line.links) for line in document.lines)

    assert sum(c.isalpha() for c in words) <= 3 * len(letters)
