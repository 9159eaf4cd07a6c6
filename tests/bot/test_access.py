"""Who an update's sender is, and what they may do: the rules."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import Update

from bot.access import Place, Role, Sender, sender_of, standing

PERSON = {"id": 8, "is_bot": False, "first_name": "Ben"}
PRIVATE = {"id": 8, "type": "private", "first_name": "Ben"}
GROUP = {"id": -5, "type": "supergroup", "title": "Harbour"}
CHANNEL = {"id": -9, "type": "channel", "title": "News"}
ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group"}


def update(**content: Any) -> Update:
    return Update.de_json({"update_id": 1, **content}, None)


def message(chat: dict[str, Any], sender: dict[str, Any] | None = PERSON, **more: Any) -> Any:
    body = {"message_id": 1, "date": 1, "chat": chat, "text": "ferry", **more}
    return body | ({"from": sender} if sender else {})


@pytest.mark.parametrize(
    ("content", "user_id", "place"),
    [
        ({"message": message(PRIVATE)}, 8, Place.PRIVATE),
        ({"edited_message": message(PRIVATE)}, 8, Place.PRIVATE),
        ({"message": message(GROUP)}, 8, Place.GROUP),
        ({"message": message(GROUP, ANONYMOUS, sender_chat=GROUP)}, None, Place.GROUP),
        ({"message": message(GROUP, PERSON, sender_chat=CHANNEL)}, None, Place.GROUP),
        ({"message": message(GROUP, {**PERSON, "is_bot": True})}, None, Place.GROUP),
        ({"message": message(GROUP, {**PERSON, "id": 777000})}, None, Place.GROUP),
        ({"channel_post": message(CHANNEL, None, sender_chat=CHANNEL)}, None, Place.ELSEWHERE),
        ({"business_message": message(PRIVATE)}, 8, Place.ELSEWHERE),
        ({"inline_query": {"id": "1", "from": PERSON, "query": "", "offset": ""}}, 8, Place.INLINE),
        (
            {"callback_query": {"id": "1", "from": PERSON, "chat_instance": "1", "data": "x",
                                "inline_message_id": "1"}},
            8,
            Place.INLINE,
        ),
        (
            {"callback_query": {"id": "1", "from": PERSON, "chat_instance": "1", "data": "x",
                                "message": message(GROUP, ANONYMOUS, sender_chat=GROUP)}},
            8,
            Place.GROUP,
        ),
        (
            {"callback_query": {"id": "1", "from": PERSON, "chat_instance": "1", "data": "x",
                                "message": message(CHANNEL, None)}},
            8,
            Place.ELSEWHERE,
        ),
    ],
)  # fmt: skip
def test_who_sent_it(content: dict[str, Any], user_id: int | None, place: Place) -> None:
    sender = sender_of(update(**content))
    assert (sender.user_id, sender.place) == (user_id, place)


@pytest.mark.parametrize("allowed", [False, True])
@pytest.mark.parametrize("place", list(Place))
@pytest.mark.parametrize("role", list(Role))
def test_who_may_read(role: Role, place: Place, allowed: bool) -> None:
    here = standing(Sender(8, place, 1), role, group_allowed=allowed)
    let_in = role in (Role.READER, Role.ADMIN)
    expected = {
        Place.PRIVATE: let_in,
        Place.INLINE: let_in,
        Place.GROUP: allowed and role is not Role.REVOKED,
        Place.ELSEWHERE: False,
    }
    assert here.may_read == expected[place]
    assert here.is_admin == (role is Role.ADMIN and place is Place.PRIVATE)
    nobody = standing(Sender(None, place, 1), role, group_allowed=allowed)
    assert not nobody.may_read
    assert not nobody.is_admin
