"""What a person sees in Telegram; the bot talks HTTP to a server that is as strict as the real."""

from __future__ import annotations

import json
import sqlite3

import pytest

from corpus.document import Remark
from corpus.files import FileRecord
from index.errors import IndexMissing, IndexStale
from tests.bot.conftest import Running
from tests.fakes.bot_api import Fault
from tests.fakes.bot_corpus import HARBOUR, KOHLE, long_briefing

pytestmark = pytest.mark.e2e


async def test_answer_quotes_word_for_word_with_citation(bot: Running) -> None:
    asked = await bot.api.say("what will ferry tickets cost?")
    (answer,) = await bot.api.replies(1)
    assert answer.reply_to == asked
    assert answer.text.startswith("Found in the briefings:")
    said = answer.text.replace("\u00a0", " ")
    assert "1 · Harbour Weekly · 1 March 2024\nTransport › Ferries · ¶ 4, p. 2\n" in said
    assert HARBOUR[3] in answer.marked("blockquote")
    assert "Ferry tickets will cost 4 euros." in answer.marked("bold")
    assert answer.labels() == [
        "1 · Context", "1 · Original", "1 · Cite",
        "2 · Context", "2 · Original", "2 · Cite",
        "3 · Context", "3 · Original", "3 · Cite",
        "More passages",
        "👍 Helpful", "👎 Not right",
    ]  # fmt: skip


async def test_in_private_only_the_answer_to_a_question_shows_it(bot: Running) -> None:
    for command in ("/start", "/help", "/latest", "/ask", "/timeline ferry", "/nonsense"):
        await bot.api.say(command)
    await bot.api.handled()
    assert {sent.reply_to for sent in bot.api.sent} == {None}
    before = len(bot.api.sent)
    asked = [await bot.api.say(text) for text in ("ferry tickets", "/ask ferry council", "thanks!")]
    answers = await bot.api.replies(3, after=before)
    assert [answer.reply_to for answer in answers] == asked
    await bot.api.press(answers[0], "1 · Context")
    (context,) = await bot.api.replies(1, after=before + 3)
    assert context.reply_to is None


async def test_help_tells_admins_what_only_they_can_do(bot: Running) -> None:
    bot.let_in(8)
    await bot.api.say("/help")
    await bot.api.say("/help", chat_id=8)
    await bot.api.say("/help", language="de")
    await bot.api.handled()
    admins, reader, german = (sent.text for sent in bot.api.sent)
    assert "Send me a briefing: a file, several, the address of a page, or a mail" in admins
    assert "For admins" not in reader
    assert "Senden Sie mir ein Briefing" in german


async def test_in_a_group_everything_shows_whom_it_is_for(bot: Running) -> None:
    bot.allow(-5)
    asked = await bot.api.say("/latest", chat_id=-5, kind="supergroup")
    (newest,) = await bot.api.replies(1)
    assert newest.reply_to == asked


async def test_german_person_gets_german_words_and_date(bot: Running) -> None:
    await bot.api.say("ferry council since 2024", language="de-AT")
    (answer,) = await bot.api.replies(1)
    assert answer.text.startswith("Das steht in den Briefings:\nVerstanden: seit 1. Januar 2024")
    assert "1.\u00a0März\u00a02024" in answer.text
    assert "Weitere Stellen" in answer.labels()


async def test_undated_briefing_with_markup_in_it(bot: Running) -> None:
    await bot.api.say("Kohleausstieg Ziel Regierung", language="de")
    (answer,) = await bot.api.replies(1)
    assert (
        "Kohle & Klima · ohne\u00a0Datum\nEnergie\u00a0·\u00a0¶\u00a01,\u00a0S.\u00a01\n"
        in answer.text
    )
    assert KOHLE[0] in answer.marked("blockquote")
    await bot.api.press(answer, "1 · Kontext", language="de")
    (context,) = await bot.api.replies(1, after=1)
    assert "Quellen" not in context.labels(), "this briefing names no sources"


async def test_nothing_exact_and_nothing_at_all(bot: Running) -> None:
    await bot.api.say("Strompreise Kohlekraftwerke")
    await bot.api.say("zebra")
    await bot.api.say("zebra since 2024")
    closest, nothing, limited = await bot.api.replies(3)
    assert closest.text.startswith("Nothing answers this exactly. The closest passages:")
    assert nothing.text.startswith("The briefings do not cover this.")
    assert "There are 2 briefings here" in nothing.text
    assert nothing.labels() == ["🔔 Tell me when a briefing covers this"]
    assert "since 1 January 2024" in limited.text
    assert "without the limits" in limited.text


async def test_more_never_repeats_a_passage(bot: Running) -> None:
    await bot.api.say("ferry")
    (first,) = await bot.api.replies(1)
    await bot.api.press(first, "More passages")
    (second,) = await bot.api.replies(1, after=1)
    quoted = first.marked("blockquote") + second.marked("blockquote")
    assert len(quoted) == len(set(quoted)) == 6, "six paragraphs say ferry"
    assert "More passages" not in second.labels()
    assert "4 · Context" in second.labels()


async def test_context_sources_and_original(bot: Running) -> None:
    await bot.api.say("ferry tickets")
    (answer,) = await bot.api.replies(1)
    await bot.api.press(answer, "1 · Context")
    (context,) = await bot.api.replies(1, after=1)
    assert context.labels() == ["Cite", "Link", "Sources", "Outline", "Original file"]
    await bot.api.press(context, "Sources")
    await bot.api.press(answer, "1 · Original")
    sources, original = await bot.api.replies(2, after=2)
    for paragraph in HARBOUR:
        assert paragraph in context.text
    assert context.marked("blockquote") == [HARBOUR[3]]
    assert "2 sources that the briefing names for “Transport › Ferries”" in sources.text
    links = [entity.url for entity in sources.entities if entity.type == "text_link"]
    assert links == ["https://port.example/minutes"], "what is no web address is no link"
    assert original.document == ("harbour.txt", "\n\n".join(HARBOUR).encode())
    assert "¶\u00a04" in original.text
    await bot.api.handled()
    assert bot.api.refused() == []


async def test_buttons_work_after_a_restart(bot: Running) -> None:
    await bot.api.say("ferry")
    (answer,) = await bot.api.replies(1)
    again = await bot.restart()
    await bot.api.press(answer, "More passages")
    (more,) = await bot.api.replies(1, after=1)
    assert more.text.startswith("More passages")
    quoted = answer.marked("blockquote") + more.marked("blockquote")
    assert len(quoted) == len(set(quoted)) == 6
    assert again.retriever.questions == ["ferry"], "what lies behind the first page is ranked now"
    await bot.api.press(answer, "More passages")
    await bot.api.replies(1, after=2)
    assert again.retriever.questions == ["ferry"], "and then kept"
    await again.end()


async def test_more_goes_on_where_a_changed_ranking_was_left(bot: Running) -> None:
    await bot.api.say("ferry")
    (answer,) = await bot.api.replies(1)
    with sqlite3.connect(bot.folder / "bot.db") as db:
        (hits,) = db.execute("SELECT hits FROM questions").fetchone()
        db.execute("UPDATE questions SET hits = ?", [json.dumps(json.loads(hits)[::-1])])
    db.close()
    await bot.api.press(answer, "More passages")
    await bot.api.replies(1, after=1)
    with sqlite3.connect(bot.folder / "bot.db") as db:
        (more,) = db.execute("SELECT hits FROM questions").fetchone()
    db.close()
    assert json.loads(more)[:4] == json.loads(hits)[::-1]
    assert len({paragraph for paragraph, *_ in json.loads(more)}) == 6


async def test_paragraph_that_was_removed_is_not_shown(bot: Running) -> None:
    await bot.api.say("ferry")
    (answer,) = await bot.api.replies(1)
    for head in bot.store.heads():
        bot.store.remove(head.id)
    await bot.api.press(answer, "1 · Context")
    await bot.api.press(answer, "More passages")
    gone, no_more = await bot.api.replies(2, after=1)
    assert "no longer in the briefings" in gone.text
    assert "all the passages" in no_more.text


@pytest.mark.parametrize(
    "data", ["", "1:more:99999:0:0", "9:more:1:0:0", "1:more:1:-1:0", "1:ctx:1:99:0", "1:x", "💥"]
)
async def test_forged_or_outdated_button(bot: Running, data: str) -> None:
    await bot.api.say("ferry")
    (answer,) = await bot.api.replies(1)
    await bot.api.press_data(answer, data)
    (reply,) = await bot.api.replies(1, after=1)
    assert "Please ask again" in reply.text


async def test_button_of_another_chat(bot: Running) -> None:
    bot.let_in(8)
    await bot.api.say("ferry")
    await bot.api.say("tickets", chat_id=8)
    (_, other) = await bot.api.replies(2)
    await bot.api.press_data(other, "1:more:1:0:0")
    (reply,) = await bot.api.replies(1, after=2)
    assert "Please ask again" in reply.text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x" * 4096, "4,096 characters"),
        ("🙂🙃🙂", "letters or numbers"),
        ("\u202e\u2066", "nothing in it"),
        ("/nonsense", "don't know that command"),
        ("/ask", "/ask What changed last week?"),
        ("<b>ferry</i> & <script> council", "Found in the briefings"),
        ("ferry\x00 \u202ecouncil\x1b[31m", "Found in the briefings"),
        ('ferry" OR council NEAR/2 (', "Found in the briefings"),
        ("hallo!", "Ask what the briefings say"),
    ],
)
async def test_odd_messages_get_a_clear_answer(bot: Running, text: str, words: str) -> None:
    await bot.api.say(text)
    (reply,) = await bot.api.replies(1)
    assert words in reply.text
    await bot.api.handled()
    assert bot.api.refused() == []


async def test_groups_are_answered_only_when_asked(bot: Running) -> None:
    bot.allow(-5)
    await bot.api.say("ferry tickets", chat_id=-5, kind="supergroup")
    await bot.api.say("/ask@other_bot ferry tickets", chat_id=-5, kind="supergroup")
    await bot.api.say("/ask@briefing_bot ferry tickets", chat_id=-5, kind="supergroup")
    (answer,) = await bot.api.replies(1)
    await bot.api.handled()
    assert bot.retriever.questions == ["ferry tickets"]
    assert answer.chat_id == -5


async def test_edits_and_pictures(bot: Running) -> None:
    bot.api.open_chat(7)
    person = {"id": 7, "is_bot": False, "first_name": "Ada"}
    message = {"message_id": 5, "date": 1, "chat": bot.api.chats[7].as_json(), "from": person}
    await bot.api.update({"edited_message": {**message, "edit_date": 2, "text": "ferry"}})
    await bot.api.update({"message": {**message, "photo": []}})
    await bot.api.update({"message": {**message, "location": {"latitude": 1, "longitude": 1}}})
    (reply,) = await bot.api.replies(1)
    assert "only read text" in reply.text


@pytest.mark.parametrize(
    ("error", "words"), [(IndexMissing("x"), "briefing-bot ingest"), (IndexStale("x"), "check")]
)
async def test_index_that_cannot_answer(bot: Running, error: Exception, words: str) -> None:
    bot.retriever.fail = error
    await bot.api.say("ferry")
    await bot.api.say("/help")
    reply, help_ = await bot.api.replies(2)
    assert words in reply.text, "an admin can mend it"
    assert "Just ask" in help_.text
    bot.let_in(8)
    await bot.api.say("ferry", chat_id=8)
    (theirs,) = await bot.api.replies(1, after=2)
    assert "Please tell whoever runs this bot." in theirs.text
    assert "briefing-bot" not in theirs.text


async def test_unexpected_error_is_reported_by_number(
    bot: Running, caplog: pytest.LogCaptureFixture
) -> None:
    bot.retriever.fail = ValueError("cannot parse 'my secret ferry question'")
    await bot.api.say("my secret ferry question")
    (reply,) = await bot.api.replies(1)
    (reference,) = reply.marked("bold")
    assert f"Error {reference}" in caplog.text
    assert "ValueError" in caplog.text
    assert "secret ferry" not in caplog.text


@pytest.mark.filterwarnings("ignore:Deprecated since version v22.2")  # of retry_after's type
async def test_waits_when_told_to(bot: Running) -> None:
    bot.api.faults.append(Fault("sendMessage", 429))
    await bot.api.say("ferry")
    (answer,) = await bot.api.replies(1)
    assert "Harbour Weekly" in answer.text


async def test_falls_back_to_plain_text(bot: Running) -> None:
    broken = "Bad Request: can't parse entities: Unsupported start tag"
    bot.api.faults.append(Fault("sendMessage", 400, description=broken))
    await bot.api.say("ferry tickets")
    (answer,) = await bot.api.replies(1)
    assert HARBOUR[3] in answer.text
    assert answer.entities == []
    assert "1 · Context" in answer.labels()


async def test_buttons_of_a_message_that_telegram_forgot(bot: Running) -> None:
    await bot.api.say("ferry tickets")
    (answer,) = await bot.api.replies(1)
    for action in ("ctx", "src", "file", "more", "nonsense"):
        await bot.api.press_data(answer, f"1:{action}:1:0:0", forgotten=True)
    context, sources, original, more, gone = await bot.api.replies(5, after=1)
    assert context.text.startswith("Context of passage 1")
    assert sources.text.startswith("2 sources")
    assert original.document is not None
    assert more.text.startswith("More passages")
    assert "Please ask again" in gone.text


async def test_blocked_bot_is_not_an_error(bot: Running, caplog: pytest.LogCaptureFixture) -> None:
    bot.api.blocked.add(7)
    await bot.api.say("ferry tickets")
    await bot.api.handled()
    assert "has blocked the bot" in caplog.text
    assert "Traceback" not in caplog.text


async def test_turning_the_pages_of_a_long_briefing(bot: Running) -> None:
    bot.store.put(long_briefing())
    await bot.api.say("needle haystack")
    (answer,) = await bot.api.replies(1)
    await bot.api.press(answer, "1 · Context")
    (context,) = await bot.api.replies(1, after=1)
    assert "The needle lies in this haystack." in context.marked("bold")
    pages = [context.text]
    for label in ("After ▶", "◀ Before", "◀ Before"):
        await bot.api.press(context, label)
        await bot.api.handled()
        pages.append(context.text)
    assert len(bot.api.sent) == 2, "pages are turned in place"
    assert len(set(pages)) >= 3
    assert bot.api.refused() == []


async def test_the_same_page_again_is_no_error(bot: Running) -> None:
    await bot.api.say("ferry")
    (answer,) = await bot.api.replies(1)
    bot.api.faults.append(Fault("answerCallbackQuery", 400))
    await bot.api.press(answer, "1 · Context")
    (context,) = await bot.api.replies(1, after=1)
    assert "◀ Before" not in context.labels(), "all of it fits one page"
    await bot.api.press_data(context, "1:aft:1:0:0")
    await bot.api.press_data(context, "1:aft:1:0:0")
    await bot.api.handled()
    assert len(bot.api.sent) == 2


async def test_what_is_stored_of_a_question(bot: Running) -> None:
    await bot.api.say("ferry tickets")
    await bot.api.replies(1)
    with sqlite3.connect(bot.folder / "bot.db") as db:
        row = db.execute(
            "SELECT chat_id, user_id, text, generation, hits FROM questions"
        ).fetchone()
    assert row[:4] == (7, 7, "ferry tickets", "g1")
    assert len(json.loads(row[4])) == 4, "one more than are shown"
    db.close()


async def test_status_counts_what_was_not_read(bot: Running) -> None:
    bot.let_in(8)
    await bot.api.say("/status", chat_id=8)
    (well,) = await bot.api.replies(1)
    assert "Every file was read." in well.text
    bot.store.put_file(FileRecord("gone.pdf", 1, 1, "x", reason="needs a password"))
    bot.store.put_remarks(
        "scan.pdf", [Remark("scan.pdf", "has 2 pages without text (2–3)", (2, 3))]
    )
    await bot.api.say("/status", language="de", chat_id=8)
    (told,) = await bot.api.replies(1, after=1)
    assert "1 Datei wurde nicht gelesen." in told.text
    assert "1 Datei wurde mit Vorbehalt gelesen." in told.text
    assert "gone.pdf" not in told.text, "names are for those who keep the folder"
