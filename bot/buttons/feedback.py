"""The row under an answer with which a reader says what they think of it, or asks to be told.

Pure. What is under the answer follows from what the reader has said of it so far.
"""

from __future__ import annotations

from bot.buttons.keyboards import Row, button
from bot.messages.catalogue import Messages
from bot.state.feedback import Opinion, Reason
from index.answer import Verdict

#: The areas of the buttons: ``fb`` with question and opinion, reason or one of the two below;
#: ``wish`` with question and ON or OFF.
OPINION, WISH = "fb", "wish"
#: A row of reasons is put back, or an opinion is to be changed.
AGAIN = "again"
ON, OFF = "on", "off"


def below(
    question: int,
    verdict: Verdict,
    messages: Messages,
    *,
    kept: bool,
    given: bool = False,
    wished: bool = False,
) -> list[Row]:
    """Return what stands under the answer to a question.

    kept: whether its words are kept; what is erased cannot be looked up again later. given: the
    reader has said what they think of it. wished: they want to be told.
    """
    offered = kept and verdict is not Verdict.ANSWERED
    if verdict is Verdict.CLOSEST and offered and not (given or wished):
        short = button(messages.feedback.tell_me_short, WISH, question, ON)
        return [[*opinions(question, messages), short]]
    rows = []
    if verdict is not Verdict.NOT_COVERED:
        rows.append((thanks if given else opinions)(question, messages))
    if wished or offered:
        rows.append((will_be_told if wished else tell_me)(question, messages))
    return rows


def opinions(question: int, messages: Messages) -> Row:
    """Return what asks for an opinion."""
    texts = messages.feedback
    return [
        button(texts.helpful, OPINION, question, Opinion.HELPFUL),
        button(texts.not_right, OPINION, question, Opinion.NOT_RIGHT),
    ]


def reasons(question: int, messages: Messages) -> list[Row]:
    """Return what is asked of a reader for whom an answer was not right."""
    texts = messages.feedback
    return [
        [
            button(texts.wrong_source, OPINION, question, Reason.WRONG_SOURCE),
            button(texts.not_an_answer, OPINION, question, Reason.NOT_AN_ANSWER),
        ],
        [
            button(texts.outdated, OPINION, question, Reason.OUTDATED),
            button(texts.back, OPINION, question, AGAIN),
        ],
    ]


def thanks(question: int, messages: Messages) -> Row:
    """Return what stands there once an opinion was given."""
    return [button(messages.feedback.thanked, OPINION, question, AGAIN)]


def tell_me(question: int, messages: Messages) -> Row:
    """Return the offer under a question that has no answer."""
    return [button(messages.feedback.tell_me, WISH, question, ON)]


def will_be_told(question: int, messages: Messages) -> Row:
    """Return what stands there once it was taken up."""
    return [button(messages.feedback.will_be_told, WISH, question, OFF)]
