"""A second look at every request, by rules that share nothing with those of the server.

They are the lengths, characters and choices that the Bot API states in the descriptions of its
parameters. Whatever ``faults`` returns is one sentence on what a strict server could refuse.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any

Json = dict[str, Any]

_TAGS = {"b", "i", "u", "s", "a", "code", "pre", "blockquote", "tg-spoiler"}
_ACTIONS = {"typing", "upload_photo", "upload_document"}
_COMMAND, _START = re.compile(r"[a-z0-9_]{1,32}"), re.compile(r"[A-Za-z0-9_-]{1,64}")


def faults(method: str, given: Json) -> list[str]:
    """Return what is wrong with a request."""
    rules: dict[str, Callable[[Json], Iterator[str]]] = {
        "sendMessage": lambda one: _text(one, "text", 1, 4096),
        "editMessageText": lambda one: _text(one, "text", 1, 4096),
        "sendPhoto": lambda one: _text(one, "caption", 0, 1024),
        "sendDocument": lambda one: _text(one, "caption", 0, 1024),
        "sendMediaGroup": _album,
        "sendChatAction": _action,
        "answerCallbackQuery": _toast,
        "answerInlineQuery": _results,
        "setMyCommands": _commands,
    }
    found = [*rules[method](given)] if method in rules else []
    found += _markup(given.get("reply_markup"))
    found += _reply(given)
    return [f"{method}: {what}" for what in found]


def _reply(given: Json) -> Iterator[str]:
    reply = given.get("reply_parameters")
    if reply and not reply.get("allow_sending_without_reply"):
        yield "a reply to what may be gone"
    if "message_thread_id" in given and int(given["message_thread_id"]) < 1:
        yield "no thread"
    preview = given.get("link_preview_options")
    if preview is not None and preview.get("is_disabled") is not True:
        yield "a preview"


def _text(given: Json, name: str, least: int, most: int) -> Iterator[str]:
    text = given.get(name, "")
    if given.get("parse_mode") == "HTML":
        reader = _Reader()
        reader.feed(text)
        reader.close()
        yield from reader.faults
        if reader.open:
            yield f"tags {reader.open} stay open"
        text = "".join(reader.text)
        if reader.entities > 100:
            yield f"{reader.entities} entities"
    elif "parse_mode" in given:
        yield f"parse mode {given['parse_mode']}"
    length = len(text.encode("utf-16-le", "surrogatepass")) // 2
    if not least <= length <= most or (least and not text.strip()):
        yield f"{name} has {length} units"
    if re.search("[\ud800-\udfff]", text):
        yield "half a surrogate pair"


class _Reader(HTMLParser):
    """Reads the little HTML that Telegram knows."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.open: list[str] = []
        self.faults: list[str] = []
        self.entities = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TAGS:
            self.faults.append(f"tag {tag}")
        if tag == "blockquote" and tag in self.open:
            self.faults.append("a quotation in a quotation")
        allowed = {"a": {"href"}, "blockquote": {"expandable"}}.get(tag, set())
        self.faults += [f"attribute {name} of {tag}" for name, _ in attrs if name not in allowed]
        self.faults += [
            f"address {value!r}"
            for name, value in attrs
            if name == "href" and not re.fullmatch(r"https?://[^\s/]+\.\S+", value or "")
        ]
        self.open.append(tag)
        self.entities += 1

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"comment {data[:9]}")


def _album(given: Json) -> Iterator[str]:
    if not 2 <= len(given["media"]) <= 10:
        yield f"{len(given['media'])} pictures"
    for item in given["media"]:
        yield from _text(item, "caption", 0, 1024)


def _action(given: Json) -> Iterator[str]:
    if given["action"] not in _ACTIONS:
        yield given["action"]


def _toast(given: Json) -> Iterator[str]:
    if len(given.get("text", "")) > 200:
        yield f"{len(given['text'])} characters"
    if not str(given["callback_query_id"]):
        yield "of no query"


def _results(given: Json) -> Iterator[str]:
    results = given["results"]
    if len(results) > 50 or len({one["id"] for one in results}) < len(results):
        yield f"{len(results)} results"
    for one in results:
        yield from _result(one)
    if len(given.get("next_offset", "").encode()) > 64:
        yield "long offset"
    if not 0 <= int(given.get("cache_time", 0)) <= 300:
        yield "kept long"
    if given.get("is_personal") is not True:
        yield "not personal"
    button = given.get("button")
    if button is not None and (
        not _START.fullmatch(button["start_parameter"]) or not 1 <= len(button["text"]) <= 64
    ):
        yield f"button {button}"


def _result(one: Json) -> Iterator[str]:
    if not 1 <= len(one["id"].encode()) <= 64:
        yield f"id {one['id']!r}"
    if not one["title"].strip() or len(one["title"]) > 256:
        yield f"title {one['title'][:40]!r} of {len(one['title'])}"
    if len(one.get("description", "")) > 512:
        yield "long description"
    yield from _text(one["input_message_content"], "message_text", 1, 4096)
    yield from _markup(one.get("reply_markup"))


def _commands(given: Json) -> Iterator[str]:
    if not 0 < len(given["commands"]) <= 100:
        yield f"{len(given['commands'])} commands"
    for one in given["commands"]:
        if not _COMMAND.fullmatch(one["command"]) or not 1 <= len(one["description"]) <= 256:
            yield f"command {one}"
    if not re.fullmatch(r"[a-z]{2}", given.get("language_code", "en")):
        yield given["language_code"]


def _markup(markup: Json | None) -> Iterator[str]:
    if markup is None:
        return
    rows = markup["inline_keyboard"]
    if not all(rows) or any(len(row) > 8 for row in rows) or sum(map(len, rows)) > 100:
        yield f"rows of {[len(row) for row in rows]}"
    for button in (button for row in rows for button in row):
        label = button["text"]
        if not label.strip() or len(label) > 64 or "\n" in label:
            yield f"label {label[:70]!r} of {len(label)}"
        if not any(char.isalnum() or char in "…/" for char in label):
            yield f"label {label!r} has no word"
        actions = set(button) - {"text"}
        if len(actions) != 1:
            yield f"button for {actions}"
        yield from _deed(button)


def _deed(button: Json) -> Iterator[str]:
    data = button.get("callback_data")
    if data is not None and not re.fullmatch(r"[\x21-\x7e]{1,64}", data):
        yield f"data {data!r}"
    copied = button.get("copy_text")
    if copied is not None and not 1 <= len(copied["text"]) <= 256:
        yield f"{len(copied['text'])} characters to copy"
    if "url" in button and not re.fullmatch(r"https://t\.me/\S+", button["url"]):
        yield f"address {button['url']!r}"
