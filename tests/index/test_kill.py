"""`kill -9` at any moment of ingest and build: what follows ends where an undisturbed run does."""

from __future__ import annotations

import hashlib
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from index.errors import IndexMissing
from index.generation import GENERATIONS, current_id, open_current
from tests.fakes.encoder import FakeEncoder

ROOT = Path(__file__).parents[2]
ROUNDS = 5
BRIEFINGS = 30
#: Ingests and builds, and says so on each step, so that it can be killed at any of them.
SCRIPT = """
import sys
from pathlib import Path
from corpus.ingest import ingest
from corpus.limits import Limits
from corpus.store import CorpusStore
from index import build as building
from tests.fakes.encoder import FakeEncoder

folder, data = map(Path, sys.argv[1:])
building.BATCH = 16

def tell(done, total):
    print(done, total, flush=True)

store = CorpusStore(data / "corpus.db")
ingest(folder, store, limits=Limits(bytes=1_000_000), progress=tell)
tell(0, 0)
generation = building.build(store, FakeEncoder(), data / "index", progress=tell)
tell(0, 0)
print(generation.id, store.version, flush=True)
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("briefings")
    generator = random.Random(11)
    words = "river council budget bridge harbour train winter ministry vote tariff".split()  # noqa: SIM905
    for number in range(BRIEFINGS):
        lines = [f"# Letter {number}", "2024-03-01"]
        for _ in range(6):
            sentence = " ".join(generator.choices(words, k=12)).capitalize()
            lines.append(f"{sentence} {number}. The {generator.choice(words)} follows.")
        (folder / f"{number}.md").write_text("\n\n".join(lines), encoding="utf-8")
    return folder


def _start(folder: Path, data: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", SCRIPT, str(folder), str(data)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def _finish(folder: Path, data: Path) -> tuple[list[str], dict[str, str]]:
    """Run to the end; return the lines it said and the digests of the generation's files."""
    said, _ = _start(folder, data).communicate()
    lines = said.splitlines()
    place = data / "index" / GENERATIONS / lines[-1].split()[0]
    digests = {
        path.relative_to(place).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(place.rglob("*"))
        if path.is_file() and path.name != "manifest.json"  # which says when it was built
    }
    return lines, digests


def _kill_after(folder: Path, data: Path, steps: int, generator: random.Random) -> None:
    """Start and kill -9 a moment after so many steps."""
    with _start(folder, data) as process:
        assert process.stdout is not None
        for _ in range(steps):
            process.stdout.readline()
        try:
            process.wait(generator.random() * 0.05)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)


@pytest.mark.e2e
def test_killed_at_random_moments_it_ends_as_if_it_never_was(tmp_path: Path, folder: Path) -> None:
    lines, expected = _finish(folder, tmp_path / "undisturbed")
    generator = random.Random(5)
    for number in range(ROUNDS):
        data = tmp_path / str(number)
        for _ in range(2):
            _kill_after(folder, data, generator.randrange(len(lines)), generator)
        try:  # what is there after a crash can be read, or is not there
            assert open_current(data / "index").search(FakeEncoder().encode_queries(["x"])[0], 1)
        except IndexMissing:
            assert current_id(data / "index") is None
        again, digests = _finish(folder, data)
        assert again[-1] == lines[-1]
        assert digests == expected
