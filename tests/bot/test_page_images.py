"""Pages drawn in processes of their own, as the program does it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.archive.library import Index, Library
from bot.archive.page_cache import PageCache
from bot.archive.page_images import PageImages
from corpus.errors import ReadError
from corpus.limits import Limits
from corpus.sandbox import Sandbox
from tests.fakes.bot_corpus import corpus
from tests.fakes.paged import put_quay, quay_pdf
from tests.fakes.retriever import FakeRetriever

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize("mail", [None, "letter.eml"])
def test_a_page_is_drawn_and_a_part_taken_out_in_the_sandbox(
    tmp_path: Path, mail: str | None
) -> None:
    store = corpus()
    file = put_quay(tmp_path, store, [1, 2], mail=mail)
    library = Library(store, Index(lambda: "g", FakeRetriever), tmp_path)
    images = PageImages(PageCache(tmp_path / "pages", 10**7), lambda: Sandbox(Limits(), workers=1))
    head = store.head("b1")
    assert head
    original = library.original(head)
    assert original
    (paragraph,) = store.briefing_paragraphs("b1")
    try:
        drawn = images.draw(original, paragraph)
        assert drawn
        assert all(picture.startswith(b"\x89PNG") for picture in drawn)
        assert len(list((tmp_path / "pages").iterdir())) == 2
        assert images.content(original, 10**6) == quay_pdf(2)
        assert images.content(original, 10) is None
        file.write_bytes(b"nothing")
        assert images.draw(original, paragraph) is None
        if mail:
            with pytest.raises(ReadError):
                images.content(original, 10**6)
    finally:
        images.close()
