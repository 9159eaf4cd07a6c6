"""The people of the soak: readers, a group, and strangers."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

from benchmarks.soak.bot import START
from bot.state.groups import Verdict
from bot.state.store import State
from tests.fakes.bot_api import FakeBotApi

QUESTIONS = (
    "how many ships does tianlu want by 2028",
    "und 2025?",
    "Was ist mit Gallium?",
    "what about the EU?",
    "who pays for the gauges on the Syr Darya",
    "What is the capital of Australia?",
    "wer wird Preistreuhänder für elektroautos",
    "Neueste Meldung zum Rhein",
    "/latest",
    "/briefings",
    "/timeline gallium",
    "/briefing",
    "/privacy",
    "/mydata",
    "🙂",
)
ADMINS = 6
GROUP = -100_500


class People:
    """Everybody who uses the bot, on a clock that runs ahead."""

    def __init__(self, seed: int) -> None:
        self.generator = random.Random(seed)  # noqa: S311 (nothing secret)
        self.shift = 0.0
        self.real = dt.datetime.now(dt.UTC).timestamp()
        self.api = FakeBotApi(clock=self.now)

    def now(self) -> float:
        """Return the time in the bot's world, in seconds since 1970."""
        passed = dt.datetime.now(dt.UTC).timestamp() - self.real
        return START.timestamp() + passed + self.shift

    async def act(self) -> None:
        """Do something that people do, and wait until the bot has it."""
        api, generator = self.api, self.generator
        person = generator.randint(1, ADMINS)
        language = generator.choice(("de", "en"))
        choice = generator.random()
        mine = [sent for sent in api.sent if sent.chat_id == person and sent.markup]
        if choice < 0.45 or not mine:
            asked = await api.say(generator.choice(QUESTIONS), chat_id=person, language=language)
            if choice < 0.05:
                await api.edit_said(asked, generator.choice(QUESTIONS[:6]), chat_id=person)
        elif choice < 0.85:
            sent = generator.choice(mine[-6:])
            buttons = [b for row in sent.markup["inline_keyboard"] for b in row]  # type: ignore[index]
            data = [b["callback_data"] for b in buttons if "callback_data" in b]
            if data:
                await api.press_data(sent, generator.choice(data), user=person, language=language)
        elif choice < 0.92:
            await api.ask_inline(generator.choice(QUESTIONS[:8]), user=person, language=language)
        elif choice < 0.96:
            question = f"/ask {generator.choice(QUESTIONS[:8])}"
            await api.say(question, chat_id=GROUP, kind="supergroup", user=person)
        else:
            await self._knock(1000 + generator.randint(1, 500), language)
        await api.handled(60)

    async def _knock(self, stranger: int, language: str) -> None:
        """Write as a stranger and, now and then, ask for access."""
        await self.api.say("/start", chat_id=stranger, language=language)
        await self.api.handled(60)
        last = self.api.sent[-1]
        if last.chat_id == stranger and last.markup and self.generator.random() < 0.5:
            data = last.markup["inline_keyboard"][0][0]["callback_data"]
            await self.api.press_data(last, data, user=stranger, language=language)

    def forget(self) -> None:
        """Let the server forget what is long past: it is not what is measured."""
        del self.api.sent[:-60]
        del self.api.calls[:-60]


def allow_group(bot_db: Path) -> None:
    """Begin with a bot.db in which one group may ask."""
    bot_db.unlink(missing_ok=True)
    state = State(bot_db)
    state.groups.joined(GROUP, "Group", by=1, now=START)
    state.groups.decide(GROUP, Verdict.ALLOWED, by=1, now=START)
    state.close()
