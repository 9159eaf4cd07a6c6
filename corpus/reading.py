"""One file → its briefings: what a process of the sandbox does with each file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from corpus.briefing import Briefing, briefing_id
from corpus.document import Document, Remark
from corpus.errors import ParseError
from corpus.limits import Limits


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file holds.

    briefings: of each of its documents that has a paragraph, in their order; at least one.
        Each has the id of a briefing first seen at its path.
    remarks: of its documents, and of those without a paragraph.
    """

    briefings: tuple[Briefing, ...]
    remarks: tuple[Remark, ...] = ()


def prepare() -> None:
    """Load what the first file would wait for, so that it is not counted as its time."""
    from corpus import parser, readers
    from corpus.language import detect

    del parser, readers
    detect("The first use loads the model of languages.")


def read_file(path: Path, relative: str, limits: Limits) -> Reading:
    """Read and parse the file at ``path``, which the corpus knows as ``relative``.

    Raises ReadError where it cannot be read, ParseError where no document of it has a paragraph.
    """
    # The process that starts the sandbox needs the record above, not all that makes it.
    from corpus import readers

    documents = readers.read(path, relative, limits)
    briefings = []
    remarks = [remark for document in documents for remark in document.remarks]
    for document in documents:
        outcome = _parse(document)
        if isinstance(outcome, Briefing):
            briefings.append(outcome)
        else:
            remarks.append(Remark(document.path, outcome.message))
    if not briefings:
        raise ParseError(relative, _why(remarks))
    return Reading(tuple(briefings), tuple(remarks))


def _parse(document: Document) -> Briefing | ParseError:
    from corpus import parser

    try:
        return parser.parse(document, briefing_id(document.path))
    except ParseError as e:
        return e


def _why(remarks: list[Remark]) -> str:
    """Return what is said of the documents of a file that holds no briefing, each once."""
    said = dict.fromkeys(remark.text for remark in remarks)
    return "; ".join(said) or "holds no paragraph that could be cited"
