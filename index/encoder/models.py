"""The folder of exported models: found again on a quick start, made on the first.

models/
  names.json            hub name → fingerprint, so that a known name needs no network
  files.json            SHA-256 of source files, by size and time of change
  <fingerprint>/
    model.json          EncoderSpec, and why the model runs on torch if it does
    encoder.onnx, tokenizer.json
"""

from __future__ import annotations

import dataclasses
import logging
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.disk import complete, read_json, write_json
from index.encoder import Encoder, EncoderSpec, files
from index.encoder.hub import fetch
from index.encoder.onnx import OnnxEncoder
from index.errors import ModelUnavailable

logger = logging.getLogger(__name__)

#: Raised when an export made by older code must not be used any more.
FORMAT = 2
SPEC_FILE = "model.json"


@dataclass(frozen=True, slots=True)
class Source:
    """A model that can be loaded: where its files are and what they come to."""

    name: str
    folder: Path
    prompts: files.Prompts
    fingerprint: str


def load_encoder(model: str | None, folder: Path) -> Encoder:
    """Return the encoder for a model, exporting it first where that was not done yet.

    model: None, empty or ``bundled`` for the one that comes with the program, else the hub name
        or folder of a SentenceTransformer.
    folder: where exports are kept, one folder for each model by its fingerprint. A hub name is
        looked up on the first use only; delete the folder to fetch a newer release.
    Raises ModelUnavailable.
    """
    name = model or files.BUNDLED
    cache = files.DigestCache(folder / "files.json")
    names = folder / "names.json"
    local = _local_folder(name, cache)
    if local is None:
        hub_name = files.BUNDLED_HUB_NAME if name == files.BUNDLED else name
        known = read_json(names).get(hub_name)
        if known is not None and (kept := _kept(folder / known, name)) is not None:
            return kept
        source = _source(name, fetch(hub_name), hub_name, cache)
        write_json(names, read_json(names) | {hub_name: source.fingerprint})
    else:
        source = _source(name, local, name, cache)
    place = folder / source.fingerprint
    return _kept(place, name, source.folder) or _make(source, place)


def _local_folder(name: str, cache: files.DigestCache) -> Path | None:
    """Return the folder that ``name`` stands for, None if it is a hub name."""
    if name == files.BUNDLED:
        bundled = files.bundled_folder()
        if bundled is not None:
            files.check_bundled(bundled, cache)
        return bundled
    path = Path(name).expanduser()
    if path.is_dir():
        files.check_model_folder(path)
        return path
    if path.is_absolute() or name.startswith((".", "~")) or name.count("/") > 1:
        raise ModelUnavailable(f"EMBEDDING_MODEL: there is no folder {name}")
    return None


def _source(name: str, folder: Path, family: str, cache: files.DigestCache) -> Source:
    prompts = files.prompts_of(folder, family)
    return Source(name, folder, prompts, files.fingerprint(folder, prompts, cache))


def _kept(place: Path, name: str, source: Path | None = None) -> Encoder | None:
    """Return the encoder kept at ``place``, None where there is none of the present format."""
    stored = read_json(place / SPEC_FILE)
    if stored.get("format") != FORMAT:
        return None
    fields: dict[str, Any] = dict(stored["spec"], name=name)
    if fields["languages"] is not None:
        fields["languages"] = tuple(fields["languages"])
    spec = EncoderSpec(**fields)
    if stored["torch_because"] is None:
        return OnnxEncoder(spec, place)
    from index.encoder.torch import TorchEncoder

    return TorchEncoder(spec, str(source or stored["source"]), stored["torch_because"])


def _make(source: Source, place: Path) -> Encoder:
    """Export the model, unless another process did while we waited, and return its encoder.

    The export is made beside its place and moved there when complete, so a crash at any moment
    leaves nothing that could be mistaken for it.
    """
    from filelock import FileLock  # takes a while to import, and is needed once

    place.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(place.parent / "export.lock"):
        encoder = _kept(place, source.name, source.folder)
        if encoder is None:
            part = place.with_name(f"{place.name}.part")
            for leftover in (part, place):
                shutil.rmtree(leftover, ignore_errors=True)
            part.mkdir()
            _export(source, part)
            complete(part, place)
            encoder = _kept(place, source.name, source.folder)
    assert encoder is not None
    return encoder


def _export(source: Source, part: Path) -> None:
    from index.encoder.export import NotExportable, export
    from index.encoder.torch import load_reference

    model = load_reference(str(source.folder), eager=True)
    spec = EncoderSpec(
        name=source.name,
        fingerprint=source.fingerprint,
        dimension=int(model.get_embedding_dimension()),
        max_tokens=int(model.max_seq_length),
        query_prompt=source.prompts.query,
        passage_prompt=source.prompts.passage,
        languages=_languages(source.folder),
    )
    reason = None
    try:
        export(model, spec, part)
    except NotExportable as e:
        reason = str(e)
    record = {
        "format": FORMAT,
        "spec": dataclasses.asdict(spec),
        "source": str(source.folder),
        "torch_because": reason,
    }
    write_json(part / SPEC_FILE, record)


def _languages(folder: Path) -> tuple[str, ...] | None:
    """Return the languages that the model's card names; None for none or ``multilingual``."""
    from huggingface_hub import ModelCard

    card = folder / "README.md"
    if not card.is_file():
        return None
    try:
        named = ModelCard.load(card).data.language
    except Exception:  # a card is prose for people; a fault in it is no fault of the model
        logger.info("%s cannot be read", card, exc_info=True)
        return None
    codes = tuple(sorted({named} if isinstance(named, str) else named or ()))
    return None if not codes or "multilingual" in codes else codes
