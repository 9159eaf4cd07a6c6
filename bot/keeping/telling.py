"""Writing to every admin of something that concerns the bot itself."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from telegram.error import BadRequest, Forbidden

from bot.delivery.lanes import Lane
from bot.messages.catalogue import Messages
from bot.messages.choose import messages_for
from bot.replies import tell
from bot.richtext import Block
from bot.roles import admins_of
from bot.services import App, services_in

log = logging.getLogger(__name__)


async def tell_every_admin(
    application: App, name: str, say: Callable[[Messages], Sequence[Block]]
) -> None:
    """Write to every admin who has a chat with the bot; again after a crash only what is missing.

    name: of the errand, the same after a crash.
    """
    services = services_in(application)
    people = services.state.people
    with services.courier.errand(name, Lane.ANSWER):
        for admin in admins_of(services):
            known = people.get(admin)
            if known is None or known.last_seen is None or not known.reachable:
                continue
            messages = messages_for(people.spoken(admin))
            try:
                await tell(application, admin, say(messages), messages)
            except (BadRequest, Forbidden) as e:
                log.info("An admin could not be told (%s)", type(e).__name__)
