"""Briefings attached to mails, and mails in mailboxes, are documents of their own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.document import Document
from corpus.errors import ReadError
from corpus.limits import Limits
from corpus.readers import read_bytes
from tests.corpus.formats.contents import CONTENTS
from tests.corpus.formats.make_mail import (
    Attachment,
    make_attached_mail,
    make_mbox,
    make_plain,
    make_with_attachments,
)

CONTENT = CONTENTS["kuestenbrief"]
TEXT = Attachment("brief.txt", "Die Schleuse bleibt zu.\n".encode("utf-16"), "text/plain")
PAGE = Attachment("seite.html", b"<h1>Steg</h1><p>Er ist offen.</p>", "text/html")
_LONG = "Der Steg von Neuwarden ist seit Montag wieder offen, teilt die Verwaltung mit. " * 6


def _read(data: bytes, path: str = "x.eml", limits: Limits | None = None) -> list[Document]:
    return read_bytes(data, path, limits or Limits())


def _paths(documents: list[Document]) -> list[str]:
    return [document.path for document in documents]


def _remarks(documents: list[Document]) -> list[str]:
    return [remark.text for document in documents for remark in document.remarks]


def test_only_the_attachments_are_read_where_the_mail_is_a_note() -> None:
    documents = _read(make_with_attachments(CONTENT, [TEXT, PAGE]))

    assert _paths(documents) == ["x.eml/brief.txt", "x.eml/seite.html"]
    assert documents[0].lines[0].text == "Die Schleuse bleibt zu."
    assert dict(documents[1].metadata) == {"title": "Steg"}
    assert _remarks(documents) == []


def test_a_text_of_its_own_comes_before_the_attachments() -> None:
    documents = _read(make_with_attachments(CONTENT, [TEXT], note=_LONG))

    assert _paths(documents) == ["x.eml", "x.eml/brief.txt"]
    assert dict(documents[0].metadata)["title"] == CONTENT.title


def test_a_note_is_read_where_nothing_attached_can_be() -> None:
    documents = _read(make_with_attachments(CONTENT, [Attachment("a.xlsx", b"PK")]))

    assert _paths(documents) == ["x.eml"]
    [remark] = _remarks(documents)
    assert remark.startswith("has an attachment that was not read: a.xlsx is of a kind that cannot")


def test_an_attachment_that_cannot_be_read_is_named() -> None:
    broken = Attachment("brief.html", b"%PDF-1.7 is no page", "text/html")
    documents = _read(make_with_attachments(CONTENT, [TEXT, broken]))

    assert _paths(documents) == ["x.eml/brief.txt"]
    [remark] = documents[0].remarks
    assert remark.path == "x.eml"
    assert remark.text.startswith("has an attachment that was not read: brief.html is a PDF")


@pytest.mark.parametrize(
    "beside",
    [
        Attachment("logo.png", b"\x89PNG", "image/png"),
        Attachment("termin.ics", b"BEGIN", "text/calendar"),
        Attachment("oda.vcf", b"BEGIN", "text/x-vcard"),
        Attachment("smime.p7s", b"xx", "application/pkcs7-signature"),
        Attachment("signature.asc", b"xx", "application/pgp-signature"),
        Attachment("logo.JPG", b"xx"),
    ],
)
def test_what_comes_with_every_mail_is_passed_over(beside: Attachment) -> None:
    documents = _read(make_with_attachments(CONTENT, [beside], note=_LONG))

    assert _paths(documents) == ["x.eml"]
    assert _remarks(documents) == []


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("Häfen im Überblick.txt", "x.eml/Häfen im Überblick.txt"),
        ("../../etc/passwd.txt", "x.eml/passwd.txt"),
        ("C:\\brief\\lage.txt", "x.eml/lage.txt"),
        ("zeile\numbruch\x07.txt", "x.eml/zeile umbruch.txt"),
        ("📈 Zahlen.txt", "x.eml/📈 Zahlen.txt"),
        ("a\u202etxt.txt", "x.eml/atxt.txt"),
        ("n" * 300 + ".txt", "x.eml/" + "n" * 116 + ".txt"),
    ],
)
def test_names_of_attachments_are_decoded_and_made_harmless(name: str, path: str) -> None:
    from urllib.parse import quote

    mail = (
        "Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n"
        f"Content-Disposition: attachment; filename*=utf-8''{quote(name)}\n\nText.\n--b--\n"
    )

    assert _paths(_read(mail.encode())) == [path]


def test_an_encoded_name_is_decoded() -> None:
    mail = (
        "Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: "
        'text/plain; name="=?iso-8859-1?Q?H=E4fen=2Etxt?="\n\nText.\n--b--\n'
    )

    assert _paths(_read(mail.encode())) == ["x.eml/Häfen.txt"]


def test_names_that_meet_are_told_apart() -> None:
    twice = [TEXT, replace(TEXT, name="BRIEF.txt", data=b"Noch einer.")]

    assert _paths(_read(make_with_attachments(CONTENT, twice))) == [
        *("x.eml/brief.txt", "x.eml/BRIEF (2).txt"),
    ]


def test_a_file_without_a_telling_name_is_read_by_its_kind() -> None:
    nameless = [
        Attachment("brief", TEXT.data, "text/plain"),
        Attachment("y", PAGE.data, "text/html"),
    ]

    assert _paths(_read(make_with_attachments(CONTENT, nameless))) == [
        *("x.eml/brief.txt", "x.eml/y.html"),
    ]


def test_an_attached_mail_is_read_with_its_own_head() -> None:
    [document] = _read(make_attached_mail(CONTENT))

    assert document.path == f"x.eml/{CONTENT.title}.eml"
    assert dict(document.metadata)["date"] == CONTENT.date.isoformat()


def test_mails_within_mails_end_at_the_limit_with_a_remark() -> None:
    data = make_plain(CONTENT)
    for _ in range(9):
        data = (
            b"Subject: Fwd: x\nContent-Type: multipart/mixed; boundary=b%d\n\n--b%d\n"
            b"Content-Type: text/plain\n\n%s\n--b%d\nContent-Type: message/rfc822\n\n%s\n--b%d--\n"
        ) % (len(data), len(data), _LONG.encode(), len(data), data, len(data))

    documents = _read(data, limits=Limits(depth=4))
    assert len(documents) == 5
    assert any("nested too deep" in text for text in _remarks(documents))


def test_more_parts_than_the_limit_are_named() -> None:
    many = [replace(TEXT, name=f"{n}.txt", data=b"Nr. %d" % n) for n in range(9)]
    documents = _read(make_with_attachments(CONTENT, many), limits=Limits(parts=3))

    assert len(documents) == 3
    assert _remarks(documents) == [
        "has more than 3 parts; the others were not read: export them apart"
    ]


def test_every_message_of_a_mailbox_is_read() -> None:
    contents = list(CONTENTS.values())
    documents = _read(make_mbox(map(make_plain, contents)), "box.mbox")

    assert [dict(document.metadata)["title"] for document in documents] == [
        content.title for content in contents
    ]
    assert documents[0].path.startswith(f"box.mbox/{contents[0].date.isoformat()} Die Schleuse")
    assert documents[0].path.endswith(".eml")


def test_a_message_keeps_its_path_when_others_are_added() -> None:
    contents = list(CONTENTS.values())
    before = _paths(_read(make_mbox(map(make_plain, contents[2:4])), "box.mbox"))
    after = _paths(_read(make_mbox(map(make_plain, contents)), "box.mbox"))

    assert set(before) < set(after)
    assert len(set(after)) == len(contents)


def test_a_line_of_the_text_that_begins_with_from_parts_no_message() -> None:
    message = b"Subject: x\n\nErstens.\n\nFrom here it is far at 12:30 by ship.\n>From nowhere.\n"
    [document] = _read(make_mbox([message]), "box.mbox")

    assert [line.text for line in document.lines if line.text] == [
        *("Erstens.", "From here it is far at 12:30 by ship.", ">From nowhere."),
    ]


def test_a_broken_message_is_named_and_the_others_are_read() -> None:
    sealed = b"Subject: Geheim\nContent-Type: multipart/encrypted; boundary=b\n\n--b--\n"
    documents = _read(make_mbox([sealed, make_plain(CONTENT), b"Subject: leer\n\n"]), "box.mbox")

    assert len(documents) == 1
    remarks = documents[0].remarks
    assert [remark.path.split("/")[1].split()[0] for remark in remarks] == ["Geheim", "leer"]
    assert "encrypted" in remarks[0].text


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"just words", "is no mailbox"), (make_mbox([b"Subject: x\n\n"]), "no message that can be")],
)
def test_what_is_no_mailbox_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        _read(data, "box.mbox")
