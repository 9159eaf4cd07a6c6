"""Hostile and broken mails and mailboxes."""

from __future__ import annotations

import base64
import gzip
from functools import partial

from tests.corpus.hostile import archive_files, pages, pdf_files
from tests.corpus.hostile.case import GOOD, NEXT, TEXT, TITLE, Hostile, beginning, noise
from tests.corpus.hostile.mail_files import (
    BODY,
    HEAD,
    NOTHING,
    TEXT_PART,
    attached,
    entity,
    forwarded,
    forwarded_broadly,
    mail,
    mailbox,
    many_attached,
    multipart,
    named,
    nested,
)

CASES = [
    Hostile("empty.eml", lambda: b"", reason="is empty"),
    Hostile("zeros.eml", lambda: bytes(10_000), reason="is empty"),
    Hostile("noise.eml", lambda: noise(20_000), reason=f"binary|{NOTHING}"),
    Hostile("no-head.eml", ("\n" + BODY).encode, says=TEXT, reason=NOTHING),
    Hostile("head-only.eml", HEAD.encode, reason=NOTHING),
    Hostile("body-empty.eml", lambda: mail(""), reason=NOTHING),
    Hostile("words.eml", GOOD.encode, says=TEXT, reason=NOTHING),
    *(
        Hostile(
            f"part-{share}.eml",
            partial(beginning, partial(named, "a.md"), share),
            says="Nordkai",
            reason=NOTHING,
        )
        for share in (60, 90)
    ),
    Hostile("nested.eml", lambda: nested(1_000), reason=f"nest|deep|{NOTHING}", says=TEXT),
    Hostile(
        "nested-deeply.eml",
        lambda: nested(50_000),
        reason=f"nest|deep|takes longer|{NOTHING}",
        says=TEXT,
    ),
    Hostile("forwarded.eml", lambda: forwarded(1_000), reason=f"nest|deep|{NOTHING}", says=TEXT),
    Hostile(
        "forwarded-deeply.eml",
        lambda: forwarded(20_000),
        reason=f"nest|deep|takes longer|memory|{NOTHING}",
        says=TEXT,
    ),
    Hostile(
        "forwarded-broadly.eml",
        lambda: forwarded_broadly(8),
        reason=f"nest|deep|{NOTHING}",
        says=TEXT,
    ),
    Hostile(
        "boundary-missing.eml",
        lambda: mail(BODY, kind="multipart/mixed"),
        says=TEXT,
        reason=NOTHING,
    ),
    Hostile(
        "boundary-empty.eml",
        lambda: mail(f"--\n{TEXT_PART}----\n", kind='multipart/mixed; boundary=""'),
        says=TEXT,
        reason=NOTHING,
    ),
    Hostile(
        "boundary-in-text.eml",
        lambda: multipart(entity("text/plain", f"{TEXT}\n--b is no boundary\n--bb\n{NEXT}")),
        says=TEXT,
    ),
    Hostile(
        "boundary-shared.eml",
        lambda: multipart(
            entity('multipart/alternative; boundary="b"', f"--b\n{TEXT_PART}--b--"), TEXT_PART
        ),
        says=TEXT,
    ),
    Hostile(
        "boundary-huge.eml",
        lambda: multipart(TEXT_PART, boundary="b" * 100_000),
        says=TEXT,
        reason=NOTHING,
    ),
    Hostile("boundary-open.eml", lambda: multipart(TEXT_PART, end=False), says=TEXT),
    Hostile("boundary-of-signs.eml", lambda: multipart(TEXT_PART, boundary="(.*)+$[a-"), says=TEXT),
    Hostile(
        "parts-many.eml",
        lambda: multipart(TEXT_PART, *["Content-Type: text/plain\n\na\n"] * 5_000),
        says=TEXT,
    ),
    Hostile("attached-many.eml", lambda: many_attached(150), says=TEXT),
    Hostile("line-long.eml", lambda: mail("x" * 500_000 + f"\n\n{BODY}"), says=TEXT),
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
    Hostile("kind-broken.eml", lambda: mail(kind="/"), says=TEXT, reason=NOTHING),
    Hostile("characters-unknown.eml", lambda: mail(kind="text/plain; charset=x-none-9"), says=TEXT),
    Hostile(
        "characters-dangerous.eml", lambda: mail(kind="text/plain; charset=zlib_codec"), says=TEXT
    ),
    Hostile(
        "characters-undefined.eml", lambda: mail(kind="text/plain; charset=undefined"), says=TEXT
    ),
    Hostile(
        "characters-lie.eml",
        lambda: mail("Größe und Maße. " + BODY, kind="text/plain; charset=utf-16"),
        says="Nordkai",
    ),
    Hostile(
        "base64-noise.eml",
        lambda: mail("!!!! not base64 @@@@\n" * 100, head="Content-Transfer-Encoding: base64\n"),
        reason=NOTHING,
        says="base64",
    ),
    Hostile(
        "base64-cut.eml",
        lambda: mail(
            base64.b64encode(BODY.encode()).decode()[:-3],
            head="Content-Transfer-Encoding: base64\n",
        ),
        says="Nordkai",
    ),
    Hostile(
        "base64-one-line.eml",
        lambda: mail(
            base64.b64encode((BODY * 500).encode()).decode(),
            head="Content-Transfer-Encoding: base64\n",
        ),
        says="Nordkai",
    ),
    Hostile(
        "quoted-broken.eml",
        lambda: mail(
            "=ZZ=\n=3=" + BODY + "=" * 100_000,
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
            "begin 644 a\nM" + "x" * 1_000 + "\nend\n" + BODY,
            head="Content-Transfer-Encoding: x-uuencode\n",
        ),
        says=TEXT,
        reason=NOTHING,
    ),
    Hostile(
        "quoted-deeply.eml",
        lambda: mail(BODY + "".join(">" * depth + " a\n" for depth in range(1_000))),
        says=TEXT,
    ),
    Hostile(
        "forward-marks.eml",
        lambda: mail("-----Original Message-----\nFrom: a\nSent: b\nSubject: c\n\n" * 200 + BODY),
        says="Nordkai",
        reason=NOTHING,
    ),
    *(
        Hostile(f"name-{key}.eml", partial(named, name), says=TEXT)
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
        "attached-bomb.eml",
        lambda: attached("a.docx", archive_files.bomb(2_000_000_000)),
        says=TEXT,
    ),
    Hostile(
        "attached-bomb-pdf.eml",
        lambda: attached("a.pdf", pdf_files.bomb_in_bomb(), "application/pdf"),
        says=TEXT,
        reason="memory|takes longer|ends the program",
    ),
    Hostile(
        "attached-packed.eml", lambda: attached("a.txt.gz", gzip.compress(GOOD.encode())), says=TEXT
    ),
    Hostile("attached-archive.eml", lambda: attached("a.zip", archive_files.docx()), says=TEXT),
    Hostile(
        "attached-broken.eml",
        lambda: attached("a.pdf", pdf_files.cut_off(0.3), "application/pdf"),
        says=TEXT,
    ),
    Hostile(
        "attached-locked.eml",
        lambda: attached("a.pdf", pdf_files.encrypted("secret"), "application/pdf"),
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
    Hostile("picture-only.eml", lambda: mail("", kind="image/png"), reason=NOTHING),
    Hostile("empty.mbox", lambda: b"", reason="is empty"),
    Hostile("noise.mbox", lambda: noise(20_000), reason=f"binary|mailbox|{NOTHING}"),
    Hostile("words.mbox", GOOD.encode, says=TEXT, reason=f"mailbox|{NOTHING}"),
    Hostile(
        "lines-broken.mbox",
        lambda: mailbox(mail(), mail(), line=b"From \xff\xfe\n"),
        says=TEXT,
        reason="mailbox",
    ),
    Hostile(
        "lines-only.mbox",
        lambda: b"From a Mon Nov 16 08:00:00 2026\n" * 20_000,
        reason=f"mailbox|{NOTHING}",
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
            noise(500), mail(), b"", mail("", kind="image/png"), nested(300), mail(NEXT)
        ),
        says=NEXT,
    ),
    Hostile("message-cut.mbox", lambda: mailbox(mail(), mail())[:-300], says=TEXT),
    Hostile(
        "ends-of-old-macs.mbox",
        lambda: mailbox(mail()).replace(b"\n", b"\r"),
        says=TEXT,
        reason=f"mailbox|{NOTHING}",
    ),
]
