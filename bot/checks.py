"""Everything that would stop the bot or make it worse, each with what mends it."""

from __future__ import annotations

import asyncio
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum

from telegram import Bot
from telegram.error import InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from bot.archive import opening
from bot.insight.machine import space_in
from bot.settings import Settings
from bot.state.database import open_state
from bot.state.errors import StateError
from corpus.errors import CorpusError
from corpus.ingest import briefing_files
from corpus.store import CorpusStore
from index.errors import RetrievalError
from index.generation import open_current


class Level(StrEnum):
    """How bad a finding is."""

    OK = "ok"
    WORSE = "worse"
    STOPS = "stops"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, what was found, and what to do about it (empty if nothing)."""

    level: Level
    topic: str
    text: str
    remedy: str = ""


def examine(settings: Settings) -> Iterator[Finding]:
    """Yield what was found, topic by topic."""
    yield from _token(settings)
    yield from _data_folder(settings)
    yield from _briefings(settings)
    yield from _state(settings)
    yield from _admins(settings)
    try:
        store = CorpusStore(settings.corpus_db)
    except CorpusError as e:
        yield Finding(Level.STOPS, "database", str(e))
        return
    yield from _corpus(settings, store)
    yield from _recognition()
    yield from _dictionary(settings)
    yield from _model(settings)
    yield from _index(settings, store)
    yield from _languages(settings, store)
    store.close()


def _token(settings: Settings) -> Iterator[Finding]:
    if settings.token is None:
        yield Finding(Level.OK, "token", "none: the bot opens in the terminal")
    else:
        yield asyncio.run(_ask_telegram(settings, settings.token))


async def _ask_telegram(settings: Settings, token: str) -> Finding:
    request = HTTPXRequest(connect_timeout=5, read_timeout=5)
    bot = Bot(token, base_url=f"{settings.api_url}/bot", request=request)
    try:
        async with request:
            me = await bot.get_me()
    except InvalidToken:
        remedy = "copy TELEGRAM_BOT_TOKEN from @BotFather again"
        return Finding(Level.STOPS, "token", "Telegram does not accept it", remedy)
    except TelegramError as e:
        text = f"{settings.api_url} cannot be reached ({type(e).__name__})"
        return Finding(Level.WORSE, "token", text, "check the network and TELEGRAM_API_URL")
    return Finding(Level.OK, "token", f"accepted: @{me.username}")


def _data_folder(settings: Settings) -> Iterator[Finding]:
    folder = settings.data_dir
    try:
        folder.mkdir(parents=True, exist_ok=True)
        writable = os.access(folder, os.W_OK)
    except OSError:
        writable = False
    if not writable:
        yield Finding(
            Level.STOPS, "data", f"{folder} cannot be written to", "set DATA_DIR to another folder"
        )
        return
    space = space_in(folder)
    text = f"{folder}, {space.free / 1e9:.1f} GB free"
    if space.is_short():
        yield Finding(Level.WORSE, "data", text, "make room, or set DATA_DIR to another disk")
    else:
        yield Finding(Level.OK, "data", text)


def _admins(settings: Settings) -> Iterator[Finding]:
    count = len(settings.access.admins)
    if count:
        yield Finding(Level.OK, "admins", f"{count} in ADMINS")
    elif settings.token is not None:
        remedy = "send the bot /start, it answers with your Telegram id, and put that into ADMINS"
        yield Finding(Level.WORSE, "admins", "none: nobody can let anybody in", remedy)
    if settings.token is not None and not settings.operator:
        remedy = "put a name and an address into OPERATOR, for instance a mail address"
        yield Finding(Level.WORSE, "operator", "/privacy cannot say who runs the bot", remedy)


def _state(settings: Settings) -> Iterator[Finding]:
    if not settings.bot_db.exists():
        return
    try:
        open_state(settings.vault).close()
    except StateError as e:
        yield Finding(Level.STOPS, "bot.db", str(e))
        return
    if (file := settings.encryption_key_file) is not None:
        text = f"encrypted with the key in {file}"
        if file.stat().st_mode & stat.S_IROTH:
            text += "; everybody on this machine can read the key"
            yield Finding(Level.WORSE, "bot.db", text, f"run `chmod 600 {file}`")
        else:
            yield Finding(Level.OK, "bot.db", text)


def _briefings(settings: Settings) -> Iterator[Finding]:
    folder = settings.briefings_dir
    try:
        count = len(briefing_files(folder))
    except CorpusError as e:
        yield Finding(Level.STOPS, "briefings", str(e))
        return
    if settings.samples:
        text = f"{count} bundled samples"
        yield Finding(Level.OK, "briefings", text, "set BRIEFINGS_DIR to use your own")
    else:
        yield Finding(Level.OK, "briefings", f"{count} files in {folder}")


def _corpus(settings: Settings, store: CorpusStore) -> Iterator[Finding]:
    briefings, paragraphs = store.counts()
    if not briefings:
        yield Finding(Level.STOPS, "corpus", "is empty", "run `briefing-bot ingest`")
        return
    text = f"{briefings:,} briefings, {paragraphs:,} paragraphs"
    if store.folder != settings.briefings_dir.resolve():
        remedy = "run `briefing-bot ingest` to read the configured folder"
        yield Finding(Level.WORSE, "corpus", f"{text}, read from {store.folder}", remedy)
    else:
        yield Finding(Level.OK, "corpus", text)
    yield from _unread(store)


def _unread(store: CorpusStore) -> Iterator[Finding]:
    """Yield what of the files could not be read: how many, and then which and why."""
    refused = [record for record in store.files().values() if record.reason]
    remarks = store.remarks()
    if refused or remarks:
        partly = len({remark.path for remark in remarks})
        text = f"{len(refused)} not read, {partly} not read whole"
        yield Finding(Level.WORSE, "files", text, "see below; mend or remove them")
    for record in refused:
        yield Finding(Level.WORSE, "files", f"{record.path} was not read", record.reason or "")
    for remark in remarks:
        yield Finding(Level.WORSE, "files", f"{remark.path} was not read whole", remark.text)


def _recognition() -> Iterator[Finding]:
    from corpus.readers import ocr  # it loads what reads PDFs

    if known := ocr.languages():
        yield Finding(Level.OK, "scanned pages", f"are read by Tesseract ({', '.join(known)})")
    else:
        yield Finding(Level.OK, "scanned pages", "are not read", ocr.INSTALL)


def _dictionary(settings: Settings) -> Iterator[Finding]:
    path = settings.dictionary
    if path is None:
        yield Finding(
            Level.WORSE,
            "dictionary",
            "none: German and English find each other less well",
            "run `make dictionary`, or set DICTIONARY to the Ding file de-en",
        )
    elif not path.is_file():
        yield Finding(
            Level.WORSE, "dictionary", f"{path} does not exist", "mend or empty DICTIONARY"
        )
    else:
        with suppress(RetrievalError):
            bridge = opening.open_bridge(settings)
            size = f"{bridge.size:,} German forms" if bridge else "unreadable"
            yield Finding(Level.OK, "dictionary", f"{path}, {size}")


def _model(settings: Settings) -> Iterator[Finding]:
    try:
        encoder = opening.open_encoder(settings)
    except RetrievalError as e:
        yield Finding(Level.STOPS, "model", str(e))
        return
    spec = encoder.spec
    known = ", ".join(spec.languages) if spec.languages else "not said, taken as many"
    text = f"{spec.name}, {spec.dimension} dimensions, languages: {known}"
    if encoder.note:
        yield Finding(Level.WORSE, "model", text, encoder.note)
    else:
        yield Finding(Level.OK, "model", text)


def _index(settings: Settings, store: CorpusStore) -> Iterator[Finding]:
    try:
        generation = open_current(settings.index_dir)
        opening.open_retriever(settings, store, generation)
    except RetrievalError as e:
        yield Finding(Level.STOPS, "index", str(e))
        return
    made = generation.manifest
    text = (
        f"generation {made.id} of {made.created[:16].replace('T', ' ')}, {made.paragraphs:,} rows"
    )
    if opening.is_current(store, settings):
        yield Finding(Level.OK, "index", text)
    else:
        remedy = "run `briefing-bot build`"
        yield Finding(Level.WORSE, "index", f"{text}: something changed since", remedy)


def _languages(settings: Settings, store: CorpusStore) -> Iterator[Finding]:
    counted = store.languages()
    total = sum(counted.values())
    if not total:
        return
    shares = ", ".join(
        f"{language or 'not told'} {count / total:.0%}"
        for language, count in counted.most_common(5)
    )
    notes = opening.language_notes(store, settings)
    for note in notes:
        yield Finding(Level.WORSE, "languages", shares, note)
    if not notes:
        yield Finding(Level.OK, "languages", shares)
