"""Lists that go over more than one message: which of their lines stand on which page. Pure."""

from __future__ import annotations

from collections.abc import Sequence

#: UTF-16 code units of the lines of one page: the rest of a message is for its head and foot.
ROOM = 3000


def pages(costs: Sequence[int], most: int, room: int = ROOM) -> list[range]:
    """Return the lines of each page, as 0-based numbers; one empty page where there are none.

    costs: UTF-16 code units of each line. most: lines on one page. room: units on one page, which
    only a line that is alone on it may exceed.
    """
    result: list[range] = []
    first = used = 0
    for number, cost in enumerate(costs):
        if number > first and (number - first == most or used + cost > room):
            result.append(range(first, number))
            first, used = number, 0
        used += cost
    return [*result, range(first, len(costs))]


def page_at(every: Sequence[range], number: int) -> int:
    """Return the number of a page that there is: the last one for what a button still carries."""
    return min(number, len(every) - 1)
