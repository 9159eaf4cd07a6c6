"""A model by its name on the Hugging Face hub: asked for once, then found in the hub's cache."""

from __future__ import annotations

import logging
from pathlib import Path

from index.encoder.files import MODEL_SUFFIXES
from index.errors import ModelUnavailable

#: Seconds to wait for the hub before the cache must do.
PATIENCE = 10
#: Exports to other run times, which can be larger than the model.
IGNORED = ("onnx/*", "openvino/*", "*/onnx/*", "*/openvino/*")


def fetch(name: str) -> Path:
    """Return the folder with the model's files: the newest ones, or when offline the cached ones.

    Raises ModelUnavailable.
    """
    from huggingface_hub import model_info, snapshot_download
    from huggingface_hub.errors import HFValidationError, RepositoryNotFoundError

    logging.getLogger("huggingface_hub").setLevel(logging.ERROR)
    try:
        found = [file.rfilename for file in model_info(name, timeout=PATIENCE).siblings or ()]
        suffixes = [f"*{suffix}" for suffix in MODEL_SUFFIXES]
        if any(file.endswith(".safetensors") for file in found):
            suffixes.remove("*.bin")  # the same weights once more
        patterns = [*suffixes, "README.md"]
        return Path(snapshot_download(name, allow_patterns=patterns, ignore_patterns=[*IGNORED]))
    except (HFValidationError, RepositoryNotFoundError) as e:
        raise ModelUnavailable(
            f"EMBEDDING_MODEL: the model hub has no public model {name}; check the name, "
            "or set EMBEDDING_MODEL=bundled"
        ) from e
    except Exception as e:  # whatever the network and its libraries raise
        try:
            return Path(snapshot_download(name, local_files_only=True))
        except Exception:  # not in the cache either
            raise ModelUnavailable(
                f"EMBEDDING_MODEL: {name} is not on this machine and the model hub cannot be "
                f"reached ({type(e).__name__}); check the connection, name a folder, or set "
                "EMBEDDING_MODEL=bundled"
            ) from e
