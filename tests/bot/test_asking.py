"""Asking in private and in groups: who is meant, what a short question leans on, what changes."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.bot.conftest import Running, start_bot
from tests.fakes.bot_corpus import HARBOUR
from tests.fakes.briefings import make_briefing

pytestmark = pytest.mark.e2e

GROUP = -5


def rows(folder: Path, columns: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(folder / "bot.db") as db:
        found = db.execute(f"SELECT {columns} FROM questions ORDER BY id").fetchall()
    db.close()
    return found


async def test_short_question_is_read_with_the_one_before(bot: Running) -> None:
    await bot.api.say("What will ferry tickets cost?")
    await bot.api.say("and since 2024?")
    first, second = await bot.api.replies(2)
    assert "Understood" not in first.text
    read = "Understood: What will ferry tickets cost since 2024? · since 1 January 2024\n"
    assert read in second.text
    assert "Ask as a new question" in second.labels()
    assert bot.retriever.questions[-1] == "What will ferry tickets cost since 2024?"


async def test_one_button_makes_it_a_question_of_its_own(bot: Running) -> None:
    await bot.api.say("What will ferry tickets cost?")
    await bot.api.say("and the harbour council?")
    _, second = await bot.api.replies(2)
    await bot.api.press(second, "Ask as a new question")
    await bot.api.handled()
    assert bot.retriever.questions[-1] == "and the harbour council?"
    assert second.edits == 1
    assert "Understood" not in second.text
    assert "Ask as a new question" not in second.labels()
    assert len(bot.api.sent) == 2
    await bot.api.press(second, "1 · Context")
    (context,) = await bot.api.replies(1, after=2)
    assert context.text.startswith("Context of passage 1")


@pytest.mark.parametrize(
    "data", ["2:fresh:999", "2:fresh", "2:fresh:1:2", "2:fresh:x", "2:fresh:1"]
)
async def test_button_that_is_forged_or_of_another_chat(bot: Running, data: str) -> None:
    bot.let_in(8)
    await bot.api.say("ferry tickets")
    await bot.api.replies(1)
    await bot.api.say("council", chat_id=8)
    (other,) = await bot.api.replies(1, after=1)
    await bot.api.press_data(other, data)
    (reply,) = await bot.api.replies(1, after=2)
    assert "Please ask again" in reply.text
    assert bot.retriever.questions == ["ferry tickets", "council"]


async def test_german_words_for_a_german_person(bot: Running) -> None:
    await bot.api.say("What will ferry tickets cost?", language="de")
    await bot.api.say("und die Kinder?", language="de")
    _, second = await bot.api.replies(2)
    assert "Verstanden: What will ferry tickets cost – und die Kinder?" in second.text
    assert "Als neue Frage stellen" in second.labels()


async def test_words_without_a_place_stand_behind_the_whole_question(bot: Running) -> None:
    await bot.api.say("Who approved the ferry line?")
    await bot.api.say("how much does it cost?")
    _, second = await bot.api.replies(2)
    assert "Understood: Who approved the ferry line – how much does it cost?\n" in second.text


async def test_question_of_its_own_does_not_lean(bot: Running) -> None:
    await bot.api.say("What will ferry tickets cost?")
    await bot.api.say("And when did the council approve the ferry?")
    await bot.api.replies(2)
    assert bot.retriever.questions[-1] == "And when did the council approve the ferry?"


async def test_question_long_before_is_not_leant_on(bot: Running) -> None:
    await bot.api.say("What will ferry tickets cost?")
    (first,) = await bot.api.replies(1)
    with sqlite3.connect(bot.folder / "bot.db") as db:
        db.execute("UPDATE questions SET asked_at = '2020-01-01T00:00:00+00:00'")
    db.close()
    await bot.api.say("and since 2024?")
    await bot.api.replies(1, after=1)
    assert bot.retriever.questions[-1] == "and since 2024?"
    await bot.api.say("and since 2024?", reply_to=first)
    (answer,) = await bot.api.replies(1, after=2)
    assert "Understood: What will ferry tickets cost since 2024?" in answer.text


async def test_reply_leans_on_the_answer_that_it_replies_to(bot: Running) -> None:
    await bot.api.say("What will ferry tickets cost?")
    await bot.api.say("Who approved the ferry line?")
    first, _ = await bot.api.replies(2)
    await bot.api.say("since 2024?", reply_to=first)
    (third,) = await bot.api.replies(1, after=2)
    assert "Understood: What will ferry tickets cost since 2024?" in third.text


async def test_reply_to_further_passages_leans_on_their_question(bot: Running) -> None:
    await bot.api.say("ferry")
    (answer,) = await bot.api.replies(1)
    await bot.api.press(answer, "More passages")
    (more,) = await bot.api.replies(1, after=1)
    await bot.api.say("Kohleausstieg Regierung")
    await bot.api.replies(1, after=2)
    await bot.api.say("since 2024?", reply_to=more)
    (again,) = await bot.api.replies(1, after=3)
    assert "Understood: ferry since 2024" in again.text


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("/ask@briefing_bot ferry tickets", "ferry tickets"),
        ("/ask ferry tickets", "ferry tickets"),
        ("@briefing_bot ferry tickets", "ferry tickets"),
        ("🙂 ferry tickets, @Briefing_Bot?", "🙂 ferry tickets, ?"),
        ("ferry @briefing_bot tickets", "ferry tickets"),
    ],
)
async def test_group_asks_by_command_or_mention(bot: Running, text: str, question: str) -> None:
    bot.allow(GROUP)
    await bot.api.say(text, chat_id=GROUP, kind="supergroup")
    (answer,) = await bot.api.replies(1)
    assert answer.chat_id == GROUP
    assert bot.retriever.questions == [question]


@pytest.mark.parametrize(
    "text", ["ferry tickets", "/ask@other_bot ferry", "@other_bot ferry", "briefing_bot ferry"]
)
async def test_group_is_left_alone_otherwise(bot: Running, text: str) -> None:
    bot.allow(GROUP)
    bot.api.reads_all = True
    first = await bot.api.say("hello all", chat_id=GROUP, kind="supergroup")
    await bot.api.say(text, chat_id=GROUP, kind="supergroup", reply_to=first)
    await bot.api.handled()
    assert bot.api.sent == []
    assert bot.retriever.questions == []


async def test_group_asks_by_replying_to_the_bot(bot: Running) -> None:
    bot.allow(GROUP)
    await bot.api.say("/ask What will ferry tickets cost?", chat_id=GROUP, kind="supergroup")
    (first,) = await bot.api.replies(1)
    await bot.api.say("since 2024?", chat_id=GROUP, kind="supergroup", reply_to=first, user=8)
    (second,) = await bot.api.replies(1, after=1)
    assert "Understood: What will ferry tickets cost since 2024?" in second.text


async def test_thanks_in_a_group_need_no_answer(bot: Running) -> None:
    bot.allow(GROUP)
    await bot.api.say("/ask ferry tickets", chat_id=GROUP, kind="supergroup")
    (answer,) = await bot.api.replies(1)
    await bot.api.say("thanks!", chat_id=GROUP, kind="supergroup", reply_to=answer)
    await bot.api.say("@briefing_bot hello", chat_id=GROUP, kind="supergroup")
    (help_,) = await bot.api.replies(1, after=1)
    assert "Ask what the briefings say" in help_.text
    assert len(bot.api.sent) == 2


async def test_people_in_a_group_do_not_lean_on_each_other(bot: Running) -> None:
    bot.allow(GROUP)
    await bot.api.say("/ask What will ferry tickets cost?", chat_id=GROUP, kind="supergroup")
    await bot.api.say("/ask and since 2024?", chat_id=GROUP, kind="supergroup", user=8)
    await bot.api.replies(2)
    assert bot.retriever.questions[-1] == "and since 2024?"


@pytest.mark.parametrize("text", ["/ask", "@briefing_bot", "@briefing_bot?"])
async def test_message_of_somebody_else_is_asked(bot: Running, text: str) -> None:
    bot.allow(GROUP)
    said = await bot.api.say("ferry tickets", chat_id=GROUP, kind="supergroup", user=8)
    await bot.api.say(text, chat_id=GROUP, kind="supergroup", reply_to=said)
    (answer,) = await bot.api.replies(1)
    assert bot.retriever.questions == ["ferry tickets"]
    await bot.api.say(text, chat_id=GROUP, kind="supergroup", reply_to=answer)
    (usage,) = await bot.api.replies(1, after=1)
    assert "Put your question after the command" in usage.text


async def test_topic_is_answered_in_place(bot: Running) -> None:
    bot.allow(GROUP)
    bot.api.open_chat(GROUP, "supergroup")
    topic = await bot.api.open_topic(GROUP)
    other = await bot.api.open_topic(GROUP, "Else")
    await bot.api.say("/ask What will ferry tickets cost?", chat_id=GROUP, thread=topic)
    await bot.api.say("/ask and since 2024?", chat_id=GROUP, thread=other)
    await bot.api.say("/ask and since 2024?", chat_id=GROUP, thread=topic)
    first, second, third = await bot.api.replies(3)
    assert [sent.thread for sent in (first, second, third)] == [topic, other, topic]
    assert "Understood: since" in second.text
    assert "Understood: What will ferry tickets cost since 2024?" in third.text


# ---- edits


async def test_changed_question_is_answered_in_place(bot: Running) -> None:
    asked = await bot.api.say("What will the ferry tikets cost?")
    (answer,) = await bot.api.replies(1)
    await bot.api.edit_said(asked, "What disturbs the seals at the pier?")
    await bot.api.handled()
    assert len(bot.api.sent) == 1
    assert answer.edits == 1
    assert "disturbs the seals" in "".join(answer.marked("bold"))
    await bot.api.say("since 2024?", reply_to=answer)
    (further,) = await bot.api.replies(1, after=1)
    assert "Understood: What disturbs the seals at the pier since 2024?" in further.text


async def test_same_text_again_changes_nothing(bot: Running) -> None:
    asked = await bot.api.say("ferry tickets")
    (answer,) = await bot.api.replies(1)
    await bot.api.edit_said(asked, "ferry  tickets ")
    await bot.api.handled()
    assert bot.retriever.questions == ["ferry tickets"]
    assert answer.edits == 0


async def test_mention_that_is_added_asks(bot: Running) -> None:
    bot.allow(GROUP)
    bot.api.reads_all = True
    said = await bot.api.say("ferry tickets", chat_id=GROUP, kind="supergroup")
    await bot.api.handled()
    assert bot.api.sent == []
    await bot.api.edit_said(said, "@briefing_bot ferry tickets", chat_id=GROUP)
    (answer,) = await bot.api.replies(1)
    assert answer.reply_to == said
    assert bot.retriever.questions == ["ferry tickets"]


async def test_changed_follow_up_leans_on_the_same_question(bot: Running) -> None:
    await bot.api.say("What will ferry tickets cost?")
    asked = await bot.api.say("and in Poland?")
    _, second = await bot.api.replies(2)
    await bot.api.edit_said(asked, "and since 2024?")
    await bot.api.handled()
    assert "Understood: What will ferry tickets cost since 2024?" in second.text


async def test_longer_and_shorter_answers_take_the_place_of_each_other(bot: Running) -> None:
    straw = [f"Straw {'and more of it ' * 110}lies in barn {number}." for number in (1, 2, 3)]
    bot.store.put(make_briefing("barn.txt", straw))
    asked = await bot.api.say("ferry tickets")
    (short,) = await bot.api.replies(1)
    await bot.api.edit_said(asked, "straw more lies barn")
    (second,) = await bot.api.replies(1, after=1)
    await bot.api.handled()
    assert "barn 1" in short.text
    assert short.labels() == []
    assert "barn 3" in second.text
    assert "3 · Context" in second.labels()
    await bot.api.edit_said(asked, "ferry tickets")
    await bot.api.handled()
    assert HARBOUR[3] in short.text
    assert "1 · Context" in short.labels()
    assert second.deleted
    assert len(bot.api.sent) == 2


async def test_answer_that_is_gone_is_sent_anew(bot: Running) -> None:
    asked = await bot.api.say("ferry tickets")
    (answer,) = await bot.api.replies(1)
    answer.deleted = True
    await bot.api.edit_said(asked, "ferry council")
    (again,) = await bot.api.replies(1, after=1)
    assert again.reply_to == asked


# ---- waiting, limits, privacy


async def test_question_that_waited_is_answered_with_an_apology(bot: Running) -> None:
    await bot.api.say("ferry tickets", ago=3 * 3600)
    await bot.api.say("ferry tickets", ago=60)
    await bot.api.say("ferry tickets", ago=2 * 86400, language="de")
    late, punctual, very_late = await bot.api.replies(3)
    assert late.text.startswith("Sorry for the wait: your question of 3 hours ago")
    assert punctual.text.startswith("Found in the briefings")
    late_de = "Entschuldigung: Ihre Frage von vor 2 Tagen hat mich erst jetzt erreicht."
    assert very_late.text.startswith(late_de)


async def test_update_that_comes_again_is_not_asked_again(bot: Running) -> None:
    asked = await bot.api.say("ferry tickets")
    await bot.api.replies(1)
    await bot.api.handled()
    assert [row[0] for row in rows(bot.folder, "message_id")] == [asked]
    ((update_id,),) = rows(bot.folder, "update_id")
    await bot.end()
    with sqlite3.connect(bot.folder / "bot.db") as db:
        # as after a crash between the answer and the note that it was given
        db.execute("UPDATE questions SET answered_at = NULL")
        db.execute("DELETE FROM answers")
        db.execute("DELETE FROM updates")
    db.close()
    message = bot.api.message_json(bot.api.chats[7], asked)
    bot.api.updates.append({"update_id": update_id, "message": message})
    again = start_bot(bot.api, bot.folder)
    await again.api.say("/help")
    (_, help_) = await again.api.replies(2)
    assert "Just ask" in help_.text
    assert again.retriever.questions == []
    (found,) = again.services.state.questions.answers_of(1)
    assert found == bot.api.sent[0].message_id
    await again.end()
