"""The composition root: everything is wired together here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable

from telegram import LinkPreviewOptions
from telegram.ext import Application, Defaults
from telegram.request import BaseRequest, HTTPXRequest

from bot.delivery.client import Client, Delivery
from bot.delivery.lanes import Lanes
from bot.delivery.pace import TELEGRAM, Limits
from bot.handlers import (
    ask,
    audit,
    briefing,
    broadcast,
    browse,
    cite,
    coverage,
    deliveries,
    digest,
    edited,
    editions,
    errors,
    evaluate,
    feedback,
    gate,
    groups,
    inline,
    inviting,
    language,
    latest,
    link,
    passages,
    people,
    privacy,
    prompted,
    reader,
    reindex,
    removing,
    requests,
    sent_on,
    sources,
    start,
    stats,
    status,
    subscribe,
    subscription,
    timeline,
    unanswered,
    uploads,
    watch,
)
from bot.services import App, Services, provide


def build_application(
    token: str,
    services: Services,
    *,
    api_url: str = "https://api.telegram.org",
    request: BaseRequest | None = None,
    limits: Limits = TELEGRAM,
) -> App:
    """Return the bot, ready to be initialised; ``request`` takes the place of the network."""
    defaults = Defaults(
        allow_sending_without_reply=True,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )
    client = Client(
        token,
        base_url=f"{api_url}/bot",
        base_file_url=f"{api_url}/file/bot",
        request=request or HTTPXRequest(connection_pool_size=64, read_timeout=20),
        get_updates_request=request or HTTPXRequest(connection_pool_size=1, read_timeout=10),
        defaults=defaults,
        rate_limiter=Delivery(Lanes(limits), services.state.move_chat, _paused(services)),
    )
    services.courier.connect(client.get_me)
    application = Application.builder().bot(client).updater(None).job_queue(None).build()
    provide(application, services)
    _add_handlers(application)
    return application


def _paused(services: Services) -> Callable[[float], None]:
    def paused(seconds: float) -> None:
        services.metrics.told_to_wait()
        services.heartbeat.told_to_wait(seconds)

    return paused


#: Whoever comes first takes an update.
_HANDLERS = (
    requests.handlers,
    inviting.handlers,
    people.handlers,
    groups.handlers,
    language.handlers,
    privacy.handlers,
    link.handlers,
    start.handlers,
    uploads.handlers,
    sent_on.handlers,
    status.handlers,
    ask.handlers,
    edited.handlers,
    subscribe.handlers,
    subscription.handlers,
    watch.handlers,
    digest.handlers,
    editions.handlers,
    deliveries.handlers,
    reindex.handlers,
    removing.handlers,
    audit.handlers,
    broadcast.handlers,
    unanswered.handlers,
    stats.handlers,
    coverage.handlers,
    evaluate.handlers,
    prompted.handlers,
    inline.handlers,
    latest.handlers,
    browse.handlers,
    briefing.handlers,
    reader.handlers,
    sources.handlers,
    cite.handlers,
    timeline.handlers,
    feedback.handlers,
    start.fallbacks,
    passages.handlers,
)


def _add_handlers(application: App) -> None:
    application.add_handlers(gate.handlers(), gate.GROUP)
    for handlers in _HANDLERS:
        application.add_handlers(handlers())
    application.add_error_handler(errors.on_error)
