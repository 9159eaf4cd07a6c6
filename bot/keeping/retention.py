"""Forgetting in time: what is no longer to be kept is erased, and ``bot.db`` does not grow."""

from __future__ import annotations

import datetime as dt

from bot.settings import Keep
from bot.state.store import State

#: Telegram delivers an update again within a day; what tells that it is known is kept longer.
_DELIVERED = dt.timedelta(days=3)
#: What was said to strangers is said again after a day.
_NOTICED = dt.timedelta(days=2)
#: So long a file that was sent waits to be published.
_UPLOADED = dt.timedelta(days=7)
#: So long the pages of a digest can be turned, and who comes back is told what they missed.
_PUBLISHED = dt.timedelta(days=35)
#: Counts of a day, which say nothing of anybody.
_COUNTED = dt.timedelta(days=730)


def sweep(state: State, keep: Keep, now: dt.datetime) -> dict[str, int]:
    """Erase what is older than the settings allow; return how many rows, by what they hold."""
    texts = now - dt.timedelta(days=keep.questions)
    rest = now - dt.timedelta(days=keep.rest)
    counts = {
        "questions": state.questions.sweep(texts, rest),
        "feedback": state.feedback.sweep(rest),
        "wishes": state.wishes.sweep(rest),
        "people": state.people.sweep(rest.date()),
        "requests": state.requests.sweep(rest),
        "groups": state.groups.sweep(rest),
        "invitations": state.invitations.sweep(now - _DELIVERED),
        "quotas": state.quotas.sweep(now),
        "notices": state.notices.sweep(now - _NOTICED),
        "updates": state.inbox.sweep(now - _DELIVERED),
        "subscribers": state.subscribers.sweep(rest),
        "prompts": state.prompts.sweep(now - _NOTICED),
        "uploads": state.uploads.sweep(now - _UPLOADED),
        "reindexes": state.reindexes.sweep(rest),
        "editions": state.editions.sweep(now - _PUBLISHED),
        "audit": state.audit.sweep(rest),
        "broadcasts": state.broadcasts.sweep(now - _NOTICED, rest),
        "matches": state.matches.sweep(state.news.before(now - _PUBLISHED)),
        "arrivals": state.news.sweep(now - _PUBLISHED),
        "sent messages": state.journal.sweep(now - _DELIVERED),
        "evaluations": state.evaluations.sweep(rest),
        "tallies": state.tallies.sweep(now - _COUNTED),
    }
    state.shrink()
    return counts
