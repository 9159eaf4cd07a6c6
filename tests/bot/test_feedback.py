"""Opinions on answers, and wishes to be told, as people see them in Telegram."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator

import pytest

from bot.access import Role
from bot.app import build_application
from bot.buttons.feedback import below
from bot.delivery.pace import UNLIMITED
from bot.keeping.wishes import check_wishes
from bot.messages.english import ENGLISH
from bot.services import App
from bot.state.feedback import Feedback, Opinion, Reason
from bot.state.groups import Verdict
from index.answer import Verdict as Found
from tests.bot.conftest import Running
from tests.fakes.bot_api import Sent
from tests.fakes.bot_corpus import long_briefing

pytestmark = pytest.mark.e2e

ASK = ["👍 Helpful", "👎 Not right"]
THANKED = ["✓ Thank you · Change"]
REASONS = ["Wrong source", "Not an answer", "Outdated", "◀ Back"]
TELL_ME_TOO = "🔔 Tell me"
TELL_ME, UNDO = "🔔 Tell me when a briefing covers this", "✓ I will tell you · Undo"
GROUP = -5
NOW = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)


async def press(bot: Running, sent: Sent, label: str, *, user: int | None = None) -> str:
    """Press a button; return what was shown for a moment."""
    before = len(bot.api.toasts)
    await bot.api.press(sent, label, user=user)
    return await toast(bot, before)


async def toast(bot: Running, before: int) -> str:
    await bot.api.wait(lambda: len(bot.api.toasts) > before)
    await bot.api.handled()
    return bot.api.toasts[before].text


async def ask(bot: Running, text: str, **where: object) -> Sent:
    before = len(bot.api.sent)
    await bot.api.say(text, **where)  # type: ignore[arg-type]
    (answer,) = await bot.api.replies(1, after=before)
    return answer


async def ask_in_group(bot: Running, text: str) -> Sent:
    bot.services.state.groups.joined(GROUP, "Readers", by=7, now=NOW)
    bot.services.state.groups.decide(GROUP, Verdict.ALLOWED, by=7, now=NOW)
    return await ask(bot, f"/ask {text}", chat_id=GROUP, kind="supergroup")


def opinion(bot: Running, user: int = 7) -> Feedback | None:
    return bot.services.state.feedback.of(1, user)


async def test_an_answer_helped(bot: Running) -> None:
    answer = await ask(bot, "ferry tickets")
    others = answer.labels()[:-2]
    assert answer.labels() == others + ASK
    assert await press(bot, answer, "👍 Helpful") == "Thank you, noted."
    assert answer.labels() == others + THANKED
    assert opinion(bot) == Feedback(Opinion.HELPFUL)


async def test_an_answer_was_not_right_and_why(bot: Running) -> None:
    answer = await ask(bot, "ferry tickets")
    others = answer.labels()[:-2]
    assert await press(bot, answer, "👎 Not right") == "Thank you. What is wrong with it?"
    assert answer.labels() == REASONS, "nothing else is asked for the moment"
    assert opinion(bot) == Feedback(Opinion.NOT_RIGHT), "it counts without a reason"
    assert await press(bot, answer, "◀ Back") == ""
    assert answer.labels() == others + ASK
    assert opinion(bot) is None
    await press(bot, answer, "👎 Not right")
    assert await press(bot, answer, "Outdated") == "Thank you, noted."
    assert answer.labels() == others + THANKED
    assert opinion(bot) == Feedback(Opinion.NOT_RIGHT, Reason.OUTDATED)
    await press(bot, answer, "✓ Thank you · Change")
    await press(bot, answer, "👍 Helpful")
    assert opinion(bot) == Feedback(Opinion.HELPFUL)
    assert bot.api.refused() == []


async def test_in_german(bot: Running) -> None:
    answer = await ask(bot, "ferry tickets", language="de")
    await bot.api.press(answer, "👎 Daneben", language="de")
    assert await toast(bot, 0) == "Danke. Was passt daran nicht?"
    assert answer.labels()[-4:] == ["Falsche Quelle", "Keine Antwort", "Veraltet", "◀ Zurück"]


async def test_a_button_that_is_pressed_twice(bot: Running) -> None:
    answer = await ask(bot, "ferry tickets")
    data = answer.button("👍 Helpful")["callback_data"]
    for _ in range(3):
        await bot.api.press_data(answer, data)
    await toast(bot, 2)
    assert answer.labels()[-1:] == THANKED
    assert bot.api.refused() == []


async def test_under_an_old_message_the_other_buttons_stay(bot: Running) -> None:
    answer = await ask(bot, "ferry tickets")
    labels = answer.labels()
    data = answer.button("👍 Helpful")["callback_data"]
    await bot.api.press_data(answer, data, forgotten=True)
    assert await toast(bot, 0) == "Thank you, noted."
    assert answer.labels() == labels[:-2] + THANKED
    assert opinion(bot) == Feedback(Opinion.HELPFUL)


async def test_a_message_that_was_deleted_meanwhile(bot: Running) -> None:
    answer = await ask(bot, "ferry tickets")
    await bot.api.unsay(answer.message_id)
    await bot.api.press_data(answer, answer.button("👍 Helpful")["callback_data"])
    assert await toast(bot, 0) == "Thank you, noted."
    assert opinion(bot) == Feedback(Opinion.HELPFUL)
    assert len(bot.api.sent) == 1, "nobody is told of an error"


@pytest.mark.parametrize(
    "data",
    ["2:fb:2:helpful", "2:fb:99:helpful", "2:fb:1:other", "2:fb:x:helpful", "2:fb:1", "2:fb",
     "2:fb:-1:helpful", "2:fb:1:helpful:1", "2:wish:1:on", "2:wish:3:perhaps", "2:wish:9:on",
     "2:wish:3"],
)  # fmt: skip
async def test_forged_buttons(bot: Running, data: str) -> None:
    answer = await ask(bot, "ferry tickets")
    bot.services.state.people.let_in(8, Role.READER, by=None, now=NOW)
    await ask(bot, "ferry council", chat_id=8)
    await ask(bot, "zebra")
    await bot.api.press_data(answer, data)
    assert await toast(bot, 0) == "I no longer have this answer. Please ask again."
    state = bot.services.state
    assert [state.feedback.of(question, 7) for question in (1, 2, 3)] == [None] * 3
    assert state.wishes.due("g2", 10) == []


async def test_in_a_group_everybody_has_an_opinion(bot: Running) -> None:
    answer = await ask_in_group(bot, "ferry tickets")
    labels = answer.labels()
    assert await press(bot, answer, "👍 Helpful", user=7) == "Thank you, noted."
    assert await press(bot, answer, "👎 Not right", user=8) == "Thank you, noted."
    assert answer.labels() == labels, "the buttons are everybody's"
    assert opinion(bot, 7) == Feedback(Opinion.HELPFUL)
    assert opinion(bot, 8) == Feedback(Opinion.NOT_RIGHT)


# ---- wishes


def test_what_stands_under_an_answer() -> None:
    def labels(verdict: Found, *, kept: bool = True, **said: bool) -> list[list[str]]:
        rows = below(1, verdict, ENGLISH, kept=kept, **said)
        return [[button.text for button in row] for row in rows]

    assert labels(Found.ANSWERED) == [ASK]
    assert labels(Found.CLOSEST) == [[*ASK, TELL_ME_TOO]]
    assert labels(Found.CLOSEST, given=True) == [THANKED, [TELL_ME]]
    assert labels(Found.CLOSEST, wished=True) == [ASK, [UNDO]]
    assert labels(Found.NOT_COVERED) == [[TELL_ME]]
    assert labels(Found.NOT_COVERED, kept=False) == [], "an erased question is not asked again"
    assert labels(Found.NOT_COVERED, kept=False, wished=True) == [[UNDO]]


@pytest.fixture
async def application(bot: Running) -> AsyncIterator[App]:
    """What sends on the bot's own account."""
    other = build_application(bot.api.token, bot.services, api_url=bot.api.url, limits=UNLIMITED)
    await other.initialize()
    yield other
    await other.shutdown()


async def test_a_wish_is_fulfilled_by_a_new_briefing(bot: Running, application: App) -> None:
    nothing = await ask(bot, "where is the needle in the haystack?")
    assert nothing.labels() == [TELL_ME]
    told = await press(bot, nothing, TELL_ME)
    assert told == (
        "Noted. If a new briefing answers this within 180 days, I'll write to you here."
    )
    assert nothing.labels() == [UNDO]
    assert await check_wishes(application, "g1") == 0
    bot.store.put(long_briefing())
    assert await check_wishes(application, "g1") == 0, "this generation was asked already"
    assert await check_wishes(application, "g2") == 1
    (answer,) = await bot.api.replies(1, after=1)
    assert answer.chat_id == 7
    assert answer.text.startswith("A new briefing answers what you asked.\n\n")
    assert "“where is the needle in the haystack?”" in answer.text
    assert "The needle lies in this haystack." in answer.marked("bold")
    assert answer.labels()[-2:] == ASK
    await press(bot, answer, "👍 Helpful")
    assert await check_wishes(application, "g3") == 0, "once is enough"
    assert len(bot.api.sent) == 2
    assert bot.api.refused() == []


async def test_a_wish_is_withdrawn(bot: Running, application: App) -> None:
    nothing = await ask(bot, "where is the needle in the haystack?")
    await press(bot, nothing, TELL_ME)
    assert await press(bot, nothing, UNDO) == "All right, I won't write about this."
    assert nothing.labels() == [TELL_ME]
    bot.store.put(long_briefing())
    assert await check_wishes(application, "g2") == 0


async def test_a_wish_can_be_withdrawn_when_the_question_was_erased(bot: Running) -> None:
    nothing = await ask(bot, "where is the needle in the haystack?")
    other = await ask(bot, "what is a haystack needle?")
    await press(bot, nothing, TELL_ME)
    for question in (1, 2):
        bot.services.state.questions.erase(question)
    assert await press(bot, nothing, UNDO) == "All right, I won't write about this."
    assert nothing.labels() == [], "there is nothing left to look for"
    assert "no longer have this answer" in await press(bot, other, TELL_ME)
    assert bot.services.state.wishes.due("g2", 10) == []


async def test_in_a_group_everybody_has_wishes(bot: Running, application: App) -> None:
    nothing = await ask_in_group(bot, "where is the needle in the haystack?")
    assert "Press again to undo" in await press(bot, nothing, TELL_ME, user=7)
    assert "Press again to undo" in await press(bot, nothing, TELL_ME, user=8)
    assert "I won't write" in await press(bot, nothing, TELL_ME, user=8)
    assert nothing.labels() == [TELL_ME]
    bot.store.put(long_briefing())
    assert await check_wishes(application, "g2") == 1
    (answer,) = await bot.api.replies(1, after=1)
    assert answer.chat_id == GROUP


async def test_an_answer_is_not_sent_twice_after_a_crash(bot: Running, application: App) -> None:
    nothing = await ask(bot, "where is the needle in the haystack?")
    await press(bot, nothing, TELL_ME)
    bot.store.put(long_briefing())
    assert await check_wishes(application, "g2") == 1
    question = bot.services.state.questions.get(1)
    assert question is not None
    # as it is left if the program dies before it notes that the wish is fulfilled
    bot.services.state.wishes.add(question, 7, NOW)
    await check_wishes(application, "g2")
    assert len(bot.api.sent) == 2


async def test_who_lost_access_is_told_nothing(bot: Running, application: App) -> None:
    state = bot.services.state
    state.people.let_in(8, Role.READER, by=None, now=NOW)
    nothing = await ask(bot, "where is the needle in the haystack?", chat_id=8)
    await press(bot, nothing, TELL_ME, user=8)
    state.people.revoke(8, NOW)
    bot.store.put(long_briefing())
    assert await check_wishes(application, "g2") == 0
    assert len(bot.api.sent) == 1
    assert state.wishes.due("g3", 10) == []


async def test_who_blocked_the_bot_is_not_tried_again(bot: Running, application: App) -> None:
    nothing = await ask(bot, "where is the needle in the haystack?")
    await press(bot, nothing, TELL_ME)
    bot.api.blocked.add(7)
    bot.store.put(long_briefing())
    await check_wishes(application, "g2")
    assert bot.services.state.wishes.due("g3", 10) == []
