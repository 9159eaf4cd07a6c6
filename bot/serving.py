"""Serving Telegram until somebody says stop."""

from __future__ import annotations

import asyncio
import logging
import signal
import sqlite3
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

from filelock import FileLock, Timeout
from telegram.error import Conflict, InvalidToken

from bot import logs, menu
from bot.app import build_application
from bot.archive.desk import Desk
from bot.archive.library import Library
from bot.insight.machine import Space, space_in
from bot.intake.beginning import introduce, recall_sent
from bot.intake.intake import ALLOWED_UPDATES, Intake
from bot.intake.polling import REFUSED, SECOND, Polling, Stopped, retrying
from bot.intake.webhook import WebhookServer, look_after, register
from bot.keeping.alarms import notify
from bot.keeping.evaluations import keep_evaluating
from bot.keeping.housekeeping import keep_house
from bot.keeping.lookout import Lookout
from bot.monitor.health import Health, Monitor
from bot.monitor.service_manager import ServiceManager
from bot.monitor.watchdog import Watchdog
from bot.opening import open_services
from bot.publishing.doubts import keep_telling
from bot.publishing.editing import Editor
from bot.publishing.herald import Herald
from bot.publishing.newsdesk import keep_looking
from bot.publishing.post import Post
from bot.publishing.ticker import Ticker
from bot.reindexing.folder import watch
from bot.reindexing.reindexer import Reindexer
from bot.services import App, Services, services_in
from bot.settings import Settings, Webhook
from bot.state.alarms import Kind
from bot.state.store import State
from corpus.errors import CorpusError
from index.errors import RetrievalError
from index.generation import current_id

log = logging.getLogger(__name__)

#: That what is being handled has when the bot stops.
_SECONDS_TO_END = 10.0

SERVED = (
    "Another bot is already serving from %s, so this one stops. Stop the other one first, or give"
    " this one a DATA_DIR of its own."
)
PORT_TAKEN = "Port %d cannot be used (%s): set WEBHOOK_PORT to a free one, here and in the proxy."


def serve(settings: Settings) -> int:
    """Serve Telegram until SIGINT or SIGTERM; return the exit status."""
    assert settings.token is not None
    logs.configure(
        settings.log_level,
        settings.token,
        settings.webhook.secret if settings.webhook else "",
        as_json=settings.log_format == "json",
    )
    logs.catch_all()
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    # Released by the system however this process ends.
    lock = FileLock(settings.serve_lock, timeout=0)
    try:
        with lock:
            return _serve_alone(settings)
    except Timeout:
        log.critical(SERVED, settings.data_dir)
        return 1


def _serve_alone(settings: Settings) -> int:
    services = open_services(settings)
    manager = ServiceManager.of(settings.systemd)
    watchdog = Watchdog(services.heartbeat, alive=manager.alive, every=min(5, manager.often))
    try:
        status = asyncio.run(_serve(settings, services, watchdog, manager))
    except Exception:
        # Through the log, which keeps the token out of the traceback.
        log.exception("The bot cannot go on")
        status = 1
    finally:
        if watchdog.reason is not None:
            _leave_word(services.state, Kind.HUNG, watchdog.reason)
        # What hangs holds this up, too; hence the watchdog goes last.
        services.close()
        watchdog.close()
    return status if watchdog.reason is None else 1


def _leave_word(state: State, kind: Kind, text: str = "") -> None:
    """Let the next start tell the admins why this run ended."""
    try:
        notify(state, kind, text)
    except sqlite3.Error as e:
        log.warning("The next start will not tell why this one ended (%s)", type(e).__name__)


async def _serve(
    settings: Settings, services: Services, watchdog: Watchdog, manager: ServiceManager
) -> int:
    assert settings.token is not None
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(logs.on_loop_error)

    def end() -> None:
        manager.stopping()
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, end)

    watchdog.start(lambda: loop.call_soon_threadsafe(end))
    warm_up = asyncio.create_task(_warm_up(services.desk))
    application = build_application(settings.token, services, api_url=settings.api_url)
    try:
        status = await run(
            application,
            stop,
            webhook=settings.webhook,
            monitor_port=settings.monitor_port,
            space=partial(space_in, settings.data_dir),
            generation=lambda: current_id(settings.index_dir),
            ready=manager.ready,
        )
    finally:
        watchdog.ending()
        manager.stopping()
    await warm_up
    return status


async def run(
    application: App,
    stop: asyncio.Event,
    *,
    webhook: Webhook | None = None,
    monitor_port: int | None = None,
    space: Callable[[], Space] | None = None,
    generation: Callable[[], str | None] = lambda: None,
    ready: Callable[[str], object] = lambda _name: None,
) -> int:
    """Serve until ``stop`` is set; return the exit status (1 if Telegram will not have us).

    space: returns the room on the disk. generation: returns the id of the index generation in use,
    None while there is none. ready: is told under which name the bot serves, as soon as it does.
    """
    services = services_in(application)
    intake = Intake(application)
    lookout = Lookout(application, space, intake.oldest)
    health = _health(services, intake, generation)
    monitor = Monitor(health, services.metrics, monitor_port or 0)
    services.metrics.watch(lambda: intake.waiting, intake.oldest)
    services.metrics.ask(
        live=lambda: health.report()["live"],
        ready=lambda: health.report()["ready"],
        outbox_queued=services.state.outbox.queued,
        outbox_unknown=services.state.outbox.unknown,
    )
    aside: list[asyncio.Task[object]] = [asyncio.create_task(lookout.watch())]
    if monitor_port:
        await monitor.start()
    try:
        await introduce(application, stop)
        works = (*_works(application, generation), lookout.keep_telling())
        aside += [asyncio.create_task(work) for work in works]
        recall_sent(application)
        intake.resume()
        ready(application.bot.username)
        status = await _take_updates(application, intake, stop, webhook)
    except Stopped:
        status = 0
    except InvalidToken:
        log.critical(REFUSED)
        status = 1
    except Conflict:
        log.critical(SECOND)
        _leave_word(services.state, Kind.SECOND)
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
        if await look_after(application.bot, webhook, services.heartbeat, stop):
            return 0
        _leave_word(services.state, Kind.SECOND)
        return 1
    finally:
        await server.close()


def _works(
    application: App, generation: Callable[[], str | None]
) -> tuple[Coroutine[Any, Any, object], ...]:
    """Return what goes on beside the updates for as long as the bot serves."""
    services = services_in(application)
    return (
        menu.keep_current(application.bot, services),
        keep_house(services),
        keep_looking(application, generation),
        Ticker(services, Editor(services)).run(),
        Post(application).run(),
        Reindexer(application).run(),
        watch(application),
        Herald(application).run(),
        keep_telling(application),
        keep_evaluating(application),
    )


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
