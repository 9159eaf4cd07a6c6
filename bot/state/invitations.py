"""Invitations: codes that let one person in, once, until they expire.

Only a hash of a code is kept, so that nobody who reads ``bot.db`` can use it. The code is made with
the bot's token, and so hard to guess that its hash needs no salt.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlite_utils import Database

from bot.access import Role

#: Of a code; as text a third more, and Telegram takes 64 characters behind ``start=``.
_BYTES = 24
#: Characters of the hash on a button.
_MARK = 16


class Redeemed(StrEnum):
    """What became of somebody's try to use a code."""

    NOW = "now"
    BEFORE = "before"
    NOT_VALID = "not valid"


class Withdrawn(StrEnum):
    """What became of an invitation that an admin withdraws; BEFORE: it was over already."""

    NOW = "now"
    BEFORE = "before"
    USED = "used"


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a code is for; ``created_by`` is None if that admin had their data deleted."""

    role: Role
    created_by: int | None


def code_for(wish: str, secret: str) -> str:
    """Return the code for an admin's wish: the same if it is read again after a crash.

    Nobody can tell it who does not know the secret.
    """
    digest = hmac.new(secret.encode(), f"invitation {wish}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:_BYTES]).decode()


class Invitations:
    """The table of invitations in ``bot.db``."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def create(
        self, role: Role, *, by: int, now: dt.datetime, days: int, code: str | None = None
    ) -> str:
        """Return a code that is of use from now on, a new one unless it is given.

        It is kept nowhere. Creating it twice does no harm.
        """
        code = code or secrets.token_urlsafe(_BYTES)
        with self._db.atomic():
            self._db.execute(
                "INSERT OR IGNORE INTO invitations (hash, role, created_by, created_at, expires_at)"
                " VALUES (?, ?, ?, ?, ?)",
                (_hash(code), role.value, by, _text(now), _text(now + dt.timedelta(days=days))),
            )
        return code

    def find(self, code: str) -> Invitation | None:
        """Return what a code is for, whether or not it can still be used."""
        rows = self._db.execute(
            "SELECT role, created_by FROM invitations WHERE hash = ?", (_hash(code),)
        ).fetchall()
        return Invitation(Role(rows[0][0]), rows[0][1]) if rows else None

    def used_by(self, code: str) -> int | None:
        """Return who used a code up; None if nobody did, or they had their data deleted."""
        rows = self._db.execute(
            "SELECT used_by FROM invitations WHERE hash = ?", (_hash(code),)
        ).fetchall()
        return rows[0][0] if rows else None

    def redeem(self, code: str, user_id: int, now: dt.datetime) -> Redeemed:
        """Use a code up. One person can, however many try; for them it stays theirs.

        The condition stands in the statement that uses it up, hence two at once are no two.
        """
        with self._db.atomic():
            done = self._db.execute(
                "UPDATE invitations SET used_by = ?, used_at = ?"
                " WHERE hash = ? AND used_at IS NULL AND expires_at > ?",
                (user_id, _text(now), _hash(code), _text(now)),
            )
        if done.rowcount:
            return Redeemed.NOW
        return Redeemed.BEFORE if self.used_by(code) == user_id else Redeemed.NOT_VALID

    def withdraw(self, mark: str, now: dt.datetime) -> Withdrawn:
        """Make a code useless that nobody has used; ``mark``: as ``mark_of`` returns it."""
        with self._db.atomic():
            done = self._db.execute(
                "UPDATE invitations SET expires_at = ? WHERE substr(hash, 1, ?) = ?"
                " AND used_at IS NULL AND expires_at > ?",
                (_text(now), _MARK, mark, _text(now)),
            )
        if done.rowcount:
            return Withdrawn.NOW
        used = self._db.execute(
            "SELECT 1 FROM invitations WHERE substr(hash, 1, ?) = ? AND used_at IS NOT NULL",
            (_MARK, mark),
        )
        return Withdrawn.USED if used.fetchone() else Withdrawn.BEFORE

    def export(self, user_id: int) -> dict[str, list[dict[str, Any]]]:
        """Return the invitations that a person made or used, without what a code was made of."""
        rows = self._db.query(
            "SELECT role, created_by, created_at, expires_at, used_by, used_at FROM invitations"
            " WHERE created_by = :user OR used_by = :user",
            {"user": user_id},
        )
        return {"invitations": [_without_others(row, user_id) for row in rows]}

    def forget(self, user_id: int) -> None:
        """Forget who a person is in invitations; a used code stays used."""
        with self._db.atomic():
            for column in ("created_by", "used_by"):
                self._db.execute(
                    f"UPDATE invitations SET {column} = NULL"  # noqa: S608 (our columns)
                    f" WHERE {column} = ?",
                    (user_id,),
                )

    def sweep(self, before: dt.datetime) -> int:
        """Forget the invitations that expired before then; return how many."""
        with self._db.atomic():
            done = self._db.execute(
                "DELETE FROM invitations WHERE expires_at < ?", (_text(before),)
            )
        return int(done.rowcount)


def mark_of(code: str) -> str:
    """Return what tells a code from all others and is of no use to get in."""
    return _hash(code)[:_MARK]


def _without_others(row: dict[str, Any], user_id: int) -> dict[str, Any]:
    """Return the row without the id of whoever else it names."""
    others = {name for name in ("created_by", "used_by") if row[name] not in (None, user_id)}
    return {name: "another person" if name in others else row[name] for name in row}


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


def _text(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds")
