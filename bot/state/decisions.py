"""What admins decide: each with its entry in the audit, in one transaction.

Whatever is decided when it was decided already changes nothing and is noted no second time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlite_utils import Database

from bot.access import Role
from bot.state.audit import Action, Audit
from bot.state.broadcasts import Broadcasts
from bot.state.groups import Groups, Verdict
from bot.state.invitations import Invitations, Redeemed, Withdrawn
from bot.state.people import People
from bot.state.requests import Request, Requests


class Decisions:
    """What is decided, over the repositories that State has."""

    _db: Database
    audit: Audit
    broadcasts: Broadcasts
    groups: Groups
    invitations: Invitations
    people: People
    requests: Requests

    def grant(self, request: Request, *, by: int, update_id: int, now: dt.datetime) -> bool:
        """Let somebody in who asked for it; False if their request was decided before."""
        with self._db.atomic():
            done = self.requests.decide(
                request.id, granted=True, by=by, update_id=update_id, now=now
            )
            if done:
                self.people.let_in(request.user_id, Role.READER, by=by, now=now)
                self.audit.note(by, Action.LET_IN, request.user_id, now)
        return done

    def decline(self, request: Request, *, by: int, update_id: int, now: dt.datetime) -> bool:
        """Not let somebody in who asked for it; False if their request was decided before."""
        with self._db.atomic():
            done = self.requests.decide(
                request.id, granted=False, by=by, update_id=update_id, now=now
            )
            if done:
                self.audit.note(by, Action.DECLINED, request.user_id, now)
        return done

    def invite(self, role: Role, *, by: int, now: dt.datetime, days: int, code: str) -> None:
        """Let a code be of use from now on; doing so twice does no harm."""
        with self._db.atomic():
            if self.invitations.find(code) is None:
                self.invitations.create(role, by=by, now=now, days=days, code=code)
                admin = role is Role.ADMIN
                action = Action.INVITED_ADMIN if admin else Action.INVITED_READER
                self.audit.note(by, action, "", now)

    def withdraw_invitation(self, mark: str, *, by: int, now: dt.datetime) -> Withdrawn:
        """Make an invitation useless, unless it was used or is over already."""
        with self._db.atomic():
            done = self.invitations.withdraw(mark, now)
            if done is Withdrawn.NOW:
                self.audit.note(by, Action.WITHDRAWN, "", now)
        return done

    def change_role(self, user_id: int, role: Role, *, by: int | None, now: dt.datetime) -> None:
        """Make somebody a reader or an admin, or take their access away."""
        with self._db.atomic():
            before = self.people.role(user_id)
            if role is Role.REVOKED:
                self.people.revoke(user_id, now)
            else:
                self.people.let_in(user_id, role, by=by, now=now)
            if role is not before:
                self.audit.note(by, _action_of(before, role), user_id, now)

    def decide_group(
        self, chat_id: int, verdict: Verdict, *, by: int, now: dt.datetime, update_id: int
    ) -> None:
        """Allow or refuse a group, unless that was decided so already."""
        with self._db.atomic():
            if self.groups.decide(chat_id, verdict, by=by, now=now, update_id=update_id):
                allowed = verdict is Verdict.ALLOWED
                self.audit.note(by, Action.ALLOWED if allowed else Action.REFUSED, chat_id, now)

    def begin_broadcast(
        self, broadcast_id: int, chats: Sequence[int], message_id: int, *, by: int, now: dt.datetime
    ) -> None:
        """Let a broadcast go to some chats, unless it has gone already."""
        with self._db.atomic():
            if self.broadcasts.begin(broadcast_id, chats, message_id, now):
                self.audit.note(by, Action.BROADCAST, str(len(chats)), now)

    def stop_broadcast(self, broadcast_id: int, *, by: int | None, now: dt.datetime) -> None:
        """Send nothing more of a broadcast, if anything is left."""
        with self._db.atomic():
            if self.broadcasts.stop(broadcast_id, now):
                self.audit.note(by, Action.BROADCAST_STOPPED, "", now)

    def redeem(self, code: str, user_id: int, now: dt.datetime) -> Redeemed:
        """Let somebody in who has an invitation, if nobody used it before."""
        with self._db.atomic():
            invitation = self.invitations.find(code)
            redeemed = self.invitations.redeem(code, user_id, now)
            if invitation is not None and redeemed is Redeemed.NOW:
                self.people.let_in(user_id, invitation.role, by=invitation.created_by, now=now)
                self.audit.note(invitation.created_by, Action.CAME_IN, user_id, now)
        return redeemed


def _action_of(before: Role, role: Role) -> Action:
    """Return what it is called to give somebody another role."""
    if role is Role.REVOKED:
        return Action.REVOKED
    if role is Role.ADMIN:
        return Action.MADE_ADMIN
    return Action.MADE_READER if before is Role.ADMIN else Action.LET_IN
