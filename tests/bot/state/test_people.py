"""Who is let in, by whom, and once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from bot.access import Role
from bot.state.groups import Verdict
from bot.state.invitations import Redeemed
from bot.state.store import State

NOW = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


@pytest.fixture
def state() -> Iterator[State]:
    state = State(":memory:")
    yield state
    state.close()


def test_somebody_unknown_is_nobody_special(state: State) -> None:
    assert state.people.role(5) is Role.NONE
    assert state.people.get(5) is None
    assert state.people.spoken(5) is None


def test_in_out_and_in_again(state: State) -> None:
    state.people.let_in(5, Role.READER, by=7, now=NOW)
    assert state.people.role(5) is Role.READER
    assert state.people.revoke(5, NOW)
    assert not state.people.revoke(5, NOW + DAY), "it was done before"
    person = state.people.get(5)
    assert person is not None
    assert (person.role, person.revoked_at, person.invited_by) == (Role.REVOKED, NOW, 7)
    state.people.let_in(5, Role.ADMIN, by=8, now=NOW)
    assert state.people.admins() == [5]
    state.people.set_reachable(5, False)
    assert state.people.admins() == [], "who has blocked the bot cannot be asked"


def test_a_person_is_noted_once_a_day(state: State) -> None:
    state.people.let_in(5, Role.READER, by=7, now=NOW)
    for _ in range(2):
        state.people.seen(5, "Mira", "de", NOW.date())
    person = state.people.get(5)
    assert person is not None
    assert (person.name, person.last_seen) == ("Mira", NOW.date())
    assert state.people.spoken(5) == "de"
    state.people.choose_language(5, "en", NOW.date())
    assert (state.people.spoken(5), state.people.language(5)) == ("en", "en")
    state.people.choose_language(5, None, NOW.date())
    assert (state.people.spoken(5), state.people.language(5)) == ("de", None)


def test_the_list_shows_who_has_or_had_access(state: State) -> None:
    for user_id, name in ((1, "Zoe"), (2, "Ada"), (3, "Ben"), (4, "Cleo")):
        state.people.seen(user_id, name, None, NOW.date())
    for user_id in (1, 2, 3):
        state.people.let_in(user_id, Role.READER, by=7, now=NOW)
    state.people.let_in(1, Role.ADMIN, by=7, now=NOW)
    state.people.revoke(2, NOW)
    assert [person.name for person in state.people.listed(0, 10)] == ["Zoe", "Ben", "Ada"]
    assert [person.name for person in state.people.listed(1, 1)] == ["Ben"]
    assert state.people.count() == 3


def test_an_invitation_lets_one_person_in(state: State) -> None:
    code = state.invitations.create(Role.READER, by=7, now=NOW, days=2)
    assert state.invitations.redeem(code, 5, NOW) is Redeemed.NOW
    assert state.invitations.redeem(code, 5, NOW) is Redeemed.BEFORE
    assert state.invitations.redeem(code, 6, NOW) is Redeemed.NOT_VALID
    assert state.invitations.redeem("another", 6, NOW) is Redeemed.NOT_VALID


def test_an_invitation_expires(state: State) -> None:
    code = state.invitations.create(Role.READER, by=7, now=NOW, days=2)
    assert state.invitations.redeem(code, 5, NOW + 2 * DAY) is Redeemed.NOT_VALID
    assert state.invitations.sweep(NOW + DAY) == 0
    assert state.invitations.sweep(NOW + 3 * DAY) == 1
    assert state.invitations.find(code) is None


def test_the_code_itself_is_not_kept(state: State) -> None:
    code = state.invitations.create(Role.ADMIN, by=7, now=NOW, days=2)
    assert code not in "\n".join(state._db.conn.iterdump())
    found = state.invitations.find(code)
    assert found is not None
    assert (found.role, found.created_by) == (Role.ADMIN, 7)


def test_a_used_invitation_stays_used_when_its_user_is_forgotten(state: State) -> None:
    code = state.invitations.create(Role.READER, by=7, now=NOW, days=2)
    state.invitations.redeem(code, 5, NOW)
    state.forget(5, NOW, keep_access=False)
    assert state.invitations.redeem(code, 5, NOW) is Redeemed.NOT_VALID


def test_a_request_is_decided_once(state: State) -> None:
    request = state.requests.open(5, "Mira", "de", update_id=1, now=NOW)
    assert state.requests.open(5, "Mira", "de", update_id=2, now=NOW) == request
    assert [r.id for r in state.requests.waiting(10)] == [request.id]
    assert state.requests.decide(request.id, granted=False, by=7, update_id=3, now=NOW)
    assert not state.grant(request, by=8, update_id=4, now=NOW)
    assert state.people.role(5) is Role.NONE
    decided = state.requests.get(request.id)
    assert decided is not None
    assert (decided.granted, decided.decided_by, decided.decided_in) == (False, 7, 3)
    assert state.requests.declined_since(5, NOW)
    assert not state.requests.declined_since(5, NOW + DAY)
    again = state.requests.open(5, "Mira", "de", update_id=5, now=NOW)
    assert again.id != request.id
    assert state.grant(again, by=8, update_id=6, now=NOW)
    assert state.people.role(5) is Role.READER


def test_groups_are_closed_until_somebody_allows_them(state: State) -> None:
    assert not state.groups.allowed(-5)
    assert not state.groups.decide(-5, Verdict.ALLOWED, by=7, now=NOW), "nobody asked"
    state.groups.joined(-5, "Harbour", by=9, now=NOW)
    assert not state.groups.allowed(-5)
    assert state.groups.decide(-5, Verdict.ALLOWED, by=7, now=NOW)
    assert not state.groups.decide(-5, Verdict.ALLOWED, by=8, now=NOW), "it was done before"
    assert state.groups.allowed(-5)
    state.groups.left(-5, NOW)
    state.groups.joined(-5, "Port", by=9, now=NOW)
    group = state.groups.get(-5)
    assert group is not None
    assert (group.title, group.verdict, group.present) == ("Port", Verdict.ALLOWED, True)


def test_a_group_keeps_what_was_decided_under_its_new_id(state: State) -> None:
    state.groups.joined(-5, "Harbour", by=9, now=NOW)
    state.groups.decide(-5, Verdict.ALLOWED, by=7, now=NOW)
    state.groups.joined(-1005, "Harbour", by=None, now=NOW)
    for _ in range(2):
        state.groups.migrate(-5, -1005)
    assert state.groups.allowed(-1005)
    assert state.groups.get(-5) is None


def test_questions_of_an_hour(state: State) -> None:
    def ask(update: int, minutes: float, user: int = 5, group: int | None = None) -> int | None:
        now = NOW + dt.timedelta(minutes=minutes)
        return state.quotas.admit(update, user, group, now, per_hour=2, per_hour_group=3)

    assert ask(1, 0) is None
    assert ask(1, 1) is None, "the same update is not counted twice"
    assert ask(2, 10) is None
    assert ask(3, 20) == 40 * 60
    assert ask(4, 60) is None, "the first is an hour ago"
    assert ask(5, 61) == 9 * 60
    assert [ask(10 + user, 62, user, -5) for user in range(6, 9)] == [None] * 3
    assert ask(20, 63, 9, -5) == 59 * 60, "the group has asked three"
    assert ask(21, 63, 9) is None
    assert state.quotas.sweep(NOW + dt.timedelta(hours=9)) > 0


def test_notices_are_not_repeated(state: State) -> None:
    def due(update: int, minutes: int) -> bool:
        now = NOW + dt.timedelta(minutes=minutes)
        return state.notices.due(5, update, now, dt.timedelta(hours=1))

    assert due(1, 0)
    assert due(1, 1), "the same update, handled again"
    assert not due(2, 30)
    assert due(3, 61)


def test_a_revoked_person_cannot_delete_that_they_are(state: State) -> None:
    state.people.seen(5, "Mira", "de", NOW.date())
    state.people.revoke(5, NOW)
    state.forget(5, NOW, keep_access=True)
    person = state.people.get(5)
    assert person is not None
    assert (person.role, person.name) == (Role.REVOKED, None)


def test_deleting_data_may_keep_the_access(state: State) -> None:
    state.people.seen(5, "Mira", "de", NOW.date())
    state.people.let_in(5, Role.ADMIN, by=7, now=NOW)
    state.forget(5, NOW, keep_access=True)
    assert state.export(5)["people"][0]["name"] is None
    assert state.people.role(5) is Role.ADMIN
    state.forget(5, NOW, keep_access=False)
    assert state.export(5) == {}
