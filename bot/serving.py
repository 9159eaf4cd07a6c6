"""Serving Telegram until somebody says stop."""

from __future__ import annotations

import asyncio
import logging
import signal
from dataclasses import replace

from bot import logs
from bot.app import build_application
from bot.desk import Desk
from bot.library import Library
from bot.opening import open_library
from bot.page_cache import PageCache
from bot.page_images import Caller, PageImages
from bot.polling import poll
from bot.services import Services
from bot.settings import Settings
from bot.state.store import State
from corpus.errors import CorpusError
from index.errors import RetrievalError

log = logging.getLogger(__name__)

#: Of pictures of pages that are kept: some thousand pages.
_MOST_BYTES = 200_000_000
#: That a reader waits for a page at most, before they are sent the file instead.
_SECONDS_TO_DRAW = 20.0


def serve(settings: Settings) -> int:
    """Poll Telegram until SIGINT or SIGTERM; return the exit status."""
    assert settings.token is not None
    logs.configure(settings.log_level, settings.token)
    services = open_services(settings)
    try:
        return asyncio.run(_serve(settings.token, settings.api_url, services))
    except Exception:
        # Through the log, which keeps the token out of the traceback.
        log.exception("The bot cannot go on")
        return 1
    finally:
        services.close()


def open_services(settings: Settings) -> Services:
    """Return the services over the data folder; the index is opened when it is first needed."""
    return Services(
        desk=Desk(lambda: open_library(settings)),
        state=State(settings.bot_db),
        pages=_open_pages(settings),
        access=settings.access,
        keep=settings.keep,
    )


def _open_pages(settings: Settings) -> PageImages:
    limits = replace(settings.limits, seconds=min(_SECONDS_TO_DRAW, settings.limits.seconds))

    def open_sandbox() -> Caller:
        from corpus.sandbox import Sandbox  # which no question needs

        return Sandbox(limits, workers=1)

    return PageImages(PageCache(settings.pages_dir, _MOST_BYTES), open_sandbox)


async def _serve(token: str, api_url: str, services: Services) -> int:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    warm_up = asyncio.create_task(_warm_up(services.desk))
    status = await poll(build_application(token, services, api_url=api_url), stop)
    await warm_up
    return status


async def _warm_up(desk: Desk) -> None:
    """Open the index now, so that the first question does not wait for it."""
    try:
        await desk.run(Library.ready)
    except (CorpusError, RetrievalError) as e:
        log.warning("Questions cannot be answered yet: %s", e)
