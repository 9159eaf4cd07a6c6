"""PDF → lines in reading order, each with its page, its place and how it is set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from corpus.document import Document
from corpus.errors import ReadError
from corpus.limits import Limits
from corpus.readers.pdf.columns import stretches_of_pages
from corpus.readers.pdf.initials import join_initials
from corpus.readers.pdf.lines import Measures, Run, to_lines
from corpus.readers.pdf.margins import part_margins
from corpus.readers.pdf.notes import part_notes
from corpus.readers.pdf.opening import read_pages
from corpus.readers.pdf.pages import PageText
from corpus.readers.pdf.pieces import Piece
from corpus.readers.pdf.remarks import nothing, remarks
from corpus.readers.pdf.repair import is_damaged
from corpus.readers.pdf.rows import to_rows

#: Words of a line of text at least; cells mostly have fewer.
_WORDS = 4


def read_pdf(data: bytes, path: str, limits: Limits) -> list[Document]:
    """Return the document that the bytes of a PDF are.

    Raises ReadError if it needs a password, is no PDF, or has no text on any page.
    """
    pages = read_pages(data, path, limits.pages)
    if pages.unread:
        # Loaded only where there is something to recognise.
        from corpus.readers.pdf.recognition import recognise

        recognise(data, path, pages, limits)
    texts = [text for text in pages.texts if text.number not in pages.garbled]
    if not any(text.letters for text in texts):
        raise ReadError(path, nothing(pages))
    em = text_size(texts)
    runs = list(_runs(texts, em))
    lines = tuple(to_lines(runs, Measures(runs, em), pages.links))
    said = remarks(path, pages, damaged=is_damaged(data))
    return [
        Document(
            path,
            lines,
            metadata=pages.metadata,
            remarks=said,
            recognised=tuple(pages.recognised),
        )
    ]


def text_size(pages: Sequence[PageText]) -> float:
    """Return the size of type in which most letters are set, in points, those of cells aside."""
    letters: Counter[float] = Counter()
    for least in (_WORDS, 1):
        for piece in (piece for page in pages for piece in page.pieces):
            if len(piece.words) >= least:
                letters[piece.size] += sum(map(len, piece.words))
        if letters:
            break
    return letters.most_common(1)[0][0] if letters else 10.0


def _runs(pages: Sequence[PageText], em: float) -> Iterator[Run]:
    margins = part_margins(pages, em)
    bodies = [
        part_notes(join_initials(_without(page.pieces, (*head, *foot))), em)
        for page, (head, foot) in zip(pages, margins, strict=True)
    ]
    texts = stretches_of_pages([text for text, _ in bodies], em)
    notes = stretches_of_pages([notes for _, notes in bodies], em)
    for at, page in enumerate(pages):
        head, foot = margins[at]
        yield from _margin(page, head)
        for stretch in (*texts[at], *notes[at]):
            rows = tuple(to_rows(stretch.pieces))
            yield Run(page.number, rows, page.turn, stretch.follows, bound=stretch.bound)
        yield from _margin(page, foot)
        for turn, pieces in page.astray:
            yield Run(page.number, tuple(to_rows(pieces)), turn % 4, margin=True)


def _without(pieces: Sequence[Piece], others: Sequence[Piece]) -> list[Piece]:
    taken = {id(piece) for piece in others}
    return [piece for piece in pieces if id(piece) not in taken]


def _margin(page: PageText, pieces: Sequence[Piece]) -> Iterator[Run]:
    if pieces:
        yield Run(page.number, tuple(to_rows(pieces)), page.turn, margin=True)
