"""What every handler needs, handed to them by the composition root."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from telegram import Update
from telegram.ext import Application, BaseHandler, ContextTypes, filters

from bot.access import Standing
from bot.archive.desk import Desk
from bot.archive.page_images import PageImages
from bot.delivery.courier import Courier
from bot.gaps.vector_cache import VectorCache
from bot.messages.catalogue import Messages
from bot.messages.choose import messages_for
from bot.monitor.load import Load
from bot.monitor.metrics import Metrics
from bot.monitor.watchdog import Heartbeat
from bot.premises import Premises
from bot.reindexing.workshop import Workshop
from bot.settings import Access, Keep
from bot.state.store import State

#: The application and its context without PTB's parameters for data that we do not use.
App = Application[Any, Any, Any, Any, Any, Any]
Context = ContextTypes.DEFAULT_TYPE
Handler = BaseHandler[Any, Any, Any]

#: A message that is new: neither an edited one nor a channel's.
NEW = filters.UpdateType.MESSAGE

_KEY, _STANDING = "services", "standing"


@dataclass(frozen=True, slots=True)
class Services:
    """The briefings (off the event loop), the bot's own memory, and the pages as pictures.

    access: who may use the bot by the settings; keep: how long what is kept.
    load: how much there is to do; heartbeat, metrics: what is told of it. operator: who runs the
    bot and how to reach them, if that was set. premises: where and how it runs. menus: whose menu
    of commands is to be looked after. evaluation: set when somebody asks for one. workshop: where
    the index is made anew; None where that cannot be done, as in the terminal. vectors: those of
    questions that were grouped lately.
    """

    desk: Desk
    state: State
    pages: PageImages
    access: Access
    keep: Keep
    load: Load
    courier: Courier
    heartbeat: Heartbeat = field(default_factory=Heartbeat)
    metrics: Metrics = field(default_factory=Metrics)
    operator: str = ""
    workshop: Workshop | None = None
    premises: Premises = field(default_factory=Premises)
    evaluation: asyncio.Event = field(default_factory=asyncio.Event)
    menus: asyncio.Queue[int] = field(default_factory=asyncio.Queue)
    vectors: VectorCache = field(default_factory=VectorCache)

    def close(self) -> None:
        """Close everything that is open."""
        self.desk.close()
        self.state.close()
        self.pages.close()


def provide(application: App, services: Services) -> None:
    """Let the application's handlers use ``services``."""
    application.bot_data[_KEY] = services


def services_in(application: App) -> Services:
    """Return what an application was provided with."""
    services = application.bot_data[_KEY]
    assert isinstance(services, Services)
    return services


def services_of(context: Context) -> Services:
    """Return the services of the application that handles this update."""
    return services_in(context.application)


def courier_of(context: Context) -> Courier:
    """Return who sends the messages."""
    return services_of(context).courier


def admit_to(context: Context, standing: Standing) -> None:
    """Keep what the gate found out about whoever sent the update."""
    vars(context)[_STANDING] = standing


def access_of(context: Context) -> Standing:
    """Return who sent the update and what they may do; the gate has looked it up."""
    standing = vars(context)[_STANDING]
    assert isinstance(standing, Standing)
    return standing


def messages_of(update: Update, context: Context) -> Messages:
    """Return the texts in the language that the sender chose, else that of their Telegram."""
    user = update.effective_user
    if user is None:
        return messages_for(None)
    return messages_for(services_of(context).state.people.language(user.id) or user.language_code)
