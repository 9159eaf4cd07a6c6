"""Measuring an index: two runs compared, and /eval as an admin sees it."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluating import Direction, Evaluation, EvaluationError, evaluate, worse_than
from bot.messages.choose import MESSAGES
from bot.premises import Premises
from bot.rendering.evaluation import report
from bot.richtext import pack, plain
from bot.state.evaluations import Run
from tests.bot.conftest import Running, start_bot
from tests.fakes.bot_api import FakeBotApi
from tests.fakes.evaluator import PROGRAM, figures

NOW = dt.datetime(2026, 11, 28, 12, tzinfo=dt.UTC)
SHARES = st.floats(0, 1)


def evaluation(**changes: Any) -> Evaluation:
    return Evaluation.from_json(json.dumps(figures(**changes)))


# ---- comparing


def test_nothing_is_worse_than_itself() -> None:
    assert worse_than(evaluation(), evaluation(), 0.0) == ()


def test_a_figure_that_falls_by_more_than_the_margin_is_named() -> None:
    worse = worse_than(evaluation(), evaluation(row={"recall_1": 0.3, "mrr": 0.45}), 0.1)
    assert {(one.direction, one.figure) for one in worse} == {
        ("all", "recall_1"), ("de→en", "recall_1"), ("all", "mrr"), ("de→en", "mrr"),
    }  # fmt: skip
    assert worse_than(evaluation(), evaluation(row={"recall_1": 0.3}), 0.25) == ()
    assert (worse[0].before, worse[0].after) == (0.5, 0.3)


def test_more_that_is_withheld_or_false_is_worse() -> None:
    (withheld,) = worse_than(evaluation(), evaluation(row={"withheld": 0.5}), 0.02)
    assert withheld.figure == "withheld"
    cautious = evaluation(row={"withheld": 0.5}, false_answers=0.0)
    assert worse_than(evaluation(false_answers=1.0), cautious, 0.02) == (), "it no longer guesses"
    (false,) = worse_than(evaluation(), evaluation(false_answers=0.75), 0.02)
    assert (false.figure, false.before, false.after) == ("false_answers", 0.25, 0.75)


def test_what_one_question_makes_is_not_worse() -> None:
    one_of_twelve = 0.5 - 1 / 12
    assert worse_than(evaluation(), evaluation(row={"recall_1": one_of_twelve}), 0.0) == ()
    assert worse_than(evaluation(), evaluation(row={"recall_1": 0.5 - 2 / 12}), 0.0)


@given(SHARES, SHARES, st.floats(0, 1), st.integers(1, 500))
def test_worse_one_way_is_never_worse_the_other(
    old: float, new: float, margin: float, questions: int
) -> None:
    row = Direction("all", questions, 0.5, 0.5, 0.5, 0.5, 0.1)
    base = replace(evaluation(), directions=(row,))
    before = replace(base, directions=(replace(row, recall_5=old),))
    after = replace(base, directions=(replace(row, recall_5=new),))
    worse = worse_than(before, after, margin)
    assert bool(worse) == (old - new > max(margin, 1 / questions) + 1e-9)
    assert not (worse and worse_than(after, before, margin))


def test_what_only_one_of_them_measured_is_passed_over() -> None:
    nothing = evaluation(directions=[], false_answers=None, nothing=[])
    assert worse_than(evaluation(), nothing, 0.0) == worse_than(nothing, evaluation(), 0.0) == ()
    assert nothing.overall is None
    assert nothing.questions == 4


# ---- the process


@dataclass
class Beside:
    """The folder in which the questions lie, and what the fake program is told."""

    folder: Path

    @property
    def file(self) -> Path:
        return self.folder / "questions.jsonl"

    def has(self, **changes: Any) -> None:
        (self.folder / "figures.json").write_text(json.dumps(figures(**changes)), encoding="utf-8")

    def fails(self, said: str) -> None:
        (self.folder / "error.txt").write_text(said, encoding="utf-8")

    def hold(self) -> None:
        (self.folder / "hold").touch()

    def release(self) -> None:
        (self.folder / "hold").unlink()

    async def started(self, times: int = 1) -> list[tuple[int, int]]:
        """Return niceness and id of each process, once so many have begun."""
        async with asyncio.timeout(20):
            while True:
                path = self.folder / "started"
                lines = path.read_text(encoding="utf-8").split("\n") if path.exists() else [""]
                if len(lines) > times:
                    return [(int(a), int(b)) for a, b in (line.split() for line in lines[:-1])]
                await asyncio.sleep(0.02)


@pytest.fixture
def beside(tmp_path: Path) -> Beside:
    folder = tmp_path / "evaluation"
    folder.mkdir()
    made = Beside(folder)
    made.file.write_text('{"question": "who", "answers": ["Ada"]}\n' * 16, encoding="utf-8")
    made.has()
    return made


@pytest.mark.e2e
async def test_the_figures_of_a_process_of_low_priority(beside: Beside) -> None:
    beside.hold()
    task = asyncio.create_task(evaluate(beside.file, program=PROGRAM))
    ((_, pid),) = await beside.started()
    await asyncio.sleep(0.1)
    assert os.getpriority(os.PRIO_PROCESS, pid) == 15
    beside.release()
    found = await task
    assert found == evaluation()
    assert (found.questions, found.unmatched) == (16, 0)
    assert Evaluation.from_json(found.to_json()) == found


@pytest.mark.e2e
async def test_a_process_that_nobody_waits_for_is_ended(beside: Beside) -> None:
    beside.hold()
    task = asyncio.create_task(evaluate(beside.file, program=PROGRAM))
    ((_, pid),) = await beside.started()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    with pytest.raises(EvaluationError, match="longer than 0 s"):
        await evaluate(beside.file, program=PROGRAM, longest=0.01)


@pytest.mark.e2e
async def test_why_a_process_failed(beside: Beside) -> None:
    beside.fails("Warning: x\nError: there is no index in data yet; run `briefing-bot build`\n")
    with pytest.raises(EvaluationError, match="there is no index in data yet"):
        await evaluate(beside.file, program=PROGRAM)
    beside.fails("")
    with pytest.raises(EvaluationError, match="exit status 1"):
        await evaluate(beside.file, program=PROGRAM)
    (beside.folder / "error.txt").unlink()
    for printed in ("", "[]", '{"generation": "g"}', "no json"):
        (beside.folder / "figures.json").write_text(printed)
        with pytest.raises(EvaluationError, match="no report"):
            await evaluate(beside.file, program=PROGRAM)


# ---- as an admin sees it


def start(api: FakeBotApi, tmp_path: Path, file: Path | None) -> Running:
    return start_bot(
        api, tmp_path, premises=Premises(tmp_path, evaluation_file=file, program=PROGRAM)
    )


@pytest.mark.e2e
async def test_figures_and_then_how_they_changed(
    api: FakeBotApi, tmp_path: Path, beside: Beside
) -> None:
    bot = start(api, tmp_path, beside.file)
    beside.hold()
    await api.say("/eval")
    (told,) = await api.replies(1)
    assert told.text.startswith("I am asking my index 16 questions.")
    await beside.started()
    await api.say("ferry tickets")
    await api.say("/eval")
    answer, running = await api.replies(2, after=1)
    assert "Harbour Weekly" in answer.text, "the bot goes on meanwhile"
    assert running.text.startswith("An evaluation is running since ")
    beside.release()
    await api.wait(lambda: told.edits)
    assert told.text.startswith("How good the index is\ng1, ")
    assert "16 questions, half answered within 0.04 s, 19 in 20 within 0.09 s" in told.text
    assert (
        "German → English (12)\nrecall@1 0.50, recall@5 0.75\nMRR 0.60, nDCG 0.62\n"
        "nothing shown 0.25\n\nWithout an answer, German (4)\nanswered nevertheless 0.25\n"
        "passages shown 0.50\n\nThis is the first evaluation"
    ) in told.text
    await api.wait(lambda: not bot.services.state.evaluations.wanted())
    beside.has(generation="g2", row={"recall_1": 0.58, "mrr": 0.55}, unmatched=["x"])
    await api.say("/eval", language="de")
    (again,) = await api.replies(1, after=3)
    await api.wait(lambda: again.edits)
    assert "recall@1 0,58 (▲0,08), recall@5 0,75 (±0)\nMRR 0,55 (▼0,05), nDCG 0,62 (±0)" in (
        again.text
    )
    assert "In Klammern: die Änderung seit " in again.text
    assert "Index g1." in again.text
    assert "⚠ 1 Frage blieb außer Betracht" in again.text
    assert "Fragen haben sich" not in again.text
    assert len(await beside.started(2)) == 2
    await bot.end()


@pytest.mark.e2e
async def test_a_run_that_the_end_of_the_program_ended_is_begun_again(
    api: FakeBotApi, tmp_path: Path, beside: Beside
) -> None:
    bot = start(api, tmp_path, beside.file)
    beside.hold()
    await api.say("/eval")
    (told,) = await api.replies(1)
    ((_, pid),) = await beside.started()
    await bot.end()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    bot = start(api, tmp_path, beside.file)
    await beside.started(2)
    beside.release()
    await api.wait(lambda: told.edits)
    assert told.text.startswith("How good the index is")
    assert len(api.sent) == 1
    await api.wait(lambda: not bot.services.state.evaluations.wanted())
    export = bot.services.state.export(7)
    assert "evaluations" not in export, "who asked is not kept"
    await bot.end()


@pytest.mark.e2e
async def test_one_that_never_ends_is_given_up(
    api: FakeBotApi, tmp_path: Path, beside: Beside
) -> None:
    beside.hold()
    for times in (1, 2):
        bot = start(api, tmp_path, beside.file)
        if times == 1:
            await api.say("/eval")
        await beside.started(times)
        await bot.end()
    bot = start(api, tmp_path, beside.file)
    (told,) = await api.replies(1)
    await api.wait(lambda: told.edits)
    assert told.text.startswith("The evaluation was ended twice together with the program")
    await api.wait(lambda: not bot.services.state.evaluations.wanted())
    await bot.end()


@pytest.mark.e2e
async def test_what_keeps_it_from_running_is_said(
    api: FakeBotApi, tmp_path: Path, beside: Beside
) -> None:
    bot = start(api, tmp_path, None)
    await api.say("/eval")
    (none,) = await api.replies(1)
    assert "EVALUATION_FILE" in none.text
    await bot.end()
    bot = start(api, tmp_path, beside.file)
    beside.file.write_text('{"question": "who", "answers": []}\n{"question": 3}\n')
    await api.say("/eval")
    (bad,) = await api.replies(1, after=1)
    assert 'questions.jsonl, line 2: "question" is missing or empty' in bad.text
    beside.file.unlink()
    await api.say("/eval", language="de")
    (gone,) = await api.replies(1, after=2)
    assert gone.text.startswith("Die Datei mit Fragen lässt sich nicht verwenden:")
    await bot.end()


@pytest.mark.e2e
async def test_a_failure_is_told_and_another_can_begin(
    api: FakeBotApi, tmp_path: Path, beside: Beside
) -> None:
    bot = start(api, tmp_path, beside.file)
    beside.fails("Error: the index in data is damaged; run `briefing-bot build`\n")
    await api.say("/eval")
    (told,) = await api.replies(1)
    await api.wait(lambda: told.edits)
    assert told.text == (
        "The index could not be evaluated:\nthe index in data is damaged; run `briefing-bot build`"
    )
    (beside.folder / "error.txt").unlink()
    await api.wait(lambda: not bot.services.state.evaluations.wanted())
    await api.say("/eval")
    (again,) = await api.replies(1, after=1)
    await api.wait(lambda: again.edits)
    assert "This is the first evaluation" in again.text
    await bot.end()


@pytest.mark.e2e
async def test_where_the_message_is_gone_another_tells(
    api: FakeBotApi, tmp_path: Path, beside: Beside
) -> None:
    bot = start(api, tmp_path, beside.file)
    bot.met(7)
    beside.hold()
    await api.say("/eval")
    (told,) = await api.replies(1)
    told.deleted = True
    beside.release()
    (new,) = await api.replies(1, after=1)
    assert new.text.startswith("How good the index is")
    await bot.end()


@pytest.mark.e2e
async def test_readers_evaluate_nothing(api: FakeBotApi, tmp_path: Path, beside: Beside) -> None:
    bot = start(api, tmp_path, beside.file)
    bot.let_in(8)
    await api.say("/eval", chat_id=8)
    await api.replies(1)
    assert bot.services.state.evaluations.wanted() is None
    await bot.end()


def test_a_long_report_is_one_message() -> None:
    rows = [
        {**figures()["directions"][0], "direction": f"{a}→{b}"}
        for a in ("de", "en", "fr", "es")
        for b in ("de", "en", "fr", "es")
    ]
    nothing = [{"language": code, "questions": 1, "false_answers": 0.0, "shown": 1.0}
               for code in ("?", "de", "en", "es", "fr")]  # fmt: skip
    every = evaluation(directions=[*rows, rows[0] | {"direction": "all"}], nothing=nothing)
    run = Run(NOW, "digest", every)
    last = Run(NOW - dt.timedelta(days=1), "other", every)
    for messages in MESSAGES.values():
        (text,) = pack(report(run, last, messages))
        assert "(±0)" in plain(text)
    assert "The questions have changed since" in plain(pack(report(run, last, MESSAGES["en"]))[0])
