"""Something written to everybody, as it is remembered."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

#: As ``read_broadcast`` wants them.
COLUMNS = "id, by, text, entities, groups, stage, made_at, begun_at, message_id"


class Stage(StrEnum):
    """How far a broadcast is. DRAFT: shown to its author; OVER: and its author was told."""

    DRAFT = "draft"
    CALLED_OFF = "called off"
    SENDING = "sending"
    STOPPED = "stopped"
    OVER = "over"


class Arrival(StrEnum):
    """What became of one message.

    BLOCKED: the person or group does not let the bot write. FAILED: Telegram refused it. UNKNOWN:
    it was on its way when the program or the connection ended. SKIPPED: it was not sent, because
    the broadcast was stopped or the access taken away.
    """

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    BLOCKED = "blocked"
    FAILED = "failed"
    UNKNOWN = "unknown"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Broadcast:
    """Something written to everybody.

    by: its author; None if they had their data deleted. entities: as the Bot API has them, in
    UTF-16 units of the text. groups: whether groups get it, too. begun_at: None for a draft.
    message_id: of the message in the author's chat that shows how far it is.
    """

    id: int
    by: int | None
    text: str
    entities: tuple[dict[str, Any], ...]
    groups: bool
    stage: Stage
    made_at: dt.datetime
    begun_at: dt.datetime | None
    message_id: int | None


def read_broadcast(row: tuple[Any, ...]) -> Broadcast:
    """Return the broadcast of a row."""
    number, by, text, entities, groups, stage, made, begun, message_id = row
    return Broadcast(
        id=number,
        by=by,
        text=text,
        entities=tuple(json.loads(entities)),
        groups=bool(groups),
        stage=Stage(stage),
        made_at=dt.datetime.fromisoformat(made),
        begun_at=dt.datetime.fromisoformat(begun) if begun else None,
        message_id=message_id,
    )
