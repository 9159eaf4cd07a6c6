"""From the store to a new generation: what did not change is carried over, the rest is encoded.

A build may be killed at any moment. What was encoded is in the cache, all but the last batch; what
was written lies in a folder that has not got its name yet; readers see the old generation or the
new one. The id of a generation is a digest of its content, and so are its files: a build that was
cut off and begun again ends in the same ones.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from corpus.store import CorpusStore
from index.bridge import Bridge
from index.build.rows import Plan, old_keys, plan_rows, recipe
from index.build.vector_cache import VectorCache
from index.build.vectors import write_vectors
from index.disk import complete
from index.encoder import Encoder, Progress
from index.errors import IndexMissing, IndexStale
from index.generation import (
    FORMAT,
    GENERATIONS,
    LEXICAL,
    Generation,
    Manifest,
    open_current,
)
from index.lexical import LexicalIndex
from index.switching import LOCK, offer, switch

CACHE = "vectors.db"
#: Texts encoded between two writes to the cache; a crash loses no more than these.
BATCH = 128

#: Told the generation in use and a new one; returns whether the new one may take its place.
Accepts = Callable[[Generation, Generation], bool]


def build(
    store: CorpusStore,
    encoder: Encoder,
    folder: Path,
    *,
    bridge: Bridge | None = None,
    progress: Progress | None = None,
    accepts: Accepts | None = None,
    anew: bool = False,
) -> Generation:
    """Bring the index in ``folder`` in line with the store and return the current generation.

    If nothing changed that is known without reading the corpus. progress: told how many of the
    texts that must be encoded are done. accepts: asked before the new generation takes the place
    of the current one; where it says no, the new one is kept as the candidate. anew: nothing of
    the current generation is carried over. Waits for another build that is under way.
    Raises IndexMissing where the store is empty.
    """
    from filelock import FileLock  # not needed to ask whether anything changed

    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / LOCK):
        current = _usable(folder)
        fits = current and _fits(current.manifest, store.version, encoder, bridge)
        if current is not None and fits and not anew:
            return current
        vectors = VectorCache(folder / CACHE, encoder.spec.fingerprint)
        try:
            work = _Build(store, encoder, folder, bridge, vectors, anew=anew)
            return work.run(current, progress, accepts)
        finally:
            vectors.close()


def forget_vectors(encoder: Encoder, folder: Path) -> None:
    """Let the next build encode every text again."""
    vectors = VectorCache(folder / CACHE, encoder.spec.fingerprint)
    try:
        vectors.clear()
    finally:
        vectors.close()


def is_current(store: CorpusStore, encoder: Encoder, folder: Path, bridge: Bridge | None) -> bool:
    """Return whether ``build`` would find nothing to do."""
    current = _usable(folder)
    return current is not None and _fits(current.manifest, store.version, encoder, bridge)


def _usable(folder: Path) -> Generation | None:
    """Return the current generation if there is one that can be read."""
    try:
        return open_current(folder)
    except (IndexMissing, IndexStale):
        return None


def _fits(manifest: Manifest, corpus: str, encoder: Encoder, bridge: Bridge | None) -> bool:
    """Return whether a generation is what a build would make now."""
    made = (manifest.corpus, manifest.encoder.fingerprint, manifest.dictionary, manifest.recipe)
    return made == (corpus, encoder.spec.fingerprint, bridge and bridge.fingerprint, recipe())


class _Build:
    """One build: what its steps share."""

    def __init__(
        self,
        store: CorpusStore,
        encoder: Encoder,
        folder: Path,
        bridge: Bridge | None,
        vectors: VectorCache,
        *,
        anew: bool,
    ) -> None:
        self.store = store
        self.encoder = encoder
        self.folder = folder
        self.bridge = bridge
        self.vectors = vectors
        self.anew = anew
        self.generations = folder / GENERATIONS

    def run(
        self, current: Generation | None, progress: Progress | None, accepts: Accepts | None
    ) -> Generation:
        for leftover in self.generations.glob("*.part"):
            shutil.rmtree(leftover)
        corpus = self.store.version  # before reading: what changes meanwhile is built next time
        model = self.encoder.spec.fingerprint
        usable = current is not None and current.manifest.encoder.fingerprint == model
        source = current if usable and not self.anew else None
        plan, lexical = plan_rows(self.store, self.encoder, self.bridge, source)
        if not plan.rows:
            raise IndexMissing("the corpus holds no briefings yet; run `briefing-bot ingest`")
        manifest = self._manifest(plan, corpus)
        place = self.generations / manifest.id
        if not _is_whole(place):
            shutil.rmtree(place, ignore_errors=True)
            self._encode(plan, progress)
            self._write(plan, lexical, source, place)
        manifest.write(place)
        made = Generation(place)
        if current is not None and accepts is not None and not accepts(current, made):
            offer(self.folder, made.id)
            return current
        switch(self.folder, made.id)
        self._prune(made, source)
        return made

    def _manifest(self, plan: Plan, corpus: str) -> Manifest:
        dictionary = self.bridge.fingerprint if self.bridge else None
        model, now = self.encoder.spec.fingerprint, datetime.now().astimezone()
        # what is made anew has a folder of its own, also where nothing is different
        salt = (now.isoformat(),) if self.anew else ()
        content = (FORMAT, recipe(), model, dictionary, plan.digest(), *salt)
        return Manifest(
            id=hashlib.blake2b(repr(content).encode(), digest_size=8).hexdigest(),
            encoder=self.encoder.spec,
            dictionary=dictionary,
            corpus=corpus,
            recipe=recipe(),
            briefings=len(set(plan.columns["briefings"])),
            paragraphs=len(plan.rows),
            sentences=sum(len(row.sentences) for row in plan.rows),
            series_names=tuple(plan.series),
            publisher_names=tuple(plan.publishers),
            language_names=tuple(plan.languages),
            created=now.isoformat(timespec="seconds"),
        )

    def _encode(self, plan: Plan, progress: Progress | None) -> None:
        """Encode what neither the current generation nor the cache has."""
        missing = sorted(self.vectors.missing(list(plan.texts)), key=plan.order.__getitem__)
        for start in range(0, len(missing), BATCH):
            keys = missing[start : start + BATCH]
            vectors = self.encoder.encode_passages([plan.texts[key] for key in keys])
            self.vectors.put(keys, vectors)
            if progress is not None:
                progress(start + len(keys), len(missing))

    def _write(
        self, plan: Plan, lexical: LexicalIndex, current: Generation | None, place: Path
    ) -> None:
        part = place.with_name(f"{place.name}.part")
        part.mkdir(parents=True)
        write_vectors(plan, self.vectors, current, part, self.encoder.spec.dimension)
        lexical.save(part / LEXICAL)
        complete(part, place)

    def _prune(self, generation: Generation, before: Generation | None) -> None:
        kept = (generation, before)
        names = ("passage_keys", "sentence_keys")
        self.vectors.prune({key for one in kept for name in names for key in old_keys(one, name)})


def _is_whole(place: Path) -> bool:
    """Return whether a generation is there and can be opened."""
    try:
        Generation(place)
    except IndexStale:
        return False
    return True
