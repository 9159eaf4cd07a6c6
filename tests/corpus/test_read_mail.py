"""Mails give their text whatever it is packed in, and what their header says of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.document import Document
from corpus.errors import ReadError
from corpus.limits import Limits
from corpus.readers import read_bytes
from tests.corpus.formats.contents import CONTENTS
from tests.corpus.formats.make_mail import (
    make_alternative,
    make_flowed,
    make_html_mail,
    make_plain,
    make_undeclared,
)
from tests.corpus.formats.make_text import in_charset
from tests.corpus.formats.source import Content, Text

Maker = Callable[[Content], bytes]

MAKERS: dict[str, Maker] = {
    "8bit": make_plain,
    "quoted-printable": lambda content: make_plain(content, encoding="quoted-printable"),
    "base64": lambda content: make_plain(content, encoding="base64"),
    "html": make_html_mail,
    "html base64": lambda content: make_html_mail(content, encoding="base64"),
    "alternative": make_alternative,
    "flowed": make_flowed,
}
#: the character set of the bytes, and what the mail says it is
CHARSETS = [
    ("utf-8", "utf-8"),
    ("cp1252", "windows-1252"),
    ("latin-1", "iso-8859-1"),
    ("cp1252", "iso-8859-1"),
    ("cp1252", "utf-8"),
    ("cp1252", "us-ascii"),
    ("utf-8", "iso-8859-1"),
    ("utf-8", "unicode_escape"),
    ("utf-8", "no-such-set"),
    ("utf-8", None),
    ("cp1252", None),
]

each_content = pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS)


def _read(data: bytes | str) -> Document:
    [document] = read_bytes(data.encode() if isinstance(data, str) else data, "x.eml", Limits())
    return document


def _words(document: Document) -> str:
    return " ".join(" ".join(line.text for line in document.lines).split())


def _told(document: Document) -> tuple[str | None, ...]:
    metadata = dict(document.metadata)
    return tuple(metadata.get(key) for key in ("title", "publisher", "date"))


@each_content
@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_the_text_and_the_header_are_read(make: Maker, content: Content) -> None:
    document = _read(make(content))

    assert _told(document) == (content.title, content.series, content.date.isoformat())
    words = _words(document)
    for block in content.blocks:
        if isinstance(block, Text):
            assert block.full in words


@pytest.mark.parametrize(("charset", "declared"), CHARSETS)
def test_what_a_mail_says_of_its_characters_may_be_wrong(
    charset: str, declared: str | None
) -> None:
    content = CONTENTS["kuestenbrief"]
    document = _read(make_undeclared(content, charset=charset, declared=declared))

    assert _told(document) == (content.title, content.series, content.date.isoformat())
    text = next(block.full for block in content.blocks if isinstance(block, Text))
    assert (in_charset(text, charset) if charset != "utf-8" else text) in _words(document)


def test_a_flowed_text_has_a_line_for_each_paragraph() -> None:
    content = CONTENTS["kuestenbrief"]
    lines = [line.text for line in _read(make_flowed(content)).lines]

    for block in content.blocks:
        if isinstance(block, Text):
            assert block.full in lines


def test_flowed_lines_keep_quotations_signatures_and_stuffed_blanks() -> None:
    text = "Ein \nSatz.\n > kein Zitat\n>> Zitat \n>> geht weiter\n-- \nOda\n"
    document = _read(f"Subject: x\nContent-Type: text/plain; format=flowed\n\n{text}")

    assert [line.text for line in document.lines] == [
        *("Ein Satz.", "> kein Zitat", ">> Zitat geht weiter", "-- ", "Oda"),
    ]


def test_blanks_that_only_say_that_a_line_flows_on_are_taken_off() -> None:
    document = _read(
        "Subject: x\nContent-Type: text/plain; format=flowed; delsp=yes\n\nWasser \nstand\n"
    )

    assert [line.text for line in document.lines] == ["Wasserstand"]


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("Die Lage", "Die Lage"),
        ("Re: AW: [presse] Die Lage", "Die Lage"),
        ("Re[2]: Die Lage", "Die Lage"),
        ("=?utf-8?Q?H=C3=A4fen_und_?= =?utf-8?B?w5ZsCg==?=", "Häfen und Öl"),
        ("=?utf-8?Q?H=C3?= =?utf-8?Q?=A4fen?=", "Häfen"),
        ("=?iso-8859-1?Q?H=E4fen?= heute", "Häfen heute"),
        ("=?windows-1252?B?hEjkZmVuk18=?=", "„Häfen“_"),
        ("=?nonsense?Q?H=C3=A4fen?=", "Häfen"),
        ("=?utf-8?B?!!!?= Lage", "Lage"),
        ("Die\n Lage", "Die Lage"),
        ("AW:", "AW:"),
    ],
)
def test_subjects_are_decoded_and_lose_what_came_on_the_way(subject: str, title: str) -> None:
    assert dict(_read(f"Subject: {subject}\nFrom: a@b.example\n\nText.").metadata)["title"] == title


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("From: Watt und Welle <w@brief.example>", {"publisher": "Watt und Welle"}),
        ('From: "Harms, Wiebke" <w@brief.example>', {"publisher": "Harms, Wiebke"}),
        ("From: =?utf-8?Q?K=C3=BCste?= <w@brief.example>", {"publisher": "Küste"}),
        ("From: w@brief.example", {}),
        ("From: w@brief.example <w@brief.example>", {}),
        ("Date: Thu, 17 Sep 2026 23:30:00 -0400", {"date": "2026-09-17"}),
        ("Date: 17 Sep 2026 06:30 GMT", {"date": "2026-09-17"}),
        ("Date: Thu, 99 Foo", {"date": "Thu, 99 Foo"}),
        ("Date: soon", {}),
        (
            "Archived-At: <https://list.example/archive/12>",
            {"url": "https://list.example/archive/12"},
        ),
        ("Archived-At: <mid:12@x>", {}),
    ],
)
def test_the_header_says_only_what_it_says(field: str, told: dict[str, str]) -> None:
    assert dict(_read(f"{field}\nX: y\n\nText.").metadata) == told


def test_bytes_above_ascii_in_a_header_are_read() -> None:
    for encoding in ("utf-8", "cp1252"):
        document = _read("Subject: Häfen für Öl\n\nText.".encode(encoding))
        assert dict(document.metadata)["title"] == "Häfen für Öl"


def _alternative(plain: str, html: str) -> str:
    return (
        "Subject: x\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n"
        f"--b\nContent-Type: text/plain\n\n{plain}\n--b\nContent-Type: text/html\n\n{html}\n--b--\n"
    )


def test_the_form_that_has_the_words_is_taken() -> None:
    long = "Die Schleuse bleibt bis Ende November gesperrt, sagt die Verwaltung. " * 3

    plain = "Please view this mail in a program that shows HTML."
    assert _words(_read(_alternative(plain, f"<p>{long}</p>"))) == long.strip()
    picture = '<a href="x"><img src="cid:1"></a><p>Bild</p>'
    assert _words(_read(_alternative(long, picture))) == long.strip()


def test_text_around_a_picture_is_read_in_its_order() -> None:
    document = _read(
        "Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\n"
        "Vor dem Bild.\n--b\nContent-Type: image/png; name=a.png\nContent-Disposition: inline\n\n"
        "xx\n--b\nContent-Type: text/plain\n\nNach dem Bild.\n--b--\n"
    )

    assert [line.text for line in document.lines if line.text] == [
        "Vor dem Bild.",
        "Nach dem Bild.",
    ]


@pytest.mark.parametrize(
    "kind",
    [
        'multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b',
        'application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"',
        "application/x-pkcs7-mime",
    ],
)
def test_an_encrypted_mail_is_refused_with_what_to_do(kind: str) -> None:
    with pytest.raises(ReadError, match="encrypted; decrypt it"):
        _read(f"Subject: x\nContent-Type: {kind}\n\n--b\n\nxx\n--b--\n")


def test_a_signed_mail_is_read() -> None:
    document = _read(
        "Subject: x\nContent-Type: multipart/signed; boundary=b\n\n--b\nContent-Type: text/plain\n"
        "\nDer Text.\n--b\nContent-Type: application/pgp-signature; name=s.asc\n\nxx\n--b--\n"
    )

    assert _words(document) == "Der Text."
    assert document.remarks == ()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"no header at all, just words\n\nand more", "no header"),
        (b"Subject: x\n\n", "holds no text"),
        (b"Subject: x\nContent-Type: image/png\n\nxx", "holds no text"),
        (b"Subject: x\n\n" + bytes(range(256)) * 20, "binary"),
        (
            b"Subject: x\n"
            + b"".join(
                b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n)
                for n in range(3000)
            ),
            "nested",
        ),
    ],
)
def test_what_is_no_mail_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason) as caught:
        _read(data)

    assert caught.value.where == "x.eml"


def test_broken_packing_loses_no_text_around_it() -> None:
    document = _read(
        "Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
        "Content-Type: text/plain; charset*=''\nContent-Transfer-Encoding: no-such\n\nErster.\n"
        "--b\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\nWndlaXRlcg"
    )

    assert [line.text for line in document.lines if line.text] == ["Erster.", "Zweiter"]


def test_a_plain_mailing_loses_its_offers_at_either_end() -> None:
    document = _read(
        "From: Sund <a@sund.example>\nSubject: Sund\n\n"
        "View this email online: https://sund.example/e/7\n\n"
        "Der Sund ist offen.\nWer ihn quert, kann sich hier\nvom Amt abmelden lassen.\n\n"
        "=====\nYou receive this newsletter because you signed up.\n"
        "Unsubscribe: https://sund.example/u\nSund, Kai 4\n"
    )

    assert [line.text for line in document.lines if line.text] == [
        "Der Sund ist offen.",
        "Wer ihn quert, kann sich hier",
        "vom Amt abmelden lassen.",
    ]


def test_stars_that_a_mail_program_wrote_for_bold_type_are_no_words() -> None:
    text = "*Deiche*\n\n*Die Fakten:* Es sind 3 * 4 * 5 Meter.\n\n"
    text += "* Ein Punkt\n* Noch einer\n\n*Preise*\n"
    document = _read(f"From: a@x.example\nSubject: Lage\n\n{text}\nSie steigen.")

    assert [line.text for line in document.lines if line.text] == [
        *("Deiche", "Die Fakten: Es sind 3 * 4 * 5 Meter.", "* Ein Punkt", "* Noch einer"),
        *("Preise", "Sie steigen."),
    ]
    alone = _read("From: a@x.example\nSubject: Lage\n\nDas ist *sehr* wichtig.")
    assert alone.lines[0].text == "Das ist *sehr* wichtig."
