"""Figures about the bot for Prometheus: how much and how long, never who or what."""

from __future__ import annotations

import collections
import math
import sqlite3
import time
from collections.abc import Callable
from functools import partial

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    ProcessCollector,
)
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from bot.delivery.lanes import Lane
from bot.delivery.outcome import Outcome

_PREFIX = "briefing_bot"
_SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300)


class Metrics:
    """Every figure, in a registry of its own. Labels are a few fixed words, never ids or texts."""

    content_type = CONTENT_TYPE_LATEST

    def __init__(self) -> None:
        self._registry = CollectorRegistry(auto_describe=True)
        #: Errors since the start by the name of the exception, also those that pass.
        self.seen: collections.Counter[str] = collections.Counter()
        ProcessCollector(namespace=_PREFIX, registry=self._registry)
        GCCollector(registry=self._registry)
        self._updates = self._counter("updates", "Updates received from Telegram.", "kind")
        self._duplicates = self._counter("inbox_duplicates", "Updates that came a second time.")
        self._questions = self._counter("questions", "Questions answered.", "verdict")
        self._turned_away = self._counter("turned_away", "Questions not taken.", "reason")
        self._answering = self._histogram("question_seconds", "From question to answer found.")
        self._waited = self._histogram("update_seconds", "From an update received to handled.")
        self._sends = self._counter("sends", "Messages by what became of them.", "outcome", "lane")
        self._ambiguous = self._counter("ambiguous_sends", "Sends that may have arrived.")
        self._retry_after = self._counter("retry_after", "Times that Telegram asked to wait.")
        self._errors = self._counter("errors", "Errors, by the exception.", "kind")
        self._put_off = self._counter("put_off", "Updates put off by an error that passes.", "kind")
        self._feedback = self._counter("feedback", "Verdicts of readers on answers.", "verdict")
        self._poll = self._gauge("last_poll_timestamp_seconds", "When Telegram last answered.")
        self._queue = self._gauge("queue_waiting", "Updates received and not handled yet.")
        self._oldest = self._gauge("queue_oldest_seconds", "How long the oldest has waited.")
        self._asked = {
            name: self._gauge(name, what)
            for name, what in (
                ("live", "1 while the bot gets on; at 0 it should be started anew."),
                ("ready", "1 while somebody who asks now is answered soon."),
                ("outbox_queued", "Messages of digests and alerts that wait."),
                ("outbox_unknown", "Messages of digests and alerts that may have arrived."),
                ("database_bytes", "Size of bot.db."),
                ("last_backup_timestamp_seconds", "When DATA_DIR/backups got the last; 0: none."),
            )
        }

    def received(self, kind: str, *, duplicate: bool = False) -> None:
        """Count an update; ``kind`` as the Bot API names it (``message``)."""
        self._updates.labels(kind).inc()
        if duplicate:
            self._duplicates.inc()

    def handled(self, seconds: float) -> None:
        """Note how long an update took from received to handled."""
        self._waited.observe(seconds)

    def question(self, verdict: str, seconds: float) -> None:
        """Count a question by its verdict, with the seconds that finding the answer took."""
        self._questions.labels(verdict).inc()
        self._answering.observe(seconds)

    def turned_away(self, reason: str) -> None:
        """Count a question that was not taken: ``busy``, ``quota``."""
        self._turned_away.labels(reason).inc()

    def sent(self, lane: Lane, outcome: str) -> None:
        """Count what became of a message; nobody knows whether an UNKNOWN one arrived."""
        self._sends.labels(outcome, lane.name.lower()).inc()
        if outcome == Outcome.UNKNOWN:
            self._ambiguous.inc()

    def told_to_wait(self) -> None:
        """Count a RetryAfter."""
        self._retry_after.inc()

    def error(self, error: BaseException) -> None:
        """Count an error by the name of the exception."""
        self._errors.labels(type(error).__name__).inc()
        self.seen[type(error).__name__] += 1

    def put_off(self, error: BaseException) -> None:
        """Count an error that passes, after which an update is tried again."""
        self._put_off.labels(type(error).__name__).inc()
        self.seen[type(error).__name__] += 1

    def feedback(self, verdict: str) -> None:
        """Count what a reader thinks of an answer."""
        self._feedback.labels(verdict).inc()

    def polled(self) -> None:
        """Note that Telegram answered just now."""
        self._poll.set(time.time())

    def watch(self, waiting: Callable[[], int], oldest: Callable[[], float]) -> None:
        """Ask these for the queue's length and the seconds its first has waited, when needed."""
        self._queue.set_function(waiting)
        self._oldest.set_function(oldest)

    def ask(self, **figures: Callable[[], float]) -> None:
        """Ask these for the gauges of these names when they are needed."""
        for name, figure in figures.items():
            self._asked[name].set_function(partial(_asked, figure))

    def text(self) -> bytes:
        """Return the figures as Prometheus reads them."""
        return generate_latest(self._registry)

    def _counter(self, name: str, what: str, *labels: str) -> Counter:
        return Counter(name, what, labels, namespace=_PREFIX, registry=self._registry)

    def _gauge(self, name: str, what: str) -> Gauge:
        return Gauge(name, what, namespace=_PREFIX, registry=self._registry)

    def _histogram(self, name: str, what: str) -> Histogram:
        return Histogram(name, what, namespace=_PREFIX, registry=self._registry, buckets=_SECONDS)


def _asked(figure: Callable[[], float]) -> float:
    """Return a figure; none where the disk cannot be asked now."""
    try:
        return float(figure())
    except (sqlite3.Error, OSError):
        return math.nan
