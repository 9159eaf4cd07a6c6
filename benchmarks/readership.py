"""A data folder whose readers are all due a digest at the same moment."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import shutil
import subprocess
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.access import Role
from bot.opening import open_services
from bot.publishing import newsdesk
from bot.publishing.planning import plan
from bot.services import Services
from bot.settings import SAMPLES, Settings
from index.generation import current_id

ROOT = Path(__file__).parent.parent
ZONE = "Europe/Berlin"
#: One reader in so many follows a topic that is in the news, so that their digest has two messages.
FOLLOWERS, TOPIC = 4, "gallium"


def make_readership(folder: Path, own: Settings, readers: int, due: dt.timedelta) -> dt.datetime:
    """Make a data folder ``folder/data`` with news for so many readers; return when it is due.

    own: settings whose model and dictionary are used. due: how long from the moment on at which
    everything is ready. Readers are numbered from 1.
    """
    data, briefings = folder / "data", folder / "briefings"
    data.mkdir(parents=True)
    for name in ("models", "dictionary"):
        if (own.data_dir / name).exists():
            (data / name).symlink_to((own.data_dir / name).resolve())
    every = sorted(path for path in SAMPLES.iterdir() if path.is_file())
    briefings.mkdir()
    news = every[len(every) // 2 :]
    for path in every[: len(every) // 2]:
        shutil.copy(path, briefings)
    environment = os.environ | {"DATA_DIR": str(data), "BRIEFINGS_DIR": str(briefings)}
    _build(environment)
    os.environ |= {"DATA_DIR": str(data), "BRIEFINGS_DIR": str(briefings)}
    settings = Settings.from_env()
    services = open_services(settings)
    try:
        asyncio.run(newsdesk.look(services, current_id(settings.index_dir) or ""))
        _let_in(services, readers)
        for path in news:
            shutil.copy(path, briefings)
        _build(environment)
        asyncio.run(_publish(services, current_id(settings.index_dir) or ""))
        moment = (dt.datetime.now(dt.UTC) + due).replace(second=0, microsecond=0)
        moment += dt.timedelta(minutes=1)
        _subscribe(services, readers, moment)
    finally:
        services.close()
    return moment


def _build(environment: dict[str, str]) -> None:
    for command in ("ingest", "build"):
        subprocess.run(
            [sys.executable, "-m", "bot", command],
            cwd=ROOT,
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )


def _let_in(services: Services, readers: int) -> None:
    state, now = services.state, dt.datetime.now(dt.UTC)
    with state.atomic():
        for chat_id in range(1, readers + 1):
            state.people.let_in(chat_id, Role.READER, by=None, now=now)
            state.people.seen(chat_id, f"Reader {chat_id}", "en", now.date())
            state.subscribers.open(chat_id, now, by=chat_id)
            if chat_id % FOLLOWERS == 0:
                state.watches.add(chat_id, TOPIC, by=chat_id, at_once=False, now=now)


async def _publish(services: Services, generation: str) -> None:
    if not await newsdesk.look(services, generation):
        raise SystemExit("Nothing is new in the second half of the samples")
    for news in services.state.news.to_match():
        await newsdesk.match(services, news)


def _subscribe(services: Services, readers: int, due: dt.datetime) -> None:
    state, now = services.state, dt.datetime.now(dt.UTC)
    at = due.astimezone(ZoneInfo(ZONE)).time()
    wish = {"at": at, "days": frozenset(range(1, 8)), "zone": ZONE}
    with state.atomic():
        made = [state.subscribers.of_chat(chat_id) for chat_id in range(1, readers + 1)]
        for subscriber in made:
            assert subscriber is not None
            changed = state.subscribers.change(subscriber.id, now, **wish)
            assert changed is not None
            state.subscribers.set_due(
                changed.id, due.astimezone(ZoneInfo(ZONE)).date(), due, start=due
            )
        # again, now that it is known how many are due at once
        for subscriber in made:
            assert subscriber is not None
            changed = state.subscribers.get(subscriber.id)
            assert changed is not None
            plan(state, changed, now)
