"""Who sent an update and what they may do: the rules, without Telegram's answers or a database.

Closed by default: whoever is not known to be allowed is a stranger, and whoever Telegram does not
name (an anonymous admin of a group, a channel, a bot) is nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from telegram import Chat, Update

#: Accounts under which Telegram itself speaks for somebody it does not name: its own, anonymous
#: admins of groups, and channels in groups.
_NAMELESS = frozenset({777000, 1087968824, 136817688})
_GROUPS = (Chat.GROUP, Chat.SUPERGROUP)


class Role(StrEnum):
    """What a person was made by an admin; NONE for everybody else."""

    NONE = "none"
    REVOKED = "revoked"
    READER = "reader"
    ADMIN = "admin"


class Place(StrEnum):
    """Where an update comes from; INLINE: from a chat that the bot is not told of."""

    PRIVATE = "private"
    GROUP = "group"
    INLINE = "inline"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sent an update and where; ``user_id`` is None for those whom Telegram does not name."""

    user_id: int | None
    place: Place
    chat_id: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """What the sender of an update may do there.

    may_read: ask and see passages. The role is the person's own, also in a group, where everybody
    may read who has none.
    """

    user_id: int | None
    role: Role
    place: Place
    chat_id: int | None
    may_read: bool

    @property
    def is_admin(self) -> bool:
        """Whether the sender may decide about people and groups; only in private chats."""
        return self.role is Role.ADMIN and self.place is Place.PRIVATE


def sender_of(update: Update) -> Sender:
    """Return who sent an update; a kind of update that the bot does not know has no sender."""
    chat, user = update.effective_chat, update.effective_user
    place = _place(update, chat)
    message = update.message or update.edited_message
    nameless = user is None or user.is_bot or user.id in _NAMELESS
    if message is not None and message.sender_chat is not None:
        nameless = True
    return Sender(
        user_id=None if nameless or user is None else user.id,
        place=place,
        chat_id=chat.id if chat else None,
    )


def _place(update: Update, chat: Chat | None) -> Place:
    known = (
        update.message,
        update.edited_message,
        update.callback_query,
        update.inline_query,
        update.chosen_inline_result,
        update.my_chat_member,
    )
    if not any(known):
        return Place.ELSEWHERE
    if chat is None:
        return Place.INLINE
    if chat.type == Chat.PRIVATE:
        return Place.PRIVATE
    return Place.GROUP if chat.type in _GROUPS else Place.ELSEWHERE


def standing(sender: Sender, role: Role, *, group_allowed: bool) -> Standing:
    """Return what somebody may do, given their role and whether their group is allowed."""
    if sender.user_id is None:
        role = Role.NONE
    return Standing(
        user_id=sender.user_id,
        role=role,
        place=sender.place,
        chat_id=sender.chat_id,
        may_read=sender.user_id is not None and _may_read(sender.place, role, group_allowed),
    )


def _may_read(place: Place, role: Role, group_allowed: bool) -> bool:
    if place is Place.GROUP:
        return group_allowed and role is not Role.REVOKED
    return place is not Place.ELSEWHERE and role in (Role.READER, Role.ADMIN)
