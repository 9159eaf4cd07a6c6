"""Opening what the settings name: the model, the dictionary, the index, the library over them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from bot.archive.condition import Made
from bot.archive.library import Index, Library
from bot.settings import Settings
from corpus.store import CorpusStore
from index.bridge import Bridge, load_bridge
from index.encoder import Encoder, Progress, reads
from index.encoder.models import load_encoder
from index.errors import IndexMissing
from index.generation import GENERATIONS, Generation, Manifest, current_id, open_current
from index.retriever import Retriever
from index.switching import chosen_model

if TYPE_CHECKING:
    from index.build import Accepts

#: A language is worth a warning from this share of the paragraphs on.
_NOTABLE = 0.1
MULTILINGUAL = "intfloat/multilingual-e5-small"


def model_of(settings: Settings) -> str:
    """Return the model that the next build uses: the one that was chosen, else EMBEDDING_MODEL."""
    return chosen_model(settings.index_dir) or settings.embedding_model


def open_encoder(settings: Settings, name: str | None = None) -> Encoder:
    """Return an embedding model, by default that of the next build; exported on first use.

    Raises ModelUnavailable.
    """
    return _load(name or model_of(settings), settings.models_dir)


@cache
def _load(name: str, folder: Path) -> Encoder:
    return load_encoder(name, folder)


@cache
def open_bridge(settings: Settings) -> Bridge | None:
    """Return the dictionary, None without one; the first call for a file compiles it."""
    return load_bridge(settings.dictionary, settings.data_dir / "dictionary")


def open_retriever(
    settings: Settings, store: CorpusStore, generation: Generation | None = None
) -> Retriever:
    """Return what answers from a generation, by default the one in use, with its own model.

    Raises IndexMissing, or IndexStale if it does not fit what is installed.
    """
    generation = generation or open_current(settings.index_dir)
    encoder = open_encoder(settings, generation.manifest.encoder.name)
    with ThreadPoolExecutor(1) as pool:
        # The model gets ready for its first question while the rest is opened.
        ready = pool.submit(encoder.encode_queries, [""])
        bridge = open_bridge(settings)
        generation.require(encoder, bridge)
        retriever = Retriever(store, encoder, generation, bridge)
        ready.result()
    return retriever


def open_library(settings: Settings) -> Library:
    """Return the briefings as the bot reads them; the index is opened when it is first asked."""

    def current() -> str:
        identity = current_id(settings.index_dir)
        if identity is None:
            raise IndexMissing(
                "there is no index yet; run `briefing-bot ingest`, then `briefing-bot build`"
            )
        return identity

    return Library(
        CorpusStore(settings.corpus_db),
        Index(current, partial(open_retriever, settings), lambda store: describe(store, settings)),
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


def build(
    store: CorpusStore, settings: Settings, progress: Progress, accepts: Accepts
) -> Generation:
    """Build a generation and switch to it, if that is accepted. Raises RetrievalError."""
    from index.build import build as build_index  # which no question needs

    return build_index(
        store,
        open_encoder(settings),
        settings.index_dir,
        bridge=open_bridge(settings),
        progress=progress,
        accepts=accepts,
    )


def describe(store: CorpusStore, settings: Settings) -> Made | None:
    """Return what the index in use was made with; None before the first. Raises RetrievalError."""
    identity = current_id(settings.index_dir)
    if identity is None:
        return None
    manifest = Manifest.read(settings.index_dir / GENERATIONS / identity)
    encoder, bridge = open_encoder(settings), open_bridge(settings)
    unread = unread_languages(store, settings)
    return Made(
        generation=identity,
        created=dt.datetime.fromisoformat(manifest.created),
        model=encoder.spec.name,
        languages=encoder.spec.languages or (),
        dictionary=bridge.size if bridge else 0,
        unread=unread,
        helped=_helps(unread, settings),
        mend=MULTILINGUAL,
        behind=manifest.corpus != store.version,
    )


def unread_languages(store: CorpusStore, settings: Settings) -> dict[str, float]:
    """Return notable languages of the corpus that the model does not know, with their shares."""
    encoder, counted = open_encoder(settings), store.languages()
    total = sum(counted.values())
    return {
        language: count / total
        for language, count in counted.items()
        if language and not reads(encoder, language) and count / total >= _NOTABLE
    }


def _helps(unread: Mapping[str, float], settings: Settings) -> bool:
    """Whether the dictionary makes up for what the model does not know."""
    return set(unread) == {"de"} and open_bridge(settings) is not None


def language_notes(store: CorpusStore, settings: Settings) -> list[str]:
    """Return what to say of languages in the corpus that the model does not know."""
    unread = unread_languages(store, settings)
    if not unread:
        return []
    shares = " and ".join(f"{share:.0%} are in '{code}'" for code, share in unread.items())
    means = (
        "the dictionary makes up for most of it"
        if _helps(unread, settings)
        else "such paragraphs are found by their words only"
    )
    note = (
        f"of the paragraphs {shares}, which the model {open_encoder(settings).spec.name} does not"
        f" know ({means}); where the model hub can be reached, EMBEDDING_MODEL={MULTILINGUAL} knows"
        " more"
    )
    return [note]
