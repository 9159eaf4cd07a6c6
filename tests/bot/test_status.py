"""What an admin sees of the bot's state, and what a reader does."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bot.access import Role
from bot.archive.condition import Made
from bot.archive.desk import Desk
from bot.archive.library import Index, Library
from bot.insight.machine import Machine, Space, look
from bot.messages.choose import MESSAGES
from bot.premises import Premises
from bot.rendering.status import Work, status
from bot.richtext import pack, plain
from corpus.document import Remark
from corpus.files import FileRecord
from corpus.store import CorpusStore
from index.errors import IndexStale
from tests.bot.conftest import Running, start_bot
from tests.bot.digest.kiosk import open_kiosk
from tests.fakes.bot_api import FakeBotApi
from tests.fakes.bot_corpus import corpus
from tests.fakes.retriever import FakeRetriever

pytestmark = pytest.mark.e2e

MADE = Made(
    generation="a1b2c3d4",
    created=dt.datetime.now(dt.UTC) - dt.timedelta(hours=3),
    model="sentence-transformers/all-MiniLM-L6-v2",
    languages=("en",),
    unread={"de": 0.25},
    mend="intfloat/multilingual-e5-small",
    behind=True,
)


def desk(folder: Path, made: Made | Exception | None) -> Desk:
    """Return a desk whose index was made so, or tells what is wrong with it."""

    def describe(_store: CorpusStore) -> Made | None:
        if isinstance(made, Exception):
            raise made
        return made

    store = corpus()
    store.put_file(FileRecord("gone.pdf", 1, 1, "x", reason="needs a password"))
    store.put_remarks("scan.pdf", [Remark("scan.pdf", "has 2 pages without text", (2, 3))])
    index = Index(lambda: "g1", lambda _store: FakeRetriever(store), describe)
    return Desk(lambda: Library(store, index, folder))


async def test_an_admin_sees_everything_and_a_reader_the_size(
    api: FakeBotApi, tmp_path: Path
) -> None:
    bot = start_bot(api, tmp_path, desk=desk(tmp_path, MADE), premises=Premises(tmp_path))
    bot.let_in(8)
    await api.say("/status", chat_id=8)
    await api.handled()
    await api.say("/status")
    await api.handled()
    reader = next(sent for sent in api.sent if sent.chat_id == 8)
    admin = next(sent for sent in api.sent if sent.chat_id == 7)
    assert reader.labels() == []
    assert "a1b2c3d4" not in reader.text
    for told in (
        "Briefings\n2 briefings, 8 paragraphs\n1 March 2024\nEnglish",
        "English 75%, German 25%\n",
        "⚠ 1 file not read\n⚠ 1 file read in part\nWhich and why: briefing-bot check",
        "Index\na1b2c3d4, built 3 hours ago\nModel all-MiniLM-L6-v2 (English)\nNo dictionary",
        "⚠ The briefings have changed since: briefing-bot build",
        "⚠ The model does not know German (25%); such paragraphs are found by their words only.",
        "/reindex model intfloat/multilingual-e5-small",
        "Nothing waits\nNo errors since the start",
        "(polling)",
        "0 on, 0 off or paused\nMessages: 0 waiting, 0 sent, 0 refused, 0 in doubt",
        "Disk: ",
        "Memory: ",
    ):
        assert told in admin.text, told
    assert admin.labels() == ["Refresh"]
    await bot.end()


async def test_refreshing_changes_the_message_in_place(bot: Running) -> None:
    await bot.api.say("/status", language="de")
    (shown,) = await bot.api.replies(1)
    assert "Keine Fehler seit dem Start" in shown.text
    bot.retriever.fail = ZeroDivisionError("what somebody wrote")
    await bot.api.say("ferry tickets")
    await bot.api.say("ferry pier")
    await bot.api.handled()
    await bot.api.press(shown, "Aktualisieren", language="de")
    await bot.api.handled()
    assert "Fehler seit dem Start: ZeroDivisionError 2" in shown.text
    assert "wrote" not in shown.text
    await bot.api.press(shown, "Aktualisieren", language="de")
    await bot.api.handled()
    assert len(bot.api.sent) == 3, "the message and two excuses"


async def test_only_admins_refresh_and_not_in_groups(bot: Running) -> None:
    await bot.api.say("/status")
    (shown,) = await bot.api.replies(1)
    before = shown.text
    bot.services.state.people.let_in(8, Role.READER, by=7, now=dt.datetime.now(dt.UTC))
    bot.services.metrics.error(ValueError("x"))
    await bot.api.press(shown, "Refresh", user=8)
    await bot.api.handled()
    assert shown.text == before
    bot.allow(-1005)
    await bot.api.say("/status", chat_id=-1005, kind="supergroup")
    (group,) = await bot.api.replies(1, after=1)
    assert "Memory" not in group.text


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (None, "There is none: briefing-bot ingest, then briefing-bot build"),
        (IndexStale("was built with another `model`"), "cannot be used: was built with another mo"),
    ],
)
async def test_without_an_index_it_says_what_to_do(
    api: FakeBotApi, tmp_path: Path, made: Made | Exception | None, told: str
) -> None:
    bot = start_bot(api, tmp_path, desk=desk(tmp_path, made))
    await api.say("/status")
    (shown,) = await api.replies(1)
    assert told in shown.text
    await bot.end()


async def test_digests_are_counted(api: FakeBotApi, tmp_path: Path) -> None:
    async with open_kiosk(api, tmp_path) as kiosk:
        kiosk.reader(9)
        (shown,) = await kiosk.say("/status", 7)
        assert "1 on, 0 off or paused" in shown.text


def test_what_waits_and_what_is_short() -> None:
    work = Work(
        uptime=3 * 86_400,
        version="0.1.0",
        waiting=3,
        oldest=12,
        silence=None,
        webhook=True,
        errors={"A": 1, "B": 7, "C": 2, "D": 2, "E": 2, "F": 1},
        outbox={"queued": 1, "sending": 1, "sent": 1200, "unknown": 2},
        digests=(12, 3),
    )
    store = corpus()
    index = Index(lambda: "g1", lambda _store: FakeRetriever(store), lambda _store: MADE)
    condition = Library(store, index, Path()).condition()
    low = Machine(1_234_567_890, Space(400_000_000, 10**11), 412_000_000)
    now = dt.datetime.now(dt.UTC)
    (text,) = pack(status(condition, low, work, now, MESSAGES["de"]))
    for told in (
        "gestartet vor 3 Tagen",
        "⚠ Telegram hat noch nicht geantwortet (Webhook)",
        "3 warten, das Erste seit 12 Sekunden",
        "Fehler seit dem Start: B 7, C 2, D 2, E 2, A 1 …",
        "Nachrichten: 2 warten, 1.200 gesendet, 0 abgelehnt, 2 im Zweifel",
        "1,2\u00a0GB belegt, 400 MB frei",
        "⚠ Schaffen Sie Platz",
        "Speicher: 412 MB",
    ):
        assert told in plain(text), told


def test_what_the_data_folder_takes(tmp_path: Path) -> None:
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "a").write_bytes(b"x" * 3000)
    (tmp_path / "bot.db").write_bytes(b"x" * 500)
    found = look(tmp_path)
    assert found.used == 3500
    assert found.space is not None
    assert found.memory is not None
    assert found.memory > 10_000_000
    assert look(None).used is None
