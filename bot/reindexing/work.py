"""Reindexing itself, in a process of its own: read what changed, build, and go over to it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.archive import opening
from bot.reindexing.gate import Judge
from bot.reindexing.report import MOST_NAMED, Outcome, Report, Stage, Step, Wanted
from bot.settings import Settings
from corpus.ingest import ingest
from corpus.ingest_run import IngestReport
from corpus.store import CorpusStore
from index.build import build, forget_vectors
from index.generation import Generation, current_id
from index.switching import choose_model

Tell = Callable[[Step], None]


def reindex(settings: Settings, wanted: Wanted, tell: Tell, *, resumed: bool = False) -> Report:
    """Bring corpus and index in line with the folder, and return what was done.

    resumed: it was begun before, so that what was read and encoded since is of use.

    Raises CorpusError, RetrievalError or EvaluationError.
    """
    begun = time.monotonic()
    store = CorpusStore(settings.corpus_db)
    tell(Step(Stage.READING))
    read = ingest(
        settings.briefings_dir,
        store,
        limits=settings.limits,
        progress=lambda done, total: tell(Step(Stage.READING, done, total)),
        anew=wanted.full and not resumed,
    )
    tell(Step(Stage.MODEL))
    name = wanted.model if wanted.model is not None else opening.model_of(settings)
    encoder = opening.open_encoder(settings, name or settings.embedding_model)
    bridge = opening.open_bridge(settings)
    if wanted.full and not resumed:
        forget_vectors(encoder, settings.index_dir)
    before = current_id(settings.index_dir)
    judge = Judge(settings, lambda done: tell(Step(Stage.EVALUATING, done, 2)))
    tell(Step(Stage.ENCODING))
    generation = build(
        store,
        encoder,
        settings.index_dir,
        bridge=bridge,
        progress=lambda done, total: tell(_encoding(done, total)),
        accepts=None if wanted.trusted else judge.accepts,
        anew=wanted.full,
    )
    if not judge.worse and wanted.model is not None:
        own = wanted.model in ("", settings.embedding_model)
        choose_model(settings.index_dir, None if own else wanted.model)
    outcome = Outcome.UNCHANGED if generation.id == before else Outcome.SWITCHED
    seconds = time.monotonic() - begun
    report = _report(read, store, generation, Outcome.HELD if judge.worse else outcome, seconds)
    return replace(report, before=judge.before, after=judge.after)


def _encoding(done: int, total: int) -> Step:
    return Step(Stage.ENCODING, done, total) if done < total else Step(Stage.WRITING)


def _report(
    read: IngestReport,
    store: CorpusStore,
    generation: Generation,
    outcome: Outcome,
    seconds: float,
) -> Report:
    briefings, paragraphs = store.counts()
    named = {"added": read.added, "changed": read.changed, "removed": read.removed}
    counts = {name: len(paths) for name, paths in named.items()}
    counts["unreadable"] = len(read.unreadable)
    return Report(
        outcome,
        seconds=seconds,
        model=generation.manifest.encoder.name,
        briefings=briefings,
        paragraphs=paragraphs,
        counts=counts,
        unreadable=dict(sorted(read.unreadable.items())[:MOST_NAMED]),
        languages={code or "": count for code, count in store.languages().items()},
        added=_first(read.added),
        changed=_first(read.changed),
        removed=_first(read.removed),
    )


def _first(paths: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(paths)[:MOST_NAMED])
