"""The worst that folders and people can do, from the file to the answer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.archive import opening
from bot.cli import main
from tests.fakes.encoder import FakeEncoder

GOOD = "# Harbour Notes\n\n## Ice\n\nThe port of Nordkai closed because the ice came early.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "briefings"
    folder.mkdir()
    (folder / "good.md").write_text(GOOD, encoding="utf-8")
    monkeypatch.setenv("BRIEFINGS_DIR", str(folder))
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    encoder = FakeEncoder()
    monkeypatch.setattr(opening, "open_encoder", lambda *_: encoder)
    monkeypatch.setattr(opening, "open_bridge", lambda _settings: None)
    return folder


def ask(question: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Return the texts of the passages that answer."""
    capsys.readouterr()
    assert main(["ask", "--json", question]) == 0
    return [hit["paragraph"]["text"] for hit in json.loads(capsys.readouterr().out)["hits"]]


def test_bad_files_are_named_and_the_good_one_answers(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "empty.txt").touch()
    (folder / "blank.txt").write_text(" \n\n\t\n", encoding="utf-8")
    (folder / "photo.txt").write_bytes(b"\xff\xd8\xff\xe0" + bytes(range(256)) * 100)
    (folder / "program.md").write_bytes(b"\x7fELF" + b"\0\1\2\3" * 500)
    with (folder / "huge.txt").open("wb") as huge:
        huge.truncate(60_000_000)
    (folder / "gone.txt").symlink_to(folder / "nowhere")
    assert main(["ingest"]) == 0
    told = capsys.readouterr().err
    assert "Traceback" not in told
    bad = ("empty.txt", "blank.txt", "photo.txt", "program.md", "huge.txt", "gone.txt")
    for name in bad:
        (line,) = [line for line in told.splitlines() if name in line]
        assert len(line.partition(f"{name}: ")[2]) > 10, line
    assert "1 briefing, 1 paragraph (1 new, 6 not read)" in told
    assert main(["build"]) == 0
    assert ask("port of Nordkai closed ice", capsys) == [GOOD.splitlines()[-1]]


def test_a_huge_paragraph_is_kept_whole_and_answers(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sentences = [f"Lighthouse {n} was lit in the year {1500 + n}." for n in range(4500)]
    (folder / "long.txt").write_text(" ".join(sentences), encoding="utf-8")
    assert main(["ingest"]) == 0
    assert main(["build"]) == 0
    found = ask("when was Lighthouse 4321 lit", capsys)
    assert any("Lighthouse 4321 was lit in the year 5821." in text for text in found)


def test_control_and_bidi_characters_do_no_harm(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (
        "The \u202eferry\u202c to\x07 Norve\u200b sails <b>daily</b> & \u2066late\u2069 at 9:40.\n"
    )
    (folder / "odd.txt").write_text(f"Ferries\n\n{text}", encoding="utf-8")
    assert main(["ingest"]) == 0
    assert main(["build"]) == 0
    (found,) = [text for text in ask("ferry to Norve daily", capsys) if "Norve" in text]
    assert "<b>daily</b> &" in found
    capsys.readouterr()
    assert main(["ask", "ferry to Norve daily"]) == 0
    shown = capsys.readouterr().out
    assert "\u202e" not in shown
    assert "\x07" not in shown


@pytest.mark.parametrize(
    "question",
    [
        'ice" OR 1=1 --',
        "NEAR(ice, 2) AND (port* NOT",
        "<script>alert(1)</script> <b>ice",
        "ice \u202e port \x00 \x1b[31m",
        "{}[]()*+?.^$|\\",
        "ice " * 240,
        "日本の港 ice",
        "'; DROP TABLE paragraphs; --",
    ],
)
def test_any_question_gets_an_answer(
    folder: Path, question: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert folder.is_dir()
    main(["ingest"])
    main(["build"])
    main(["ask", question])
    told = capsys.readouterr()
    assert "Traceback" not in told.err
    assert "\x1b[31m" not in told.out
    assert told.out.strip() or told.err.strip()
