"""What every repository that keeps something about people can do for them."""

from __future__ import annotations

from typing import Any, Protocol


class Personal(Protocol):
    """A repository with rows about people; State lists them, ``/mydata`` and ``/forgetme`` ask."""

    def export(self, user_id: int) -> dict[str, list[dict[str, Any]]]:
        """Return everything kept about a person: by table, rows with readable values."""
        ...

    def forget(self, user_id: int) -> None:
        """Delete it; doing so twice does no harm."""
        ...
