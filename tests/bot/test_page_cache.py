from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.archive.page_cache import PageCache
from tests.fakes.program import REPOSITORY

_BUSY = """
import sys
from pathlib import Path
from bot.archive.page_cache import PageCache

cache = PageCache(Path(sys.argv[1]), 20_000)
for number in range(300):
    key = f"k{number % 40}"
    found = cache.get(key)
    assert found in (None, key.encode() * 500), "half a picture"
    cache.put(key, key.encode() * 500)
"""


def kept(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def age(folder: Path, *names: str) -> None:
    """Make it look as if the pictures had been used long ago, the first named the longest."""
    for seconds, name in enumerate(names, 1):
        os.utime(folder / name, (seconds, seconds))


def test_a_picture_is_kept_for_the_next_bot_too(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "pages"
    PageCache(folder, 100).put("a1", b"picture")
    assert PageCache(folder, 100).get("a1") == b"picture"
    assert PageCache(folder, 100).get("b2") is None


def test_what_was_not_used_longest_goes(tmp_path: Path) -> None:
    cache = PageCache(tmp_path, 30)
    for key in ("a", "b", "c"):
        cache.put(key, key.encode() * 10)
    age(tmp_path, "a", "b", "c")
    assert cache.get("a") == b"a" * 10
    cache.put("d", b"d" * 10)
    assert kept(tmp_path) == ["a", "c", "d"]


def test_a_picture_over_the_bound_is_not_kept(tmp_path: Path) -> None:
    cache = PageCache(tmp_path, 5)
    cache.put("a", b"too large")
    assert kept(tmp_path) == []


def test_what_a_crash_left_behind_goes_first(tmp_path: Path) -> None:
    cache = PageCache(tmp_path, 15)
    (tmp_path / ".half-written").write_bytes(b"x" * 10)
    age(tmp_path, ".half-written")
    cache.put("a", b"a" * 10)
    assert kept(tmp_path) == ["a"]


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    cache = PageCache(tmp_path / "file" / "pages", 100)
    cache.put("a", b"picture")
    assert cache.get("a") is None


@pytest.mark.e2e
def test_two_programs_share_a_folder(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _BUSY, str(tmp_path)]
    both = [subprocess.Popen(command, cwd=REPOSITORY, stderr=subprocess.PIPE) for _ in range(2)]
    for process in both:
        _, told = process.communicate()
        assert process.returncode == 0, told.decode()
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 22_000
