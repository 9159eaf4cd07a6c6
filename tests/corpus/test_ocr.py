"""Scanned pages: read where Tesseract is installed, said to be unread where it is not."""

from __future__ import annotations

from difflib import SequenceMatcher
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from corpus.briefing import Paragraph
from corpus.errors import ReadError
from corpus.limits import Limits
from corpus.readers import ocr, read_bytes
from corpus.reading import Reading
from corpus.sandbox import Sandbox
from tests.corpus.formats.contents import GRAIN_DISPATCH, KUESTENBRIEF
from tests.corpus.formats.lines_pdf import boxes, changed, joined, scan
from tests.corpus.formats.lines_pdf import lines_pdf as pdf
from tests.corpus.formats.make_pdf import Look, make_pdf
from tests.corpus.formats.source import Content

#: Processes of another program, which is not everywhere.
installed = pytest.mark.skipif(not ocr.available(), reason="Tesseract is not installed")


def read_in_sandbox(folder: Path, data: bytes, limits: Limits) -> Reading:
    file = folder / "scan.pdf"
    file.write_bytes(data)
    with Sandbox(limits, workers=1) as sandbox:
        ((_, outcome),) = sandbox.read([(file, file.name)])
    assert isinstance(outcome, Reading), outcome
    return outcome


def words(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in text).split()


@pytest.mark.e2e
@installed
@pytest.mark.parametrize("content", [KUESTENBRIEF, GRAIN_DISPATCH], ids=["de", "en"])
def test_a_scanned_briefing_is_the_same_briefing(tmp_path: Path, content: Content) -> None:
    printed = make_pdf(content, Look())
    (there,) = read_in_sandbox(tmp_path, printed, Limits()).briefings
    reading = read_in_sandbox(tmp_path, scan(printed), Limits())
    (found,) = reading.briefings
    assert found.head.title == there.head.title
    assert found.head.date == there.head.date
    assert found.head.language == there.head.language
    same = [any(_alike(one, other) for one in found.paragraphs) for other in there.paragraphs]
    assert sum(same) >= 0.8 * len(same), found.paragraphs
    assert found.head.recognised
    assert not there.head.recognised
    (remark,) = reading.remarks
    assert "recognition" in remark.text
    assert remark.pages


def _alike(one: Paragraph, other: Paragraph) -> bool:
    """Tell whether two paragraphs have nearly the same words at about the same place."""
    mine, theirs = one.boxes[0], other.boxes[0]
    # Tesseract leaves out the marks of bullets
    near = abs(mine.left - theirs.left) < 14 and abs(mine.top - theirs.top) < 5
    likeness = SequenceMatcher(None, words(one.text), words(other.text)).ratio()
    return one.page == other.page and near and likeness > 0.9


@pytest.mark.e2e
@installed
@pytest.mark.parametrize(
    ("turn", "crop"), [(0, (50, 600, 500, 800)), (90, None), (270, (50, 600, 500, 800))]
)
def test_words_of_turned_and_cropped_pages_keep_their_places(
    turn: int, crop: tuple[float, float, float, float] | None
) -> None:
    printed = pdf(font=14)
    found = ocr.ocr(changed(scan(printed), turn=turn, crop=crop), [1], Limits())
    assert found
    sought = ["council", "disturbs", "autumn."]
    for mine, theirs in zip(boxes(found, sought), boxes(printed, sought), strict=True):
        assert mine.left == pytest.approx(theirs.left, abs=5)
        assert mine.bottom == pytest.approx(theirs.bottom, abs=5)


@pytest.mark.e2e
@installed
def test_only_the_pages_without_text_are_read(tmp_path: Path) -> None:
    printed = make_pdf(GRAIN_DISPATCH, Look())
    data = joined(printed, scan(make_pdf(KUESTENBRIEF, Look())))
    with PdfDocument(printed) as document:
        scanned = len(document) + 1
    reading = read_in_sandbox(tmp_path, data, Limits())
    (remark,) = [r for r in reading.remarks if "recognition" in r.text]
    assert remark.pages == (scanned,)
    assert {p.page for p in reading.briefings[0].paragraphs} == set(range(1, scanned + 1))


@pytest.mark.e2e
@installed
def test_the_pages_asked_for_come_in_their_order_while_there_is_time() -> None:
    data = joined(scan(pdf(font=14)), scan(pdf(["The quay is closed today."], font=14)))
    with pytest.raises(ReadError, match="READ_SECONDS"):
        read_bytes(data, "scan.pdf", Limits(seconds=0.0))
    found = ocr.ocr(data, [2, 1], Limits())
    assert found
    with PdfDocument(found) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    assert ["quay" in text for text in texts] == [True, False]


@pytest.mark.e2e
@installed
def test_a_page_that_cannot_be_read_stays_empty() -> None:
    data = joined(pdf(lines=[], size=(3.0, 3.0), at=(500.0, 500.0)), scan(pdf(font=14)))
    found = ocr.ocr(data, [1, 2], Limits())
    assert found
    with PdfDocument(found) as document:
        assert document[0].get_textpage().get_text_range().strip() == ""
        assert "harbour council" in document[1].get_textpage().get_text_range()


def test_without_the_program_it_is_said_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not ocr.available()
    assert ocr.ocr(scan(pdf()), [1], Limits()) is None
    with pytest.raises(ReadError, match="install"):
        read_bytes(scan(pdf()), "scan.pdf", Limits())


def test_a_program_that_fails_or_knows_no_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "tesseract"
    program.write_text("#!/bin/sh\necho fra\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert ocr.languages() == ()
    assert not ocr.available()


@pytest.mark.parametrize("does", ["exit 1", "echo nonsense", "exec sleep 60"])
def test_a_program_that_gives_no_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: str
) -> None:
    program = tmp_path / "tesseract"
    script = f'#!/bin/sh\ncase "$1" in --list-langs) echo deu;; *) {does};; esac\n'
    program.write_text(script, encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert ocr.languages() == ("deu",)
    found = ocr.ocr(scan(pdf()), [1], Limits(seconds=1.0))
    assert found
    with PdfDocument(found) as document:
        assert document[0].get_textpage().get_text_range().strip() == ""
