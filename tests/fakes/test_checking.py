"""What the fake Bot API knows of methods and their parameters."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.fakes.bot_api import FakeBotApi
from tests.fakes.conftest import Client
from tests.fakes.make_table import METHODS as KEPT
from tests.fakes.make_table import make
from tests.fakes.telegram.check import METHODS, check
from tests.fakes.telegram.refusals import Refused

pytestmark = pytest.mark.e2e

HELLO = {"chat_id": 7, "text": "hello"}


def keyboard(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[button]]}


@pytest.mark.parametrize("method", METHODS)
def test_every_method_of_the_table_is_there(method: str) -> None:
    name = re.sub(r"(?=[A-Z])", "_", method).lower()
    assert hasattr(FakeBotApi(), f"_{name}")
    assert method in KEPT


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"text": "no chat"}, r"\['chat_id'\] of sendMessage are missing"),
        ({**HELLO, "colour": "red"}, r"unknown parameters \['colour'\]"),
        ({**HELLO, "message_thread_id": "two"}, "can't parse message_thread_id"),
        ({**HELLO, "message_thread_id": True}, "must be of type Integer"),
        ({**HELLO, "disable_notification": 1}, "must be of type Boolean"),
        ({**HELLO, "reply_parameters": {}}, r"reply_parameters\.message_id is missing"),
        ({**HELLO, "reply_parameters": {"message_id": "5"}}, "must be of type Integer"),
        ({**HELLO, "reply_parameters": {"message_id": 5, "x": 1}}, r"unknown fields \['x'\]"),
        ({**HELLO, "link_preview_options": {"disabled": True}}, r"unknown fields \['disabled'\]"),
        ({**HELLO, "reply_markup": []}, "must be an object"),
        ({**HELLO, "reply_markup": {"inline_keyboard": [{}]}}, "must be an array"),
        ({**HELLO, "reply_markup": keyboard(callback_data="x")}, "text is missing"),
        ({**HELLO, "reply_markup": keyboard(text="x", data="x")}, r"unknown fields \['data'\]"),
        ({**HELLO, "reply_markup": keyboard(text="x", copy_text="x")}, "must be an object"),
        ({**HELLO, "text": "\udc00"}, "UTF-8"),
    ],
)
def test_wrong_parameters(parameters: dict[str, Any], words: str) -> None:
    with pytest.raises(Refused, match=words):
        check("sendMessage", parameters)


def test_a_union_is_taken_apart_by_its_type() -> None:
    menu: dict[str, Any] = {"commands": [], "scope": {"type": "chat"}}
    with pytest.raises(Refused, match=r"scope\.chat_id is missing"):
        check("setMyCommands", menu)
    with pytest.raises(Refused, match="type must be"):
        check("setMyCommands", menu | {"scope": {"type": "everybody"}})
    assert check("setMyCommands", menu | {"scope": {"type": "default"}})


def test_each_inline_result_is_checked() -> None:
    article = {
        "type": "article",
        "id": "1",
        "title": "A ferry",
        "input_message_content": {"message_text": "x"},
    }
    query = {"inline_query_id": "1"}
    assert check("answerInlineQuery", {**query, "results": [article]})
    for wrong in (
        article | {"colour": "red"},
        article | {"input_message_content": {"text": "x"}},
        {name: value for name, value in article.items() if name != "id"},
        article | {"id": 1},
    ):
        with pytest.raises(Refused, match=r"results\[0\]"):
            check("answerInlineQuery", {**query, "results": [wrong]})


async def test_unknown_method_and_token(api: FakeBotApi, ask: Client) -> None:
    assert await ask.refused("sendEverything") == "404 Not Found"
    api.token = "another"
    async with ask.http.post(f"{api.url}/bot1:x/getMe") as response:
        assert response.status == 401
        assert (await response.json())["description"] == "Unauthorized"


async def test_json_bodies_are_read_too(api: FakeBotApi, ask: Client) -> None:
    api.open_chat(7)
    url = f"{api.url}/bot{api.token}/sendMessage"
    async with ask.http.post(url, json={"chat_id": 7, "text": "hi"}) as response:
        assert (await response.json())["result"]["text"] == "hi"


async def test_attached_files_must_be_there_and_be_used(ask: Client) -> None:
    media = [{"type": "document", "media": f"attach://file{n}"} for n in range(2)]
    told = await ask.refused("sendMediaGroup", chat_id=7, media=media, file0=b"x")
    assert "['file1'] are not attached" in told
    told = await ask.refused("sendMessage", chat_id=7, text="x", stray=b"x")
    assert "unknown parameters ['stray']" in told


def test_the_table_is_made_of_a_description() -> None:
    fields = [
        {"name": "chat_id", "types": ["Integer", "String"], "required": True, "description": ""},
        {"name": "form", "types": ["Form"], "required": False, "description": ""},
        {"name": "old", "types": ["ReplyKeyboardMarkup"], "required": False, "description": ""},
    ]
    only = "Type of the form, must be round"
    api = {
        "methods": {name: {"fields": fields} for name in KEPT},
        "types": {
            "Form": {"subtypes": ["Round", "InputRichMessage"]},
            "Round": {
                "fields": [
                    {"name": "type", "types": ["String"], "required": True, "description": only}
                ]
            },
        },
    }
    table = make(api)
    assert table["methods"]["sendMessage"] == {"chat_id": "Integer|String!", "form": "Form"}
    assert table["types"] == {"Form": ["Round"], "Round": {"type": "'round'!"}}
