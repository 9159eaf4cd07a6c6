"""A client that asks the fake Bot API for anything, well-behaved or not."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest

from tests.fakes.bot_api import FakeBotApi


@dataclass
class Client:
    """Makes requests as bots do: everything but texts and files is sent as JSON."""

    api: FakeBotApi
    http: aiohttp.ClientSession

    async def __call__(self, method: str, **parameters: Any) -> Any:
        """Return the result of a request that is carried out."""
        body = await self.ask(method, **parameters)
        assert body["ok"], body["description"]
        return body["result"]

    async def refused(self, method: str, **parameters: Any) -> str:
        """Return the code and description of a refusal."""
        body = await self.ask(method, **parameters)
        assert not body["ok"], f"{method} was carried out"
        return f"{body['error_code']} {body['description']}"

    async def ask(self, method: str, **parameters: Any) -> Any:
        """Return the whole answer."""
        form = aiohttp.FormData()
        for name, value in parameters.items():
            if isinstance(value, bytes):
                form.add_field(name, value, filename=f"{name}.bin")
            else:
                form.add_field(name, value if isinstance(value, str) else json.dumps(value))
        url = f"{self.api.url}/bot{self.api.token}/{method}"
        async with self.http.post(url, data=form) as response:
            body = await response.json()
        assert body["ok"] == (response.status == 200)
        return body


@pytest.fixture
async def api() -> AsyncIterator[FakeBotApi]:
    server = FakeBotApi()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def ask(api: FakeBotApi) -> AsyncIterator[Client]:
    async with aiohttp.ClientSession() as http:
        yield Client(api, http)
