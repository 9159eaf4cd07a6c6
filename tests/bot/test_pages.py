from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.archive import pages
from corpus.briefing import Paragraph

TEXTS = st.lists(
    st.builds(
        lambda text, times: text * times, st.text("ab .ß🙂\n", min_size=1), st.integers(1, 99)
    ),
    min_size=1,
    max_size=40,
)


def briefing(texts: list[str]) -> list[Paragraph]:
    return [Paragraph(str(n), "b", n, text) for n, text in enumerate(texts, 1)]


@given(TEXTS)
def test_pieces_are_the_paragraphs_word_for_word(texts: list[str]) -> None:
    row = pages.pieces(briefing(texts))
    for paragraph in briefing(texts):
        mine = [piece for piece in row if piece.paragraph == paragraph]
        assert "".join(paragraph.text[p.start : p.end] for p in mine) == paragraph.text
    assert all(piece.cost <= pages.PIECE_UNITS for piece in row)


@given(TEXTS)
def test_turning_pages_shows_everything_once_in_both_directions(texts: list[str]) -> None:
    row = pages.pieces(briefing(texts))
    window = pages.after(row, 0)
    forward = list(range(window.first, window.end))
    while window.after:
        window = pages.after(row, window.end)
        forward += range(window.first, window.end)
    assert forward == list(range(len(row)))
    backward = list(range(window.first, window.end))
    while window.before:
        window = pages.before(row, window.first)
        backward = [*range(window.first, window.end), *backward]
    assert backward == list(range(len(row)))


@given(TEXTS, st.data())
def test_page_around_a_piece_fits_a_message(texts: list[str], data: st.DataObject) -> None:
    row = pages.pieces(briefing(texts))
    centre = data.draw(st.integers(0, len(row) - 1))
    window = pages.around(row, centre)
    assert window.first <= centre < window.end
    assert sum(piece.cost for piece in row[window.first : window.end]) <= pages.PAGE_UNITS
    assert window.end - window.first <= pages.PAGE_PIECES
    assert (window.before, window.after) == (window.first > 0, window.end < len(row))


@given(TEXTS, st.integers(0, 10**9))
def test_any_position_of_an_old_button_is_some_page(texts: list[str], at: int) -> None:
    row = pages.pieces(briefing(texts))
    for window in (pages.after(row, at), pages.before(row, at)):
        assert 0 <= window.first < window.end <= len(row)


def test_what_is_around_a_passage_is_of_its_own_section() -> None:
    row = pages.pieces(
        [
            Paragraph(f"{part}{n}", "b", n, "word " * 40, section_path=(part,))
            for part in "abc"
            for n in range(5)
        ]
    )
    ids = [piece.paragraph.id for piece in row]
    window = pages.around(row, ids.index("b1"))
    assert ids[window.first : window.end] == ["b0", "b1", "b2", "b3", "b4"]
    assert (window.before, window.after) == (True, True)
    window = pages.around(row, ids.index("b4"))
    assert ids[window.first : window.end] == ["b2", "b3", "b4"], "two lead up to it"


def test_around_a_section_of_one_line_there_is_more() -> None:
    row = pages.pieces(
        [Paragraph(f"p{n}", "b", n, "word " * 39, section_path=(str(n),)) for n in range(12)]
    )
    window = pages.around(row, 5)
    assert (window.first, window.end) == (4, 7)
