"""What somebody can learn of their data, and that deleting leaves nothing."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterator

import pytest

from bot.access import Role
from bot.state.audit import Action
from bot.state.broadcasts import Arrival
from bot.state.editions import Draft, Fate, Kind
from bot.state.matches import Match
from bot.state.outbox import PartState
from bot.state.vault import Key, Vault
from index.answer import Span
from tests.bot.conftest import Running

pytestmark = pytest.mark.e2e

#: A number that nothing else has.
READER = 55501234
QUESTION = "ferry tickets on Sundays"


def rows(bot: Running) -> Iterator[tuple[str, tuple[object, ...]]]:
    """Yield every row of every table."""
    db = sqlite3.connect(bot.folder / "bot.db")
    tables = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    for table in tables:
        for row in db.execute(f"SELECT * FROM {table}").fetchall():
            yield table, row
    db.close()


def about(bot: Running, *needles: object) -> list[str]:
    """Return the tables in which something stands about somebody."""
    return sorted(
        {
            table
            for table, row in rows(bot)
            for value in row
            for needle in needles
            if str(needle) in str(value)
        }
    )


async def leave_traces(bot: Running) -> int:
    """Let somebody do all that leaves a trace; return how many messages that made."""
    now = dt.datetime.now(dt.UTC)
    state = bot.services.state
    await bot.api.say("hello", chat_id=READER, name="Mira")
    state.requests.open(READER, "Mira", "en", update_id=1, now=now)
    code = state.invitations.create(Role.READER, by=7, now=now, days=3)
    state.redeem(code, READER, now)
    state.invitations.create(Role.READER, by=READER, now=now, days=3)
    state.people.let_in(55507777, Role.READER, by=READER, now=now)
    bot.allow(-1005)
    state.groups.joined(-1006, "Harbour", by=READER, now=now)
    await bot.api.say(QUESTION, chat_id=READER, name="Mira")
    await bot.api.say(f"/ask {QUESTION}", chat_id=-1005, kind="supergroup", user=READER)
    await bot.api.say("/language", chat_id=READER, name="Mira")
    _, answer, _, language = await bot.api.replies(4)
    await bot.api.press(language, "Deutsch")
    for label in answer.labels():
        if "👍" in label:
            await bot.api.press(answer, label)
    await bot.api.say("zebra crossing", chat_id=READER, name="Mira")
    (nothing,) = await bot.api.replies(1, after=4)
    for button in nothing.buttons():
        await bot.api.press_data(nothing, button["callback_data"])
    await subscribe(bot)
    await bot.api.handled()
    return len(bot.api.sent)


async def subscribe(bot: Running) -> None:
    """Let somebody have a digest, follow something, be asked for a place, and be told something."""
    state, now, before = bot.services.state, dt.datetime.now(dt.UTC), len(bot.api.sent)
    for text in ("/subscribe 7:30 daily Europe/Berlin", f"/watch {QUESTION}", "/subscriptions"):
        await bot.api.say(text, chat_id=READER, name="Mira")
    *_, card = await bot.api.replies(3, after=before)
    await bot.api.press(card, "Zeitzone")
    await bot.api.handled()
    state.subscribers.open(-1005, now, by=READER)
    state.watches.add(-1005, "seals", by=READER, at_once=True, now=now)
    (watch,) = state.watches.of_chat(READER)
    passage = Match(watch.id, 11, "0123456789abcdef", "fedcba9876543210", Span(0, 5), 0.9, 1)
    state.matches.found([passage])
    draft = Draft(READER, "2026-11-27", Kind.DIGEST, now, fate=Fate.OPEN, content="{}", parts=1)
    state.editions.make(draft, now)
    (part,) = state.outbox.waiting(now, 9)
    state.outbox.ended(part.id, PartState.UNKNOWN)
    state.audit.note(READER, Action.REVOKED, 55507777, now)
    state.audit.note(7, Action.LET_IN, READER, now)
    for update_id, author in enumerate((READER, 7)):
        text = f"{QUESTION} by {author}" if author == READER else "Closed on Friday"
        cast = state.broadcasts.draft(author, text, [], update_id=update_id, now=now)
        state.broadcasts.begin(cast.id, [READER], 1, now)
        state.broadcasts.ended(cast.id, READER, Arrival.SENT)
        state.broadcasts.over(cast.id)


async def test_everybody_is_told_what_is_stored(bot: Running) -> None:
    await bot.api.say("/privacy", chat_id=8)
    await bot.api.say("/privacy", language="de")
    english, german = await bot.api.replies(2)
    assert "after 30 days" in english.text
    assert "after 180 days" in english.text
    assert "whoever let you in" in english.text
    assert "stays in these until they are deleted" in english.text
    assert "nach 30 Tagen" in german.text
    assert "Sicherungskopien" in german.text
    assert "/forgetme" in german.text
    assert "encrypted" not in english.text


async def test_they_are_told_if_it_is_encrypted(bot: Running) -> None:
    bot.services.state.vault = Vault(bot.services.state.vault.path, Key("ab" * 32))
    await bot.api.say("/privacy", chat_id=8)
    (told,) = await bot.api.replies(1)
    assert "All of it is stored encrypted." in told.text


async def test_mydata_holds_every_table(bot: Running) -> None:
    count = await leave_traces(bot)
    tables = {table for table in about(bot, READER, "Mira", QUESTION) if table != "updates"}
    await bot.api.say("/mydata", chat_id=READER, name="Mira")
    (reply,) = await bot.api.replies(1, after=count)
    assert reply.document is not None
    name, content = reply.document
    assert name == "my-data.json"
    everything = json.loads(content)
    assert tables <= set(everything)
    assert everything["people"][0]["name"] == "Mira"
    assert QUESTION in {row["text"] for row in everything["questions"]}
    assert "55507777" not in content.decode(), "nobody else's data"


async def test_mydata_of_a_stranger(bot: Running) -> None:
    await bot.api.say("/mydata", chat_id=8)
    (reply,) = await bot.api.replies(1)
    assert reply.text == "Nothing is stored about you."


async def test_forgetme_leaves_nothing(bot: Running) -> None:
    count = await leave_traces(bot)
    assert len(about(bot, READER)) >= 6
    await bot.api.say("/forgetme", chat_id=READER, name="Mira")
    (question,) = await bot.api.replies(1, after=count)
    assert question.labels() == [
        "Daten löschen, Zugang behalten",
        "Alles löschen und gehen",
        "Abbrechen",
    ]
    await bot.api.press(question, "Alles löschen und gehen")
    await bot.api.handled()
    assert question.text == "Gelöscht. Sie haben keinen Zugang mehr. Auf Wiedersehen."
    assert about(bot, READER, "Mira", QUESTION, "zebra") == []
    group = bot.services.state.subscribers.of_chat(-1005)
    assert group is not None, "what is the group's stays"
    assert bot.services.state.watches.of_chat(-1005) == [], "but not what they wrote"
    bot.services.state.shrink()
    stored = (bot.folder / "bot.db").read_bytes() + (bot.folder / "bot.db-wal").read_bytes()
    assert QUESTION.encode() not in stored, "not even between the rows"
    await bot.api.say("ferry", chat_id=READER)
    (stranger,) = await bot.api.replies(1, after=count + 1)
    assert "This bot is private" in stranger.text
    assert bot.api.refused() == []


async def test_forgetting_may_keep_the_access(bot: Running) -> None:
    count = await leave_traces(bot)
    await bot.api.say("/forgetme", chat_id=READER)
    (question,) = await bot.api.replies(1, after=count)
    await bot.api.press(question, "Daten löschen, Zugang behalten")
    await bot.api.handled()
    assert about(bot, READER, "Mira", QUESTION) == ["people"]
    person = bot.services.state.people.get(READER)
    assert person is not None
    assert (person.role, person.name, person.language) == (Role.READER, None, None)


async def test_forgetting_can_be_called_off(bot: Running) -> None:
    bot.let_in(8)
    await bot.api.say("/forgetme", chat_id=8)
    (question,) = await bot.api.replies(1)
    await bot.api.press(question, "Cancel")
    await bot.api.handled()
    assert question.text == "Nothing was deleted."
    assert bot.services.state.people.role(8) is Role.READER


async def test_an_admin_by_the_settings_stays_one(bot: Running) -> None:
    await bot.api.say("/forgetme")
    (question,) = await bot.api.replies(1)
    assert "You stand in the settings as an admin" in question.text
    assert question.labels() == ["Delete my data", "Cancel"]
    await bot.api.press(question, "Delete my data")
    await bot.api.handled()
    assert bot.services.state.people.get(7) is None
    await bot.api.say("/people")
    (people,) = await bot.api.replies(1, after=1)
    assert "Ada · admin" in people.labels()


async def test_a_revoked_person_cannot_undo_that(bot: Running) -> None:
    bot.let_in(8)
    bot.services.state.people.revoke(8, dt.datetime.now(dt.UTC))
    await bot.api.say("/forgetme", chat_id=8)
    (question,) = await bot.api.replies(1)
    assert "Your access was taken away" in question.text
    await bot.api.press(question, "Delete my data")
    await bot.api.handled()
    assert bot.services.state.people.role(8) is Role.REVOKED


async def test_in_groups_it_is_a_private_matter(bot: Running) -> None:
    bot.allow(-1005)
    for text in ("/privacy", "/mydata", "/forgetme", "/language"):
        await bot.api.say(f"{text}@briefing_bot", chat_id=-1005, kind="supergroup", user=8)
    replies = await bot.api.replies(4)
    assert {one.text for one in replies} == {"Please write that to me in our private chat."}
    await bot.api.press_data(replies[0], "2:forget:leave", user=8)
    await bot.api.handled()
    assert replies[0].text == "Please write that to me in our private chat."


async def test_language_is_chosen_and_left_to_telegram(bot: Running) -> None:
    await bot.api.say("/language", chat_id=8, language="fr")
    (question,) = await bot.api.replies(1)
    assert question.labels() == ["Deutsch", "English", "As in Telegram"]
    await bot.api.press(question, "Deutsch", language="fr")
    await bot.api.handled()
    assert question.text == "Ich schreibe Ihnen jetzt auf Deutsch."
    await bot.api.say("/start", chat_id=8, language="fr")
    (start,) = await bot.api.replies(1, after=1)
    assert start.text.startswith("Dieser Bot ist privat.")
    await bot.api.press_data(question, "2:lang:auto", language="fr")
    await bot.api.handled()
    assert question.text == "I write to you in the language of your Telegram now."
