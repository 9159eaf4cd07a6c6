"""What somebody is, by the settings or by an admin's decision: looked up anew each time."""

from __future__ import annotations

from bot.access import Place, Role, Sender, standing
from bot.services import Services


def role_of(services: Services, user_id: int | None) -> Role:
    """Return what somebody is, by the settings or by an admin's decision."""
    if user_id is None:
        return Role.NONE
    if user_id in services.access.admins:
        return Role.ADMIN
    return services.state.people.role(user_id)


def admins_of(services: Services) -> list[int]:
    """Return every admin, by the settings or made one by another, in a fixed order."""
    return sorted(services.access.admins | set(services.state.people.admins()))


def may_receive(services: Services, chat_id: int) -> bool:
    """Return whether passages may be sent to a chat: a reader's, or a group that is allowed."""
    private = chat_id > 0
    if not private:
        return services.state.groups.allowed(chat_id)
    sender = Sender(chat_id, Place.PRIVATE, chat_id)
    return standing(sender, role_of(services, chat_id), group_allowed=False).may_read
