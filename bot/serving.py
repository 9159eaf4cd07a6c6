"""Serving Telegram until somebody says stop."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import signal
from collections.abc import Callable
from functools import partial

from filelock import FileLock, Timeout
from telegram.error import Conflict, InvalidToken

from bot import logs, menu
from bot.app import build_application
from bot.archive.desk import Desk
from bot.archive.library import Library
from bot.delivery.client import Delivery
from bot.delivery.pace import LONGEST_LIMIT
from bot.intake.intake import ALLOWED_UPDATES, Intake
from bot.intake.polling import REFUSED, SECOND, Polling, Stopped, retrying
from bot.intake.webhook import WebhookServer, look_after, register
from bot.keeping.evaluations import keep_evaluating
from bot.keeping.housekeeping import keep_house
from bot.monitor.health import Health, Monitor
from bot.monitor.watchdog import Watchdog
from bot.opening import open_services
from bot.publishing.doubts import keep_telling
from bot.publishing.editing import Editor
from bot.publishing.newsdesk import keep_looking
from bot.publishing.post import Post
from bot.publishing.ticker import Ticker
from bot.services import App, Services, services_in
from bot.settings import Settings, Webhook
from corpus.errors import CorpusError
from index.errors import RetrievalError
from index.generation import current_id

log = logging.getLogger(__name__)

#: That what is being handled has when the bot stops.
_SECONDS_TO_END = 10.0

#: A proxy's error page looks like a refused token; so many in a row are believed at the start.
_REFUSALS = 3

SERVED = (
    "Another bot is already serving from %s, so this one stops. Stop the other one first, or give"
    " this one a DATA_DIR of its own."
)
PORT_TAKEN = "Port %d cannot be used (%s): set WEBHOOK_PORT to a free one, here and in the proxy."
NO_ADMINS = (
    "Nobody may use the bot yet: send it /start, it answers with your Telegram id; put that number"
    " into ADMINS and start it again."
)


def serve(settings: Settings) -> int:
    """Serve Telegram until SIGINT or SIGTERM; return the exit status."""
    assert settings.token is not None
    logs.configure(
        settings.log_level, settings.token, settings.webhook.secret if settings.webhook else ""
    )
    logs.catch_all()
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    # Released by the system however this process ends.
    lock = FileLock(settings.data_dir / "serve.lock", timeout=0)
    try:
        with lock:
            return _serve_alone(settings)
    except Timeout:
        log.critical(SERVED, settings.data_dir)
        return 1


def _serve_alone(settings: Settings) -> int:
    services = open_services(settings)
    watchdog = Watchdog(services.heartbeat)
    try:
        status = asyncio.run(_serve(settings, services, watchdog))
    except Exception:
        # Through the log, which keeps the token out of the traceback.
        log.exception("The bot cannot go on")
        status = 1
    finally:
        # What hangs holds this up, too; hence the watchdog goes last.
        services.close()
        watchdog.close()
    return status if watchdog.reason is None else 1


async def _serve(settings: Settings, services: Services, watchdog: Watchdog) -> int:
    assert settings.token is not None
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(logs.on_loop_error)
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)

    watchdog.start(lambda: loop.call_soon_threadsafe(stop.set))
    warm_up = asyncio.create_task(_warm_up(services.desk))
    application = build_application(settings.token, services, api_url=settings.api_url)
    try:
        status = await run(
            application,
            stop,
            webhook=settings.webhook,
            monitor_port=settings.monitor_port,
            generation=lambda: current_id(settings.index_dir),
        )
    finally:
        watchdog.ending()
    await warm_up
    return status


async def run(
    application: App,
    stop: asyncio.Event,
    *,
    webhook: Webhook | None = None,
    monitor_port: int | None = None,
    generation: Callable[[], str | None] = lambda: None,
) -> int:
    """Serve until ``stop`` is set; return the exit status (1 if Telegram will not have us).

    generation: returns the id of the index generation in use, None while there is none.
    """
    services = services_in(application)
    intake = Intake(application)
    monitor = Monitor(_health(services, intake, generation), services.metrics, monitor_port or 0)
    services.metrics.watch(lambda: intake.waiting, intake.oldest)
    aside: list[asyncio.Task[None]] = []
    if monitor_port:
        await monitor.start()
    try:
        await _introduce(application, stop)
        aside = [
            asyncio.create_task(work)
            for work in (
                menu.keep_current(application.bot, services),
                keep_house(services),
                keep_looking(application, generation),
                Ticker(services, Editor(services)).run(),
                Post(application).run(),
                keep_telling(application),
                keep_evaluating(application),
            )
        ]
        _recall_sent(application)
        intake.resume()
        status = await _take_updates(application, intake, stop, webhook)
    except Stopped:
        status = 0
    except InvalidToken:
        log.critical(REFUSED)
        status = 1
    except Conflict:
        log.critical(SECOND)
        status = 1
    finally:
        for task in aside:
            task.cancel()
        await asyncio.gather(*aside, return_exceptions=True)
        await intake.close(_SECONDS_TO_END)
        await monitor.close()
        await application.shutdown()
        # The application leaves connections open if it was never fully initialised.
        await application.bot.shutdown()
    log.info("Stopped")
    return status


async def _introduce(application: App, stop: asyncio.Event) -> None:
    """Learn from Telegram who we are. Raises Stopped, InvalidToken or Conflict."""
    await retrying(
        application.initialize,
        stop,
        refusals=_REFUSALS,
        attempted=services_in(application).heartbeat.attempted,
    )
    log.info("Serving as @%s", application.bot.username)
    _note_settings(application)


def _recall_sent(application: App) -> None:
    """Count what an earlier run has just sent into Telegram's limits."""
    delivery = application.bot.rate_limiter
    if isinstance(delivery, Delivery):
        journal = services_in(application).state.journal
        delivery.lanes.recall(journal.lately(dt.datetime.now(dt.UTC), LONGEST_LIMIT))


def _note_settings(application: App) -> None:
    """Log what an owner should know: that nobody is admin, and what the bot gets in groups."""
    access, people = services_in(application).access, services_in(application).state.people
    if not access.admins and not people.admins():
        log.warning(NO_ADMINS)
    sees_all = application.bot.can_read_all_group_messages
    log.info("In groups the bot gets %s", "every message" if sees_all else "commands and replies")


async def _take_updates(
    application: App, intake: Intake, stop: asyncio.Event, webhook: Webhook | None
) -> int:
    """Fetch updates, or have them brought. Raises Stopped, InvalidToken or Conflict."""
    services = services_in(application)
    if webhook is None:
        polling = Polling(application.bot, intake, services.heartbeat, services.metrics)
        await polling.run(stop)
        return 0
    server = WebhookServer(webhook, intake.receive)
    try:
        await server.start()
    except OSError as e:
        log.critical(PORT_TAKEN, webhook.port, e)
        return 1
    try:
        await retrying(
            partial(register, application.bot, webhook, ALLOWED_UPDATES),
            stop,
            attempted=services.heartbeat.attempted,
        )
        return 0 if await look_after(application.bot, webhook, services.heartbeat, stop) else 1
    finally:
        await server.close()


def _health(services: Services, intake: Intake, generation: Callable[[], str | None]) -> Health:
    return Health(
        services.heartbeat,
        waiting=lambda: intake.waiting,
        oldest=intake.oldest,
        index=lambda: generation() is not None,
    )


async def _warm_up(desk: Desk) -> None:
    """Open the index now, so that the first question does not wait for it."""
    try:
        await desk.run(Library.ready)
    except (CorpusError, RetrievalError) as e:
        log.warning("Questions cannot be answered yet: %s", e)
