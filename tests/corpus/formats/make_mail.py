"""Source → mails: in several transfer encodings and character sets, sent on, attached, in mbox."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime
from html import escape

from tests.corpus.formats.make_html import make_newsletter, make_page
from tests.corpus.formats.make_text import in_charset, make_text
from tests.corpus.formats.source import Content

_ZONE = dt.timezone(dt.timedelta(hours=2))
#: When the makers' mails are sent on: on another day than any content.
FORWARDED = dt.datetime(2026, 12, 24, 17, 5, tzinfo=_ZONE)
_WEEKDAYS = {
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split(),  # noqa: SIM905
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),  # noqa: SIM905
}


@dataclass(frozen=True)
class Attachment:
    """A file of a mail. kind: its MIME type."""

    name: str
    data: bytes
    kind: str = "application/octet-stream"


def make_plain(content: Content, *, charset: str = "utf-8", encoding: str = "8bit") -> bytes:
    """Return the content as a mail of plain text. encoding: of the transfer."""
    message = _message(content)
    text = make_text(content, width=72)
    text = text if charset == "utf-8" else in_charset(text, charset)
    message.set_content(text, charset=charset, cte=encoding)
    return message.as_bytes()


def make_html_mail(content: Content, *, encoding: str = "quoted-printable") -> bytes:
    """Return the content as a mail of HTML alone."""
    message = _message(content)
    message.set_content(make_page(content), subtype="html", cte=encoding)
    return message.as_bytes()


def make_alternative(content: Content) -> bytes:
    """Return a newsletter: as plain text and as HTML, either quoted-printable."""
    message = _message(content)
    message.set_content(make_text(content, width=76), cte="quoted-printable")
    message.add_alternative(make_newsletter(content), subtype="html", cte="quoted-printable")
    return message.as_bytes()


def make_flowed(content: Content) -> bytes:
    """Return the content as a mail whose lines say where they flow on."""
    lines: list[str] = []
    for line in make_text(content).splitlines():
        pieces = textwrap.wrap(line, 66, break_on_hyphens=False, drop_whitespace=False) or [""]
        lines += [*(piece.rstrip() + " " for piece in pieces[:-1]), pieces[-1].rstrip()]
    message = _message(content)
    message.set_content("\n".join(lines) + "\n", cte="8bit")
    message.set_param("format", "flowed")
    return message.as_bytes()


def make_undeclared(content: Content, *, charset: str, declared: str | None) -> bytes:
    """Return a mail of plain text whose character set is declared wrongly or not at all."""
    kind = f"text/plain; charset={declared}" if declared else "text/plain"
    head = _head(content, kind)
    text = make_text(content, width=72)
    return head + (text if charset == "utf-8" else in_charset(text, charset)).encode(charset)


def make_forward(content: Content, style: str, *, note: str = "FYI, see below.\n\nOda") -> bytes:
    """Return a plain mail that sends the content on, as a mail program of that style does."""
    message = _forwarding(content, style)
    text = make_text(content, width=72)
    head = plain_header(content, style)
    if style == "apple":
        quoted = "\n".join(f"> {line}" for line in f"{head}\n\n{text}".splitlines())
        message.set_content(f"{note}\n\n{quoted}\n")
    else:
        message.set_content(f"{note}\n\n{head}\n\n{text}")
    return message.as_bytes()


def make_html_forward(content: Content, style: str) -> bytes:
    """Return a mail of HTML that sends the content on as a newsletter."""
    page = make_newsletter(content)
    sheet = page[page.index("<style") : page.index("</head>")]
    inner = page[page.index("<table") : page.index("</body>")]
    fields = _fields(content, style)
    bold = "<br>\n".join(f"<b>{key}:</b> {escape(value)}" for key, value in fields)
    heads = {
        "outlook": '<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm">'
        f'<p class="MsoNormal">{bold}</p></div>{inner}',
        "gmail": '<div class="gmail_quote"><div dir="ltr" class="gmail_attr">'
        "---------- Forwarded message ---------<br>"
        + "<br>".join(f"{key}: {escape(value)}" for key, value in fields)
        + f"<br></div><br><br>{inner}</div>",
        "apple": '<blockquote type="cite"><div>Anfang der weitergeleiteten Nachricht:</div><br>'
        + "".join(f"<div><b>{key}: </b>{escape(value)}</div>" for key, value in fields)
        + f"<br><div>{inner}</div></blockquote>",
        "thunderbird": '<div class="moz-forward-container"><br>-------- Weitergeleitete Nachricht '
        '--------<table class="moz-email-headers-table" cellspacing="0" border="0"><tbody>'
        + "".join(
            f'<tr><th align="RIGHT">{key}: </th><td>{escape(value)}</td></tr>'
            for key, value in fields
        )
        + f"</tbody></table><br>{inner}</div>",
    }
    message = _forwarding(content, style)
    note = "<p>Zur Kenntnis, siehe unten.</p><p>Oda</p>"
    text = f"<html><head>{sheet}</head><body>{note}{heads[style]}</body></html>"
    message.set_content(text, subtype="html", cte="quoted-printable")
    return message.as_bytes()


def make_twice_forwarded(content: Content) -> bytes:
    """Return a mail that sends on a mail that sent the content on."""
    message = _forwarding(content, "outlook")
    message.replace_header("Subject", f"WG: Fwd: {content.title}")
    middle = (
        "Von: Hauke Veddersen <hauke@amt.example>\nGesendet: Mittwoch, 23. Dezember 2026 09:12\n"
        f"An: Oda Brinkmann <oda@amt.example>\nBetreff: Fwd: {content.title}"
    )
    text = make_text(content, width=72)
    inner = f"{plain_header(content, 'gmail')}\n\n{text}"
    message.set_content(f"Bitte lesen.\n\n{middle}\n\nDas ist gut.\n\nHauke\n\n{inner}")
    return message.as_bytes()


def make_attached_mail(content: Content) -> bytes:
    """Return a mail that sends the content on as an attached mail."""
    message = _forwarding(content, "outlook")
    message.set_content("Siehe Anlage.\n\nOda\n")
    inner = _message(content)
    inner.set_content(make_text(content, width=72))
    message.add_attachment(inner)
    return message.as_bytes()


def make_with_attachments(
    content: Content, attachments: Iterable[Attachment], *, note: str = "Please find attached.\n"
) -> bytes:
    """Return a mail with a note and files."""
    message = _message(content)
    message.set_content(note)
    for attachment in attachments:
        maintype, subtype = attachment.kind.split("/")
        message.add_attachment(
            attachment.data, maintype=maintype, subtype=subtype, filename=attachment.name
        )
    return message.as_bytes()


def make_mbox(messages: Iterable[bytes]) -> bytes:
    """Return a mailbox of the messages, as mail programs export them."""
    pieces = []
    for message in messages:
        marked = b"\n".join(
            b">" + line if line.lstrip(b">").startswith(b"From ") else line
            for line in message.replace(b"\r\n", b"\n").split(b"\n")
        )
        pieces.append(b"From oda@amt.example Thu Dec 24 17:05:00 2026\n" + marked + b"\n\n")
    return b"".join(pieces)


def plain_header(content: Content, style: str) -> str:
    """Return the lines that a mail program of that style writes above a mail it sends on."""
    lines = "\n".join(f"{key}: {value}" for key, value in _fields(content, style))
    above = {
        "outlook": "-----Ursprüngliche Nachricht-----\n",
        "gmail": "---------- Forwarded message ---------\n",
        "apple": "Anfang der weitergeleiteten Nachricht:\n\n",
        "thunderbird": "-------- Forwarded Message --------\n",
    }
    return above[style] + lines


def _fields(content: Content, style: str) -> list[tuple[str, str]]:
    day, sender = content.date, f"{content.series} <post@brief.example>"
    weekday = _WEEKDAYS["de" if style in {"outlook", "apple"} else "en"][day.weekday()]
    german = f"{day.day}. {_month(day)} {day.year}"
    to = "Oda Brinkmann <oda@amt.example>"
    if style == "outlook":
        sent = f"{weekday}, {german} 06:30"
        pairs = (("Von", sender), ("Gesendet", sent), ("An", to), ("Betreff", content.title))
    elif style == "apple":
        sent = f"{german} um 06:30:00 MESZ"
        pairs = (("Von", sender), ("Betreff", content.title), ("Datum", sent), ("An", to))
    elif style == "gmail":
        sent = f"{weekday[:3]}, {day:%b} {day.day}, {day.year} at 6:30 AM"
        pairs = (("From", sender), ("Date", sent), ("Subject", content.title), ("To", to))
    else:
        sent = f"{weekday[:3]}, {day.day} {day:%b} {day.year} 06:30:00 +0200"
        pairs = (("Subject", content.title), ("Date", sent), ("From", sender), ("To", to))
    return list(pairs)


def _month(day: dt.date) -> str:
    months = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
    return months.split()[day.month - 1]


def _message(content: Content) -> EmailMessage:
    message = EmailMessage(policy.SMTP)
    message["From"] = f"{content.series} <post@brief.example>"
    message["To"] = "Oda Brinkmann <oda@amt.example>"
    message["Subject"] = content.title
    message["Date"] = _sent(content)
    message["Message-ID"] = f"<{content.date.isoformat()}.{len(content.title)}@brief.example>"
    return message


def _forwarding(content: Content, style: str) -> EmailMessage:
    message = EmailMessage(policy.SMTP)
    message["From"] = "Oda Brinkmann <oda@amt.example>"
    message["To"] = "Archiv <archiv@amt.example>"
    prefix = {"outlook": "WG: ", "gmail": "Fwd: ", "apple": "Fwd: ", "thunderbird": "Fwd: "}[style]
    message["Subject"] = prefix + content.title
    message["Date"] = format_datetime(FORWARDED)
    return message


def _sent(content: Content) -> str:
    return format_datetime(dt.datetime.combine(content.date, dt.time(6, 30), _ZONE))


def _head(content: Content, kind: str) -> bytes:
    """Return a header as old programs write it: without encoded words."""
    return (
        f"From: {content.series} <post@brief.example>\nSubject: {content.title}\n"
        f"Date: {_sent(content)}\nContent-Type: {kind}\nContent-Transfer-Encoding: 8bit\n\n"
    ).encode()
