"""What became of the questions that were asked: answered, once, in order?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.messages.choose import MESSAGES
from tests.fakes.bot_api_sent import Sent

#: How a message begins of which nobody knew whether it had arrived.
AGAIN = tuple(messages.sent_again for messages in MESSAGES.values())


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of all questions.

    repeated: answers that came twice and said so. doubled: that came twice and did not.
    """

    asked: int
    unanswered: int
    repeated: int
    doubled: int
    out_of_order: int

    @property
    def good(self) -> bool:
        """Whether nothing happened that must not."""
        return not (self.unanswered or self.doubled or self.out_of_order)


def judge(asked: Mapping[int, Sequence[int]], sent: Sequence[Sent]) -> Verdict:
    """Compare the questions (message ids by chat, in order) with what was sent."""
    answers: dict[int, list[Sent]] = defaultdict(list)
    for message in sent:
        if message.reply_to is not None:
            answers[message.reply_to].append(message)
    every = [question for questions in asked.values() for question in questions]
    again = [message for message in sent if message.text.startswith(AGAIN)]
    doubled = sum(
        max(0, sum(not a.text.startswith(AGAIN) for a in answers[question]) - 1)
        for question in every
    )
    repeated = sum(len(answers[message.reply_to or 0]) > 1 for message in again)
    place = {id(message): number for number, message in enumerate(sent)}
    out_of_order = 0
    for questions in asked.values():
        first = [place[id(answers[question][0])] for question in questions if answers[question]]
        out_of_order += sum(a > b for a, b in pairwise(first))
    unanswered = sum(not answers[question] for question in every)
    return Verdict(len(every), unanswered, repeated, doubled, out_of_order)
