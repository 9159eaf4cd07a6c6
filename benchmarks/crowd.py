"""People who ask a bot all at once, and what became of their questions."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from index.evaluation.questions import read_questions
from tests.fakes.bot_api import FakeBotApi
from tests.fakes.bot_api_sent import Sent

QUESTIONS = Path(__file__).with_name("questions") / "samples.jsonl"
#: One person in so many asks so many questions.
EAGER, MORE = 10, 3
#: Seconds between two /start; those who say it, in turn, have numbers from here on.
PING, PINGING, PINGERS = 0.25, 1_000_000, 200


class Crowd:
    """People who ask at once, each in their own chat, and others who say /start."""

    def __init__(self, api: FakeBotApi, people: int) -> None:
        self._api = api
        self._people = range(1, people + 1)
        self._texts = [(q.question, q.language or "en") for q in read_questions(QUESTIONS)]
        self._asked: dict[tuple[int, int], float] = {}
        self._pings: dict[int, list[float]] = {}

    async def ask(self) -> None:
        """Let everybody ask."""
        self._asked.clear()
        for turn in range(MORE):
            for person in self._people:
                if turn == 0 or person % EAGER == 0:
                    text, language = self._texts[(person + turn) % len(self._texts)]
                    said = await self._api.say(text, chat_id=person, language=language)
                    self._asked[person, said] = self._api.now()

    async def say_start(self) -> None:
        """Say /start again and again, each time somebody else."""
        self._pings.clear()
        for number in range(sys.maxsize):
            person = PINGING + number % PINGERS
            self._pings.setdefault(person, []).append(self._api.now())
            await self._api.say("/start", chat_id=person)
            await asyncio.sleep(PING)

    def all_replied(self) -> bool:
        """Whether every question has a reply."""
        replied = {(sent.chat_id, sent.reply_to) for sent in self._api.sent}
        return all(question in replied for question in self._asked)

    def judge(self, sent: Sequence[Sent]) -> tuple[list[Sent], dict[str, int]]:
        """Return the first reply to each question, and what went wrong."""
        first: dict[tuple[int, int], Sent] = {}
        doubled = 0
        for message in sent:
            question = (message.chat_id, message.reply_to or 0)
            if question in self._asked and question in first:
                doubled += message.text == first[question].text
            elif question in self._asked:
                first[question] = message
        place = {id(message): number for number, message in enumerate(sent)}
        in_turn = sorted(self._asked)
        out_of_order = sum(
            one[0] == other[0] and place[id(first[one])] > place[id(first[other])]
            for one, other in pairwise(question for question in in_turn if question in first)
        )
        wrong = {
            "unanswered": len(self._asked) - len(first),
            "doubled": doubled,
            "out_of_order": out_of_order,
        }
        return list(first.values()), wrong

    def waited(self, replies: Sequence[Sent]) -> tuple[float, ...]:
        """Return how long each of these replies took, in order of length."""
        return tuple(
            sorted(sent.time - self._asked[sent.chat_id, sent.reply_to or 0] for sent in replies)
        )

    def starts(self, sent: Sequence[Sent]) -> tuple[float, ...]:
        """Return how long each /start took; infinity where it was not answered."""
        took = []
        for person, times in self._pings.items():
            replies = [message.time for message in sent if message.chat_id == person]
            for said in times:
                after = [reply - said for reply in replies if reply >= said]
                took.append(min(after, default=float("inf")))
        return tuple(sorted(took))
