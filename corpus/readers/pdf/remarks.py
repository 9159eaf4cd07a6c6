"""What is said of pages that could not be read, or only with doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.document import Remark
from corpus.readers.pdf.opening import Pages

#: Share of a page's letters, and how many, that are worth a word if they have no meaning.
_SHARE, _FEW = 0.02, 10


def spans(numbers: Sequence[int]) -> str:
    """Return numbers, in order, as people write them: ``2, 5–7``."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(f"{part[0]}–{part[-1]}" if len(part) > 1 else str(part[0]) for part in parts)


def remarks(path: str, pages: Pages, *, damaged: bool) -> tuple[Remark, ...]:
    """Return what is to be said of a file."""
    return tuple(_remarks(path, pages, damaged=damaged))


def _remarks(path: str, pages: Pages, *, damaged: bool) -> Iterator[Remark]:
    if damaged:
        text = "is damaged or cut off; compare it with the original, or export it again"
        yield Remark(path, text)
    last = max([text.number for text in pages.texts] + pages.broken, default=0)
    if pages.count > last:
        text = f"has {pages.count} pages, of which {last} are read; split it into its briefings"
        yield Remark(path, text, tuple(range(last + 1, pages.count + 1)))
    for numbers, what, advice in (
        (pages.broken, "that cannot be opened", "; export it again"),
        (pages.scanned, "without text", f": scanned? {pages.advice}"),
        (pages.garbled, "whose fonts do not say which letters they show", f"; {pages.advice}"),
        (pages.recognised, "read by character recognition", "; it errs, compare what you quote"),
        (_doubtful(pages), "with letters that their fonts do not name", "; compare what you quote"),
    ):
        if numbers:
            unit = "page" if len(numbers) == 1 else "pages"
            text = f"has {len(numbers)} {unit} {what} ({spans(numbers)}){advice}"
            yield Remark(path, text, tuple(numbers))


def _doubtful(pages: Pages) -> list[int]:
    return [
        text.number
        for text in pages.texts
        if text.number not in pages.garbled and text.unmapped >= max(_FEW, _SHARE * text.letters)
    ]


def nothing(pages: Pages) -> str:
    """Return why no page has text, for an error."""
    if pages.scanned:
        return f"has no text on any of its {pages.count} pages: scanned? {pages.advice}"
    if pages.garbled:
        return f"has fonts that do not say which letters they show; {pages.advice}"
    return "has no text on any page; export it again"
