"""All that the bot publishes by itself, once: where nothing runs beside what somebody types."""

from __future__ import annotations

import logging

from bot.publishing.editing import Editor
from bot.publishing.herald import Herald
from bot.publishing.newsdesk import see_to_news
from bot.publishing.post import Post
from bot.publishing.ticker import Ticker
from bot.services import App, services_in
from corpus.errors import CorpusError
from index.errors import RetrievalError

log = logging.getLogger(__name__)


async def publish(application: App, generation: str | None) -> None:
    """Look at what is new, make what is due, and send it.

    generation: id of the index generation in use, None without one.
    """
    services = services_in(application)
    try:
        await see_to_news(application, generation)
        await Ticker(services, Editor(services)).tick()
        await Post(application).drain()
        await Herald(application).drain()
    except (CorpusError, RetrievalError) as e:
        log.warning("Digests cannot be made now: %s", type(e).__name__)
