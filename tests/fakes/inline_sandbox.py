"""Calls functions in the process of the test: quicker than a sandbox."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class InlineSandbox:
    """Does what ``corpus.sandbox.Sandbox`` does, without its processes; remembers the calls.

    meanwhile: is called while a call is under way; fail: is raised by every call.
    """

    def __init__(self) -> None:
        self.called: list[str] = []
        self.fail: Exception | None = None
        self.meanwhile: Callable[[], None] = lambda: None

    def call(self, function: Callable[..., Any], *args: Any, where: str = "") -> Any:
        self.called.append(where)
        if self.fail is not None:
            raise self.fail
        self.meanwhile()
        return function(*args)

    def close(self) -> None:
        """Nothing to end."""
