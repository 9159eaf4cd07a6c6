"""The command line, from arguments to what a person reads; only the model is a fake."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from bot import checks
from bot.archive import opening
from bot.cli import COMMANDS, main
from bot.insight import machine
from tests.fakes.encoder import FakeEncoder

TOKEN = "123456789:AAinvented_token-for-tests-0123456789"
ICE = """---
title: Harbour Notes 12
series: Harbour Notes
date: 2026-09-14
---

## Ice on the Norve

The port of Nordkai closed for three days because the ice came early. Pilots ask for a second tug.

## Grain

Exports of wheat through the strait fell by a fifth, the port authority said. Storage is full.
"""
EIS = """---
title: Hafenbrief 7
series: Hafenbrief
date: 2026-10-02
---

## Lotsen

Die Lotsen von Nordkai verlangen einen zweiten Schlepper. Das Ministerium entscheidet im Winter.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "briefings"
    folder.mkdir()
    (folder / "ice.md").write_text(ICE, encoding="utf-8")
    (folder / "eis.md").write_text(EIS, encoding="utf-8")
    monkeypatch.setenv("BRIEFINGS_DIR", str(folder))
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    encoder = FakeEncoder()
    monkeypatch.setattr(opening, "open_encoder", lambda *_: encoder)
    monkeypatch.setattr(opening, "open_bridge", lambda _settings: None)
    return folder


@pytest.fixture
def built(folder: Path) -> Path:
    assert main(["ingest"]) == 0
    assert main(["build"]) == 0
    return folder


def test_help_explains_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    for command in COMMANDS:
        with pytest.raises(SystemExit) as end:
            main([command, "--help"])
        assert end.value.code == 0
        text = capsys.readouterr().out
        assert len(text.splitlines()) > 5


def test_ingest_reports_what_it_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "empty.txt").write_bytes(b"")
    assert main(["ingest"]) == 0
    told = capsys.readouterr().err
    assert "2 briefings, 3 paragraphs (2 new, 1 not read)" in told
    assert "empty.txt" in told


def test_ingest_shows_the_parse(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ingest", str(folder), "--show"]) == 0
    shown = capsys.readouterr().out
    assert "Harbour Notes 12" in shown
    assert "date: 2026-09-14" in shown
    assert "▌ Ice on the Norve" in shown
    assert "The port of Nordkai closed for three days because the ice came early." in shown


def test_a_missing_folder_is_an_error_that_helps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BRIEFINGS_DIR", str(tmp_path / "nowhere"))
    assert main(["ingest"]) == 1
    told = capsys.readouterr().err
    assert "Error:" in told
    assert "BRIEFINGS_DIR" in told


def test_a_bad_setting_is_an_error_that_helps(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MAX_FILE_MB", "lots")
    assert main(["check"]) == 1
    assert "MAX_FILE_MB is 'lots'" in capsys.readouterr().err


def test_build_without_briefings_says_what_to_do(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert folder.is_dir()
    assert main(["build"]) == 1
    assert "briefing-bot ingest" in capsys.readouterr().err


def test_ask_before_the_first_build_says_what_to_do(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert folder.is_dir()
    assert main(["ask", "ice in Nordkai"]) == 1
    assert "briefing-bot build" in capsys.readouterr().err


def test_a_second_build_has_nothing_to_do(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert built.is_dir()
    capsys.readouterr()
    assert main(["build"]) == 0
    assert "up to date" in capsys.readouterr().err


def test_ask_quotes_and_cites(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert built.is_dir()
    assert main(["ask", "why did the port of Nordkai close for three days"]) == 0
    told = capsys.readouterr().out
    assert "**The port of Nordkai closed for three days because the ice came early.**" in told
    assert "Harbour Notes · 14 September 2026**\nIce on the Norve · ¶ 1\n" in told


def test_ask_json_has_everything(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert built.is_dir()
    capsys.readouterr()
    assert main(["ask", "--json", "--top-k", "1", "port of Nordkai closed ice"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["verdict"] in ("answered", "closest")
    hit = answer["hits"][0]
    assert hit["paragraph"]["text"].startswith("The port of Nordkai")
    assert hit["briefing"]["date"] == "2026-09-14"
    assert hit["answering_sentence"] in hit["paragraph"]["text"]
    assert "¶ 1" in hit["citation"]
    assert answer["generation"]


def test_ask_filters_by_option(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert built.is_dir()
    capsys.readouterr()
    german, english = "Lotsen von Nordkai verlangen Schlepper", "port of Nordkai closed for ice"
    for question, option, path in (
        (german, ["--since", "2026-10-01"], "eis.md"),
        (english, ["--until", "2026-09-30"], "ice.md"),
        (german, ["--series", "Hafenbrief"], "eis.md"),
        (english, ["--language", "en"], "ice.md"),
    ):
        assert main(["ask", "--json", question, *option]) == 0
        hits = json.loads(capsys.readouterr().out)["hits"]
        assert {hit["briefing"]["path"] for hit in hits} == {path}


def test_ask_links_where_the_folder_is_published(
    built: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert built.is_dir()
    monkeypatch.setenv("BRIEFINGS_URL", "https://files.example/in/")
    capsys.readouterr()
    question = ["port of Nordkai closed ice", "--top-k", "1"]
    assert main(["ask", *question]) == 0
    assert "September 2026** <https://files.example/in/ice.md>\n" in capsys.readouterr().out
    assert main(["ask", "--json", *question]) == 0
    (hit,) = json.loads(capsys.readouterr().out)["hits"]
    assert hit["url"] == "https://files.example/in/ice.md"
    assert hit["paragraph"]["boxes"] == []


def test_ask_refuses_a_day_that_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["ask", "ice", "--since", "yesterday"])
    assert end.value.code == 2
    assert "write it like 2026-10-01" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [("--series", "Nope", "Harbour Notes"), ("--language", "deutsch", "de")],
)
def test_ask_names_the_known_where_an_option_is_unknown(
    built: Path, option: str, value: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert built.is_dir()
    assert main(["ask", "ice", option, value]) == 1
    error = capsys.readouterr().err
    assert value in error
    assert told in error


@pytest.mark.parametrize("number", ["0", "-3", "many"])
def test_ask_wants_a_positive_number_of_passages(
    number: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main(["ask", "ice", f"--top-k={number}"])
    assert end.value.code == 2
    assert "no number above 0" in capsys.readouterr().err


def test_a_damaged_index_is_mended_by_building(
    built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert built.is_dir()
    for file in (tmp_path / "data" / "index" / "generations").rglob("*.*"):
        if file.is_file() and file.suffix != ".json":
            file.write_bytes(file.read_bytes()[:10])
    assert main(["ask", "ice"]) == 1
    assert "briefing-bot build" in capsys.readouterr().err
    assert main(["build"]) == 0
    assert main(["ask", "why did the port of Nordkai close for three days"]) == 0
    assert "the ice came early" in capsys.readouterr().out


def test_a_broken_database_of_the_bot_says_what_to_do(
    built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert built.is_dir()
    (tmp_path / "data" / "bot.db").write_text("no database " * 100, encoding="utf-8")
    assert main(["chat"]) == 1
    assert "restore it from a backup" in capsys.readouterr().err
    assert main(["check"]) == 1
    assert "bot.db" in capsys.readouterr().out


@pytest.mark.parametrize("question", ["", "   ", "🧊🧊", "x" * 5_000])
def test_ask_says_what_is_wrong_with_a_question(
    built: Path, question: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert built.is_dir()
    monkeypatch.setattr("sys.stdin", io.StringIO())
    capsys.readouterr()
    status = main(["ask", question or " "])
    told = capsys.readouterr()
    assert "Traceback" not in told.err
    assert status == 1
    assert told.err.strip()


def test_ask_speaks_german_where_the_system_does(
    built: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert built.is_dir()
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert main(["ask", "Lotsen von Nordkai verlangen zweiten Schlepper"]) == 0
    assert "Hafenbrief · 2. Oktober 2026**\nLotsen · ¶ 1\n" in capsys.readouterr().out


def test_serve_without_a_token_says_where_to_get_one(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert folder.is_dir()
    assert main(["serve"]) == 1
    told = capsys.readouterr().err
    assert "@BotFather" in told
    assert "briefing-bot chat" in told


def test_check_finds_nothing_wrong(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert built.is_dir()
    capsys.readouterr()
    assert main(["check"]) == 0
    told = capsys.readouterr().out
    assert "2 briefings, 3 paragraphs" in told
    assert "stops" not in told


def test_check_tells_what_to_mend(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "empty.txt").write_bytes(b"")
    assert main(["check"]) == 1
    told = capsys.readouterr().out
    assert "run `briefing-bot ingest`" in told
    main(["ingest"])
    main(["build"])
    (folder / "new.md").write_text("# New\n\nA new paragraph stands here now.\n", encoding="utf-8")
    main(["ingest"])
    capsys.readouterr()
    assert main(["check"]) == 0
    told = capsys.readouterr().out
    assert "1 not read, 0 not read whole" in told
    assert "empty.txt was not read" in told
    assert "something changed since" in told
    assert "run `briefing-bot build`" in told


def test_check_names_a_malformed_token_without_showing_it(
    built: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert built.is_dir()
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "not-a-token")
    assert main(["check"]) == 1
    told = capsys.readouterr()
    assert "@BotFather" in told.err
    assert "not-a-token" not in told.out + told.err


def test_check_never_shows_the_token(
    built: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert built.is_dir()
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("TELEGRAM_API_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("LOG_LEVEL", "DEBUG")
    assert main(["check"]) == 0
    told = capsys.readouterr()
    assert "cannot be reached" in told.out
    assert TOKEN.partition(":")[2] not in told.out + told.err


def test_a_low_disk_is_named(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert built.is_dir()
    monkeypatch.setattr(machine, "_LEAST_BYTES", 10**18)
    from bot.settings import Settings

    found = list(checks.examine(Settings.from_env()))
    assert any(f.topic == "data" and f.level is checks.Level.WORSE for f in found)


def test_check_says_how_to_become_an_admin(
    built: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert built.is_dir()
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("TELEGRAM_API_URL", "http://127.0.0.1:9")
    assert main(["check"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "put that into ADMINS" in told
    assert "OPERATOR" in told
    monkeypatch.setenv("ADMINS", "7, 8")
    monkeypatch.setenv("OPERATOR", "Ada, ada@port.example")
    main(["check"])
    told = capsys.readouterr().out
    assert "2 in ADMINS" in told
    assert "OPERATOR" not in told
