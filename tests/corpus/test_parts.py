"""A part of a mail or mailbox, taken out by the path that the reader gave it."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from corpus.errors import ReadError
from corpus.limits import Limits
from corpus.parts import part_bytes
from corpus.readers import read_bytes

NOTE = "# Harbour Notes\n\nThe port of Nordkai closed because the ice came early. {}\n"


def note(number: int) -> bytes:
    return NOTE.format(f"Pilots counted {number} floes.").encode()


def mail(subject: str, *attached: tuple[str, bytes]) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = "Oda <oda@example.org>"
    message["Date"] = "Thu, 08 Oct 2026 09:00:00 +0200"
    message.set_content("See below.\n")
    for name, data in attached:
        message.add_attachment(data, maintype="text", subtype="markdown", filename=name)
    return message


def paths(data: bytes, path: str) -> list[str]:
    return [document.path for document in read_bytes(data, path, Limits())]


def test_each_attachment_is_found_by_the_path_that_the_reader_gave_it() -> None:
    message = mail("Ice", ("ice.md", note(1)), ("ice.md", note(2)), ("a/b\\..\\c?.md", note(3)))
    data = message.as_bytes()
    found = paths(data, "in/mail.eml")
    assert len(set(found)) == 3
    for number, path in enumerate(found, 1):
        part = path.removeprefix("in/mail.eml/")
        assert part_bytes(data, "mail.eml", part) == note(number)


def test_a_mail_within_a_mail() -> None:
    outer = EmailMessage()
    outer["Subject"] = "Fwd"
    outer.set_content("See below.\n")
    outer.add_attachment(mail("Ice", ("ice.md", note(4))))
    (path,) = paths(outer.as_bytes(), "mail.eml")
    assert path.count("/") == 2
    part = path.removeprefix("mail.eml/")
    assert part_bytes(outer.as_bytes(), "mail.eml", part) == note(4)
    inner = part_bytes(outer.as_bytes(), "mail.eml", part.partition("/")[0])
    assert b"Subject: Ice" in inner


def test_a_message_of_a_mailbox_and_what_is_attached_to_it() -> None:
    messages = [mail(f"Ice {n}", ("ice.md", note(n))).as_bytes() for n in (1, 2)]
    box = b"".join(b"From oda Thu Oct  8 09:00:00 2026\n" + m + b"\n" for m in messages)
    found = paths(box, "box.mbox")
    for number, path in enumerate(found, 1):
        part = path.removeprefix("box.mbox/")
        assert part_bytes(box, "box.mbox", part) == note(number)
        message, _, _ = part.partition("/")
        assert part_bytes(box, "box.mbox", message).strip() == messages[number - 1].strip()


@pytest.mark.parametrize("part", ["gone.md", "", "ice.md/inner.md", "../ice.md", "/ice.md"])
def test_what_is_not_in_it(part: str) -> None:
    data = mail("Ice", ("ice.md", note(1))).as_bytes()
    with pytest.raises(ReadError, match="briefing-bot ingest"):
        part_bytes(data, "mail.eml", part)


def test_a_file_that_holds_no_others() -> None:
    with pytest.raises(ReadError, match="not in that file"):
        part_bytes(note(1), "ice.md", "ice.md")
