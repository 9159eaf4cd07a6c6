"""The same briefing gives the same paragraphs, headings, labels and dates in every format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial

import pytest

from corpus.briefing import Briefing
from tests.corpus.formats import make_mail
from tests.corpus.formats.agreement import expected, headings, read_briefing, score
from tests.corpus.formats.contents import CONTENTS
from tests.corpus.formats.make_docx import Look as Word
from tests.corpus.formats.make_docx import make_docx
from tests.corpus.formats.make_html import make_newsletter, make_page, make_site_page
from tests.corpus.formats.make_markdown import make_markdown, make_plain_markdown
from tests.corpus.formats.make_pdf import Look, make_pdf
from tests.corpus.formats.make_text import ENCODINGS, in_charset, make_text, to_bytes
from tests.corpus.formats.source import Content
from tests.corpus.formats.variations import vary

#: Share of paragraphs that must have exactly the text that they have in the source.
_LEAST = 0.97


@dataclass(frozen=True)
class Format:
    """name: of a file. make: its bytes. typed: what becomes of a text in it.

    levels: it tells headings of parts from those within them.
    """

    name: str
    make: Callable[[Content], bytes]
    typed: Callable[[str], str] = str
    levels: bool = True

    def shown(self, path: tuple[str, ...]) -> tuple[str, ...]:
        """Return what of the headings above a paragraph can be known in this format."""
        return path if self.levels else path[-1:]


def _text(encoding: str) -> Format:
    width = 72 if encoding in {"utf-8", "latin-1"} else None

    def make(content: Content) -> bytes:
        return to_bytes(make_text(content, width=width, underlined=True), encoding)

    def typed(text: str) -> str:
        return in_charset(text, encoding)

    return Format("briefing.txt", make, typed, levels=False)


def _mail(make: Callable[[Content], bytes], *, levels: bool = False) -> Format:
    return Format("briefing.eml", make, levels=levels)


MAILS = {
    "plain mail": _mail(make_mail.make_plain),
    "flowed mail": _mail(make_mail.make_flowed),
    "quoted-printable html mail": _mail(make_mail.make_html_mail, levels=True),
    "newsletter mail": _mail(make_mail.make_alternative, levels=True),
    **{
        f"mail sent on by {style}": _mail(partial(make_mail.make_forward, style=style))
        for style in ("outlook", "gmail", "apple", "thunderbird")
    },
    **{
        f"newsletter sent on by {style}": _mail(
            partial(make_mail.make_html_forward, style=style), levels=True
        )
        for style in ("outlook", "gmail", "apple", "thunderbird")
    },
    "mail sent on twice": _mail(make_mail.make_twice_forwarded),
    "mail in a mail": _mail(make_mail.make_attached_mail),
}

FORMATS = {
    **{f"text {encoding}": _text(encoding) for encoding in ENCODINGS},
    "markdown": Format("briefing.md", lambda content: make_markdown(content).encode()),
    "markdown without front matter": Format(
        "briefing.md", lambda content: make_plain_markdown(content).encode()
    ),
    "docx": Format("briefing.docx", make_docx),
    "docx with furniture": Format(
        "briefing.docx", lambda content: make_docx(content, Word(furniture=True, size=10))
    ),
    "docx without styles": Format(
        "briefing.docx", lambda content: make_docx(content, Word(styled=False))
    ),
    "docx with its head in the margin": Format(
        "briefing.docx", lambda content: make_docx(content, Word(furniture=True, masthead=False))
    ),
    "html page": Format("briefing.html", lambda content: make_page(content).encode()),
    "html site": Format("briefing.html", lambda content: make_site_page(content).encode()),
    "html newsletter": Format("briefing.html", lambda content: make_newsletter(content).encode()),
    "pdf": Format("briefing.pdf", make_pdf),
    "pdf in two columns": Format(
        "briefing.pdf",
        lambda content: make_pdf(content, Look(columns=2, justified=True, hyphens=True)),
    ),
    **MAILS,
}

#: Seeds of issues that are made by chance: others than those that any pass was tried on.
ISSUES = {**CONTENTS, **{f"by chance {seed}": vary(seed) for seed in range(900, 903)}}

each_format = pytest.mark.parametrize("name", FORMATS)


@cache
def _briefing(name: str, issue: str) -> Briefing:
    form = FORMATS[name]
    return read_briefing(form.make(ISSUES[issue]), form.name)


@each_format
def test_every_format_gives_the_paragraphs_of_the_source(name: str) -> None:
    """Of all issues together; a paragraph is right if it has exactly its text."""
    typed = FORMATS[name].typed
    wanted = {(n, e.text): None for n, issue in ISSUES.items() for e in expected(issue, typed)}
    found = {(n, p.text): None for n in ISSUES for p in _briefing(name, n).paragraphs}

    reached = score([*found], [*wanted])
    wrong = [text for text in found if text not in wanted]
    assert min(reached.precision, reached.recall) >= _LEAST, wrong


@each_format
@pytest.mark.parametrize("issue", ISSUES)
def test_every_format_gives_headings_labels_and_dates(name: str, issue: str) -> None:
    form, content, briefing = FORMATS[name], ISSUES[issue], _briefing(name, issue)
    wanted = expected(content, form.typed)

    labels = [p.label for p in briefing.paragraphs if p.label and p.text.startswith(p.label)]
    assert labels == [e.label for e in wanted if e.label and e.text.startswith(e.label)]
    assert [form.shown(section.path) for section in briefing.sections] == [
        form.shown(path) for path in headings(content, form.typed)
    ]
    head = briefing.head
    assert (head.title, head.series) == (form.typed(content.title), form.typed(content.series))
    assert (head.date, head.language) == (content.date, content.language)


@each_format
@pytest.mark.parametrize("issue", ISSUES)
def test_what_governs_a_paragraph_is_the_same_in_every_format(name: str, issue: str) -> None:
    form = FORMATS[name]
    wanted = {e.text: e for e in expected(ISSUES[issue], form.typed)}

    for paragraph in _briefing(name, issue).paragraphs:
        source = wanted.get(paragraph.text)
        if source is not None:
            assert form.shown(paragraph.section_path) == form.shown(source.path), source
            assert (paragraph.label, paragraph.kind) == (source.label, source.kind), source


@each_format
@pytest.mark.parametrize("issue", ISSUES)
def test_a_paragraph_has_the_same_language_in_every_format(name: str, issue: str) -> None:
    told = {p.text: p.language for p in _briefing("markdown", issue).paragraphs}

    for paragraph in _briefing(name, issue).paragraphs:
        if paragraph.text in told:
            assert paragraph.language == told[paragraph.text], paragraph.text
