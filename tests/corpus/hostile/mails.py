"""Hostile and broken mails and mailboxes."""

from __future__ import annotations

import base64
import gzip
from email.message import EmailMessage
from functools import partial

from tests.corpus.hostile import archives, pages, pdfs
from tests.corpus.hostile.case import GOOD, NEXT, TEXT, TITLE, Hostile, beginning, noise

_HEAD = (
    "From: Harbour Notes <notes@harbour.example>\nTo: reader@example.org\n"
    f"Subject: {TITLE}\nDate: Mon, 16 Nov 2026 08:00:00 +0100\nMIME-Version: 1.0\n"
)
_BODY = f"{TEXT}\n\n{NEXT}\n"
_NONE = "text|paragraph|empty|mail"


def mail(body: str = _BODY, head: str = "", kind: str = "text/plain; charset=utf-8") -> bytes:
    """Return a mail with one part."""
    return f"{_HEAD}{head}Content-Type: {kind}\n\n{body}".encode()


def _part(kind: str, body: str, head: str = "") -> str:
    return f"Content-Type: {kind}\n{head}\n{body}\n"


def multipart(*parts: str, kind: str = "mixed", boundary: str = "b", end: bool = True) -> bytes:
    """Return a mail with these parts."""
    pieces = "".join(f"--{boundary}\n{part}" for part in parts)
    closing = f"--{boundary}--\n" if end else ""
    return mail(pieces + closing, kind=f'multipart/{kind}; boundary="{boundary}"')


_TEXT_PART = _part("text/plain; charset=utf-8", _BODY)


def attached(name: str, data: bytes, kind: str = "application/octet-stream") -> bytes:
    """Return a good mail with one attachment."""
    packed = base64.encodebytes(data).decode()
    head = (
        f'Content-Disposition: attachment; filename="{name}"\nContent-Transfer-Encoding: base64\n'
    )
    return multipart(_TEXT_PART, _part(kind, packed, head))


def _nested(depth: int) -> bytes:
    start = "".join(
        f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(depth)
    )
    return (_HEAD + start + _TEXT_PART).encode()


def _forwarded(depth: int) -> bytes:
    return (f"{_HEAD}Content-Type: message/rfc822\n\n" * depth + mail().decode()).encode()


def _forwarded_broadly(depth: int) -> bytes:
    """Each level holds two of the next."""
    message = mail().decode()
    for level in range(depth):
        parts = [_part("message/rfc822", message)] * 2
        message = multipart(*parts, boundary=f"b{level}").decode()
    return message.encode()


def _named(name: str) -> bytes:
    message = EmailMessage()
    message["Subject"] = TITLE
    message["Date"] = "Mon, 16 Nov 2026 08:00:00 +0100"
    message.set_content(_BODY * 3)  # more than a note that goes with what is attached
    message.add_attachment(
        f"# Ice Report\n\n{NEXT} It was said again.\n".encode(),
        maintype="text",
        subtype="markdown",
        filename=name,
    )
    return message.as_bytes()


def _many_attached(count: int) -> bytes:
    head = 'Content-Disposition: attachment; filename="a.txt"\n'
    return multipart(_TEXT_PART, *[_part("text/plain", TEXT, head)] * count)


def mailbox(
    *messages: bytes, line: bytes = b"From notes@harbour.example Mon Nov 16 08:00:00 2026\n"
) -> bytes:
    """Return a mailbox of the messages."""
    return b"".join(line + message + b"\n" for message in messages)


CASES = [
    Hostile("empty.eml", lambda: b"", reason="is empty"),
    Hostile("zeros.eml", lambda: bytes(10_000), reason="is empty"),
    Hostile("noise.eml", lambda: noise(20_000), reason=f"binary|{_NONE}"),
    Hostile("no-head.eml", ("\n" + _BODY).encode, says=TEXT, reason=_NONE),
    Hostile("head-only.eml", _HEAD.encode, reason=_NONE),
    Hostile("body-empty.eml", lambda: mail(""), reason=_NONE),
    Hostile("words.eml", GOOD.encode, says=TEXT, reason=_NONE),
    *(
        Hostile(
            f"part-{share}.eml",
            partial(beginning, partial(_named, "a.md"), share),
            says="Nordkai",
            reason=_NONE,
        )
        for share in (60, 90)
    ),
    Hostile("nested.eml", lambda: _nested(1_000), reason=f"nest|deep|{_NONE}", says=TEXT),
    Hostile(
        "nested-deeply.eml",
        lambda: _nested(50_000),
        reason=f"nest|deep|takes longer|{_NONE}",
        says=TEXT,
    ),
    Hostile("forwarded.eml", lambda: _forwarded(1_000), reason=f"nest|deep|{_NONE}", says=TEXT),
    Hostile(
        "forwarded-deeply.eml",
        lambda: _forwarded(20_000),
        reason=f"nest|deep|takes longer|memory|{_NONE}",
        says=TEXT,
    ),
    Hostile(
        "forwarded-broadly.eml",
        lambda: _forwarded_broadly(8),
        reason=f"nest|deep|{_NONE}",
        says=TEXT,
    ),
    Hostile(
        "boundary-missing.eml", lambda: mail(_BODY, kind="multipart/mixed"), says=TEXT, reason=_NONE
    ),
    Hostile(
        "boundary-empty.eml",
        lambda: mail(f"--\n{_TEXT_PART}----\n", kind='multipart/mixed; boundary=""'),
        says=TEXT,
        reason=_NONE,
    ),
    Hostile(
        "boundary-in-text.eml",
        lambda: multipart(_part("text/plain", f"{TEXT}\n--b is no boundary\n--bb\n{NEXT}")),
        says=TEXT,
    ),
    Hostile(
        "boundary-shared.eml",
        lambda: multipart(
            _part('multipart/alternative; boundary="b"', f"--b\n{_TEXT_PART}--b--"), _TEXT_PART
        ),
        says=TEXT,
    ),
    Hostile(
        "boundary-huge.eml",
        lambda: multipart(_TEXT_PART, boundary="b" * 100_000),
        says=TEXT,
        reason=_NONE,
    ),
    Hostile("boundary-open.eml", lambda: multipart(_TEXT_PART, end=False), says=TEXT),
    Hostile(
        "boundary-of-signs.eml", lambda: multipart(_TEXT_PART, boundary="(.*)+$[a-"), says=TEXT
    ),
    Hostile(
        "parts-many.eml",
        lambda: multipart(_TEXT_PART, *["Content-Type: text/plain\n\na\n"] * 5_000),
        says=TEXT,
    ),
    Hostile("attached-many.eml", lambda: _many_attached(150), says=TEXT),
    Hostile("line-long.eml", lambda: mail("x" * 500_000 + f"\n\n{_BODY}"), says=TEXT),
    Hostile(
        "head-line-long.eml", lambda: mail(head="X-Long: " + "a" * 8_000_000 + "\n"), says=TEXT
    ),
    Hostile("head-lines-many.eml", lambda: mail(head="X-Many: a\n" * 100_000), says=TEXT),
    Hostile("head-folded.eml", lambda: mail(head="X-Folded: a\n" + " b\n" * 200_000), says=TEXT),
    Hostile(
        "head-encoded.eml",
        lambda: mail(head="X-Words: " + "=?utf-8?Q?a?= " * 20_000 + "\n"),
        says=TEXT,
    ),
    Hostile(
        "subject-encoded.eml",
        lambda: mail().replace(TITLE.encode(), b"=?utf-8?Q?a?= " * 20_000),
        says=TEXT,
    ),
    Hostile(
        "subject-broken.eml",
        lambda: mail().replace(TITLE.encode(), b"=?x-none?B?////?= =?utf-8?B?=?= =??Q??= \xff\xfe"),
        says=TEXT,
    ),
    Hostile(
        "subject-of-brackets.eml",
        lambda: mail().replace(TITLE.encode(), b"Re: Fwd: [" * 5_000),
        says=TEXT,
        reason="nest",
    ),
    Hostile(
        "addresses-many.eml",
        lambda: mail(head="Cc: " + "<a@b.example>, " * 50_000 + "\n"),
        says=TEXT,
    ),
    Hostile(
        "addresses-nested.eml",
        lambda: mail().replace(b"From: ", b"From: " + b"(" * 20_000),
        says=TEXT,
        reason="nest",
    ),
    Hostile(
        "sender-of-quotes.eml",
        lambda: mail().replace(b"From: ", b'From: "' + b'\\"' * 50_000),
        says=TEXT,
    ),
    Hostile(
        "date-odd.eml", lambda: mail().replace(b"16 Nov 2026", b"99 Foo 99999999999999"), says=TEXT
    ),
    Hostile("date-huge.eml", lambda: mail().replace(b"08:00:00", b"9" * 100_000), says=TEXT),
    Hostile(
        "kind-odd.eml",
        lambda: mail(kind="text/plain; charset*0*=utf-8''%FF; =; ;;name=" + ";" * 5_000),
        says=TEXT,
    ),
    Hostile(
        "kind-parameters.eml",
        lambda: mail(kind="text/plain; " + "; ".join(f"a*{n}=b" for n in range(10_000))),
        says=TEXT,
    ),
    Hostile("kind-broken.eml", lambda: mail(kind="/"), says=TEXT, reason=_NONE),
    Hostile("characters-unknown.eml", lambda: mail(kind="text/plain; charset=x-none-9"), says=TEXT),
    Hostile(
        "characters-dangerous.eml", lambda: mail(kind="text/plain; charset=zlib_codec"), says=TEXT
    ),
    Hostile(
        "characters-undefined.eml", lambda: mail(kind="text/plain; charset=undefined"), says=TEXT
    ),
    Hostile(
        "characters-lie.eml",
        lambda: mail("Größe und Maße. " + _BODY, kind="text/plain; charset=utf-16"),
        says="Nordkai",
    ),
    Hostile(
        "base64-noise.eml",
        lambda: mail("!!!! not base64 @@@@\n" * 100, head="Content-Transfer-Encoding: base64\n"),
        reason=_NONE,
        says="base64",
    ),
    Hostile(
        "base64-cut.eml",
        lambda: mail(
            base64.b64encode(_BODY.encode()).decode()[:-3],
            head="Content-Transfer-Encoding: base64\n",
        ),
        says="Nordkai",
    ),
    Hostile(
        "base64-one-line.eml",
        lambda: mail(
            base64.b64encode((_BODY * 500).encode()).decode(),
            head="Content-Transfer-Encoding: base64\n",
        ),
        says="Nordkai",
    ),
    Hostile(
        "quoted-broken.eml",
        lambda: mail(
            "=ZZ=\n=3=" + _BODY + "=" * 100_000,
            head="Content-Transfer-Encoding: quoted-printable\n",
        ),
        says="Nordkai",
    ),
    Hostile(
        "coding-unknown.eml", lambda: mail(head="Content-Transfer-Encoding: x-none\n"), says=TEXT
    ),
    Hostile(
        "coding-old.eml",
        lambda: mail(
            "begin 644 a\nM" + "x" * 1_000 + "\nend\n" + _BODY,
            head="Content-Transfer-Encoding: x-uuencode\n",
        ),
        says=TEXT,
        reason=_NONE,
    ),
    Hostile(
        "quoted-deeply.eml",
        lambda: mail(_BODY + "".join(">" * depth + " a\n" for depth in range(1_000))),
        says=TEXT,
    ),
    Hostile(
        "forward-marks.eml",
        lambda: mail(
            "-----Original Message-----\nFrom: a\nSent: b\nSubject: c\n\n" * 200 + _BODY
        ),
        says="Nordkai",
        reason=_NONE,
    ),
    *(
        Hostile(f"name-{key}.eml", partial(_named, name), says=TEXT)
        for key, name in {
            "leading-out": "../../../../etc/passwd.md",
            "absolute": "/etc/cron.d/x.md",
            "of-windows": "C:\\Windows\\a.md",
            "emoji": "🧊🚢.md",
            "backwards": "report\u202edm.exe.md",
            "long": "a" * 300 + ".md",
            "dots": "...md",
            "ending-only": ".md",
            "device": "CON.md",
            "quotes": "a\"b'c`;$(x).md",
            "blank": "   .md",
        }.items()
    ),
    Hostile("name-of-lines.eml", lambda: attached("a\r\n b\n\tc.md", GOOD.encode()), says=TEXT),
    Hostile("name-of-zeros.eml", lambda: attached("a\0b.md", GOOD.encode()), says=TEXT),
    Hostile(
        "attached-bomb.eml", lambda: attached("a.docx", archives._bomb(2_000_000_000)), says=TEXT
    ),
    Hostile(
        "attached-bomb-pdf.eml",
        lambda: attached("a.pdf", pdfs._bomb_in_bomb(), "application/pdf"),
        says=TEXT,
        reason="memory|takes longer|ends the program",
    ),
    Hostile(
        "attached-packed.eml", lambda: attached("a.txt.gz", gzip.compress(GOOD.encode())), says=TEXT
    ),
    Hostile("attached-archive.eml", lambda: attached("a.zip", archives.docx()), says=TEXT),
    Hostile(
        "attached-broken.eml",
        lambda: attached("a.pdf", pdfs._part(0.3), "application/pdf"),
        says=TEXT,
    ),
    Hostile(
        "attached-locked.eml",
        lambda: attached("a.pdf", pdfs._encrypted("secret"), "application/pdf"),
        says=TEXT,
    ),
    Hostile(
        "attached-program.eml",
        lambda: attached("briefing.pdf.exe", b"MZ" + noise(5_000)),
        says=TEXT,
    ),
    Hostile(
        "attached-page.eml",
        lambda: attached("a.html", pages._nested("div", 20_000), "text/html"),
        says=TEXT,
    ),
    Hostile("attached-mailbox.eml", lambda: attached("a.mbox", mailbox(*[mail()] * 50)), says=TEXT),
    Hostile(
        "page-inside.eml",
        lambda: mail(pages._around("<div>" * 20_000).decode(), kind="text/html"),
        says=TEXT,
    ),
    Hostile("picture-only.eml", lambda: mail("", kind="image/png"), reason=_NONE),
    Hostile("empty.mbox", lambda: b"", reason="is empty"),
    Hostile("noise.mbox", lambda: noise(20_000), reason=f"binary|mailbox|{_NONE}"),
    Hostile("words.mbox", GOOD.encode, says=TEXT, reason=f"mailbox|{_NONE}"),
    Hostile(
        "lines-broken.mbox",
        lambda: mailbox(mail(), mail(), line=b"From \xff\xfe\n"),
        says=TEXT,
        reason="mailbox",
    ),
    Hostile(
        "lines-only.mbox",
        lambda: b"From a Mon Nov 16 08:00:00 2026\n" * 20_000,
        reason=f"mailbox|{_NONE}",
    ),
    Hostile(
        "lines-in-text.mbox",
        lambda: mailbox(mail(f"{TEXT}\n\nFrom here on the ice is thick.\n\n{NEXT}\n")),
        says="Nordkai",
    ),
    Hostile(
        "messages-many.mbox",
        lambda: mailbox(*[mail(f"{TEXT} {n}\n") for n in range(150)]),
        says=TEXT + " 7",
    ),
    Hostile(
        "messages-mixed.mbox",
        lambda: mailbox(
            noise(500), mail(), b"", mail("", kind="image/png"), _nested(300), mail(NEXT)
        ),
        says=NEXT,
    ),
    Hostile("message-cut.mbox", lambda: mailbox(mail(), mail())[:-300], says=TEXT),
    Hostile(
        "ends-of-old-macs.mbox",
        lambda: mailbox(mail()).replace(b"\n", b"\r"),
        says=TEXT,
        reason=f"mailbox|{_NONE}",
    ),
]
