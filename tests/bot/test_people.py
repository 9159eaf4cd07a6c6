"""Inviting, asking for access, deciding, revoking, as everybody concerned sees it."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.access import Role
from bot.handlers.inviting import wanted_invitation
from tests.bot.conftest import Running
from tests.fakes.bot_api_sent import Sent

pytestmark = pytest.mark.e2e


def to(bot: Running, chat_id: int) -> list[Sent]:
    return [one for one in bot.api.sent if one.chat_id == chat_id]


async def invitation(bot: Running, command: str = "/invite") -> str:
    """Return what stands behind ``start=`` in the link of a new invitation."""
    before = len(bot.api.sent)
    await bot.api.say(command)
    (reply,) = await bot.api.replies(1, after=before)
    return reply.text.partition("https://t.me/briefing_bot?start=")[2].split()[0]


async def asked(bot: Running, user: int = 8, language: str = "en") -> tuple[Sent, Sent]:
    """Return what a stranger who asked for access sees, and the question to the admin."""
    bot.met(7)
    await bot.api.say("/start", chat_id=user, language=language, name="Mira")
    (start,) = await bot.api.replies(1)
    await bot.api.press(start, start.labels()[0], language=language)
    (question,) = await bot.api.replies(1, after=1)
    return start, question


async def test_an_invitation_lets_somebody_in(bot: Running) -> None:
    payload = await invitation(bot, "/invite 3")
    assert "valid for 3 days" in bot.api.sent[0].text
    await bot.api.open_link(payload, chat_id=8)
    (welcome,) = await bot.api.replies(1, after=1)
    assert welcome.text.startswith("You have access now.")
    await bot.api.say("ferry tickets", chat_id=8)
    (answer,) = await bot.api.replies(1, after=2)
    assert "Harbour Weekly" in answer.text


async def test_of_two_at_once_one_gets_in(bot: Running) -> None:
    payload = await invitation(bot)
    for user in (8, 9, 8, 9):
        await bot.api.open_link(payload, chat_id=user)
    await bot.api.handled()
    roles = sorted(bot.services.state.people.role(user) for user in (8, 9))
    assert roles == [Role.NONE, Role.READER]
    loser = next(u for u in (8, 9) if bot.services.state.people.role(u) is Role.NONE)
    winner = 17 - loser
    assert all("not valid any more" in one.text for one in to(bot, loser))
    assert [one.text[:11] for one in to(bot, winner)] == ["You have ac"] * 2


async def test_invitations_that_do_not_work(bot: Running) -> None:
    bot.let_in(9)
    payload = await invitation(bot)
    await bot.api.open_link(payload, chat_id=9)
    (already,) = await bot.api.replies(1, after=1)
    assert "still be used by somebody else" in already.text
    await bot.api.open_link("inv_made-up", chat_id=8)
    (invalid,) = await bot.api.replies(1, after=2)
    assert "not valid any more" in invalid.text
    bot.services.state.people.revoke(9, dt.datetime.now(dt.UTC))
    await bot.api.open_link(payload, chat_id=9)
    (revoked,) = await bot.api.replies(1, after=3)
    assert "no access to this bot any more" in revoked.text
    await bot.api.open_link(payload, chat_id=8)
    (welcome,) = await bot.api.replies(1, after=4)
    assert "You have access now" in welcome.text, "the code was not used up by those before"


async def test_an_invitation_is_withdrawn(bot: Running) -> None:
    payload = await invitation(bot)
    sent = bot.api.sent[0]
    assert sent.labels() == ["Copy the link", "Withdraw"]
    data = sent.button("Withdraw")["callback_data"]
    for _ in range(2):  # in a hurry
        await bot.api.press_data(sent, data)
        await bot.api.handled()
        assert sent.text == "Withdrawn. The link lets nobody in."
    await bot.api.open_link(payload, chat_id=8)
    (invalid,) = await bot.api.replies(1, after=1)
    assert "not valid any more" in invalid.text
    await bot.api.say("/audit")
    (told,) = await bot.api.replies(1, after=2)
    assert "Ada withdrew an invitation" in told.text


async def test_what_was_used_is_not_withdrawn(bot: Running) -> None:
    payload = await invitation(bot)
    sent = bot.api.sent[0]
    await bot.api.open_link(payload, chat_id=8)
    await bot.api.replies(1, after=1)
    await bot.api.press(sent, "Withdraw")
    await bot.api.handled()
    assert sent.text.startswith("This invitation was used before.")
    assert bot.services.state.people.role(8) is Role.READER


async def test_an_invitation_can_make_an_admin(bot: Running) -> None:
    bot.let_in(8)
    payload = await invitation(bot, "/invite admin")
    assert "makes an admin" in bot.api.sent[0].text
    link = bot.api.sent[0].button("Copy the link")["copy_text"]["text"]
    assert link.endswith(f"?start={payload}")
    await bot.api.open_link(payload, chat_id=8)
    await bot.api.say("/people", chat_id=8)
    (_, people) = await bot.api.replies(2, after=1)
    assert "Ada · admin" in people.labels()


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ([], (Role.READER, 7)),
        (["reader", "30"], (Role.READER, 30)),
        (["3", "Admin"], (Role.ADMIN, 3)),
        (["31"], None),
        (["0"], None),
        (["revoked"], None),
        (["-1"], None),
        (["²"], None),
    ],
)
def test_what_is_wanted_of_an_invitation(words: list[str], wanted: tuple[Role, int] | None) -> None:
    assert wanted_invitation(words) == wanted


async def test_a_request_is_asked_and_granted(bot: Running) -> None:
    start, question = await asked(bot, language="de")
    assert start.text.endswith("Ihre Bitte ist weitergegeben. Sie hören hier von mir.")
    assert start.labels() == []
    assert question.chat_id == 7
    assert question.text == "Mira asks for access.\nTelegram id 8"
    await bot.api.press(question, "Let in")
    (granted,) = await bot.api.replies(1, after=2)
    await bot.api.handled()
    assert question.text == "You let Mira in (Telegram id 8)."
    assert (granted.chat_id, granted.text[:27]) == (8, "Sie haben jetzt Zugang. Sch")
    assert bot.services.state.people.role(8) is Role.READER


async def test_the_second_admin_sees_who_decided(bot: Running) -> None:
    bot.let_in(6, role=Role.ADMIN)
    for admin, name in ((6, "Zoe"), (7, "Ada")):
        await bot.api.say("/language", chat_id=admin, name=name)
    before = len(await bot.api.replies(2))
    await bot.api.say("/start", chat_id=8, name="Mira")
    (start,) = await bot.api.replies(1, after=before)
    await bot.api.press(start, "Request access")
    first, second = await bot.api.replies(2, after=before + 1)
    assert (first.chat_id, second.chat_id) == (6, 7)
    await bot.api.press(first, "Decline")
    await bot.api.press(second, "Let in")
    await bot.api.handled()
    assert second.text == "Zoe declined the request of Mira (Telegram id 8)."
    assert bot.services.state.people.role(8) is Role.NONE
    assert [one.text for one in to(bot, 8)[1:]] == ["Your request for access was declined."]
    await bot.api.say("/start", chat_id=8)
    again = (await bot.api.replies(1, after=before + 4))[0]
    assert again.labels() == [], "not so soon"
    await bot.api.press_data(start, "2:access")
    await bot.api.handled()
    assert start.text.endswith("You cannot ask for access at the moment.")


async def test_asking_twice_asks_once(bot: Running) -> None:
    start, _ = await asked(bot)
    await bot.api.press_data(start, "2:access")
    await bot.api.handled()
    assert start.text.endswith("nobody has decided yet.")
    assert len(to(bot, 7)) == 1
    await bot.api.say("/requests")
    (waiting,) = await bot.api.replies(1, after=2)
    assert waiting.labels() == ["Let in", "Decline"]
    await bot.api.press(waiting, "Let in")
    await bot.api.say("/requests")
    (_, none) = await bot.api.replies(2, after=3)
    assert none.text == "No open requests."


async def test_an_admin_who_blocked_the_bot_stops_nothing(bot: Running) -> None:
    bot.let_in(6, role=Role.ADMIN)
    bot.met(6)
    bot.api.blocked.add(6)
    _, question = await asked(bot)
    assert question.chat_id == 7
    assert bot.services.state.people.admins() == []


async def test_an_admin_who_never_wrote_is_told_when_they_begin(bot: Running) -> None:
    bot.let_in(6, role=Role.ADMIN)
    await asked(bot)
    await bot.api.handled()
    assert to(bot, 6) == []
    assert bot.api.refused() == [], "there is no chat that could be written to"
    await bot.api.say("/start", chat_id=6)
    (start,) = await bot.api.replies(1, after=2)
    assert start.text.endswith("1 person asks for access. /requests shows who.")
    await bot.api.say("/start", chat_id=7, language="de")
    (german,) = await bot.api.replies(1, after=3)
    assert german.text.endswith("1 Person bittet um Zugang. /requests zeigt, wer.")


async def test_people_are_shown_changed_and_revoked(bot: Running) -> None:
    bot.let_in(8, 9)
    await bot.api.say("ferry", chat_id=8, name="Mira")
    await bot.api.replies(1)
    await bot.api.say("/people")
    (shown,) = await bot.api.replies(1, after=1)
    assert shown.text.startswith("3 people have or had access.")
    assert shown.labels() == ["Ada · admin", "Mira · reader", "Without a name, 9 · reader"]
    for label in ("Mira · reader", "Make admin"):
        await bot.api.press(shown, label)
        await bot.api.handled()
    assert "Mira · admin\nTelegram id 8\n\nHas access since: " in shown.text
    assert "\nLast here: " in shown.text
    assert "\nGets no digest\n" in shown.text
    assert shown.labels() == ["Make reader", "Take access away", "Back to the list"]
    await bot.api.press(shown, "Take access away")
    await bot.api.handled()
    assert bot.services.state.people.role(8) is Role.REVOKED
    assert shown.labels() == ["Let in again", "Back to the list"]
    await bot.api.press(shown, "Let in again")
    await bot.api.press(shown, "Back to the list")
    await bot.api.handled()
    assert bot.services.state.people.role(8) is Role.READER
    await bot.api.press(shown, "Ada · admin")
    await bot.api.handled()
    assert shown.labels() == ["Back to the list"], "the settings cannot be overruled"
    assert "Admin by the setting ADMINS" in shown.text
    assert bot.api.refused() == []


async def test_an_admin_cannot_change_themselves_or_the_settings(bot: Running) -> None:
    bot.let_in(6, role=Role.ADMIN)
    await bot.api.say("/people", chat_id=6)
    (shown,) = await bot.api.replies(1)
    for data in ("2:people:revoked:6", "2:people:revoked:7", "2:people:reader:7"):
        await bot.api.press_data(shown, data)
    await bot.api.say("/revoke 7", chat_id=6)
    await bot.api.say("/revoke 8", chat_id=6)
    await bot.api.say("/revoke @ada", chat_id=6)
    settings, revoked, usage = await bot.api.replies(3, after=1)
    assert "7 stands in the setting ADMINS" in settings.text
    assert "8 has no access any more" in revoked.text
    assert "/revoke 123456789" in usage.text
    assert bot.services.state.people.role(6) is Role.ADMIN


async def test_people_are_found_by_name(bot: Running) -> None:
    bot.let_in(8, 9)
    for user, name in ((8, "Mira"), (9, "Mirabel")):
        bot.services.state.people.seen(user, name, "en", dt.datetime.now(dt.UTC).date())
    await bot.api.say("/subscribe 7:30 daily Europe/Berlin", chat_id=8, name="Mira")
    await bot.api.replies(1)
    for text in ("/users MIRA", "/people 9", "/users nobody {0}"):
        await bot.api.say(text)
    mira, by_id, nobody = await bot.api.replies(3, after=1)
    assert mira.labels() == ["Mira · reader", "Mirabel · reader"]
    assert mira.text.startswith("2 people have “MIRA” in their names.")
    assert by_id.labels() == ["Mirabel · reader"]
    assert nobody.text.startswith("Nobody with “nobody {0}” in their name")
    await bot.api.press(mira, "Mira · reader")
    await bot.api.handled()
    assert "\nGets a digest" in mira.text


async def test_a_long_list_has_pages(bot: Running) -> None:
    bot.let_in(*range(100, 120))
    await bot.api.say("/people")
    (shown,) = await bot.api.replies(1)
    seen: list[str] = []
    while True:
        seen += [label for label in shown.labels() if " · " in label]
        if "On ▶" not in shown.labels():
            break
        await bot.api.press(shown, "On ▶")
        await bot.api.handled()
    assert len(seen) == len(set(seen)) == 21
    await bot.api.press_data(shown, "2:people:page:999999")
    await bot.api.handled()
    assert "◀ Back" in shown.labels()
