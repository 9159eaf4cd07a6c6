"""Opening what the settings name: the model, the dictionary, the index, the library over them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

from bot.archive.library import Index, Library
from bot.settings import Settings
from corpus.store import CorpusStore
from index.bridge import Bridge, load_bridge
from index.encoder import Encoder, Progress, reads
from index.encoder.models import load_encoder
from index.errors import IndexMissing
from index.generation import Generation, current_id, open_current
from index.retriever import Retriever

#: A language is worth a warning from this share of the paragraphs on.
_NOTABLE = 0.1
_MULTILINGUAL = "intfloat/multilingual-e5-small"


@cache
def open_encoder(settings: Settings) -> Encoder:
    """Return the embedding model, exported on first use. Raises ModelUnavailable."""
    return load_encoder(settings.embedding_model, settings.models_dir)


@cache
def open_bridge(settings: Settings) -> Bridge | None:
    """Return the dictionary, None without one; the first call for a file compiles it."""
    return load_bridge(settings.dictionary, settings.data_dir / "dictionary")


def open_generation(settings: Settings, folder: Path | None = None) -> Generation:
    """Return the index in use, or the one in ``folder``.

    Raises IndexMissing, or IndexStale if it does not fit the model and the dictionary.
    """
    generation = open_current(settings.index_dir) if folder is None else Generation(folder)
    generation.require(open_encoder(settings), open_bridge(settings))
    return generation


def open_library(settings: Settings) -> Library:
    """Return the briefings as the bot reads them; the index is opened when it is first asked."""

    def current() -> str:
        identity = current_id(settings.index_dir)
        if identity is None:
            raise IndexMissing(
                "there is no index yet; run `briefing-bot ingest`, then `briefing-bot build`"
            )
        return identity

    def open_index(store: CorpusStore) -> Retriever:
        encoder = open_encoder(settings)
        with ThreadPoolExecutor(1) as pool:
            # The model gets ready for its first question while the rest is opened.
            ready = pool.submit(encoder.encode_queries, [""])
            retriever = Retriever(store, encoder, open_generation(settings), open_bridge(settings))
            ready.result()
        return retriever

    return Library(
        CorpusStore(settings.corpus_db),
        Index(current, open_index),
        settings.briefings_dir,
        settings.briefings_url,
    )


def is_current(store: CorpusStore, settings: Settings) -> bool:
    """Return whether a build would find nothing to do."""
    from index.build import is_current as built

    if current_id(settings.index_dir) is None:
        return False
    encoder, bridge = open_encoder(settings), open_bridge(settings)
    return built(store, encoder, settings.index_dir, bridge)


def build(store: CorpusStore, settings: Settings, progress: Progress) -> Generation:
    """Build a generation and switch to it. Raises RetrievalError."""
    from index.build import build as build_index  # which no question needs

    return build_index(
        store,
        open_encoder(settings),
        settings.index_dir,
        bridge=open_bridge(settings),
        progress=progress,
    )


def language_notes(store: CorpusStore, settings: Settings) -> list[str]:
    """Return what to say of languages in the corpus that the model does not know."""
    encoder, counted = open_encoder(settings), store.languages()
    total = sum(counted.values())
    unread = {
        language: count / total
        for language, count in counted.items()
        if language and not reads(encoder, language) and count / total >= _NOTABLE
    }
    if not unread:
        return []
    shares = " and ".join(f"{share:.0%} are in '{code}'" for code, share in unread.items())
    helped = set(unread) == {"de"} and open_bridge(settings) is not None
    means = (
        "the dictionary makes up for most of it"
        if helped
        else "such paragraphs are found by their words only"
    )
    note = (
        f"of the paragraphs {shares}, which the model {encoder.spec.name} does not know ({means});"
        f" where the model hub can be reached, EMBEDDING_MODEL={_MULTILINGUAL} knows more"
    )
    return [note]
