"""The composition root: everything is wired together here and nowhere else."""

from __future__ import annotations

from telegram import LinkPreviewOptions
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    Defaults,
    MessageHandler,
    filters,
)
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


def _add_handlers(application: App) -> None:
    # First, since the others look for a text under the button, which Telegram may have let go.
    application.add_handler(CallbackQueryHandler(passages.press))
    # Only what is new: an edited message or a channel post is not a question to us.
    new = filters.UpdateType.MESSAGE
    private = new & filters.ChatType.PRIVATE
    application.add_handler(CommandHandler("start", start.start, filters=new))
    application.add_handler(CommandHandler("help", start.help_, filters=new))
    application.add_handler(CommandHandler("status", start.status, filters=new))
    application.add_handler(CommandHandler("ask", ask.command, filters=new))
    application.add_handler(MessageHandler(private & filters.COMMAND, start.unknown_command))
    application.add_handler(MessageHandler(private & filters.TEXT, ask.message))
    application.add_handler(
        MessageHandler(private & ~filters.TEXT & ~filters.StatusUpdate.ALL, start.not_text)
    )
    application.add_error_handler(errors.on_error)
