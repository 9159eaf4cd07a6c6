"""Who may be written to unasked: looked up anew each time, so that a revocation holds at once."""

from __future__ import annotations

from bot.access import Place, Sender, standing
from bot.handlers.gate import role_of
from bot.services import Services


def may_receive(services: Services, chat_id: int) -> bool:
    """Return whether passages may be sent to a chat: a reader's, or a group that is allowed."""
    private = chat_id > 0
    sender = Sender(chat_id, Place.PRIVATE if private else Place.GROUP, chat_id)
    allowed = services.state.groups.allowed(chat_id)
    role = role_of(services, chat_id if private else None)
    return standing(sender, role, group_allowed=allowed).may_read
