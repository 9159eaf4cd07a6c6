"""All hostile files there are."""

from __future__ import annotations

import re

from corpus.errors import CorpusError
from corpus.reading import Reading
from tests.corpus.hostile import archives, mails, pages, pdfs, texts
from tests.corpus.hostile.case import Hostile

CASES: list[Hostile] = [
    *texts.CASES,
    *pdfs.CASES,
    *pages.CASES,
    *archives.CASES,
    *mails.CASES,
]


def is_right(case: Hostile, outcome: Reading | CorpusError) -> bool:
    """Tell whether a file was read as it must be, or not for the reason that it must have."""
    if isinstance(outcome, Reading):
        texts_read = [p.text for briefing in outcome.briefings for p in briefing.paragraphs]
        return case.says is not None and any(case.says in text for text in texts_read)
    return case.reason is not None and re.search(case.reason, outcome.message) is not None
