"""`briefing-bot ingest`: files into the corpus database."""

from __future__ import annotations

import argparse
from pathlib import Path

from rich.text import Text

from bot.console import err, out
from bot.progress import progress
from bot.settings import Settings
from corpus.briefing import Briefing, BriefingHead, Kind, Paragraph, Source
from corpus.ingest import ingest
from corpus.ingest_run import IngestReport
from corpus.store import CorpusStore

DESCRIPTION = """\
Reads every briefing of the folder (BRIEFINGS_DIR, or the one you name), undoes its layout and
stores its paragraphs in DATA_DIR/corpus.db. Files that did not change are not read again; files
that are gone are forgotten. Run `briefing-bot build` afterwards to make the change searchable.

Examples:
  briefing-bot ingest                        the configured folder
  briefing-bot ingest ~/briefings --show     another folder; print what was understood
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "folder", nargs="?", type=Path, help="folder with briefings (default: BRIEFINGS_DIR)"
    )
    parser.add_argument(
        "--show",
        action="store_true",
        help="print every briefing as it was understood, to be read against the file",
    )


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Ingest and report."""
    store = CorpusStore(settings.corpus_db)
    update(store, args.folder or settings.briefings_dir, settings)
    if args.show:
        for head in store.heads():
            show(load(store, head))
    return 0


def update(store: CorpusStore, folder: Path, settings: Settings) -> None:
    """Bring the store in line with a folder and say what was done."""
    with progress("Reading briefings") as step:
        report = ingest(folder, store, limits=settings.limits, progress=step)
    print_report(report, store)


def load(store: CorpusStore, head: BriefingHead) -> Briefing:
    """Return one briefing whole."""
    return Briefing(
        head,
        tuple(store.sections(head.id)),
        tuple(store.briefing_paragraphs(head.id)),
        tuple(store.sources(head.id)),
    )


def print_report(report: IngestReport, store: CorpusStore) -> None:
    """Print what was done, one line a file that needs attention."""
    for path, reason in sorted(report.unreadable.items()):
        err.print(Text.assemble(("not read   ", "red"), f"{path}: {reason}"))
    for path, other in sorted(report.duplicates.items()):
        err.print(Text.assemble(("duplicate  ", "yellow"), f"{path}: same text as {other}"))
    for path, old in sorted(report.renamed.items()):
        err.print(Text.assemble(("renamed    ", "cyan"), f"{old} is now {path}"))
    for remark in report.remarks:
        err.print(Text.assemble(("incomplete ", "yellow"), f"{remark.path}: {remark.text}"))
    for path in report.removed:
        err.print(Text.assemble(("removed    ", "yellow"), path))
    briefings, paragraphs = store.counts()
    done = ", ".join(
        f"{len(files)} {name}"
        for name, files in (
            ("new", report.added),
            ("changed", report.changed),
            ("renamed", report.renamed),
            ("unchanged", report.unchanged),
            ("removed", report.removed),
            ("duplicate", report.duplicates),
            ("not read", report.unreadable),
            ("with remarks", {remark.path for remark in report.remarks}),
        )
        if files
    )
    total = f"{_count(briefings, 'briefing')}, {_count(paragraphs, 'paragraph')}"
    err.print(Text(f"{total} ({done})"))


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def show(briefing: Briefing) -> None:
    """Print one briefing as it was understood."""
    head = briefing.head
    out.print()
    out.print(Text(head.title, style="bold"))
    facts = (
        ("series", head.series),
        ("publisher", head.publisher),
        ("date", head.date.isoformat() if head.date else "undated"),
        ("language", head.language),
        ("file", head.path),
    )
    out.print(Text(" · ".join(f"{name}: {value}" for name, value in facts if value), style="dim"))
    _show_block(briefing, None)
    for section in briefing.sections:
        indent = "  " * (len(section.path) - 1)
        out.print()
        page = f"  (p. {section.page})" if section.page else ""
        out.print(Text.assemble(indent, ("▌ " + section.path[-1], "bold cyan"), (page, "dim")))
        _show_block(briefing, section.position)


def _show_block(briefing: Briefing, section: int | None) -> None:
    for paragraph in briefing.paragraphs:
        if paragraph.section == section:
            out.print(_paragraph_line(paragraph))
    for source in briefing.sources:
        if source.section == section:
            out.print(_source_line(source))


def _paragraph_line(paragraph: Paragraph) -> Text:
    mark = {Kind.TEXT: "", Kind.BULLET: "• ", Kind.QUOTE: "❝ "}[paragraph.kind]
    pages = "" if paragraph.page is None else f" p{paragraph.page}"
    start = paragraph.body_start
    label = f"‹{paragraph.label}› " if paragraph.label and not start else ""
    return Text.assemble(
        (f"¶{paragraph.position:<3} {paragraph.language or '--'}{pages} ", "dim"),
        (label, "magenta"),
        mark,
        (paragraph.text[:start], "magenta"),
        paragraph.text[start:],
    )


def _source_line(source: Source) -> Text:
    publisher = f"{source.publisher}: " if source.publisher else ""
    return Text.assemble(
        ("     → ", "green"), publisher, source.title, (f"  {source.url or '(no address)'}", "dim")
    )
