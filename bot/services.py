"""What every handler needs, handed to them by the composition root."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from telegram import Update
from telegram.ext import Application, ContextTypes

from bot.desk import Desk
from bot.messages.catalogue import Messages
from bot.messages.choose import messages_for
from bot.page_images import PageImages
from bot.state.questions import Questions

#: The application and its context without PTB's parameters for data that we do not use.
App = Application[Any, Any, Any, Any, Any, Any]
Context = ContextTypes.DEFAULT_TYPE

_KEY = "services"


@dataclass(frozen=True, slots=True)
class Services:
    """The briefings (off the event loop), the bot's own memory, and the pages as pictures."""

    desk: Desk
    questions: Questions
    pages: PageImages

    def close(self) -> None:
        """Close everything that is open."""
        self.desk.close()
        self.questions.close()
        self.pages.close()


def provide(application: App, services: Services) -> None:
    """Let the application's handlers use ``services``."""
    application.bot_data[_KEY] = services


def services_of(context: Context) -> Services:
    """Return the services of the application that handles this update."""
    services = context.bot_data[_KEY]
    assert isinstance(services, Services)
    return services


def messages_of(update: Update) -> Messages:
    """Return the texts in the language of whoever sent the update."""
    user = update.effective_user
    return messages_for(user.language_code if user else None)
