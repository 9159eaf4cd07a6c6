"""What the bot says of itself: its commands and descriptions."""

from __future__ import annotations

import re
from typing import Any

from tests.fakes.telegram.chats import BOT
from tests.fakes.telegram.refusals import bad
from tests.fakes.telegram.updates import Updates

Json = dict[str, Any]

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"([a-z]{2})?")


class Profile(Updates):
    """The methods that fill menus.

    commands: the menu for everybody, by language ("" for all others). menus: all menus, by scope
    (such as ``default``, ``all_group_chats``, ``chat:7``) and language.
    """

    def __init__(self) -> None:
        super().__init__()
        self.commands: dict[str, list[Json]] = {}
        self.menus: dict[tuple[str, str], list[Json]] = {}
        self.texts: dict[tuple[str, str], str] = {}

    async def _get_me(self, _parameters: Json) -> Json:
        return BOT | {
            "can_join_groups": True,
            "can_read_all_group_messages": self.reads_all,
            "supports_inline_queries": True,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }

    async def _set_my_commands(self, parameters: Json) -> bool:
        commands = parameters["commands"]
        if len(commands) > 100:
            raise bad("BOT_COMMANDS_TOO_MUCH")
        for command in commands:
            if not _COMMAND.fullmatch(command["command"]):
                raise bad("BOT_COMMAND_INVALID")
            if not 1 <= len(command["description"]) <= 256:
                raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
        names = [command["command"] for command in commands]
        if len(set(names)) < len(names):
            raise bad("BOT_COMMAND_DUPLICATE")
        await self._fill(self._menu(parameters), commands)
        return True

    async def _delete_my_commands(self, parameters: Json) -> bool:
        await self._fill(self._menu(parameters), [])
        return True

    async def _get_my_commands(self, parameters: Json) -> list[Json]:
        return self.menus.get(self._menu(parameters), [])

    async def _fill(self, menu: tuple[str, str], commands: list[Json]) -> None:
        def change() -> None:
            self.menus.pop(menu, None)
            if commands:
                self.menus[menu] = commands
            everybody = ((key[1], menu) for key, menu in self.menus.items() if key[0] == "default")
            self.commands = dict(everybody)

        await self.notify(change)

    def _menu(self, parameters: Json) -> tuple[str, str]:
        """Return which menu is meant: its scope and language. Raises Refused."""
        scope = parameters.get("scope", {"type": "default"})
        if "chat_id" in scope:
            chat = self.known_chat(scope["chat_id"])
            if chat.kind == "channel" or (chat.kind == "private" and scope["type"] != "chat"):
                raise bad("can't change commands of this chat")
        key = ":".join(str(scope[k]) for k in ("type", "chat_id", "user_id") if k in scope)
        return key, self._language(parameters)

    def _language(self, parameters: Json) -> str:
        language = parameters.get("language_code", "")
        if not _LANGUAGE.fullmatch(language):
            raise bad("LANG_CODE_INVALID")
        return str(language)

    async def _set_text(self, parameters: Json, name: str, most: int) -> bool:
        text = parameters.get(name, "")
        if len(text) > most:
            raise bad(f"{name} is too long")
        key = (name, self._language(parameters))
        await self.notify(lambda: self.texts.__setitem__(key, text))
        return True

    async def _set_my_name(self, parameters: Json) -> bool:
        return await self._set_text(parameters, "name", 64)

    async def _set_my_description(self, parameters: Json) -> bool:
        return await self._set_text(parameters, "description", 512)

    async def _set_my_short_description(self, parameters: Json) -> bool:
        return await self._set_text(parameters, "short_description", 120)

    async def _set_chat_menu_button(self, parameters: Json) -> bool:
        if "chat_id" in parameters and self.known_chat(parameters["chat_id"]).kind != "private":
            raise bad("chat not found")
        return True
