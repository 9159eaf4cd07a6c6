"""Who of the admins did what, as another admin sees it."""

from __future__ import annotations

import datetime as dt
import sqlite3

import pytest

from bot.access import Role
from bot.messages.choose import MESSAGES
from bot.rendering.audit import line
from bot.richtext import units
from bot.state.audit import Action, Entry
from tests.bot.conftest import Running
from tests.fakes.bot_api_sent import Sent

pytestmark = pytest.mark.e2e

NOW = dt.datetime.now(dt.UTC)


async def audit(bot: Running, command: str = "/audit", language: str = "en") -> Sent:
    before = len(bot.api.sent)
    await bot.api.say(command, language=language)
    (shown,) = await bot.api.replies(1, after=before)
    return shown


def lines(shown: Sent) -> list[str]:
    """Return what was done, without the time of day, the newest first."""
    return [line.partition(" · ")[2] for line in shown.text.splitlines() if line[2:3] == ":"]


async def test_what_admins_change_is_noted(bot: Running) -> None:
    bot.met(7)
    await bot.api.say("/invite admin 3")
    (invited,) = await bot.api.replies(1)
    payload = invited.text.partition("start=")[2].split()[0]
    await bot.api.open_link(payload, chat_id=8, name="Mira")
    await bot.api.replies(1, after=1)
    await bot.api.say("/start", chat_id=9, name="Ben")
    (start,) = await bot.api.replies(1, after=2)
    await bot.api.press(start, "Request access")
    *_, question = await bot.api.replies(2, after=3)
    await bot.api.press(question, "Let in", user=7)
    await bot.api.replies(1, after=5)
    await bot.api.say("/people")
    (people,) = await bot.api.replies(1, after=6)
    for data in ("admin:9", "reader:9", "reader:9", "revoked:9", "reader:9"):
        await bot.api.press_data(people, f"2:people:{data}")
        await bot.api.handled()
    await bot.api.add_bot(-1005, user=8)
    *_, asked = await bot.api.replies(2, after=7)
    await bot.api.press(asked, "Allow", user=asked.chat_id)
    await bot.api.handled()
    shown = await audit(bot)
    assert shown.text.startswith("What admins did\n\n")
    somebody = "Ada" if asked.chat_id == 7 else "Mira"
    assert lines(shown) == [
        f"{somebody} allowed Group",
        "Ada let Ben in",
        "Ada took away the access of Ben",
        "Ada made Ben a reader again",
        "Ada made Ben an admin",
        "Ada let Ben in",
        "Mira came in by an invitation of Ada",
        "Ada made an invitation for an admin",
    ]
    assert "Entries are deleted after 180 days." in shown.text
    german = await audit(bot, "/audit 2", "de")
    assert lines(german)[1] == "Ada hat Ben zugelassen"
    assert len(lines(german)) == 2


async def test_a_digest_of_a_group_and_a_broadcast_are_noted(bot: Running) -> None:
    bot.allow(-1005)
    bot.let_in(8)
    bot.met(8)
    digest = "/subscribe@briefing_bot 7:30 daily Europe/Berlin"
    for text in (digest, "/unsubscribe@briefing_bot", "/unsubscribe@briefing_bot"):
        await bot.api.say(text, chat_id=-1005, kind="supergroup", user=7)
        await bot.api.handled()
    before = len(bot.api.sent)
    await bot.api.say("/broadcast Closed on Friday")
    _, question = await bot.api.replies(2, after=before)
    await bot.api.press(question, "Send to 1 chat")
    await bot.api.handled()
    assert lines(await audit(bot)) == [
        "Ada sent a broadcast to 1 chat",
        "Ada ended the digest of Group",
        "Ada set up the digest of Group",
    ]


async def test_a_long_list_has_pages(bot: Running) -> None:
    for number in range(40):
        person = f"{number:02} {'W' * 62}"
        bot.services.state.people.seen(1000 + number, person, "en", NOW.date())
        bot.services.state.audit.note(
            1000 + number, Action.REVOKED, 1000 + number, NOW + dt.timedelta(days=number)
        )
    shown = await audit(bot)
    assert "1–15 of 40" in shown.text
    seen = lines(shown)
    while "Next ▶" in shown.labels() or "On ▶" in shown.labels():
        await bot.api.press(shown, shown.labels()[-1])
        await bot.api.handled()
        seen += lines(shown)
    assert len({one[:2] for one in seen}) == 40
    assert units(shown.text) < 4096
    assert (await audit(bot, "/audit 3")).labels() == []
    for wrong in ("/audit x", "/audit 0", "/audit 1 2", "/audit 99999999999"):
        assert (await audit(bot, wrong)).text.startswith("Like this:")
    await bot.api.press_data(shown, "2:audit:9999:9999")
    await bot.api.handled()
    assert "31–40 of 40" in shown.text
    assert bot.api.refused() == []


async def test_a_forgotten_admin_is_not_named_any_more(bot: Running) -> None:
    bot.let_in(55508, role=Role.ADMIN)
    bot.services.state.people.seen(55508, "Mira", "en", NOW.date())
    bot.services.state.audit.note(55508, Action.REVOKED, 55509, NOW)
    bot.services.state.audit.note(7, Action.MADE_ADMIN, 55508, NOW)
    exported = bot.services.state.export(55508)["audit"]
    assert [(row["done_by_you"], row["about_you"]) for row in exported] == [(1, 0), (0, 1)]
    assert "55509" not in str(exported), "nobody else's number"
    bot.services.state.forget(55508, NOW, keep_access=False)
    shown = await audit(bot)
    assert lines(shown) == ["Ada made somebody an admin", "An admin took away the access of 55509"]
    db = sqlite3.connect(bot.folder / "bot.db")
    assert "55508" not in "\n".join(db.iterdump())
    db.close()


async def test_nothing_yet_and_nobody_else(bot: Running) -> None:
    bot.let_in(8)
    assert (await audit(bot)).text == "No admin has changed anything yet."
    await bot.api.say("/audit", chat_id=8)
    (refused,) = await bot.api.replies(1, after=1)
    assert refused.text == "Only admins can do that."


@pytest.mark.parametrize("language", MESSAGES)
@pytest.mark.parametrize("action", [*Action, "what a later version does"])
def test_every_action_has_words(action: str, language: str) -> None:
    entry = Entry(1, NOW, 7, action, 8, -5, "3")
    told = line(entry, {7: "Ada {x}", 8: "Mira", -5: "Desk"}, MESSAGES[language])
    assert "Ada {x}" in told
    assert "{by}" not in told
