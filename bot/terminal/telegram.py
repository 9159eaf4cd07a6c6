"""What takes the place of Telegram's servers in the terminal chat.

The bot does not notice: it makes the same requests, and gets the answers that the Bot API gives.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from telegram.request import BaseRequest, RequestData

from bot.richtext import Run
from bot.terminal.html import from_html
from bot.terminal.screen import Screen

Json = dict[str, Any]

BOT: Json = {"id": 1, "is_bot": True, "first_name": "Briefing Bot", "username": "briefing_bot"}
CHAT: Json = {"id": 2, "type": "private", "first_name": "You"}


class TerminalTelegram(BaseRequest):
    """One private chat on a screen; files that the bot sends are put into ``downloads``.

    buttons: by the number that stands before each on the screen, the message and callback data.
    """

    def __init__(self, screen: Screen, downloads: Path) -> None:
        self.buttons: dict[str, tuple[Json, str]] = {}
        self._screen = screen
        self._downloads = downloads
        # Telegram's numbers never come again, neither do those of the next session.
        self._last_id = time.time_ns() // 1_000_000
        self._methods: dict[str, Callable[[Json, RequestData], Any]] = {
            "getMe": lambda _parameters, _data: BOT,
            "sendMessage": self._send_message,
            "editMessageText": self._edit_message,
            "sendDocument": self._send_document,
            "sendPhoto": self._send_photo,
            "sendMediaGroup": self._send_album,
            "editMessageMedia": self._edit_photo,
            "editMessageReplyMarkup": self._edit_buttons,
            "answerCallbackQuery": self._answer_press,
            "sendChatAction": lambda _parameters, _data: True,
            "setMyCommands": lambda _parameters, _data: True,
            "deleteMyCommands": lambda _parameters, _data: True,
        }

    @property
    def read_timeout(self) -> float | None:
        """Nothing is waited for."""
        return None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,  # noqa: ARG002 (the library's signature)
        request_data: RequestData | None = None,
        *_timeouts: Any,
        **_more_timeouts: Any,
    ) -> tuple[int, bytes]:
        """Answer a request to the Bot API."""
        data = request_data or RequestData()
        answer = self._methods.get(url.rpartition("/")[2])
        if answer is None:
            description = "Bad Request: the terminal has no such method"
            return 400, _body({"ok": False, "error_code": 400, "description": description})
        return 200, _body({"ok": True, "result": answer(dict(data.parameters), data)})

    def next_id(self) -> int:
        """Return a number that no message or update has had."""
        self._last_id += 1
        return self._last_id

    def message(self, text: str, sender: Json, **more: Any) -> Json:
        """Return a new message in this chat as the Bot API shows it."""
        return {
            "message_id": self.next_id(),
            "date": int(time.time()),
            "chat": CHAT,
            "from": sender,
            "text": text,
            **more,
        }

    def _send_message(self, parameters: Json, _data: RequestData) -> Json:
        return self._show(parameters, self.next_id())

    def _edit_message(self, parameters: Json, _data: RequestData) -> Json:
        return self._show(parameters, int(parameters["message_id"]))

    def _show(self, parameters: Json, message_id: int) -> Json:
        text = str(parameters["text"])
        runs = from_html(text) if parameters.get("parse_mode") == "HTML" else (Run(text),)
        message = self.message("".join(run.text for run in runs), BOT)
        message["message_id"] = message_id
        self._screen.message(runs, self._rows(message, parameters))
        return message

    def _edit_buttons(self, parameters: Json, _data: RequestData) -> Json:
        message = self.message("", BOT) | {"message_id": int(parameters["message_id"])}
        self._screen.message((), self._rows(message, parameters))
        return message

    def _answer_press(self, parameters: Json, _data: RequestData) -> bool:
        if parameters.get("text"):
            self._screen.message((Run(str(parameters["text"])),), [])
        return True

    def _rows(self, message: Json, parameters: Json) -> list[list[tuple[int, str]]]:
        """Return the buttons of a message with their numbers."""
        keyboard = parameters.get("reply_markup") or {}
        return [
            # a button that copies or opens something has nothing to do here
            [(self._number(message, b), b["text"]) for b in row if "callback_data" in b]
            for row in keyboard.get("inline_keyboard", [])
        ]

    def _number(self, message: Json, button: Json) -> int:
        number = len(self.buttons) + 1
        self.buttons[str(number)] = (message, button["callback_data"])
        return number

    def _send_document(self, parameters: Json, data: RequestData) -> Json:
        path = self._download(data, "document")
        caption = str(parameters.get("caption", ""))
        self._screen.files([path], caption)
        document = {"file_id": path.name, "file_unique_id": path.name, "file_name": path.name}
        return self.message("", BOT, document=document, caption=caption)

    def _send_photo(self, parameters: Json, data: RequestData) -> Json:
        path = self._download(data, "photo")
        caption = str(parameters.get("caption", ""))
        return self._show_photo(path, caption, parameters, self.next_id())

    def _edit_photo(self, parameters: Json, data: RequestData) -> Json:
        media = parameters["media"]
        path = self._download(data, media["media"].removeprefix("attach://"))
        caption = str(media.get("caption", ""))
        return self._show_photo(path, caption, parameters, int(parameters["message_id"]))

    def _show_photo(self, path: Path, caption: str, parameters: Json, message_id: int) -> Json:
        self._screen.files([path], caption)
        message = self._photo(path, caption) | {"message_id": message_id}
        if rows := self._rows(message, parameters):
            self._screen.message((), rows)
        return message

    def _send_album(self, parameters: Json, data: RequestData) -> list[Json]:
        photos = parameters["media"]
        attached = [photo["media"].removeprefix("attach://") for photo in photos]
        paths = [self._download(data, name) for name in attached]
        captions = [str(photo.get("caption", "")) for photo in photos]
        self._screen.files(paths, "\n".join(filter(None, captions)))
        return [self._photo(path, caption) for path, caption in zip(paths, captions, strict=True)]

    def _download(self, data: RequestData, field: str) -> Path:
        """Put a file that came with a request into the folder; return where it lies."""
        name, content, _mime_type = (data.multipart_data or {})[field]
        self._downloads.mkdir(parents=True, exist_ok=True)
        path = self._downloads / Path(str(name)).name
        path.write_bytes(content if isinstance(content, bytes) else content.read())
        return path

    def _photo(self, path: Path, caption: str) -> Json:
        size = {"file_id": path.name, "file_unique_id": path.name, "width": 1, "height": 1}
        return self.message("", BOT, photo=[size], caption=caption)


def _body(answer: Json) -> bytes:
    return json.dumps(answer).encode()
