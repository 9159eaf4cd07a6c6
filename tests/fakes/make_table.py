"""Write down what the Bot API knows of the methods that a bot like ours may use.

Reads a machine-readable description of the Bot API (methods and types, each with its fields) and
keeps of it what the fake server checks requests against::

    python -m tests.fakes.make_table --api api.json

The kind of a field stands as the Bot API gives it, with an exclamation mark where it is required:
``Integer|String!``, ``Array of BotCommand!``; a text in quotes is the only value that is allowed.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import Any

TABLE = Path(__file__).with_name("bot_api_table.json")

METHODS = (
    "getMe", "getUpdates", "setWebhook", "deleteWebhook", "getWebhookInfo",
    "setMyCommands", "deleteMyCommands", "getMyCommands",
    "setMyName", "setMyDescription", "setMyShortDescription", "setChatMenuButton",
    "sendMessage", "sendPhoto", "sendDocument", "sendMediaGroup", "sendChatAction",
    "editMessageText", "editMessageCaption", "editMessageReplyMarkup", "editMessageMedia",
    "deleteMessage", "deleteMessages", "setMessageReaction",
    "answerCallbackQuery", "answerInlineQuery",
    "getChat", "getChatMember", "getChatAdministrators", "getChatMemberCount", "leaveChat",
    "exportChatInviteLink", "createChatInviteLink", "getFile",
)  # fmt: skip

#: Of these a bot like ours has no use; a request with one of them is refused.
LEFT_OUT = {
    "InputRichMessage", "InputRichMessageContent", "SuggestedPostParameters",
    "InputLocationMessageContent", "InputVenueMessageContent", "InputContactMessageContent",
    "InputInvoiceMessageContent", "InputMediaAnimation", "InputMediaAudio",
    "InputMediaLivePhoto", "InputMediaVideo", "ReplyKeyboardMarkup", "CallbackGame",
    "InlineQueryResultCachedAudio", "InlineQueryResultCachedGif",
    "InlineQueryResultCachedMpeg4Gif", "InlineQueryResultCachedSticker",
    "InlineQueryResultCachedVideo", "InlineQueryResultCachedVoice", "InlineQueryResultAudio",
    "InlineQueryResultContact", "InlineQueryResultGame", "InlineQueryResultGif",
    "InlineQueryResultLocation", "InlineQueryResultMpeg4Gif", "InlineQueryResultVenue",
    "InlineQueryResultVideo", "InlineQueryResultVoice", "ReactionTypePaid",
}  # fmt: skip

PLAIN = {"Integer", "Float", "String", "Boolean", "InputFile"}
_ONLY_VALUE = re.compile(r"(?:must be|always) [“\"*]?(\w+)[”\"*]?$")

Json = dict[str, Any]


def make(api: Json) -> Json:
    """Return the table: the parameters of each method, and the fields or forms of each type."""
    methods = {name: _fields(api["methods"][name]) for name in METHODS}
    types: Json = {}
    waiting = [kind for fields in methods.values() for kind in fields.values()]
    while waiting:
        for name in _names(waiting.pop()):
            if name in types or name in PLAIN:
                continue
            types[name] = _type(api["types"][name])
            found = types[name]
            waiting += found if isinstance(found, list) else found.values()
    return {"methods": methods, "types": dict(sorted(types.items()))}


def _type(described: Json) -> list[str] | dict[str, str]:
    forms = described.get("subtypes")
    if forms:
        return [form for form in forms if form not in LEFT_OUT]
    return _fields(described)


def _fields(described: Json) -> dict[str, str]:
    kinds = {field["name"]: _kind(field) for field in described.get("fields", ())}
    return {name: kind for name, kind in kinds.items() if kind}


def _kind(field: Json) -> str:
    """Return the kind of a field; nothing where all it takes is left out."""
    only = _ONLY_VALUE.search(field["description"].rstrip("."))
    if only and field["types"] == ["String"]:
        kind = f"'{only[1]}'"
    else:
        kinds = [kind for kind in field["types"] if not LEFT_OUT & set(_names(kind))]
        kind = "|".join(kinds)
    return kind + "!" * bool(kind and field["required"])


def _names(kind: str) -> list[str]:
    """Return the names of types in a kind."""
    if kind.startswith("'"):
        return []
    return [part.removeprefix("Array of ").removeprefix("Array of ").rstrip("!")
            for part in kind.split("|")]  # fmt: skip


def main() -> None:
    """Read the description and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--api", type=Path, required=True, help="the Bot API as JSON")
    described = json.loads(parser.parse_args().api.read_text(encoding="utf-8"))
    table = json.dumps(make(described), indent=1, ensure_ascii=False)
    TABLE.write_text(table + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
