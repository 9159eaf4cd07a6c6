"""Requests as they came in."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from tests.fakes.telegram.refusals import is_foreseeable

Json = dict[str, Any]


@dataclass
class Call:
    """A request and the status it was answered with; 0: the connection was dropped or hung.

    number: counts the requests. began, ended: of the server's clock. fault: it was answered so on
    purpose. carried_out: it had its effect, whatever the bot was told. answered: the whole answer
    was written to the connection (a bot that is killed may still not have read it).
    """

    method: str
    parameters: Json
    status: int = 0
    description: str = ""
    number: int = 0
    began: float = 0.0
    ended: float = 0.0
    fault: bool = False
    carried_out: bool = False
    answered: bool = False

    @property
    def ambiguous(self) -> bool:
        """Whether it had its effect, but the bot was not told so."""
        return self.carried_out and not (self.answered and self.status == 200)

    @property
    def avoidable(self) -> bool:
        """Whether a bot that minds the rules would not have been refused."""
        return not self.fault and is_foreseeable(self.status, self.description)


#: The request that is being carried out.
CURRENT: ContextVar[Call | None] = ContextVar("CURRENT", default=None)
