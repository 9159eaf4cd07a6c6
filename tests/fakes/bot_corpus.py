"""A small corpus in memory, and the bot's services over it, for tests of the bot."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from bot.archive.desk import Desk
from bot.archive.library import Index, Library
from bot.archive.page_cache import PageCache
from bot.archive.page_images import PageImages
from bot.delivery.courier import Courier
from bot.monitor.load import Load
from bot.services import Services
from bot.settings import Access, Keep
from bot.state.store import State
from corpus.briefing import (
    Briefing,
    BriefingHead,
    Paragraph,
    Section,
    Source,
    briefing_id,
    paragraph_ids,
)
from corpus.store import CorpusStore
from tests.fakes.inline_sandbox import InlineSandbox
from tests.fakes.retriever import FakeRetriever

HARBOUR = (
    "The harbour council approved the new ferry line on Monday. Boats will run every hour.",
    "Why it Matters: The ferry halves the journey to the islands. Hotels expect more guests.",
    "Critics say the ferry pier disturbs the seals. The council promised a study by autumn.",
    "Ferry tickets will cost 4 euros. Children under six travel free on every ferry.",
    "The ferry was built in Gdynia. It carries 300 passengers and runs on batteries.",
    "Night ferry services are not planned. The council will look at demand again in 2026.",
)
KOHLE = (
    "Der Kohleausstieg wird vorgezogen. Die Regierung nennt <2030> als Ziel & hält daran fest.",
    "Die Fakten: Im Jahr 2023 lieferten Kohlekraftwerke 26 Prozent des Stroms.",
)


def _briefing(
    head: BriefingHead,
    sections: tuple[Section, ...],
    texts: tuple[str, ...],
    sources: tuple[Source, ...],
) -> Briefing:
    paragraphs = tuple(
        Paragraph(
            id=key,
            briefing_id=head.id,
            position=number,
            text=text,
            section=sections[0].position,
            section_path=sections[0].path,
            label=text.partition(":")[0] if ":" in text[:20] else None,
            language=head.language,
            page=1 + number // 4,
        )
        for number, (key, text) in enumerate(
            zip(paragraph_ids(head.id, texts), texts, strict=True), 1
        )
    )
    return Briefing(head, sections, paragraphs, sources)


def harbour() -> Briefing:
    head = BriefingHead(
        id=briefing_id("harbour.txt"),
        path="harbour.txt",
        title="A ferry for the islands",
        series="Harbour Weekly",
        date=dt.date(2024, 3, 1),
        language="en",
    )
    sources = (
        Source(1, "Council minutes", "City of Port", "https://port.example/minutes"),
        Source(1, "Seals & piers", None, "javascript:alert(1)"),
    )
    return _briefing(head, (Section(1, ("Transport", "Ferries")),), HARBOUR, sources)


def kohle() -> Briefing:
    head = BriefingHead(
        id=briefing_id("kohle.txt"), path="kohle.txt", title="Kohle & Klima", language="de"
    )
    return _briefing(head, (Section(1, ("Energie",)),), KOHLE, ())


def long_briefing() -> Briefing:
    """Return 60 short paragraphs and, in their midst, one of 200,000 characters."""
    head = BriefingHead(briefing_id("long.txt"), "long.txt", "Straw", language="en")
    giant = (
        "Dry straw lies here. " * 4800 + "The needle lies in this haystack. " + "Straw. " * 14_000
    )
    short = [f"Straw was counted for the {number}th time." for number in range(60)]
    texts = (*short[:30], giant, *short[30:])
    return _briefing(head, (Section(1, ("Straw",)),), texts, ())


def corpus(path: Path | str = ":memory:") -> CorpusStore:
    store = CorpusStore(path)
    for briefing in (harbour(), kohle()):
        store.put(briefing)
    return store


def services(
    folder: Path,
    store: CorpusStore,
    retriever: FakeRetriever,
    sandbox: InlineSandbox | None = None,
    *,
    admins: Iterable[int] = (7,),
) -> Services:
    """Return services over ``store``; ``folder`` holds the original files and ``bot.db``."""
    sandbox = sandbox or InlineSandbox()
    (folder / "harbour.txt").write_text("\n\n".join(HARBOUR), encoding="utf-8")
    index = Index(current=lambda: "g1", open=lambda _store: retriever)
    state = State(folder / "bot.db")
    return Services(
        desk=Desk(lambda: Library(store, index, folder)),
        state=state,
        load=Load(500),
        courier=Courier(state.journal),
        access=Access(admins=frozenset(admins)),
        keep=Keep(),
        pages=PageImages(PageCache(folder / "pages", 10_000_000), lambda: sandbox),
    )
