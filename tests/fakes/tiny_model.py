"""A real SentenceTransformer, made on the spot: two layers, random weights, a few dozen words."""

from __future__ import annotations

import json
import string
import warnings
from pathlib import Path

from index.encoder.torch import quiet

WORDS = """
    the river rose again overnight and villages were cleared council approved budget
    der die das bericht nennt drei gründe für steigenden preise energie löhne stadt brücke
"""


def save_tiny_model(
    folder: Path,
    *,
    pooling: str = "mean",
    prompts: dict[str, str] | None = None,
    dense: bool = False,
) -> Path:
    """Save a BERT of 2 layers and 32 dimensions to ``folder`` and return it.

    dense: with a further layer after the pooling, which cannot be exported.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import torch
        from sentence_transformers import SentenceTransformer
        from sentence_transformers.sentence_transformer import modules
        from transformers import BertConfig, BertModel, BertTokenizer

        letters = [*string.ascii_lowercase, *string.digits, *string.punctuation, *"äöüß"]
        parts = [f"##{letter}" for letter in letters]
        vocabulary = [
            "[PAD]",
            "[UNK]",
            "[CLS]",
            "[SEP]",
            "[MASK]",
            *letters,
            *parts,
            *WORDS.split(),
        ]
        plain = folder.with_name(f"{folder.name}-plain")
        plain.mkdir(parents=True)
        (plain / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
        torch.manual_seed(7)
        config = BertConfig(
            vocab_size=len(vocabulary),
            hidden_size=32,
            num_hidden_layers=2,
            num_attention_heads=4,
            intermediate_size=64,
            max_position_embeddings=64,
        )
        with quiet():
            BertModel(config).save_pretrained(plain)
            BertTokenizer(vocab_file=str(plain / "vocab.txt")).save_pretrained(plain)
            layers = [
                modules.Transformer(str(plain), max_seq_length=48),
                modules.Pooling(32, pooling_mode=pooling),
            ]
            if dense:
                layers.append(modules.Dense(32, 16))
            model = SentenceTransformer(modules=layers, device="cpu", prompts=prompts)
            model.save(str(folder))
    return folder


def name_prompts(folder: Path, prompts: dict[str, str]) -> None:
    """Write prompts into a saved model's configuration."""
    path = folder / "config_sentence_transformers.json"
    config = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(config | {"prompts": prompts}), encoding="utf-8")
