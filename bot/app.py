"""The composition root: everything is wired together here and nowhere else."""

from __future__ import annotations

from telegram import LinkPreviewOptions
from telegram.ext import Application, Defaults
from telegram.request import BaseRequest, HTTPXRequest

from bot.handlers import ask, errors, passages, start
from bot.services import App, Services, provide


def build_application(
    token: str,
    services: Services,
    *,
    api_url: str = "https://api.telegram.org",
    request: BaseRequest | None = None,
) -> App:
    """Return the bot, ready to be initialised; ``request`` takes the place of the network."""
    defaults = Defaults(
        allow_sending_without_reply=True,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )
    application = (
        Application.builder()
        .token(token)
        .base_url(f"{api_url}/bot")
        .base_file_url(f"{api_url}/file/bot")
        .defaults(defaults)
        .request(request or HTTPXRequest(connection_pool_size=16, read_timeout=20))
        .get_updates_request(request or HTTPXRequest(connection_pool_size=1, read_timeout=10))
        .updater(None)
        .job_queue(None)
        .build()
    )
    provide(application, services)
    _add_handlers(application)
    return application


#: Whoever comes first takes an update.
_HANDLERS = (
    start.handlers,
    ask.handlers,
    start.fallbacks,
    passages.handlers,
)


def _add_handlers(application: App) -> None:
    for handlers in _HANDLERS:
        application.add_handlers(handlers())
    application.add_error_handler(errors.on_error)
