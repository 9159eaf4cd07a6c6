"""How long reading a PDF takes, against the plainest extraction that the same library has.

    python -m benchmarks.pdf [file.pdf ...]

Without a file it typesets one of 200 pages. Prints milliseconds of processor time a page
(the best of some rounds) of both, and their ratio.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from pypdfium2 import PdfDocument

from corpus.limits import Limits
from corpus.readers.pdf import read_pdf
from tests.corpus.formats.make_pdf import Look, make_pdf
from tests.corpus.formats.source import Content, Heading, Text

_SENTENCES = (
    "Die Werften an der Küste haben im vergangenen Quartal mehr Aufträge erhalten als erwartet.",
    "Sie rechnen weiterhin mit steigenden Preisen für Stahl und Energie, sagen Beobachter.",
    "Zulieferer aus dem Binnenland verhandeln über die Versorgung der Baustellen.",
    "Die Gespräche über eine neue Infrastruktur ziehen sich bis in den Sommer hin.",
)


def plain(data: bytes) -> int:
    """Extract the text of all pages as it comes; return how many characters it has."""
    with PdfDocument(data) as document:
        total = 0
        for page in document:
            total += len(page.get_textpage().get_text_range())
            page.close()
        return total


def full(data: bytes) -> int:
    """Read the file as the corpus does; return how many characters it has."""
    [document] = read_pdf(data, "benchmark.pdf", Limits())
    return sum(len(line.text) for line in document.lines)


def best(works: Sequence[Callable[[bytes], int]], data: bytes, rounds: int) -> list[float]:
    """Return the seconds of processor time of each work's quickest round, done in turns."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for work, taken in zip(works, times, strict=True):
            start = time.process_time()
            work(data)
            taken.append(time.process_time() - start)
    return [min(taken) for taken in times]


def long_briefing(columns: int) -> bytes:
    """Return a PDF of about 200 pages."""
    sentences = itertools.cycle(_SENTENCES)
    blocks: list[Heading | Text] = []
    for number in range(190):
        blocks.append(Heading(f"Abschnitt {number}"))
        blocks += [Text(" ".join(itertools.islice(sentences, 7))) for _ in range(6)]
    content = Content("Jahresbericht", "Nordkai", dt.date(2026, 5, 6), "de", tuple(blocks))
    return make_pdf(content, Look(columns=columns, justified=True, embedded=True))


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args(argv)
    inputs = [(path.name, path.read_bytes()) for path in arguments.files] or [
        (f"{columns} column(s)", long_briefing(columns)) for columns in (1, 2)
    ]
    for name, data in inputs:
        with PdfDocument(data) as document:
            pages = len(document)
        base, ours = best((plain, full), data, arguments.rounds)
        print(
            f"{name}: {pages} pages, plain {1e3 * base / pages:.2f} ms a page, "
            f"read {1e3 * ours / pages:.2f} ms a page, ratio {ours / base:.2f}"
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
