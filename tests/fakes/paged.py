"""A briefing with pages: a PDF in the folder, and in the store where its paragraph stands."""

from __future__ import annotations

import io
from collections.abc import Sequence
from email.message import EmailMessage
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from corpus.briefing import Box, Briefing, BriefingHead, Paragraph, paragraph_ids
from corpus.files import FileRecord
from corpus.store import CorpusStore

PATH = "quay.pdf"
LINE = "The quay of Norve was closed because of the lantern feast."
HEIGHT, BOTTOM, TOP = 500, 97, 109


def quay_pdf(pages: int) -> bytes:
    """Return a PDF with the line near the foot of each page."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(400, HEIGHT), invariant=True)
    for _ in range(pages):
        canvas.setFont("Helvetica", 10)
        canvas.drawString(50, BOTTOM + 3, LINE)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def quay_mail(pages: int) -> bytes:
    """Return a mail that the PDF is attached to."""
    message = EmailMessage()
    message["Subject"] = "The quay"
    message["From"] = "Oda <oda@example.org>"
    message.set_content("See the file.")
    data = quay_pdf(pages)
    message.add_attachment(data, maintype="application", subtype="pdf", filename=PATH)
    return message.as_bytes()


def put_quay(
    folder: Path, store: CorpusStore, pages: Sequence[int], *, mail: str | None = None
) -> Path:
    """Put a PDF into the folder and store its only paragraph, which stands on these pages.

    mail: name of a mail that the PDF is attached to. Returns the file in the folder.
    """
    path = f"{mail}/{PATH}" if mail else PATH
    file = folder / (mail or PATH)
    file.write_bytes(quay_mail(max(pages)) if mail else quay_pdf(max(pages)))
    head = BriefingHead("b1", path, "The quay", series="Lantern Letter", language="en")
    paragraph = Paragraph(
        id=paragraph_ids(head.id, [LINE])[0],
        briefing_id=head.id,
        position=7,
        text=LINE,
        language="en",
        page=min(pages),
        last_page=max(pages),
        boxes=tuple(Box(page, 50, BOTTOM, 330, TOP) for page in pages),
    )
    store.put(Briefing(head, (), (paragraph,), ()))
    stat = file.stat()
    record = FileRecord(path, stat.st_size, stat.st_mtime_ns, "parser", "mark", container=mail)
    store.put_file(record)
    return file
