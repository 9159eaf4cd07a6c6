"""Whatever the text: the parser raises nothing but its own error, loses and adds no character."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.briefing import Briefing
from corpus.document import Document, Line
from corpus.errors import ParseError
from corpus.parser import parse
from corpus.parser.blocks import to_blocks
from corpus.parser.dashes import restore_dashes
from corpus.parser.furniture import clear
from corpus.parser.rows import to_rows
from corpus.parser.seams import study
from corpus.parser.shape import measure
from corpus.readers.characters import clean
from corpus.readers.plain import read_plain

_WORDS = st.sampled_from(
    [
        *("Die Häfen", "öffnen", "wieder.", "Seite 3 von 9", "- 4 -", "7", "MERKEL", "TOP THEMA"),
        *("https://a.example/b", "Die Fakten:", "Quellen:", "-", "•", "1.", "2.", "(Politico)"),
        *("Regierungs-", "behörden", "und", "„Nein“", "9. Mai 2024", "> ", "|", "\t", "...", "…"),
        *(
            "A:",
            "Reuters: Titel",
            "a.B: c",
            "\u00ad",
            "\u00a0",
            "1.000",
            "Frage?",
            "Von Anna Meier",
        ),
    ]
)
_LINES = st.lists(_WORDS, max_size=6).map(" ".join)
_BRIEFINGS = st.lists(st.one_of(_LINES, st.just(""), st.just("\f")), max_size=40).map("\n".join)
_TEXTS = st.one_of(st.text(max_size=400), _BRIEFINGS)


def _letters(text: str) -> Counter[str]:
    return Counter(character for character in text if character.isalnum())


def _parse(document: Document) -> Briefing | None:
    try:
        return parse(document, "any")
    except ParseError:
        return None


@given(_TEXTS)
def test_no_paragraph_has_a_character_that_the_source_had_not(text: str) -> None:
    text = clean(text)
    briefing = _parse(read_plain(text, "any.txt"))

    told = "".join(p.text for p in briefing.paragraphs) if briefing else ""
    extra = Counter("".join(told.split())) - Counter("".join(text.split()))
    assert not extra


@given(_TEXTS)
def test_no_letter_is_lost_between_lines_and_blocks(text: str) -> None:
    document = read_plain(clean(text), "any.txt")
    cleared = clear(to_rows(document))
    shape = measure(cleared.rows, marked_up=False)
    rows = restore_dashes(cleared.rows, shape)
    blocks = to_blocks(rows, study(rows, shape, frozenset()), None)

    kept = "".join(row.text for row in cleared.rows)
    taken = "".join(entry.row.text for entry in cleared.furniture)
    assert _letters(kept + taken) == _letters("".join(line.text for line in document.lines))
    assert _letters("".join(block.text for block in blocks)) == _letters(kept)


@given(st.lists(st.builds(Line, st.text(max_size=80), heading=st.none() | st.integers(1, 7))))
def test_any_lines_with_mark_up_are_parsed_or_refused(lines: list[Line]) -> None:
    _parse(Document("any.md", tuple(lines), marked_up=True))


@given(_TEXTS)
def test_the_records_refer_to_each_other(text: str) -> None:
    briefing = _parse(read_plain(clean(text), "any.txt"))
    if briefing is None:
        return

    count = len(briefing.sections)
    assert [s.position for s in briefing.sections] == list(range(1, count + 1))
    assert [p.position for p in briefing.paragraphs] == list(range(1, len(briefing.paragraphs) + 1))
    assert len({p.id for p in briefing.paragraphs}) == len(briefing.paragraphs)
    for paragraph in briefing.paragraphs:
        assert paragraph.text.strip()
        path = briefing.sections[paragraph.section - 1].path if paragraph.section else ()
        assert paragraph.section_path == path
        assert 0 <= paragraph.body_start <= len(paragraph.text)
    assert all(s.title and (s.section is None or s.section <= count) for s in briefing.sources)


@pytest.mark.parametrize(
    "sentence", ["Die Häfen öffnen am Montag wieder. ", "Wort ", "x", "A: ", "(", "1. Mai 2024 "]
)
def test_a_very_long_paragraph_is_stored_in_pieces(sentence: str) -> None:
    text = sentence * (200_000 // len(sentence))
    briefing = parse(read_plain(text, "long.txt"), "long")

    assert max(len(p.text) for p in briefing.paragraphs) <= 4_000
    told = "".join("".join(p.text for p in briefing.paragraphs).split())
    assert told == "".join(text.split())


@pytest.mark.parametrize("text", ["\n\n", "---\n---", "https://example.org/a", "Seite 1 von 2"])
def test_a_text_without_a_paragraph_is_refused(text: str) -> None:
    with pytest.raises(ParseError, match="no paragraph"):
        parse(read_plain(text, "none.txt"), "none")
