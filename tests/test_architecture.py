"""The house rules that can be read off the code itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LAYERS = ("corpus", "index", "bot")
#: library → the only modules that may import it (by file name prefix)
CONFINED = {
    "faiss": ("index/vector_index.py",),
    "torch": ("index/encoder/",),
    "sentence_transformers": ("index/encoder/",),
    "telegram": ("bot/",),
    "dotenv": ("bot/settings.py",),
}
#: slow to import, so never at the top of a module
LAZY = ("torch", "sentence_transformers", "transformers", "onnx", "matplotlib")


def modules() -> list[Path]:
    return sorted(path for layer in LAYERS for path in (ROOT / layer).rglob("*.py"))


def imports(path: Path, *, top_level: bool = False) -> Iterator[str]:
    """Yield the full names of what a module imports."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = tree.body if top_level else list(ast.walk(tree))
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            yield node.module or ""


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_nothing_imports_a_layer_above_its_own(path: Path) -> None:
    own = LAYERS.index(path.relative_to(ROOT).parts[0])
    above = {*LAYERS[own + 1 :], "tests", "benchmarks"}
    wrong = [name for name in imports(path) if name.split(".")[0] in above]
    assert not wrong


def test_libraries_stay_where_they_belong() -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules()
        for name in imports(path)
        if (allowed := CONFINED.get(name.split(".")[0]))
        and not path.relative_to(ROOT).as_posix().startswith(allowed)
    ]
    assert not wrong


def test_slow_libraries_are_imported_only_where_they_are_used() -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules()
        for name in imports(path, top_level=True)
        if name.split(".")[0] in LAZY
    ]
    assert not wrong


def test_only_the_settings_read_the_environment() -> None:
    readers = []
    for path in modules():
        text = path.read_text(encoding="utf-8")
        if "os.environ" in text or "os.getenv" in text or "environb" in text:
            readers.append(path.relative_to(ROOT).as_posix())
    assert readers == ["bot/settings.py"]


def test_the_lower_layers_say_nothing_to_a_terminal() -> None:
    wrong = [
        path.relative_to(ROOT).as_posix()
        for path in modules()
        if path.relative_to(ROOT).parts[0] in ("corpus", "index")
        and {"rich", "argparse"} & {name.split(".")[0] for name in imports(path)}
    ]
    assert not wrong
