"""The briefings as the bot reads them: asking, quoting, turning pages. Blocking; for one thread."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from bot.archive.condition import Condition, Made
from bot.archive.links import link
from bot.archive.original import Original
from bot.archive.pointer import ALONE, Pointer
from bot.archive.shelf import Shelf
from bot.archive.stock import Stock
from corpus.briefing import BriefingHead, Paragraph
from corpus.store import CorpusStore
from index.answer import Answer, Span, Timeline
from index.asker import Asker
from index.errors import RetrievalError

if TYPE_CHECKING:
    from bot.state.questions import Found

log = logging.getLogger(__name__)

#: Passages in one message.
PAGE = 3
#: Passages that a question ranks: those of the first message, and one to tell that there are more.
FIRST = PAGE + 1
#: Passages that it ranks once somebody asks for more.
RANKED = 9


@dataclass(frozen=True, slots=True)
class Index:
    """How the library gets at the index.

    current: id of the generation that is complete on disk now; cheap, asked before each question.
    open: opens that generation over a store. describe: tells what it was made with. All raise a
    RetrievalError.
    """

    current: Callable[[], str]
    open: Callable[[CorpusStore], Asker]
    describe: Callable[[CorpusStore], Made | None] = lambda _store: None


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph as it is shown.

    rank: its 0-based place in the question's ranking, or ALONE.
    url: where it can be read on the web.
    """

    rank: int
    paragraph: Paragraph
    briefing: BriefingHead
    highlight: Span | None = None
    folded: int = 0
    url: str | None = None

    @property
    def alone(self) -> bool:
        """Whether it is shown by itself and needs no number."""
        return self.rank == ALONE

    @property
    def has_page(self) -> bool:
        """Whether it is known where on its page it stands."""
        return bool(self.paragraph.boxes)

    @property
    def pointer(self) -> Pointer:
        """What the passage's buttons carry."""
        return Pointer(self.paragraph.id, self.rank, self.highlight)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many briefings there are, and the first and last day of issue among them."""

    briefings: int
    first: dt.date | None
    last: dt.date | None


@dataclass(frozen=True, slots=True)
class Health:
    """What was read, and how many files could not be, or only in part or with doubt."""

    coverage: Coverage
    paragraphs: int
    not_read: int
    partly: int


class Library:
    """The corpus and the index over it; takes up a new generation as soon as it is complete.

    folder: the configured one; published: under which address it is on the web, if it is.
    """

    def __init__(
        self, store: CorpusStore, index: Index, folder: Path, published: str | None = None
    ) -> None:
        self._store = store
        self._index = index
        self._folder = folder
        self._published = published
        self._open: tuple[str, Asker] | None = None

    def close(self) -> None:
        """Close the corpus database."""
        self._store.close()

    def ready(self) -> Asker:
        """Return the retriever of the current generation. Raises RetrievalError."""
        current = self._index.current()
        if self._store.replaced:
            # the data folder was made anew under us
            self._store.close()
            self._store, self._open = CorpusStore(self._store.path), None
        if self._open is None or self._open[0] != current:
            self._open = (current, self._index.open(self._store))
            log.info("Answering from index generation %s", current)
        return self._open[1]

    def ask(self, question: str, today: dt.date, top_k: int = FIRST) -> Answer:
        """Return the answer to one question, with the first passages. Raises RetrievalError."""
        return self.ready().retrieve(question, top_k=top_k, today=today)

    def timeline(self, topic: str, today: dt.date) -> Timeline:
        """Return when the briefings spoke of a topic. Raises RetrievalError."""
        return self.ready().timeline(topic, today=today)

    def passages(self, found: Sequence[Found], first: int, count: int) -> list[Passage]:
        """Return up to ``count`` passages of a ranking from rank ``first`` on.

        A paragraph that is no longer stored is passed over, whatever the index says.
        """
        stored = self._store.get_paragraphs(hit.paragraph_id for hit in found[first:])
        passages: list[Passage] = []
        for rank, hit in enumerate(found[first:], start=first):
            pointer = Pointer(hit.paragraph_id, rank, hit.highlight)
            shown = self._shown(stored.get(hit.paragraph_id), pointer, hit.folded)
            passages += [shown] if shown else []
            if len(passages) == count:
                break
        return passages

    def passage(self, pointer: Pointer) -> Passage | None:
        """Return the passage that a button is about; None if it is no longer stored."""
        stored = self._store.get_paragraphs([pointer.paragraph_id])
        return self._shown(stored.get(pointer.paragraph_id), pointer, 0)

    def _shown(self, paragraph: Paragraph | None, pointer: Pointer, folded: int) -> Passage | None:
        head = self._store.head(paragraph.briefing_id) if paragraph else None
        if paragraph is None or head is None:
            return None
        span = pointer.highlight
        if span is not None and span.end > len(paragraph.text):
            span = None
        url = self.link(head, paragraph, span)
        return Passage(pointer.rank, paragraph, head, span, folded, url)

    def paragraphs(self, paragraph_ids: Sequence[str]) -> dict[str, Paragraph]:
        """Return the paragraphs that are stored, by id."""
        return self._store.get_paragraphs(paragraph_ids)

    @property
    def shelf(self) -> Shelf:
        """The briefings, to be browsed."""
        return Shelf(self._store)

    @property
    def stock(self) -> Stock:
        """The paragraphs, as they come and go. Raises RetrievalError where there is no index."""
        return Stock(self._store, self.ready())

    def briefing(self, briefing_id: str) -> list[Paragraph]:
        """Return the paragraphs of one briefing in order."""
        return self._store.briefing_paragraphs(briefing_id)

    def link(self, head: BriefingHead, paragraph: Paragraph, highlight: Span | None) -> str | None:
        """Return where on the web a passage can be read; None where that is not known."""
        configured = self._store.folder in (None, self._folder.resolve())
        return link(head, paragraph, highlight, self._published if configured else None)

    def original(self, head: BriefingHead) -> Original | None:
        """Return the file of a briefing; None if it is gone or lies outside the folder."""
        folder = (self._store.folder or self._folder).resolve()
        record = self._store.file(head.path)
        inside = record.file if record else head.path
        file = (folder / inside).resolve()
        if not file.is_relative_to(folder) or not file.is_file():
            return None
        part = None if inside == head.path else PurePosixPath(head.path).relative_to(inside)
        return Original(
            file,
            PurePosixPath(head.path).name,
            str(part) if part else None,
            (record.size, record.mtime_ns) if record else None,
        )

    def with_mark(self, mark: str) -> BriefingHead | None:
        """Return the briefing whose paragraphs have a fingerprint; None if there is none."""
        path = self._store.path_with(mark)
        identity = self._store.id_at(path) if path else None
        return self._store.head(identity) if identity else None

    def file_of(self, head: BriefingHead) -> str:
        """Return the path in the folder of the file that a briefing stands in."""
        record = self._store.file(head.path)
        return record.file if record else head.path

    def series(self) -> list[str]:
        """Return the names of all series and publishers."""
        return self._store.series()

    def languages(self) -> list[str]:
        """Return the languages of the paragraphs, most frequent first."""
        return [code for code, _ in self._store.languages().most_common() if code]

    def coverage(self) -> Coverage:
        """Return what there is to ask about."""
        return Coverage(*self._store.extent())

    def health(self) -> Health:
        """Return how much was read, and how much could not be."""
        _, paragraphs = self._store.counts()
        not_read = sum(record.reason is not None for record in self._store.files().values())
        partly = len({remark.path for remark in self._store.remarks()})
        return Health(self.coverage(), paragraphs, not_read, partly)

    def condition(self) -> Condition:
        """Return what state the briefings and the index are in, whatever is wrong with it."""
        health, counted, why = self.health(), self._store.languages().most_common(), ""
        total = sum(count for _, count in counted) or 1
        try:
            made = self._index.describe(self._store)
        except RetrievalError as e:
            made, why = None, str(e)
        return Condition(
            health.coverage.briefings,
            health.paragraphs,
            health.coverage.first,
            health.coverage.last,
            tuple((language, count / total) for language, count in counted),
            health.not_read,
            health.partly,
            made,
            why,
        )
