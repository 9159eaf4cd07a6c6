"""The program makes its index anew while it serves: over HTTP, with the real model."""

from __future__ import annotations

import asyncio
import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import SAMPLES
from index.generation import current_id
from tests.fakes.bot_api import FakeBotApi
from tests.fakes.bot_api_sent import Sent
from tests.fakes.bot_process import BotProcess
from tests.fakes.program import REPOSITORY, environment, run_program
from tests.fakes.tiny_model import save_tiny_model

pytestmark = [pytest.mark.e2e, pytest.mark.model]

QUESTIONS = REPOSITORY / "benchmarks" / "questions" / "samples.jsonl"
LANTERNS = """# Lantern Letter

7 November 2026

The lantern council has ordered 4,711 new lamps for the harbour of Norve, to be lit at Christmas.
"""


@pytest.fixture
def briefings(tmp_path: Path) -> Path:
    folder = tmp_path / "briefings"
    shutil.copytree(SAMPLES, folder)
    return folder


def english_questions(file: Path) -> Path:
    """Write down the English questions that English briefings answer, or none does."""
    names = ("pacific", "brussels", "northern")
    english = (path for path in SAMPLES.iterdir() if path.name.startswith(names))
    texts = (path.read_text(encoding="utf-8", errors="ignore") for path in english)
    said = " ".join(" ".join(texts).split())
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    asked = [json.loads(line) for line in lines if line]
    kept = (
        one
        for one in asked
        if one["language"] == "en"
        and (not one["answers"] or any(answer in said for answer in one["answers"]))
    )
    file.write_text("\n".join(map(json.dumps, kept)), encoding="utf-8")
    return file


async def shows(sent: Sent, words: str) -> str:
    async with asyncio.timeout(120):
        while words not in sent.text:  # noqa: ASYNC110 (a message has no event)
            await asyncio.sleep(0.05)
    return sent.text


async def test_a_briefing_is_found_after_reindexing_also_if_the_bot_is_killed_meanwhile(
    api: FakeBotApi, data: Path, briefings: Path
) -> None:
    bot = BotProcess(
        api, data, data / "log.txt", DICTIONARY=str(data / "none"), BRIEFINGS_DIR=str(briefings)
    )
    (briefings / "lanterns.md").write_text(LANTERNS, encoding="utf-8")
    await bot.start()
    await api.say("/reindex full", chat_id=7)
    (message,) = await api.replies(1, seconds=60)
    await shows(message, "Reading briefings")
    before = current_id(data / "index")
    await bot.kill()
    await bot.start()
    text = await shows(message, "The new index answers.")
    assert "1 briefing is new: lanterns.md" in text or "15 briefings are new" in text
    assert "16 briefings, 242 paragraphs · bundled" in text
    assert current_id(data / "index") != before
    await api.say("How many lamps has the lantern council ordered?", chat_id=7)
    (answer,) = await api.replies(1, after=1, seconds=60)
    assert "4,711 new lamps" in answer.text
    assert await bot.stop() == 0
    assert api.refused() == []


def test_it_ends_with_the_bot_that_started_it(data: Path, briefings: Path) -> None:
    settings = environment(data, BRIEFINGS_DIR=str(briefings))
    child = subprocess.Popen(
        [sys.executable, "-m", "bot", "reindex", "--for-bot", "--full"],
        env=settings,
        cwd=data,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    assert child.stdin is not None
    assert child.stdout is not None
    assert b"reading" in child.stdout.readline()
    child.stdin.close()  # as the system does when the bot is killed
    child.stdout.read()
    child.stdout.close()
    assert child.wait(30) == -signal.SIGTERM


def test_a_worse_model_is_held_back_and_a_better_one_let_through(
    data: Path, tmp_path: Path
) -> None:
    worse = save_tiny_model(tmp_path / "tiny")
    index = data / "index"
    first = current_id(index)
    file = str(english_questions(tmp_path / "questions.jsonl"))
    settings = environment(data, EVALUATION_FILE=file)
    for command, status, more in (
        (("build",), 0, {"EMBEDDING_MODEL": str(worse)}),
        (("reindex", "--model", str(worse)), 1, {}),
    ):
        held = subprocess.run(
            [sys.executable, "-m", "bot", *command],
            env=settings | more,
            cwd=data,
            capture_output=True,
            text=True,
        )
        assert held.returncode == status, held.stderr
        assert "The new index is worse than the one in use and was held back" in held.stderr
        assert current_id(index) == first
    run_program(data, "reindex", "--promote")
    assert current_id(index) != first
    said = run_program(data, "reindex", "--model", "bundled", EVALUATION_FILE=file)
    assert "false answers" in said
    assert current_id(index) == first
