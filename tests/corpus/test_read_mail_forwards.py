"""A briefing that was sent on keeps its own day, sender and title; the note above it goes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from corpus.document import Document
from corpus.limits import Limits
from corpus.readers import read_bytes
from tests.corpus.formats.contents import CONTENTS
from tests.corpus.formats.make_mail import (
    make_attached_mail,
    make_forward,
    make_html_forward,
    make_twice_forwarded,
)
from tests.corpus.formats.source import Content, Text

STYLES = ("outlook", "gmail", "apple", "thunderbird")
MAKERS: dict[str, Callable[[Content], bytes]] = {
    **{style: partial(make_forward, style=style) for style in STYLES},
    **{f"{style} html": partial(make_html_forward, style=style) for style in STYLES},
    "twice": make_twice_forwarded,
    "as an attached mail": make_attached_mail,
}


def _read(data: bytes | str) -> Document:
    [document] = read_bytes(data.encode() if isinstance(data, str) else data, "x.eml", Limits())
    return document


def _texts(document: Document) -> list[str]:
    return [line.text for line in document.lines if line.text]


@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS)
@pytest.mark.parametrize("how", MAKERS)
def test_it_keeps_its_own_head_and_text(how: str, content: Content) -> None:
    document = _read(MAKERS[how](content))

    told = dict(document.metadata)
    assert (told["title"], told["publisher"]) == (content.title, content.series)
    words = " ".join(_texts(document))
    for block in content.blocks:
        if isinstance(block, Text):
            assert block.full in words
    for foreign in ("FYI", "Oda", "Zur Kenntnis", "Hauke", "Betreff", "Subject:", "Gesendet"):
        assert foreign not in words
    assert not words.startswith(">")


def _mail(subject: str, body: str) -> str:
    return (
        f"From: Oda Brinkmann <oda@amt.example>\nSubject: {subject}\n"
        f"Date: Thu, 24 Dec 2026 17:05:00 +0100\n\n{body}"
    )


_LONG = (
    "Die Schleuse von Ostersiel bleibt bis mindestens Ende November gesperrt. " * 12 + "Das war es."
)


@pytest.mark.parametrize(
    ("header", "date"),
    [
        (
            "Von: Amt <a@b.example>\nGesendet: 17. September 2026\nBetreff: Lage",
            "17. September 2026",
        ),
        ("*Von:* Amt\n*Datum:* 17.09.2026 06:30\n*Betreff:* Lage", "17.09.2026 06:30"),
        ("> From: Amt\n> Sent: Thursday, September 17, 2026 6:30 AM\n> Subject: Lage", None),
        (
            "From: Amt [mailto:a@b.example]\nDate: Thu, 17 Sep 2026 06:30:00 +0200\nSubject: Lage",
            None,
        ),
        (
            "De : Amt <a@b.example>\nEnvoyé : 17/09/2026\nÀ : x@y.example\nObjet : Lage",
            "17/09/2026",
        ),
    ],
)
def test_headers_of_many_forms_are_read(header: str, date: str | None) -> None:
    document = _read(_mail("WG: Lage", f"FYI\n\n{header}\n\nHeute ist es ruhig.\n"))

    told = dict(document.metadata)
    assert (told["title"], told["publisher"]) == ("Lage", "Amt")
    assert date is None or told["date"] == date
    assert _texts(document) == ["Heute ist es ruhig."]


def test_addressees_over_several_lines_belong_to_the_header() -> None:
    header = (
        "Von: Amt <a@b.example>\nGesendet: 17. September 2026\nAn: eins <1@x.example>;\n"
        "zwei <2@x.example>; drei\n<3@x.example>\nCc: vier <4@x.example>\nBetreff: Eine Lage,\n"
        "die dauert\nAnlagen: lage.pdf\nWichtigkeit: Hoch"
    )
    document = _read(_mail("WG: Lage", f"{header}\n\nText der Lage.\n"))

    assert dict(document.metadata)["title"] == "Eine Lage, die dauert"
    assert _texts(document) == ["Text der Lage."]


def test_without_a_day_of_its_own_it_has_none() -> None:
    header = "Von: Amt <a@b.example>\nAn: Oda <oda@amt.example>\nBetreff: Lage"
    document = _read(_mail("WG: Lage", f"{header}\n\nHeute ist es ruhig.\n"))

    assert "date" not in dict(document.metadata)


def test_an_answer_keeps_its_own_text_and_day() -> None:
    below = (
        "-----Ursprüngliche Nachricht-----\nVon: Amt\nGesendet: 17. September 2026\nBetreff: Lage"
    )
    document = _read(_mail("AW: Lage", f"{_LONG}\n\n{below}\n\nWie ist die Lage?\n"))

    told = dict(document.metadata)
    assert (told["publisher"], told["date"]) == ("Oda Brinkmann", "2026-12-24")
    assert _texts(document)[0] == _LONG


def test_what_was_answered_in_a_mail_that_was_sent_on_stays_below_the_answer() -> None:
    first = "Von: Amt <a@b.example>\nGesendet: 17. September 2026\nBetreff: AW: Lage"
    second = "Von: Werft <w@b.example>\nGesendet: 16. September 2026\nBetreff: Lage"
    document = _read(_mail("WG: Lage", f"{first}\n\n{_LONG}\n\n{second}\n\nWie ist sie?\n"))

    assert dict(document.metadata)["publisher"] == "Amt"
    assert _texts(document)[0] == _LONG
    assert _texts(document)[-1] == "Wie ist sie?"


def test_a_mark_alone_says_that_a_mail_was_sent_on() -> None:
    header = "---------- Forwarded message ---------\nFrom: Amt\nDate: 17 Sep 2026\nSubject: Lage"
    document = _read(_mail("Bitte lesen", f"Hier.\n\n{header}\n\nHeute ist es ruhig.\n"))

    assert dict(document.metadata)["title"] == "Lage"
    assert _texts(document) == ["Heute ist es ruhig."]


def test_lines_that_look_like_a_header_in_the_midst_of_a_text_stay() -> None:
    memo = "Der Brief lautet:\n\nVon: Möwe\nAn: Krabbe\nBetreff: Beute\n\nLass das."
    document = _read(_mail("Fabel", memo))

    assert _texts(document)[1:4] == ["Von: Möwe", "An: Krabbe", "Betreff: Beute"]
    assert dict(document.metadata)["date"] == "2026-12-24"


def test_a_newsletter_that_was_sent_on_loses_the_offers_at_its_ends() -> None:
    document = _read(make_html_forward(CONTENTS["quiet_orbit"], "gmail"))

    words = " ".join(_texts(document))
    assert "View in browser" not in words
    assert "Unsubscribe" not in words
    assert "signed up" not in words
