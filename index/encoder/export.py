"""From a SentenceTransformer to an ONNX file that makes the same vectors: torch in, no torch out.

The export holds the whole way from tokens to unit vectors, pooling and normalisation included. It
is compared with what sentence-transformers makes of the same texts before anyone may use it.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np

from index.encoder import EncoderSpec
from index.encoder.onnx import MODEL_FILE, TOKENIZER_FILE, WEIGHTS_FILE, OnnxEncoder
from index.encoder.torch import quiet, reference_vectors

logger = logging.getLogger(__name__)

#: Least cosine between a vector of the export and the reference's.
AGREEMENT = 0.999
OPSET = 17
#: Architectures whose attention and normalisation ONNX Runtime can fuse as BERT's.
FUSED_TYPES = ("bert", "roberta", "xlm-roberta", "camembert")
#: Short and long, both languages, nothing at all, and more than any model reads.
PROBES = (
    "",
    "NATO",
    "Wie viele Soldaten schickte die Regierung im März 2024 an die Grenze?",
    "The city council approved the new budget of €3.4 million on Tuesday, 12 to 7.",
    "  Größere Städte wie Köln, Zürich und Łódź fördern Straßenbahnen \U0001f68b — “seit Jahren”. ",
    "The river rose again overnight, and the villages along its lower course were cleared. " * 4,
    "Der Bericht nennt drei Gründe für die steigenden Preise: Energie, Löhne und Mieten. " * 60,
)


class NotExportable(Exception):  # noqa: N818 (a finding, not a fault)
    """The model cannot be exported, and why; it is then run on torch."""


def export(model: Any, spec: EncoderSpec, folder: Path) -> None:
    """Write the model and its tokenizer into ``folder``, ready for OnnxEncoder.

    model: the SentenceTransformer, loaded with eager attention. Raises NotExportable.
    """
    transformer, mode = _supported(model)
    _write_tokenizer(model, folder / TOKENIZER_FILE)
    with tempfile.TemporaryDirectory(dir=folder) as workspace:
        plain = Path(workspace, "plain.onnx")
        try:
            _trace(model, transformer, mode, plain)
        except Exception as e:  # the exporter raises whatever the traced code does
            raise NotExportable(f"the exporter failed ({type(e).__name__})") from e
        reference = _reference(model, spec)
        target = folder / MODEL_FILE
        fused = Path(workspace, "fused.onnx")
        if transformer.config.model_type in FUSED_TYPES and _fuse(transformer, plain, fused):
            _keep_weights_apart(fused, target)
            if agreement(spec, folder, reference) >= AGREEMENT:
                return
            logger.info("the fused graph strays from the reference; using the plain one")
        _keep_weights_apart(plain, target)
    reached = agreement(spec, folder, reference)
    if reached < AGREEMENT:
        raise NotExportable(f"its vectors stray from the reference (cosine {reached:.4f})")


def agreement(spec: EncoderSpec, folder: Path, reference: Sequence[Any]) -> float:
    """Return the least cosine between the export's vectors of PROBES and the reference's.

    0 where the export cannot be run at all.
    """
    try:
        encoder = OnnxEncoder(spec, folder)
        vectors = (encoder.encode_queries(PROBES), encoder.encode_passages(PROBES))
    except Exception:  # ONNX Runtime has no common base for its exceptions
        logger.info("the exported graph does not run", exc_info=True)
        return 0.0
    least = min(
        float(np.einsum("ij,ij->i", ours, theirs).min())
        for ours, theirs in zip(vectors, reference, strict=True)
    )
    return least if np.isfinite(least) else 0.0


def _reference(model: Any, spec: EncoderSpec) -> tuple[Any, Any]:
    return (
        reference_vectors(model, PROBES, spec.query_prompt),
        reference_vectors(model, PROBES, spec.passage_prompt),
    )


def _supported(model: Any) -> tuple[Any, str]:
    """Return the transformer and the pooling ("mean" or "cls"), or raise NotExportable."""
    kinds = [type(module).__name__ for module in model]
    if kinds not in (["Transformer", "Pooling"], ["Transformer", "Pooling", "Normalize"]):
        raise NotExportable(f"it is made of {' + '.join(kinds)}")
    pooling = model[1]
    if pooling.pooling_mode not in ("mean", "cls"):
        raise NotExportable(f"its pooling is {pooling.pooling_mode}")
    if not pooling.include_prompt:
        raise NotExportable("its pooling leaves out the prompt")
    if not getattr(model.tokenizer, "is_fast", False):
        raise NotExportable("its tokenizer has no fast form")
    return model[0].auto_model, pooling.pooling_mode


def _write_tokenizer(model: Any, path: Path) -> None:
    model.tokenizer.backend_tokenizer.save(str(path))


def _trace(model: Any, transformer: Any, mode: str, path: Path) -> None:
    """Write the graph from token ids to unit vectors, as torch runs it."""
    import torch

    class Whole(torch.nn.Module):  # type: ignore[misc, unused-ignore]  # torch is not followed
        def __init__(self) -> None:
            super().__init__()
            self.transformer = transformer

        def forward(self, input_ids: Any, attention_mask: Any, *rest: Any) -> Any:
            types = {"token_type_ids": rest[0]} if rest else {}
            states = self.transformer(input_ids=input_ids, attention_mask=attention_mask, **types)[
                0
            ]
            if mode == "cls":
                pooled = states[:, 0]
            else:
                mask = attention_mask.unsqueeze(-1).to(states.dtype)
                pooled = (states * mask).sum(1) / mask.sum(1)
            return torch.nn.functional.normalize(pooled, p=2, dim=1)

    sample = model.tokenizer(["one two three", "four"], padding=True, return_tensors="pt")
    names = ["input_ids", "attention_mask"]
    if "token_type_ids" in sample:
        names.append("token_type_ids")
    axes = {name: {0: "texts", 1: "tokens"} for name in names} | {"vectors": {0: "texts"}}
    with quiet(), torch.no_grad(), redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        torch.onnx.export(
            Whole().eval(),
            tuple(sample[name] for name in names),
            str(path),
            input_names=names,
            output_names=["vectors"],
            dynamic_axes=axes,
            opset_version=OPSET,
            # The newer exporter needs a further package, takes six times as long, and writes a
            # graph in which ONNX Runtime does not find BERT's attention.
            dynamo=False,
        )


def _keep_weights_apart(source: Path, target: Path) -> None:
    """Write a graph with its weights in a file beside it.

    ONNX Runtime maps that file into memory and reads only what a text needs of it: of the word
    vectors, which are half of a small model, next to nothing.
    """
    import onnx

    weights = target.with_name(WEIGHTS_FILE)
    for path in (target, weights):  # the library would append to the weights
        path.unlink(missing_ok=True)
    onnx.save_model(
        onnx.load(source),
        target,
        save_as_external_data=True,
        all_tensors_to_one_file=True,
        location=weights.name,
        size_threshold=1024,
    )
    weights.chmod(target.stat().st_mode)  # the library lets no one else read them


def _fuse(transformer: Any, plain: Path, target: Path) -> bool:
    """Write the graph with attention and normalisation fused; False where that fails."""
    from onnxruntime.transformers import optimizer

    heads = transformer.config.num_attention_heads
    size = transformer.config.hidden_size
    try:
        with quiet():
            fused = optimizer.optimize_model(
                str(plain), "bert", num_heads=heads, hidden_size=size, opt_level=0
            )
            fused.save_model_to_file(str(target))
    except Exception:  # an optimiser that gives up is no loss but of speed
        logger.info("the exported graph cannot be fused", exc_info=True)
        return False
    return True
