"""What is said of pages that could not be read, or only with doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.document import Remark
from corpus.readers.pdf.opening import Pages

_INSTALL = "install ocrmypdf and tesseract to have them read"
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


def remarks(path: str, pages: Pages, recognised: Sequence[int], *, damaged: bool) -> list[Remark]:
    """Return what is to be said of a file. recognised: pages read by character recognition."""
    return list(_remarks(path, pages, recognised, damaged=damaged))


def _remarks(
    path: str, pages: Pages, recognised: Sequence[int], *, damaged: bool
) -> Iterator[Remark]:
    if damaged:
        yield Remark(
            path, "is damaged or cut off; compare it with the original, or export it again"
        )
    last = max((text.number for text in pages.texts), default=0)
    if pages.count > max(last, max(pages.broken, default=0)):
        rest = tuple(range(last + 1, pages.count + 1))
        text = f"has {pages.count} pages, of which {last} are read; split it into its briefings"
        yield Remark(path, text, rest)
    for numbers, text in (
        (pages.broken, "that cannot be opened; export it again"),
        (pages.scanned, f"without text: scanned? {_INSTALL}"),
        (pages.garbled, f"whose fonts do not say which letters they show; {_INSTALL}"),
        (list(recognised), "read by character recognition, which errs; compare what you quote"),
        (_doubtful(pages), "with letters that their fonts do not name; compare what you quote"),
    ):
        if numbers:
            yield Remark(path, _counted(numbers, text), tuple(numbers))


def _counted(numbers: Sequence[int], text: str) -> str:
    unit = "page" if len(numbers) == 1 else "pages"
    shown, _, rest = text.partition(":")
    if rest:
        return f"has {len(numbers)} {unit} {shown} ({spans(numbers)}):{rest}"
    shown, _, rest = text.partition(";")
    return f"has {len(numbers)} {unit} {shown} ({spans(numbers)});{rest}" if rest else shown


def _doubtful(pages: Pages) -> list[int]:
    return [
        text.number
        for text in pages.texts
        if text.number not in pages.garbled and text.unmapped >= max(_FEW, _SHARE * text.letters)
    ]


def nothing(pages: Pages) -> str:
    """Return why no page has text, for an error."""
    if pages.garbled and not pages.scanned:
        return f"has fonts that do not say which letters they show; {_INSTALL}"
    if pages.scanned:
        return f"has no text on any of its {pages.count} pages: scanned? {_INSTALL}"
    return "has no text on any page; export it again"
