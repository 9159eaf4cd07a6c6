"""The people who were let in, and what the bot needs to know to talk to them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from bot.access import Role

_COLUMNS = (
    "user_id, role, name, language, telegram_language, joined_at, invited_by, revoked_at,"
    " last_seen, reachable"
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the bot knows.

    name: their first name, for the admins' list. language: what they chose; telegram_language:
    what Telegram said when they were last seen. reachable: whether they have not blocked the bot.
    """

    user_id: int
    role: Role
    name: str | None = None
    language: str | None = None
    telegram_language: str | None = None
    joined_at: dt.datetime | None = None
    invited_by: int | None = None
    revoked_at: dt.datetime | None = None
    last_seen: dt.date | None = None
    reachable: bool = True


class People:
    """The table of people in ``bot.db``."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def get(self, user_id: int) -> Person | None:
        """Return a person, None if the bot does not know them."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM people WHERE user_id = ?",  # noqa: S608 (our columns)
            (user_id,),
        ).fetchall()
        return _person(rows[0]) if rows else None

    def role(self, user_id: int) -> Role:
        """Return what a person was made; NONE if the bot does not know them."""
        rows = self._db.execute("SELECT role FROM people WHERE user_id = ?", (user_id,)).fetchall()
        return Role(rows[0][0]) if rows else Role.NONE

    def revoked(self, user_id: int) -> bool:
        """Whether a person's access was taken away."""
        return self.role(user_id) is Role.REVOKED

    def let_in(self, user_id: int, role: Role, *, by: int | None, now: dt.datetime) -> None:
        """Make a person a reader or an admin, whatever they were."""
        with self._db.atomic():
            self._db.execute(
                "INSERT INTO people (user_id, role, joined_at, invited_by) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (user_id) DO UPDATE SET role = excluded.role, revoked_at = NULL,"
                " joined_at = coalesce(joined_at, excluded.joined_at),"
                " invited_by = coalesce(invited_by, excluded.invited_by)",
                (user_id, role.value, _text(now), by),
            )

    def revoke(self, user_id: int, now: dt.datetime) -> bool:
        """Take a person's access away, from their next update on; False if they had none.

        Somebody unknown can be kept out too, e.g. a member of a group.
        """
        had = self.role(user_id) in (Role.READER, Role.ADMIN)
        with self._db.atomic():
            self._db.execute(
                "INSERT INTO people (user_id, role, revoked_at) VALUES (?, 'revoked', ?)"
                " ON CONFLICT (user_id) DO UPDATE SET role = 'revoked',"
                " revoked_at = coalesce(revoked_at, excluded.revoked_at)",
                (user_id, _text(now)),
            )
        return had

    def seen(self, user_id: int, name: str, telegram_language: str | None, day: dt.date) -> None:
        """Note that a person was here; writes only what changed, hence at most once a day."""
        known = self.get(user_id)
        if known is not None and (
            (known.name, known.telegram_language, known.last_seen, known.reachable)
            == (name, telegram_language, day, True)
        ):
            return
        with self._db.atomic():
            self._db.execute(
                "INSERT INTO people (user_id, role, name, telegram_language, last_seen)"
                " VALUES (?, 'none', ?, ?, ?) ON CONFLICT (user_id) DO UPDATE SET"
                " name = excluded.name, telegram_language = excluded.telegram_language,"
                " last_seen = excluded.last_seen, reachable = 1",
                (user_id, name, telegram_language, day.isoformat()),
            )

    def set_reachable(self, user_id: int, reachable: bool) -> None:
        """Note that a person has blocked the bot, or has not any more."""
        with self._db.atomic():
            self._db.execute(
                "UPDATE people SET reachable = ? WHERE user_id = ?", (int(reachable), user_id)
            )

    def not_reached(self, user_id: int) -> None:
        """Note that an admin, known or not, cannot be written to until they write themselves."""
        with self._db.atomic():
            self._db.execute(
                "INSERT INTO people (user_id, role, reachable) VALUES (?, 'none', 0)"
                " ON CONFLICT (user_id) DO UPDATE SET reachable = 0",
                (user_id,),
            )

    def menu(self, user_id: int) -> str | None:
        """Return the mark of the menu that a person's chat was given last."""
        rows = self._db.execute("SELECT menu FROM people WHERE user_id = ?", (user_id,)).fetchall()
        return rows[0][0] if rows else None

    def set_menu(self, user_id: int, mark: str | None) -> None:
        """Note which menu a person's chat was given."""
        with self._db.atomic():
            self._db.execute("UPDATE people SET menu = ? WHERE user_id = ?", (mark, user_id))

    def with_menu(self) -> list[int]:
        """Return whose chats were given a menu of their own."""
        rows = self._db.execute(
            "SELECT user_id FROM people WHERE menu IS NOT NULL ORDER BY user_id"
        )
        return [int(user_id) for (user_id,) in rows]

    def language(self, user_id: int) -> str | None:
        """Return the language that a person chose, None if they leave it to Telegram."""
        rows = self._db.execute(
            "SELECT language FROM people WHERE user_id = ?", (user_id,)
        ).fetchall()
        return str(rows[0][0]) if rows and rows[0][0] else None

    def spoken(self, user_id: int) -> str | None:
        """Return in which language to write to a person who has not just written themselves."""
        person = self.get(user_id)
        return (person.language or person.telegram_language) if person else None

    def choose_language(self, user_id: int, language: str | None, day: dt.date) -> None:
        """Keep the language that a person wants to be spoken to in; None: as in Telegram."""
        with self._db.atomic():
            self._db.execute(
                "INSERT INTO people (user_id, role, language, last_seen) VALUES (?, 'none', ?, ?)"
                " ON CONFLICT (user_id) DO UPDATE SET language = excluded.language",
                (user_id, language, day.isoformat()),
            )

    def admins(self) -> list[int]:
        """Return who was made an admin by another, those who can be reached."""
        rows = self._db.execute(
            "SELECT user_id FROM people WHERE role = 'admin' AND reachable ORDER BY user_id"
        )
        return [int(user_id) for (user_id,) in rows]

    def listed(self, offset: int, limit: int) -> list[Person]:
        """Return a page of those who have or had access: admins, readers, revoked; by name."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM people WHERE role != 'none'"  # noqa: S608 (our columns)
            " ORDER BY role = 'revoked', role = 'reader', name IS NULL, lower(name), user_id"
            " LIMIT ? OFFSET ?",
            (limit, offset),
        )
        return [_person(row) for row in rows]

    def count(self) -> int:
        """Return how many have or had access."""
        return int(
            self._db.execute("SELECT count(*) FROM people WHERE role != 'none'").fetchone()[0]
        )

    def export(self, user_id: int) -> dict[str, list[dict[str, Any]]]:
        """Return what is kept about a person."""
        rows = self._db.query("SELECT * FROM people WHERE user_id = ?", [user_id])
        return {"people": list(rows)}

    def forget(self, user_id: int) -> None:
        """Delete what is kept about a person; that they were revoked stays, or it would be void."""
        with self._db.atomic():
            revoked = self._db.execute(
                "SELECT revoked_at FROM people WHERE user_id = ? AND role = 'revoked'", (user_id,)
            ).fetchall()
            self._db.execute("DELETE FROM people WHERE user_id = ?", (user_id,))
            self._db.execute("UPDATE people SET invited_by = NULL WHERE invited_by = ?", (user_id,))
            if revoked:
                self._db.execute(
                    "INSERT INTO people (user_id, role, revoked_at) VALUES (?, 'revoked', ?)",
                    (user_id, revoked[0][0]),
                )

    def sweep(self, before: dt.date) -> int:
        """Forget those without access who were not seen since; return how many."""
        with self._db.atomic():
            done = self._db.execute(
                "DELETE FROM people WHERE role = 'none' AND coalesce(last_seen, '') < ?",
                (before.isoformat(),),
            )
            self._db.execute(
                "UPDATE people SET name = NULL, language = NULL, telegram_language = NULL,"
                " last_seen = NULL WHERE role = 'revoked' AND revoked_at < ?",
                (before.isoformat(),),
            )
        return int(done.rowcount)


def _person(row: tuple[Any, ...]) -> Person:
    user_id, role, name, language, telegram_language, joined, by, revoked, seen, reachable = row
    return Person(
        user_id=int(user_id),
        role=Role(role),
        name=name,
        language=language,
        telegram_language=telegram_language,
        joined_at=_moment(joined),
        invited_by=by,
        revoked_at=_moment(revoked),
        last_seen=dt.date.fromisoformat(seen) if seen else None,
        reachable=bool(reachable),
    )


def _moment(text: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if text else None


def _text(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds")
