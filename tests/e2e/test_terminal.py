"""The program as a newcomer starts it, without a token: in a process of its own, by a pipe."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from corpus.store import CorpusStore
from tests.fakes.program import environment, run_program

pytestmark = [pytest.mark.e2e, pytest.mark.model]


def test_without_a_command_it_answers_from_the_samples(data: Path) -> None:
    shown = run_program(data, typed="how many ships does tianlu want by 2028?\n")
    assert "**Tianlu wants a fleet of six such ships by 2028.**" in shown
    assert "Pacific Five · 11 September 2026" in shown


def test_a_conversation_in_german_with_a_button(data: Path) -> None:
    lines = (
        "Wie viele Elektroautos hatte die Tianlu Pioneer an Bord?",
        "1",
        "👋",
        "/help",
        "/quit",
    )
    typed = "\n".join((*lines, "never asked", ""))
    shown = run_program(data, "chat", typed=typed, LC_ALL="de_DE.UTF-8")
    assert "5.200 Elektroautos" in shown
    assert "Zusammenhang von Stelle 1" in shown
    assert "Fragen Sie einfach" in shown
    assert "never asked" not in shown


def test_what_is_quoted_stands_in_the_corpus(data: Path) -> None:
    shown = run_program(data, "ask", "gallium licences")
    quoted = [line[2:].replace("**", "") for line in shown.splitlines() if line.startswith("│ ")]
    store = CorpusStore(data / "corpus.db")
    texts = [paragraph.text for paragraph in store.paragraphs()]
    store.close()
    assert quoted
    for quote in quoted:
        assert any(quote in text for text in texts), quote


def test_no_library_keeps_or_sends_figures_about_its_use(data: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    assert "Tianlu" in run_program(data, "ask", "tianlu ships", HOME=str(home), XDG_CACHE_HOME="")
    kept = [path.name for path in home.rglob("*") if path.is_file()]
    assert kept == []


def test_answering_never_imports_torch(data: Path) -> None:
    code = (
        "import sys; from bot.cli import main; status = main(['ask', 'gallium']); "
        "heavy = {'torch', 'sentence_transformers', 'transformers', 'onnx'} & sys.modules.keys(); "
        "sys.exit(status or (f'imported {heavy}' if heavy else 0))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(data),
        cwd=data,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
