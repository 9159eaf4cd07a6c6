"""The encoder that runs: an exported model in ONNX Runtime, a tokenizer, and nothing else."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from functools import cached_property, partial
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index.encoder import EncoderSpec, Progress, Vectors
from index.errors import ModelUnavailable

MODEL_FILE = "encoder.onnx"
WEIGHTS_FILE = "encoder.weights"
TOKENIZER_FILE = "tokenizer.json"
#: Threads that work on one question; more gain nothing on texts so short.
MOST_THREADS = 4
#: Texts that are tokenized together and sorted by length; also how often progress is told.
WINDOW = 64


class OnnxEncoder:
    """Runs the export in ``folder``.

    Every text is run by itself. So nothing is ever padded, which on a processor is as quick as
    batches, and a text has the same vector, to the last bit, whatever stands beside it; so an
    index does not depend on where an earlier build was cut off. As many passages are worked on at
    a time as there are processors, each by one thread; a question is worked on by all of them.
    """

    note: str | None = None

    def __init__(self, spec: EncoderSpec, folder: Path) -> None:
        self.spec = spec
        self._tokenizer = _tokenizer(folder / TOKENIZER_FILE, spec.max_tokens)
        self._path = folder / MODEL_FILE

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return float32 (len(texts), dimension), rows of length 1."""
        vectors = np.empty((len(texts), self.spec.dimension), dtype=np.float32)
        prompted = [self.spec.query_prompt + text.strip() for text in texts]
        for row, encoding in enumerate(self._tokenizer.encode_batch_fast(prompted)):
            vectors[row] = _run(self._questions, encoding.ids, typed=self._typed)
        return vectors

    @cached_property
    def _questions(self) -> Any:
        return _session(self._path, min(_processors(), MOST_THREADS))

    @cached_property
    def _typed(self) -> bool:
        return _is_typed(self._questions)

    @cached_property
    def _passages(self) -> Any:
        return _session(self._path, 1)

    def encode_passages(self, texts: Sequence[str], *, progress: Progress | None = None) -> Vectors:
        """Return float32 (len(texts), dimension), rows of length 1."""
        from concurrent.futures import ThreadPoolExecutor  # no question needs it

        vectors = np.empty((len(texts), self.spec.dimension), dtype=np.float32)
        done = 0
        run = partial(_run, self._passages, typed=_is_typed(self._passages))
        with ThreadPoolExecutor(_processors()) as pool:
            for window in _windows(texts, WINDOW):
                prompted = [self.spec.passage_prompt + text.strip() for text in window]
                encodings = self._tokenizer.encode_batch_fast(prompted)
                # Long ones first, so that no thread is left alone with one at the end.
                order = sorted(range(len(window)), key=lambda i: -len(encodings[i]))
                ids = [encodings[i].ids for i in order]
                for row, vector in zip(order, pool.map(run, ids), strict=True):
                    vectors[done + row] = vector
                done += len(window)
                if progress is not None:
                    progress(done, len(texts))
        return vectors


def _run(session: Any, ids: list[int], *, typed: bool) -> NDArray[np.float32]:
    """Return the vector of one text, shape (dimension,), given its token ids.

    typed: the model wants to be told which of two sentences each token is in.
    """
    tokens = np.array([ids], dtype=np.int64)
    feeds = {"input_ids": tokens, "attention_mask": np.ones_like(tokens)}
    if typed:
        feeds["token_type_ids"] = np.zeros_like(tokens)
    vector: NDArray[np.float32] = session.run(None, feeds)[0][0]
    return vector


def _is_typed(session: Any) -> bool:
    return any(node.name == "token_type_ids" for node in session.get_inputs())


def _windows(texts: Iterable[str], size: int) -> Iterable[list[str]]:
    rest = iter(texts)
    while window := list(islice(rest, size)):
        yield window


def _processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _tokenizer(path: Path, max_tokens: int) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_tokens)
    return tokenizer


def _session(path: Path, threads: int) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # A finer division of the work, which is little for a question: a tenth quicker.
    options.add_session_config_entry("session.dynamic_block_base", "16")
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as e:  # ONNX Runtime has no common base for its exceptions
        raise ModelUnavailable(
            f"{path} cannot be loaded ({e}); delete its folder, it is made again at the next start"
        ) from e
