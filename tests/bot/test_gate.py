"""Who may not read learns nothing about the briefings, whatever they try.

Each test collects everything that the bot sent to anybody, in whatever field, and looks for the
words of the briefings in it.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import string
from dataclasses import fields, is_dataclass

import pytest

from bot.access import Role
from bot.messages.choose import MESSAGES
from tests.bot.conftest import Running
from tests.fakes.bot_corpus import HARBOUR, KOHLE, harbour, kohle

pytestmark = pytest.mark.e2e

STRANGER, READER = 8, 9
GROUP = -1005
_WORD = re.compile(r"[^\W\d]{4,}")
#: Requests that carry nothing to anybody, and menus, which are everybody's.
_SILENT = {"getUpdates", "getMe", "setMyCommands", "deleteMyCommands", "deleteWebhook"}


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if is_dataclass(value):
        return [text for f in fields(value) for text in _texts(getattr(value, f.name))]
    return []


def _corpus_words() -> set[str]:
    """Return every word of the briefings, their titles and sources that the bot never says."""
    parts = [*HARBOUR, *KOHLE]
    for briefing in (harbour(), kohle()):
        head = briefing.head
        parts += [head.title, head.series or "", head.path, *briefing.sections[0].path]
        parts += [f"{source.title} {source.publisher} {source.url}" for source in briefing.sources]
    ours = {word for m in MESSAGES.values() for text in _texts(m) for word in _words(text)}
    return {word for part in parts for word in _words(part)} - ours - {"council"}


def _words(text: str) -> set[str]:
    return {word.lower().strip(string.punctuation) for word in _WORD.findall(text)}


def sent(bot: Running, since: int) -> str:
    """Return all that the bot sent since that request."""
    calls = [call for call in bot.api.calls[since:] if call.method not in _SILENT]
    return "\n".join(f"{c.method} {json.dumps(c.parameters, default=str)}" for c in calls)


def assert_tells_nothing(bot: Running, since: int) -> None:
    told = sent(bot, since)
    assert not (_words(told) & _corpus_words())
    assert not re.search(r"\b(2|8) (briefings|paragraphs|Absätze)\b", told)


async def answer_of(bot: Running, chat_id: int = 7) -> int:
    """Let an admin ask, so that there is something to leak; return how many requests were made."""
    await bot.api.say("ferry tickets", chat_id=chat_id)
    await bot.api.handled()
    assert _words(sent(bot, 0)) & _corpus_words(), "the test sees the words of the briefings"
    return len(bot.api.calls)


ATTEMPTS = (
    "ferry tickets",
    "/ask ferry tickets",
    "/start",
    "/start p_0123456789abcdef",
    "/help",
    "/status",
    "/latest",
    "/briefings",
    "/briefing harbour",
    "/sources",
    "/timeline ferry",
    "/people",
    "/groups",
    "/invite",
    "/requests",
    "/revoke 7",
    "/privacy",
    "/language",
    "/mydata",
    "/forgetme",
    "/subscribe 7:30 weekdays ferry",
    "/subscriptions",
    "/unsubscribe",
    "/watch ferry",
    "/digest",
    "/deliveries",
    "/stats",
    "/coverage",
    "/eval",
    "/nonsense",
)


@pytest.mark.parametrize("language", ["en", "de"])
async def test_a_stranger(bot: Running, language: str) -> None:
    since = await answer_of(bot)
    for text in ATTEMPTS:
        await bot.api.say(text, chat_id=STRANGER, language=language)
    await bot.api.show("voice", "ferry", chat_id=STRANGER)
    await bot.api.handled()
    assert_tells_nothing(bot, since)
    assert bot.retriever.questions == ["ferry tickets"], "nothing was looked up for them"
    assert bot.api.refused() == []


async def test_a_stranger_is_told_their_id_and_how_to_ask(bot: Running) -> None:
    await bot.api.say("/start", chat_id=STRANGER)
    await bot.api.say("ferry", chat_id=STRANGER)
    await bot.api.say("ferry?", chat_id=STRANGER)
    await bot.api.handled()
    (only,) = bot.api.sent
    assert only.text == "This bot is private. Your Telegram id is 8."
    assert only.labels() == ["Request access"]
    await bot.api.say("/start", chat_id=STRANGER, language="de")
    (_, again) = await bot.api.replies(2)
    assert again.text == "Dieser Bot ist privat. Ihre Telegram-ID ist 8."


async def test_a_revoked_reader(bot: Running) -> None:
    bot.let_in(READER)
    await bot.api.say("ferry tickets", chat_id=READER)
    (answer,) = await bot.api.replies(1)
    assert HARBOUR[3] in answer.text
    bot.services.state.people.revoke(READER, dt.datetime.now(dt.UTC))
    since = len(bot.api.calls)
    for text in ATTEMPTS:
        await bot.api.say(text, chat_id=READER)
    for button in answer.buttons():
        if "callback_data" in button:
            await bot.api.press_data(answer, button["callback_data"])
    found = await bot.api.ask_inline("ferry", user=READER)
    await bot.api.handled()
    assert_tells_nothing(bot, since)
    assert found.results == []
    assert len(bot.api.toasts) >= len(answer.labels())
    assert {toast.text for toast in bot.api.toasts} <= {"You have no access.", ""}
    start = next(s for s in bot.api.sent[1:] if "no access to this bot any more" in s.text)
    assert start.labels() == [], "they cannot ask again at once"


async def test_a_revoked_reader_in_a_group(bot: Running) -> None:
    bot.allow(GROUP)
    await bot.api.say("/ask ferry", chat_id=GROUP, kind="supergroup", user=READER)
    (answer,) = await bot.api.replies(1)
    bot.services.state.people.revoke(READER, dt.datetime.now(dt.UTC))
    since = len(bot.api.calls)
    for text in ("/ask ferry", "/latest", "@briefing_bot ferry", "/privacy"):
        await bot.api.say(text, chat_id=GROUP, user=READER)
    await bot.api.press_data(answer, answer.buttons()[0]["callback_data"], user=READER)
    await bot.api.handled()
    assert_tells_nothing(bot, since)
    assert len(bot.api.sent) == 1, "nothing is said about them in front of others"
    assert [toast.text for toast in bot.api.toasts] == ["You have no access."]


@pytest.mark.parametrize("who", [{"anonymous": True}, {"as_chat": -1007}])
async def test_an_anonymous_admin(bot: Running, who: dict[str, object]) -> None:
    bot.let_in(1087968824, 136817688, role=Role.ADMIN)  # even if somebody let them in
    bot.allow(GROUP)
    await answer_of(bot)
    since, before = len(bot.api.calls), len(bot.api.sent)
    for text in ("/ask ferry tickets", "/latest@briefing_bot", "/people@briefing_bot", "ferry"):
        await bot.api.say(text, chat_id=GROUP, kind="supergroup", **who)  # type: ignore[arg-type]
    await bot.api.handled()
    assert_tells_nothing(bot, since)
    (only,) = bot.api.sent[before:]
    assert only.text.startswith("I cannot tell who writes anonymously or as a channel.")


@pytest.mark.parametrize(
    "data",
    [
        "1:more:1:0:0",
        "2:ctx:0:1:0123456789abcdef::",
        "2:people:page:0",
        "2:people:admin:8",
        "2:request:grant:1",
        "2:group:allow:-1005",
        "2:lang:xx",
        "2:forget:nothing",
        "2:access:extra:arguments",
        "2:latest:0",
        "2:wish:1",
        "2:ed:1:n:0",
        "2:again:1",
        "2:sub:card:1",
        "2:sub:set:1:12345:0730",
        "2:watch:list:1",
        "2:end:1:12345",
        "2:go:1:12345",
        "",
        "💥",
    ],
)
async def test_a_forged_callback(bot: Running, data: str) -> None:
    since = await answer_of(bot)
    answer = bot.api.sent[0]
    for button in [data, *(b["callback_data"] for b in answer.buttons())]:
        await bot.api.press_data(answer, button, user=STRANGER)
    await bot.api.handled()
    told = sent(bot, since).replace(json.dumps(answer.text)[1:-1], "")
    assert not (_words(told) & _corpus_words())
    assert bot.services.state.people.role(STRANGER) is Role.NONE
    assert not bot.services.state.groups.allowed(GROUP)


async def test_a_reader_cannot_forge_what_admins_do(bot: Running) -> None:
    bot.let_in(READER)
    await bot.api.say("ferry", chat_id=READER)
    (answer,) = await bot.api.replies(1)
    for data in ("2:people:admin:9", "2:people:revoked:7", "2:people:page:0", "2:group:allow:-5"):
        await bot.api.press_data(answer, data)
    await bot.api.say("/people", chat_id=READER)
    (reply,) = await bot.api.replies(1, after=1)
    await bot.api.handled()
    assert reply.text == "Only admins can do that."
    assert {toast.text for toast in bot.api.toasts} == {"Only admins can do that."}
    assert bot.services.state.people.role(READER) is Role.READER


async def test_admins_decide_only_in_their_private_chats(bot: Running) -> None:
    bot.allow(GROUP)
    await bot.api.say("/people@briefing_bot", chat_id=GROUP, kind="supergroup")
    (reply,) = await bot.api.replies(1)
    assert reply.text == "Please write that to me in our private chat."
    await bot.api.press_data(reply, "2:people:page:0", user=7)
    await bot.api.handled()
    assert [toast.text for toast in bot.api.toasts] == ["Only admins can do that."]


@pytest.mark.parametrize("text", ["", "ferry tickets"])
async def test_an_inline_query_of_a_stranger(bot: Running, text: str) -> None:
    since = await answer_of(bot)
    bot.allow(GROUP)
    found = await bot.api.ask_inline(text, user=STRANGER)
    assert_tells_nothing(bot, since)
    assert found.results == []
    assert found.is_personal, "nobody else is shown this instead of an answer"
    assert found.cache_time <= 10
    assert found.button == {"text": "This bot is private · Request access",
                            "start_parameter": "access"}  # fmt: skip
    await bot.api.open_link("access", chat_id=STRANGER)
    (start,) = await bot.api.replies(1, after=1)
    assert start.labels() == ["Request access"]


async def test_a_group_that_is_not_allowed(bot: Running) -> None:
    since = await answer_of(bot)
    before = len(bot.api.sent)
    for text in ("ferry", "/ask ferry", "@briefing_bot ferry", "/latest@briefing_bot", "/privacy"):
        await bot.api.say(text, chat_id=GROUP, kind="supergroup", user=7)
    await bot.api.handled()
    assert_tells_nothing(bot, since)
    in_group = [one for one in bot.api.sent[before:] if one.chat_id == GROUP]
    assert [one.text for one in in_group] == [
        "This group may not use me. One of my admins has to allow it first."
    ], "once a day, and only to who spoke to it, be it an admin"


async def test_channels_are_nobody(bot: Running) -> None:
    await bot.api.post("/ask ferry")
    await bot.api.say("/help")
    (help_,) = await bot.api.replies(1)
    assert help_.chat_id == 7


async def test_without_admins_the_owner_is_told_what_to_do(bot: Running) -> None:
    object.__setattr__(bot.services.access, "admins", frozenset())
    await bot.api.say("/start", chat_id=STRANGER)
    (start,) = await bot.api.replies(1)
    assert "Your Telegram id is 8" in start.text
    assert "setting ADMINS" in start.text
    assert start.labels() == [], "there is nobody to ask"


async def test_nobody_gets_past_a_gate_that_fails(
    bot: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_user_id: int) -> Role:
        raise ValueError

    monkeypatch.setattr(type(bot.services.state.people), "role", lambda _self, u: fail(u))
    await bot.api.say("ferry tickets", chat_id=STRANGER)
    (reply,) = await bot.api.replies(1)
    assert reply.text.startswith("Something went wrong")
    await bot.api.handled()
    assert bot.retriever.questions == []
