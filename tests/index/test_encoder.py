"""What runs makes the vectors that sentence-transformers makes, without loading it."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest

from index.disk import write_json
from index.encoder import EncoderSpec, reads
from index.encoder import models as encoder_models
from index.encoder.files import DigestCache, Prompts, check_bundled, fingerprint, prompts_of
from index.encoder.models import FORMAT, load_encoder
from index.encoder.onnx import OnnxEncoder
from index.errors import ModelUnavailable
from tests.fakes.encoder import FakeEncoder
from tests.fakes.tiny_model import name_prompts, save_tiny_model

ROOT = Path(__file__).parents[2]
TEXTS = (
    "The river rose again overnight.",
    "",
    "Der Bericht nennt drei Gründe für die steigenden Preise: " + "Energie, Löhne, " * 40,
    "12 Brücken",
)


def _reference(folder: Path, texts: tuple[str, ...], prompt: str = "") -> np.ndarray:
    from index.encoder.torch import load_reference, reference_vectors

    return reference_vectors(load_reference(str(folder)), texts, prompt)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_tiny_model(tmp_path_factory.mktemp("model") / "tiny")


@pytest.mark.model
@pytest.mark.parametrize("pooling", ["mean", "cls"])
def test_the_export_agrees_with_sentence_transformers(tmp_path: Path, pooling: str) -> None:
    folder = save_tiny_model(tmp_path / "tiny", pooling=pooling)
    encoder = load_encoder(str(folder), tmp_path / "models")
    assert isinstance(encoder, OnnxEncoder)
    assert encoder.note is None
    assert (encoder.spec.dimension, encoder.spec.max_tokens) == (32, 48)
    reference = _reference(folder, TEXTS)
    np.testing.assert_allclose(encoder.encode_queries(TEXTS), reference, atol=1e-5)
    np.testing.assert_allclose(encoder.encode_passages(TEXTS), reference, atol=1e-5)


@pytest.mark.model
def test_prompts_of_the_model_are_put_before_the_texts(tmp_path: Path) -> None:
    folder = save_tiny_model(tmp_path / "tiny")
    name_prompts(folder, {"query": "frage: ", "document": "text: "})
    encoder = load_encoder(str(folder), tmp_path / "models")
    assert (encoder.spec.query_prompt, encoder.spec.passage_prompt) == ("frage: ", "text: ")
    queries, passages = encoder.encode_queries(TEXTS), encoder.encode_passages(TEXTS)
    np.testing.assert_allclose(queries, _reference(folder, TEXTS, "frage: "), atol=1e-5)
    np.testing.assert_allclose(passages, _reference(folder, TEXTS, "text: "), atol=1e-5)


@pytest.mark.model
def test_a_model_that_cannot_be_exported_runs_on_torch_and_says_so(tmp_path: Path) -> None:
    folder = save_tiny_model(tmp_path / "tiny", dense=True)
    load_encoder(str(folder), tmp_path / "models")
    encoder = load_encoder(str(folder), tmp_path / "models")  # found again
    assert encoder.note is not None
    assert "Transformer + Pooling + Dense" in encoder.note
    assert encoder.spec.dimension == 16
    told: list[tuple[int, int]] = []
    vectors = encoder.encode_passages(TEXTS, progress=lambda *done: told.append(done))
    np.testing.assert_allclose(vectors, _reference(folder, TEXTS), atol=1e-5)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert told == [(4, 4)]


@pytest.mark.model
def test_a_text_has_the_same_vector_whatever_stands_beside_it(tmp_path: Path, tiny: Path) -> None:
    encoder = load_encoder(str(tiny), tmp_path / "models")
    texts = [f"the river rose {n} times " * (n % 9) for n in range(150)]
    together = encoder.encode_passages(texts)
    assert together.shape == (150, 32)
    for row in (0, 63, 64, 149):
        assert np.array_equal(encoder.encode_passages([texts[row]])[0], together[row])
    assert encoder.encode_passages([]).shape == (0, 32)
    assert encoder.encode_queries([]).shape == (0, 32)


@pytest.mark.model
def test_a_second_start_loads_neither_torch_nor_the_network(tmp_path: Path, tiny: Path) -> None:
    models = tmp_path / "models"
    load_encoder(str(tiny), models)
    script = f"""
        import socket, sys
        socket.socket.connect = None
        from pathlib import Path
        from index.encoder.models import load_encoder
        load_encoder({str(tiny)!r}, Path({str(models)!r})).encode_queries(["river"])
        heavy = ("torch", "transformers", "sentence_transformers", "huggingface_hub", "onnx")
        print([name for name in heavy if name in sys.modules])
    """
    command = [sys.executable, "-c", textwrap.dedent(script)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.model
def test_a_changed_model_has_another_fingerprint_and_another_export(
    tmp_path: Path, tiny: Path
) -> None:
    models = tmp_path / "models"
    first = load_encoder(str(tiny), models).spec.fingerprint
    assert load_encoder(str(tiny), models).spec.fingerprint == first
    name_prompts(tiny, {"query": "q: "})
    assert load_encoder(str(tiny), models).spec.fingerprint != first


@pytest.mark.model
def test_an_export_that_was_cut_off_is_made_again(tmp_path: Path, tiny: Path) -> None:
    models = tmp_path / "models"
    encoder = load_encoder(str(tiny), models)
    place = models / encoder.spec.fingerprint
    place.rename(models / f"{encoder.spec.fingerprint}.part")
    (models / f"{encoder.spec.fingerprint}.part" / "encoder.onnx").write_bytes(b"half")
    again = load_encoder(str(tiny), models)
    assert np.array_equal(again.encode_queries(TEXTS), encoder.encode_queries(TEXTS))
    assert not list(models.glob("*.part"))


@pytest.mark.model
def test_the_bundled_model_runs_without_the_network(tmp_path: Path) -> None:
    script = f"""
        import socket
        socket.socket.connect = None
        from pathlib import Path
        from index.encoder.models import load_encoder
        encoder = load_encoder(None, Path({str(tmp_path)!r}))
        close, far = encoder.encode_queries(["A dog barks.", "The bank raised rates."])
        loud = encoder.encode_passages(["The hound is loud."])[0]
        spec = encoder.spec
        nearer = loud @ close > loud @ far + 0.2
        print(spec.name, spec.dimension, spec.languages, nearer)
    """
    command = [sys.executable, "-c", textwrap.dedent(script)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "bundled 384 ('en',) True"
    assert done.stderr == ""


def test_bundled_files_that_are_not_the_publishers_are_refused(tmp_path: Path) -> None:
    for name in ("model.safetensors", "tokenizer.json"):
        (tmp_path / name).write_bytes(b"something else")
    with pytest.raises(ModelUnavailable, match="reinstall the package"):
        check_bundled(tmp_path, DigestCache(tmp_path / "files.json"))


@pytest.mark.parametrize("name", ["./no/such/folder", "a/b/c"])
def test_a_folder_that_is_not_there_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(ModelUnavailable, match="there is no folder"):
        load_encoder(name, tmp_path)


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"modules\.json"):
        load_encoder(str(tmp_path), tmp_path / "models")


def test_a_hub_name_is_looked_up_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "models" / "0123").mkdir(parents=True)
    spec = EncoderSpec("org/model", "0123", 8, 64, languages=("de",))
    record = {"format": FORMAT, "spec": asdict(spec), "source": "", "torch_because": None}
    write_json(tmp_path / "models" / "0123" / "model.json", record)
    write_json(tmp_path / "models" / "names.json", {"org/model": "0123"})
    monkeypatch.setattr(encoder_models, "OnnxEncoder", lambda spec, _: FakeEncoder(name=spec.name))
    monkeypatch.setattr(encoder_models, "fetch", lambda _: pytest.fail("asked the hub"))
    assert load_encoder("org/model", tmp_path / "models").spec.name == "org/model"


@pytest.mark.parametrize("name", ["no good name", "sch\u00f6n/modell"])
def test_a_name_that_cannot_be_is_refused_without_asking(tmp_path: Path, name: str) -> None:
    with pytest.raises(ModelUnavailable, match="check the name"):
        load_encoder(name, tmp_path)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("intfloat/multilingual-e5-small", Prompts("query: ", "passage: ")),
        ("intfloat/e5-large-v2", Prompts("query: ", "passage: ")),
        ("/models/multilingual-e5-base/", Prompts("query: ", "passage: ")),
        ("sentence-transformers/all-MiniLM-L6-v2", Prompts()),
        ("made5/e5-smallish", Prompts()),
    ],
)
def test_the_e5_family_gets_its_prompts_by_name(
    tmp_path: Path, name: str, expected: Prompts
) -> None:
    assert prompts_of(tmp_path, name) == expected


def test_a_default_prompt_serves_where_none_is_named(tmp_path: Path) -> None:
    config = {"prompts": {"all": "x: ", "query": "q: "}, "default_prompt_name": "all"}
    (tmp_path / "config_sentence_transformers.json").write_text(json.dumps(config))
    assert prompts_of(tmp_path, "intfloat/e5-small") == Prompts("q: ", "x: ")


def test_the_fingerprint_follows_content_not_place(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "config.json").write_text("{}")
        (tmp_path / name / "README.md").write_text(name)
    cache = DigestCache(tmp_path / "files.json")
    marks = [fingerprint(tmp_path / name, Prompts(), cache) for name in ("a", "b")]
    assert marks[0] == marks[1] != fingerprint(tmp_path / "a", Prompts("q: "), cache)
    (tmp_path / "a" / "config.json").write_text("{ }")
    assert fingerprint(tmp_path / "a", Prompts(), cache) != marks[0]


def test_what_a_model_reads() -> None:
    assert reads(FakeEncoder(languages=None), "de")
    assert reads(FakeEncoder(languages=("en",)), None)
    assert not reads(FakeEncoder(languages=("en",)), "de")
