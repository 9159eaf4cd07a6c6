"""The same briefing gives the same paragraphs, headings, labels and dates in every format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

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
        f"mail sent on by {style}": _mail(lambda c, s=style: make_mail.make_forward(c, s))
        for style in ("outlook", "gmail", "apple", "thunderbird")
    },
    **{
        f"newsletter sent on by {style}": _mail(
            lambda c, s=style: make_mail.make_html_forward(c, s), levels=True
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

each_format = pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
each_content = pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS)


@each_content
@each_format
def test_every_format_gives_the_paragraphs_of_the_source(form: Format, content: Content) -> None:
    briefing = read_briefing(form.make(content), form.name)
    wanted = expected(content, form.typed)

    found = [paragraph.text for paragraph in briefing.paragraphs]
    reached = score(found, [paragraph.text for paragraph in wanted])
    assert min(reached.precision, reached.recall) >= _LEAST, (found, wanted)


@each_content
@each_format
def test_every_format_gives_what_governs_a_paragraph(form: Format, content: Content) -> None:
    briefing = read_briefing(form.make(content), form.name)

    found = [(p.text, form.shown(p.section_path), p.label, p.kind) for p in briefing.paragraphs]
    wanted = [(e.text, form.shown(e.path), e.label, e.kind) for e in expected(content, form.typed)]
    assert found == wanted


@each_content
@each_format
def test_every_format_gives_the_head(form: Format, content: Content) -> None:
    briefing = read_briefing(form.make(content), form.name)

    assert briefing.head.title == form.typed(content.title)
    assert briefing.head.series == form.typed(content.series)
    assert briefing.head.date == content.date
    assert briefing.head.language == content.language
    found = [form.shown(section.path) for section in briefing.sections]
    assert found == [form.shown(path) for path in headings(content, form.typed)]
