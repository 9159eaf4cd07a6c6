"""Reindexing while the bot serves: one at a time, told in one message, through restarts."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import sqlite3
import time
from contextlib import suppress

from telegram.error import TelegramError

from bot.buttons import reindexing as buttons
from bot.keeping.alarms import notify, well
from bot.keeping.telling import tell_every_admin
from bot.messages.choose import messages_for
from bot.reindexing.child import Child
from bot.reindexing.progress import Progress
from bot.reindexing.report import Outcome, Report, Stage, Step
from bot.rendering import reindexing as rendering
from bot.replies import rewrite
from bot.richtext import pack, plain
from bot.services import App, services_in
from bot.state.alarms import Kind
from bot.state.reindexes import Reindex

log = logging.getLogger(__name__)

#: Seconds between two changes of the message that tells how far it is (three may pass before
#: Telegram takes the next), and between two looks.
EVERY, _LOOKS = 3.2, 0.5
#: A reindexing that was interrupted so often is given up.
_MOST_TRIES = 5


class Reindexer:
    """Does what is asked for in the table of reindexings; for one event loop."""

    def __init__(self, application: App) -> None:
        self._application = application
        self._services = services_in(application)
        self._step = Step(Stage.READING)
        self._begun = (0.0, 0)
        self._shown: tuple[int, str] | None = None
        self._shown_at = 0.0

    async def run(self) -> None:
        """Look for something to do, until cancelled; the next start goes on."""
        table = self._services.state.reindexes
        ended = table.last_shown()
        if ended is not None:  # a crash may have come between its end and the message of it
            await self._show(ended)
        while True:
            try:
                wanted = table.under_way()
                if wanted is not None:
                    await self._do(wanted)
            except sqlite3.OperationalError as e:
                log.warning("Reindexing waits for bot.db (%s)", type(e).__name__)
            except OSError as e:
                log.warning("Reindexing cannot be started now (%s)", e)
                await asyncio.sleep(EVERY)
            await asyncio.sleep(_LOOKS)

    async def drain(self) -> None:
        """Do all that is asked for, and return."""
        while (wanted := self._services.state.reindexes.under_way()) is not None:
            await self._do(wanted)

    async def show(self, reindex_id: int) -> None:
        """Show what came of one that has ended."""
        ended = self._services.state.reindexes.get(reindex_id)
        if ended is not None:
            await self._show(ended)

    @property
    def progress(self) -> Progress:
        """How far it is."""
        since, done = self._begun
        seconds, steps = time.monotonic() - since, self._step.done - done
        return Progress(self._step, steps / seconds if steps > 0 and seconds > 0 else 0.0)

    async def _do(self, wanted: Reindex) -> None:
        """Run one to its end and tell of it."""
        table = self._services.state.reindexes
        if wanted.cancelled:
            report = Report(Outcome.CANCELLED)
        elif wanted.tries >= _MOST_TRIES:
            report = Report(Outcome.FAILED, error=f"interrupted {wanted.tries} times")
        else:
            table.begin(wanted.id)
            report = await self._work(wanted)
        before = table.before(wanted.id)
        if table.end(wanted.id, report, dt.datetime.now(dt.UTC)):
            log.info("Reindexing ended: %s", report.outcome)
            await self._tell_of_trouble(wanted, report, before)
        if report.outcome is not Outcome.CANCELLED:
            await asyncio.sleep(max(0.0, self._shown_at + EVERY - time.monotonic()))
        await self.show(wanted.id)

    async def _tell_of_trouble(
        self, wanted: Reindex, report: Report, before: Report | None
    ) -> None:
        """Tell the admins what failed, and of what nobody asked for: that it was held back, and
        which files cannot be read, each if it was not so before.
        """
        known = before.unreadable if before else {}
        held_before = before is not None and before.outcome is Outcome.HELD
        if report.outcome is Outcome.FAILED:
            notify(self._services.state, Kind.READING, report.error)
        elif report.outcome is not Outcome.CANCELLED:
            well(self._services.state, Kind.READING)
        if report.outcome is Outcome.HELD and wanted.user_id is None and not held_before:
            await tell_every_admin(
                self._application,
                f"held {wanted.id}",
                lambda messages: rendering.held_unasked(report, messages),
            )
        new = {path: why for path, why in report.unreadable.items() if known.get(path) != why}
        if wanted.user_id is None and new:
            count = len(new)
            await tell_every_admin(
                self._application,
                f"unreadable {wanted.id}",
                lambda messages: rendering.unreadable(new, count, messages),
            )

    async def _work(self, wanted: Reindex) -> Report:
        workshop = self._services.workshop
        assert workshop is not None
        resumed = ["--resumed"] if wanted.tries else []
        command = [*workshop.program, "reindex", "--for-bot", *resumed]
        child = Child([*command, *wanted.wanted.arguments()], self._told)
        self._told(Step(Stage.READING))
        aside = [
            asyncio.create_task(self._keep_telling(wanted.id)),
            asyncio.create_task(self._end_if_cancelled(wanted.id, child)),
        ]
        try:
            return await child.run()
        finally:
            for task in aside:
                task.cancel()
            await asyncio.gather(*aside, return_exceptions=True)

    def _told(self, step: Step) -> None:
        if step.stage is not self._step.stage or step.done < self._step.done:
            self._begun = (time.monotonic(), step.done)
        self._step = step

    async def _keep_telling(self, reindex_id: int) -> None:
        while True:
            current = self._services.state.reindexes.get(reindex_id)
            if current is not None:
                await self._show(current)
            await asyncio.sleep(EVERY)

    async def _end_if_cancelled(self, reindex_id: int, child: Child) -> None:
        while True:
            await asyncio.sleep(_LOOKS)
            current = self._services.state.reindexes.get(reindex_id)
            if current is None or current.cancelled:
                await child.cancel()
                return

    async def _show(self, reindex: Reindex) -> None:
        """Show how far it is, or what came of it, if that is not what is shown."""
        if reindex.chat_id is None or reindex.message_id is None:
            return
        state = self._services.state
        messages = messages_for(state.people.spoken(reindex.chat_id))
        (block,) = pack(rendering.blocks(reindex, self.progress, messages))[:1]
        shown = (reindex.message_id, plain(block))
        if shown == self._shown:
            return
        keyboard = buttons.under(reindex, messages)
        with suppress(TelegramError):
            await rewrite(self._application, reindex.chat_id, reindex.message_id, block, keyboard)
        self._shown, self._shown_at = shown, time.monotonic()
