"""Opening what handlers are given: the archive, the bot's memory, and what is told of its work."""

from __future__ import annotations

from dataclasses import replace

from bot.archive.desk import Desk
from bot.archive.opening import open_library
from bot.archive.page_cache import PageCache
from bot.archive.page_images import Caller, PageImages
from bot.delivery.courier import Courier
from bot.keeping.backup import last_backup
from bot.monitor.load import Load
from bot.monitor.metrics import Metrics
from bot.monitor.watchdog import WEBHOOK, Heartbeat, Patience
from bot.premises import Premises
from bot.reindexing.workshop import Workshop
from bot.services import Services
from bot.settings import Settings
from bot.state.store import State
from bot.uploads.incoming import Incoming

#: Of pictures of pages that are kept: some thousand pages.
_MOST_BYTES = 200_000_000
#: That a reader waits for a page at most, before they are sent the file instead.
_SECONDS_TO_DRAW = 20.0


def open_services(settings: Settings) -> Services:
    """Return the services over the data folder; the index is opened when it is first needed."""
    state, metrics = State(settings.vault), Metrics()
    metrics.ask(
        database_bytes=lambda: settings.bot_db.stat().st_size,
        last_backup_timestamp_seconds=lambda: last_backup(settings.backups_dir),
    )
    heartbeat = Heartbeat(WEBHOOK if settings.webhook else Patience())
    return Services(
        desk=Desk(lambda: open_library(settings)),
        state=state,
        load=Load(settings.access.waiting),
        courier=Courier(state.journal, metrics.sent, heartbeat.delayed),
        metrics=metrics,
        heartbeat=heartbeat,
        pages=_open_pages(settings),
        access=settings.access,
        keep=settings.keep,
        operator=settings.operator,
        workshop=Workshop(
            settings.index_dir,
            settings.briefings_dir,
            model=settings.embedding_model,
            incoming=None if settings.samples else _incoming(settings),
            watched=not settings.samples,
        ),
        premises=Premises(
            settings.data_dir.absolute(), settings.evaluation_file, settings.webhook is not None
        ),
    )


def _incoming(settings: Settings) -> Incoming:
    return Incoming(
        waiting=settings.data_dir / "uploads",
        briefings=settings.briefings_dir,
        removed=settings.data_dir / "removed",
        limits=settings.limits,
    )


def _open_pages(settings: Settings) -> PageImages:
    limits = replace(settings.limits, seconds=min(_SECONDS_TO_DRAW, settings.limits.seconds))

    def open_sandbox() -> Caller:
        from corpus.sandbox import Sandbox  # which no question needs

        return Sandbox(limits, workers=1)

    return PageImages(PageCache(settings.pages_dir, _MOST_BYTES), open_sandbox)
