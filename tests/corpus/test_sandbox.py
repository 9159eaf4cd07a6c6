from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest

from corpus.errors import (
    CorpusError,
    CrashError,
    FaultError,
    MemoryLimitError,
    ParseError,
    ReadError,
    SandboxError,
    StartError,
    TimeLimitError,
)
from corpus.limits import Limits
from corpus.reading import Reading
from corpus.sandbox import Sandbox
from tests.corpus.hostile import offenders

pytestmark = pytest.mark.e2e

ROOT = Path(__file__).resolve().parents[2]
#: Far from what the offenders would take, and far from what a good file does.
LIMITS = Limits(seconds=2.0, memory=400_000_000, inflated=20_000_000)
GOOD = "# Harbour Notes\n\nThe port of Nordkai closed for three days because the ice came early.\n"


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(LIMITS, workers=1) as sandbox:
        yield sandbox


def still_works(sandbox: Sandbox) -> bool:
    return sandbox.call(offenders.add, 2, 3) == 5


def gone(pid: int) -> bool:
    """Whether the process has ended, now or soon."""
    for _ in range(600):
        ran = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True)
        if ran.stdout.strip()[:1] in {"", "Z"}:
            return True
        time.sleep(0.1)
    return False


def test_a_call_gives_back_what_the_function_returns(sandbox: Sandbox) -> None:
    assert sandbox.call(offenders.add, 2, 3) == 5


FALLS: list[tuple[Callable[[], object], type[SandboxError], str]] = [
    (offenders.abort, CrashError, "aborted"),
    (offenders.segfault, CrashError, "segmentation fault"),
    (offenders.leave_at_once, CrashError, "ended with status 3"),
    (offenders.kill, CrashError, "killed"),
    (offenders.fork_and_fall, CrashError, "ended with status 1"),
    (offenders.scribble, CrashError, "no result"),
    (offenders.close_everything, CrashError, "closed its output"),
    (offenders.answer_nonsense, CrashError, "no result"),
    (offenders.answer_much, CrashError, "no result"),
    (offenders.loop, TimeLimitError, "takes longer than 2 s"),
    (offenders.loop_in_c, TimeLimitError, "takes longer than 2 s"),
    (offenders.wait, TimeLimitError, "takes longer than 2 s"),
    (offenders.stop, TimeLimitError, "takes longer than 2 s"),
    (offenders.fail, FaultError, "KeyError); please report this file as a bug"),
    (offenders.leave, FaultError, "SystemExit"),
    (offenders.answer_object, FaultError, "TypeError"),
    (offenders.fill_disk, FaultError, "OSError"),
]


@pytest.mark.parametrize(
    ("offender", "kind", "words"), FALLS, ids=[offender.__name__ for offender, _, _ in FALLS]
)
def test_whatever_a_call_does_is_one_error_and_the_next_one_works(
    sandbox: Sandbox,
    offender: Callable[[], object],
    kind: type[SandboxError],
    words: str,
) -> None:
    with pytest.raises(kind) as caught:
        sandbox.call(offender, where="mail/x.pdf")

    assert caught.value.where == "mail/x.pdf"
    assert words in caught.value.message
    assert still_works(sandbox)


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS does not limit the address space")
@pytest.mark.parametrize("offender", [offenders.eat_memory, offenders.ask_for_much])
def test_a_call_gets_no_more_memory_than_the_limits_allow(offender: Callable[[], object]) -> None:
    with Sandbox(Limits(memory=300_000_000), workers=1) as sandbox:
        with pytest.raises(MemoryLimitError, match=r"needs more than 0\.3 GB of memory"):
            sandbox.call(offender)
        assert still_works(sandbox)


def test_what_the_function_says_of_the_file_is_passed_on(sandbox: Sandbox) -> None:
    with pytest.raises(ReadError, match="is encrypted; save it without a password") as refused:
        sandbox.call(offenders.refuse)
    with pytest.raises(ParseError, match="holds no paragraph"):
        sandbox.call(offenders.find_nothing)

    assert refused.value.passing
    assert not isinstance(refused.value, SandboxError)


def test_a_file_that_nests_without_end_is_told_so(sandbox: Sandbox) -> None:
    with pytest.raises(ReadError, match="nests deeper than can be followed"):
        sandbox.call(offenders.recurse)


def test_a_fault_of_ours_is_logged_and_cannot_steer_a_terminal(
    sandbox: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR), pytest.raises(FaultError):
        sandbox.call(offenders.fail, where="x.txt")

    assert "Traceback" in caplog.text
    assert "offenders.py" in caplog.text
    assert "x.txt" in caplog.text


def test_what_is_printed_does_not_get_among_the_results(
    sandbox: Sandbox, capfd: pytest.CaptureFixture[str]
) -> None:
    assert sandbox.call(offenders.flood) == "done"
    assert still_works(sandbox)
    assert capfd.readouterr() == ("", "")


def test_a_process_that_doubles_itself_gives_one_result_and_is_not_used_again(
    sandbox: Sandbox,
) -> None:
    first, _ = sandbox.call(offenders.process)
    assert sandbox.call(offenders.fork) == "parent"
    assert sandbox.call(offenders.process)[0] != first


def test_what_a_file_has_started_ends_with_its_process(sandbox: Sandbox) -> None:
    child = sandbox.call(offenders.fork_and_stay)
    assert still_works(sandbox)  # so the process that had started it is gone

    assert gone(child)


def test_nothing_of_our_environment_goes_in(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "110201543:a-secret")

    inside = sandbox.call(offenders.environment)

    assert not any("secret" in value for value in inside.values())
    assert "TELEGRAM_BOT_TOKEN" not in inside


def test_a_process_has_a_folder_that_goes_with_it() -> None:
    with Sandbox(LIMITS, workers=1) as sandbox:
        folder = Path(sandbox.call(offenders.folder))
        assert folder.is_dir()
        assert folder != Path(sandbox.call(offenders.litter)).parent.parent
        other = Path(sandbox.call(offenders.folder))

        assert other != folder, "what the last task left is not there for the next"
        assert not folder.exists()
    assert not other.exists()


def test_a_file_is_not_judged_by_those_before_it(sandbox: Sandbox) -> None:
    """A process that falls after it has done others is no proof: a new one tries again."""
    pid, _ = sandbox.call(offenders.process)
    os.kill(pid, signal.SIGKILL)

    assert still_works(sandbox)


def test_large_arguments_are_refused(sandbox: Sandbox) -> None:
    with pytest.raises(ValueError, match="pass paths"):
        sandbox.call(len, b"x" * 100_000)
    assert still_works(sandbox)


def test_a_process_that_cannot_start_is_no_fault_of_the_file(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("corpus.sandbox.process._START", "raise SystemExit('no such module')")
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")

    with pytest.raises(StartError, match="no such module"):
        sandbox.call(offenders.add, 1, 2)
    with pytest.raises(StartError):
        list(sandbox.read([(tmp_path / "a.txt", "a.txt")]))


def files(folder: Path, *names: str) -> list[tuple[Path, str]]:
    for name in names:
        (folder / name).write_text(GOOD, encoding="utf-8")
    return [(folder / name, name) for name in names]


def test_every_file_has_one_result_in_the_order_given(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("corpus.sandbox.pool.read_file", offenders.read_file)
    bad = ["abort.txt", "loop.txt", "segfault.txt", "eat_memory.txt", "fork.txt", "flood.txt"]
    names = [name for at, other in enumerate(bad) for name in (f"good{at}.txt", other)]
    fine = {"fork.txt", "flood.txt"} | ({"eat_memory.txt"} if sys.platform == "darwin" else set())

    with Sandbox(LIMITS, workers=2) as sandbox:
        results = list(sandbox.read(files(tmp_path, *names)))

    assert [name for name, _ in results] == names
    for name, result in results:
        if name.startswith("good") or name in fine:
            assert isinstance(result, Reading), (name, result)
            assert "Nordkai" in result.briefings[0].paragraphs[0].text
        else:
            assert isinstance(result, SandboxError)
            assert result.where == name


def test_files_may_be_named_from_the_folder_one_is_in(tmp_path: Path) -> None:
    files(tmp_path, "a.txt")  # the tests run in tmp_path

    with Sandbox(LIMITS) as sandbox:
        [(_, result)] = sandbox.read([(Path("a.txt"), "a.txt")])

    assert isinstance(result, Reading)


def test_reading_does_not_run_far_ahead(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[str] = []
    real = Sandbox._read

    def spy(self: Sandbox, path: Path, relative: str) -> Reading | CorpusError:
        asked.append(relative)
        return real(self, path, relative)

    monkeypatch.setattr(Sandbox, "_read", spy)
    names = [f"{number:03}.txt" for number in range(100)]

    with Sandbox(LIMITS, workers=1) as sandbox:
        results = sandbox.read(files(tmp_path, *names))
        for _ in range(3):
            next(results)
        ahead = len(asked)
        results.close()  # type: ignore[attr-defined]

    assert ahead < 20


def test_threads_share_a_sandbox() -> None:
    sums: list[int] = []
    with Sandbox(LIMITS, workers=2) as sandbox:
        threads = [
            Thread(target=lambda n=n: sums.append(sandbox.call(offenders.add, n, 1)))
            for n in range(10)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert sorted(sums) == list(range(1, 11))


def test_a_sandbox_that_is_closed_ends_what_it_does_and_takes_nothing_more() -> None:
    sandbox = Sandbox(Limits(seconds=600), workers=1)
    assert still_works(sandbox)
    errors: list[Exception] = []

    def hang() -> None:
        try:
            sandbox.call(offenders.wait)
        except SandboxError as e:
            errors.append(e)

    thread = Thread(target=hang)
    thread.start()
    sandbox.close()
    thread.join()

    assert len(errors) == 1
    with pytest.raises(SandboxError):
        sandbox.call(offenders.add, 1, 1)


PROGRAM = """
import signal, sys
from pathlib import Path
from corpus.limits import Limits
from corpus.sandbox import Sandbox
from tests.corpus.hostile import offenders

signal.signal(signal.SIGINT, signal.default_int_handler)
if __name__ == "__main__":
    import corpus.sandbox.pool
    corpus.sandbox.pool.read_file = offenders.read_file
    folder = Path(sys.argv[1])
    with Sandbox(Limits(seconds=600), workers=2) as sandbox:
        print(sandbox.call(offenders.process)[0], sandbox.call(offenders.folder), flush=True)
        for name, result in sandbox.read([(p, p.name) for p in sorted(folder.iterdir())]):
            print(name, type(result).__name__, flush=True)
"""


@pytest.fixture
def program(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A program that has read a.txt and is at loop.txt, which takes for ever."""
    (tmp_path / "files").mkdir()
    files(tmp_path / "files", "a.txt", "loop.txt")
    running = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(PROGRAM), str(tmp_path / "files")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        start_new_session=True,
    )
    yield running
    running.kill()
    running.communicate()


def test_ctrl_c_ends_everything_at_once(program: subprocess.Popen[str]) -> None:
    assert program.stdout
    pid, folder = program.stdout.readline().split()
    assert program.stdout.readline() == "a.txt Reading\n"

    os.killpg(program.pid, signal.SIGINT)
    _, errors = program.communicate(timeout=60)

    assert errors.count("Traceback") == 1
    assert errors.rstrip().endswith("KeyboardInterrupt")
    assert gone(int(pid))
    assert not Path(folder).exists()


def test_an_idle_process_ends_when_the_program_is_killed() -> None:
    code = """
from corpus.limits import Limits
from corpus.sandbox import Sandbox
from tests.corpus.hostile import offenders
import os
sandbox = Sandbox(Limits(), workers=1)
print(sandbox.call(offenders.process)[0], sandbox.call(offenders.folder), flush=True)
os.kill(os.getpid(), 9)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=60
    )
    pid, folder = done.stdout.split()

    assert gone(int(pid))
    assert not Path(folder).exists()
