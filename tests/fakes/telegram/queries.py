"""Answering pressed buttons and inline queries."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.telegram.edits import Edits
from tests.fakes.telegram.keyboards import check_keyboard
from tests.fakes.telegram.links import checked_link
from tests.fakes.telegram.refusals import bad
from tests.fakes.telegram.text import MOST_CAPTION, MOST_TEXT, text_of

Json = dict[str, Any]

_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
_MOST_RESULTS = 50
_START = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass
class Query:
    """A pressed button or an inline query that waits for its answer."""

    time: float
    inline: bool = False


@dataclass
class Toast:
    """How a pressed button was answered; ``alert``: in a window of its own."""

    text: str
    alert: bool
    url: str | None = None


@dataclass
class InlineAnswer:
    """How an inline query was answered."""

    results: list[Json] = field(default_factory=list)
    cache_time: int = 300
    is_personal: bool = False
    next_offset: str = ""
    button: Json | None = None

    def titles(self) -> list[str]:
        """Return the results' titles."""
        return [result.get("title", "") for result in self.results]

    def texts(self) -> list[str]:
        """Return the texts that the results would post, without markup."""
        return [
            text_of(result["input_message_content"], "message_text", MOST_TEXT)[0]
            for result in self.results
            if "input_message_content" in result
        ]


class Queries(Edits):
    """The methods that answer queries.

    press_seconds, inline_seconds: how long a query can be answered. toasts: the answers to
    pressed buttons. inline_answers: by the query's id. answered_twice: ids of queries that were
    answered again, as after a crash.
    """

    press_seconds = 150.0
    inline_seconds = 30.0

    def __init__(self) -> None:
        super().__init__()
        self.queries: dict[str, Query] = {}
        self.toasts: list[Toast] = []
        self.inline_answers: dict[str, InlineAnswer] = {}
        self.answered_twice: list[str] = []
        self._answered: set[str] = set()

    async def update(self, content: Json) -> None:
        """Put an update into the queue; what it brings is known to the server from then on."""
        what = next(iter(content.values()))
        if "callback_query" in content or "inline_query" in content:
            query = Query(self.clock(), inline="inline_query" in content)
            self.queries.setdefault(what["id"], query)
        elif "chat" in what and "message_id" in what:
            chat = self.open_chat(what["chat"]["id"], what["chat"]["type"])
            chat.messages.setdefault(what["message_id"], what)
        await super().update(content)

    def _take(self, query_id: str, *, inline: bool) -> None:
        """Take a query that is answered now. Raises Refused."""
        query = self.queries.get(query_id)
        limit = self.inline_seconds if inline else self.press_seconds
        if query is None or query.inline != inline or self.clock() - query.time > limit:
            self.answered_twice += [query_id] * (query_id in self._answered)
            raise bad(_TOO_OLD)
        del self.queries[query_id]
        self._answered.add(query_id)

    async def _answer_callback_query(self, parameters: Json) -> bool:
        text = parameters.get("text", "")
        if len(text) > 200:
            raise bad("MESSAGE_TOO_LONG")
        url = parameters.get("url")
        if url is not None and not url.startswith(("https://t.me/", "tg://")):
            raise bad("URL_INVALID")
        if not 0 <= parameters.get("cache_time", 0) <= 86_400:
            raise bad("cache_time is out of range")
        self._take(parameters["callback_query_id"], inline=False)
        toast = Toast(text, parameters.get("show_alert", False), url)
        await self.notify(lambda: self.toasts.append(toast))
        return True

    async def _answer_inline_query(self, parameters: Json) -> bool:
        results = parameters["results"]
        if len(results) > _MOST_RESULTS:
            raise bad("too many results specified for inline query")
        keys = [result["id"] for result in results]
        if len(set(keys)) < len(keys):
            raise bad("RESULT_ID_DUPLICATE")
        for result in results:
            _check_result(result)
        offset = parameters.get("next_offset", "")
        if len(offset.encode()) > 64:
            raise bad("NEXT_OFFSET_INVALID")
        if parameters.get("cache_time", 0) < 0:
            raise bad("cache_time is out of range")
        _check_switch(parameters.get("button"))
        self._take(parameters["inline_query_id"], inline=True)
        answer = InlineAnswer(
            results,
            parameters.get("cache_time", 300),
            parameters.get("is_personal", False),
            offset,
            parameters.get("button"),
        )
        key = parameters["inline_query_id"]
        await self.notify(lambda: self.inline_answers.__setitem__(key, answer))
        return True


def _check_result(result: Json) -> None:
    if not 1 <= len(result["id"].encode()) <= 64:
        raise bad("RESULT_ID_INVALID")
    if "title" in result and not result["title"].strip():
        raise bad("ARTICLE_TITLE_EMPTY")
    for name in ("url", "thumbnail_url", "photo_url", "document_url"):
        if name in result and checked_link(result[name]) is None:
            raise bad(f"{name} is invalid")
    check_keyboard(result.get("reply_markup"), inline=True)
    content = result.get("input_message_content")
    if content is not None:
        text_of(content, "message_text", MOST_TEXT)
    if "caption" in result or "caption_entities" in result:
        text_of(result, "caption", MOST_CAPTION)


def _check_switch(button: Json | None) -> None:
    if button is None:
        return
    if len({"web_app", "start_parameter"} & set(button)) != 1:
        raise bad("exactly one of web_app and start_parameter must be used")
    start = button.get("start_parameter", "x")
    if not 1 <= len(start) <= 64 or not all(
        c.isascii() and (c.isalnum() or c in "_-") for c in start
    ):
        raise bad("START_PARAM_INVALID")
    if not button["text"].strip():
        raise bad("SWITCH_PM_TEXT_EMPTY")
