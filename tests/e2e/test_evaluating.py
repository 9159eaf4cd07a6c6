"""The program evaluates its own index, in a process of its own, with the real model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.state.store import State
from index.generation import current_id
from tests.fakes.bot_api import FakeBotApi
from tests.fakes.bot_process import BotProcess
from tests.fakes.program import REPOSITORY, run_program

pytestmark = [pytest.mark.e2e, pytest.mark.model]


def questions(folder: Path) -> Path:
    """Return a file with some of the samples' questions, two of them without an answer."""
    every = (REPOSITORY / "benchmarks/questions/samples.jsonl").read_text(encoding="utf-8")
    lines = every.splitlines()
    nothing = [line for line in lines if json.loads(line)["answers"] == []]
    file = folder / "questions.jsonl"
    file.write_text("\n".join([*lines[:6], *nothing[:2]]), encoding="utf-8")
    return file


def test_a_generation_is_measured_by_its_folder(data: Path, tmp_path: Path) -> None:
    folder = data / "index/generations" / (current_id(data / "index") or "")
    file = str(questions(tmp_path))
    printed = json.loads(run_program(data, "evaluate", file, "--json", "--generation", str(folder)))
    assert printed["generation"] == folder.name
    assert printed["unanswerable"] == sum(row["questions"] for row in printed["nothing"]) == 2
    in_use = json.loads(run_program(data, "evaluate", file, "--json"))
    same = ("generation", "directions", "nothing", "unanswerable", "false_answers", "shown")
    assert all(printed[name] == in_use[name] for name in same)


async def test_an_admin_asks_how_good_it_is(data: Path, tmp_path: Path) -> None:
    api = FakeBotApi()
    await api.start()
    file = str(questions(tmp_path))
    dictionary = str(data / "no-dictionary")
    log = tmp_path / "log.txt"
    bot = BotProcess(api, data, log, EVALUATION_FILE=file, DICTIONARY=dictionary)
    await bot.start()
    try:
        await api.say("/eval")
        (told,) = await api.replies(1, seconds=60)
        await api.wait(lambda: told.edits, 120)
        assert f"{current_id(data / 'index')}, " in told.text
        assert "8 questions, " in told.text
        assert "recall@1 " in told.text
        await api.say("/status")
        (status,) = await api.replies(1, after=1)
        for words in ("Model bundled (English)", "does not know German (", "/reindex model "):
            assert words in status.text
    finally:
        await bot.stop()
        await api.stop()
    assert api.refused() == []
    state = State(data / "bot.db")
    last = state.evaluations.last()
    state.close()
    assert last is not None
    assert last.figures.questions == 8
