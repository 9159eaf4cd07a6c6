"""The terminal chat, as somebody who types or pipes sees it."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from filelock import FileLock
from rich.console import Console

from bot.reindexing import reindexer
from bot.reindexing.report import Outcome, Report, to_line
from bot.reindexing.workshop import Workshop
from bot.terminal.chat import run_chat
from bot.terminal.screen import Screen
from bot.terminal.telegram import TerminalTelegram
from tests.bot.shelves import issue
from tests.fakes import reindexing_program
from tests.fakes.bot_corpus import HARBOUR, corpus, services
from tests.fakes.paged import put_quay
from tests.fakes.retriever import FakeRetriever


class Typed(io.StringIO):
    """What somebody types at a terminal."""

    def isatty(self) -> bool:
        return True


def talk(
    folder: Path,
    lines: str,
    *,
    language: str = "en",
    terminal: bool = False,
    pages: Sequence[int] = (),
    workshop: Workshop | None = None,
) -> str:
    store = corpus()
    if pages:
        put_quay(folder, store, pages)
    ours = replace(services(folder, store, FakeRetriever(store)), workshop=workshop)
    written = io.StringIO()
    console = Console(file=written, force_terminal=terminal, width=60)
    screen = Screen(console)
    telegram = TerminalTelegram(screen, folder / "downloads")
    source = Typed(lines) if terminal else io.StringIO(lines)
    try:
        run_chat(ours, telegram, screen, language, source, serve_lock=folder / "serve.lock")
    finally:
        ours.close()
    return written.getvalue()


def test_a_piped_question_is_answered_and_nothing_else(tmp_path: Path) -> None:
    said = talk(tmp_path, "what will ferry tickets cost?")
    assert said.startswith("**Found in the briefings:**\n")
    assert "**1 · Harbour Weekly · 1 March 2024**\nTransport › Ferries · ¶ 4, p. 2\n" in said
    assert "│ **Ferry tickets will cost 4 euros.** Children under six travel free" in said
    assert "\x1b" not in said, "no colours in a pipe"
    assert "[1] 1 · Context   [2] 1 · Original   [3] 1 · Cite\n" in said


def test_numbers_press_buttons(tmp_path: Path) -> None:
    said = talk(tmp_path, "ferry tickets\n1\n2\n15\n10\n", language="de_DE.UTF-8")
    assert "**Zusammenhang von Stelle 1**" in said
    assert HARBOUR[0] in said
    assert "**2 Quellen, die das Briefing nennt**" in said
    assert "<https://port.example/minutes>" in said
    assert "**Weitere Stellen**" in said
    saved = tmp_path / "downloads" / "harbour.txt"
    assert str(saved) in said
    assert saved.read_text(encoding="utf-8") == "\n\n".join(HARBOUR)


def test_an_opinion_is_asked_for_its_reason(tmp_path: Path) -> None:
    said = talk(tmp_path, "ferry tickets\n12\n13\n")
    assert "[11] 👍 Helpful   [12] 👎 Not right\n" in said
    assert "What is wrong with it?\n\n\n[13] Wrong source   [14] Not an answer\n" in said
    assert said.endswith("✓ Thank you · Change\n\n")


def test_a_number_without_a_button_is_a_question(tmp_path: Path) -> None:
    assert "Kohle & Klima" in talk(tmp_path, "2030")


def test_a_number_that_is_on_no_button_is_a_slip(tmp_path: Path) -> None:
    assert "There is no button 99." in talk(tmp_path, "ferry tickets\n99\n")
    assert "Einen Knopf 99 gibt es nicht." in talk(tmp_path, "ferry\n99\n", language="de")


@pytest.mark.parametrize("end", ["", "\n/quit\nferry\n"])
def test_ends_with_the_lines_or_when_told(tmp_path: Path, end: str) -> None:
    said = talk(tmp_path, "/help" + end)
    assert "Just ask" in said
    assert "Harbour" not in said


def test_every_command(tmp_path: Path) -> None:
    said = talk(tmp_path, "/start\n/help\n/ask\n/ask ferry tickets\n/nonsense\n")
    for words in ("Ask your briefings", "Just ask", "/ask What", "Found", "don't know"):
        assert words in said


def test_a_real_terminal_greets_wraps_and_shows_bold(tmp_path: Path) -> None:
    said = talk(tmp_path, "ferry tickets\n", terminal=True)
    assert "Ask your briefings." in said, "as if Start had been pressed"
    assert "/quit" in said
    assert "\x1b[1m" in said
    assert "**" not in said


def test_pages_are_put_into_files(tmp_path: Path) -> None:
    said = talk(tmp_path, "quay of Norve lantern feast\n2\n", pages=[1, 2])
    assert "[1] 1 · Context   [2] 1 · Page   [3] 1 · Cite\n" in said
    pictures = [tmp_path / "downloads" / f"quay-p{page}-par7.png" for page in (1, 2)]
    for picture in pictures:
        assert f"File: {picture}\n" in said
        assert picture.read_bytes().startswith(b"\x89PNG")
    assert "**1 · Lantern Letter, The quay · undated**\n¶ 7, pp. 1–2\n" in said
    assert "quay-p2-par7.png\nLantern Letter, The quay · undated\n¶ 7, pp. 1–2\n" in said


def test_reading_at_the_terminal(tmp_path: Path) -> None:
    said = talk(tmp_path, "/latest\n1\n/timeline ferry\n/briefings\n/sources\nferry tickets\n12\n")
    assert "**1 · A ferry for the islands**\n" in said
    assert "[3] Read from the beginning" in said
    assert (tmp_path / "downloads" / "timeline.png").read_bytes().startswith(b"\x89PNG")
    assert "6 paragraphs in 1 briefing, March 2024." in said
    assert "**Timeline: ferry**" in said
    assert "Harbour Weekly (1)" in said
    assert "**2 sources that the briefing names**" in said
    assert "│ Harbour Weekly (2024) ‘A ferry for the islands’, 1 March 2024" in said


def test_what_comes_in_while_the_chat_is_open_is_told(tmp_path: Path) -> None:
    store = corpus()
    ours = services(tmp_path, store, FakeRetriever(store))
    written, in_use = io.StringIO(), ["g1"]

    def typed() -> Iterator[str]:
        yield "/watch lantern\n"
        store.put(issue(1))
        in_use.append("g2")
        yield "/digest\n"

    lines = io.StringIO()
    said = typed()
    lines.readline = lambda *_: next(said, "")  # type: ignore[method-assign]
    screen = Screen(Console(file=written, width=60))
    telegram = TerminalTelegram(screen, tmp_path / "downloads")
    try:
        run_chat(ours, telegram, screen, "en", lines, generation=lambda: in_use[-1])
    finally:
        ours.close()
    alert, _, digest = written.getvalue().partition("**What is new")
    assert "**New on what you follow**" in alert
    assert "The lantern was lit in the evening" in alert
    assert "**1 · Letter number 1**" in digest


def test_issues_are_seen_by_pages_in_a_terminal_too(tmp_path: Path) -> None:
    said = talk(tmp_path, "/coverage\n/stats\n/status\n")
    assert f"File: {tmp_path / 'downloads' / 'coverage.png'}" in said
    assert "2 briefings, 1 series. 1 briefing has no date." in said
    assert "**Nobody has asked anything.**" in said
    assert "Nothing waits" in said


def test_the_index_is_made_anew_unless_a_bot_that_serves_does_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reindexer, "EVERY", 0.02)
    (tmp_path / "says").write_text(to_line(Report(Outcome.SWITCHED, briefings=1, counts={})))
    program = (sys.executable, reindexing_program.__file__, str(tmp_path))
    workshop = Workshop(tmp_path / "index", tmp_path / "briefings", program=program)
    with FileLock(tmp_path / "serve.lock"):
        shown = talk(tmp_path, "/reindex\nferry tickets\n", workshop=workshop)
    assert "Getting ready …" in shown
    assert "Children under six travel free" in shown
    assert not (tmp_path / "calls").exists()

    shown = talk(tmp_path, "/reindex full\n", workshop=workshop)
    assert "The new index answers." in shown
    assert "1 briefing, 0 paragraphs" in shown
    assert len((tmp_path / "calls").read_text().splitlines()) == 1
