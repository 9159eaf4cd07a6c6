"""Every kind of update, with the power failing at every moment of its handling.

Whatever the moment, afterwards people see the same messages in the same order and the bot remembers
the same as if nothing had happened; only what was on its way may be there twice, and says so.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.access import Role
from bot.delivery import courier
from bot.keeping.wishes import check_wishes
from bot.reindexing.workshop import Workshop
from bot.settings import Keep
from bot.uploads import forwarded
from bot.uploads.incoming import Incoming
from bot.uploads.summary import Summaries, Summary
from corpus.briefing import Briefing, BriefingHead, Paragraph, briefing_id, paragraph_ids
from corpus.limits import Limits
from tests.bot.replay import Scenario, World, crash_everywhere, play, wire
from tests.fakes.bot_corpus import long_briefing
from tests.fakes.paged import put_quay

pytestmark = pytest.mark.e2e

GROUP = -1005
ASKED = "ferry harbour council"
#: As long as a message that may have been cut off.
LONG = "The lamps of Norve burn all night. " * 90


@pytest.fixture(autouse=True)
def _wired(monkeypatch: pytest.MonkeyPatch) -> None:
    wire(monkeypatch)
    monkeypatch.setattr(courier, "_FIRST_PAUSE", 0.001)


def says(text: str) -> Scenario:
    async def scenario(w: World) -> None:
        await w.api.say(text)

    return scenario


def presses(button: str, after: str = ASKED, then: str = "") -> Scenario:
    """Somebody asks, and presses a button under the answer (and one under what that brings)."""

    async def scenario(w: World) -> None:
        await w.api.say(after)
        await w.press(button)
        if then:
            await w.press(then)

    return scenario


async def asks_at_length(w: World) -> None:
    await w.stock_up(lambda store: store.put(long_briefing()))
    await w.api.say("needle haystack straw counted")


def sees_pages(*pages: int) -> Scenario:
    async def scenario(w: World) -> None:
        await w.stock_up(lambda store: put_quay(w.folder, store, pages))
        await w.api.say("quay of Norve lantern feast")
        await w.press("2:page")

    return scenario


async def asks_anew(w: World) -> None:
    await follows_up(w)
    await w.press("2:fresh")


async def writes_to_everybody(w: World) -> None:
    w.let_in(8, 9)
    await w.api.say("/broadcast Closed on Friday")


def does_with_a_broadcast(button: str) -> Scenario:
    async def scenario(w: World) -> None:
        w.allow(GROUP)
        await writes_to_everybody(w)
        await w.press(button)

    return scenario


async def stops_a_broadcast(w: World) -> None:
    await does_with_a_broadcast("2:cast:send")(w)
    await w.press("2:cast:stop")


async def says_what_everybody_is_to_read(w: World) -> None:
    w.let_in(8, 9)
    await says_in_turn("/broadcast", "Closed on Friday")(w)


async def sees_the_audit(w: World) -> None:
    await revokes(w)
    await w.calm()
    await w.api.say("/audit")


def takes_along(what: str) -> Scenario:
    async def scenario(w: World) -> None:
        await says_in_turn("zeppelin hangar", "/unanswered")(w)
        await w.press(f"2:gaps:{what}")

    return scenario


async def sees_requests(w: World) -> None:
    await asks_for_access(w)
    await w.calm()
    await w.api.say("/requests")


async def moves_with_a_group(w: World) -> None:
    w.api.open_chat(-5, "group")
    w.allow(-5)
    await w.api.say("/ask ferry tickets", chat_id=-5, user=8)
    await w.calm()
    await w.api.upgrade(-5, GROUP)


async def asks_inline(w: World) -> None:
    """Nobody looks at the answer after a crash; nothing else may come of it."""
    await w.api.say("/help")
    await w.calm()
    asking = asyncio.create_task(w.api.ask_inline("ferry tickets"))
    await w.api.wait(lambda: bool(w.api.updates))
    asking.cancel()


async def is_told(w: World) -> None:
    await w.api.say("zeppelin hangar")
    await w.press("2:wish")
    await w.calm()
    await w.stock_up(lambda store: store.put(zeppelins()))
    w.afterwards = lambda application: check_wishes(application, "g2")


def zeppelins() -> Briefing:
    head = BriefingHead(briefing_id("z.txt"), "z.txt", "Zeppelins", language="en")
    text = "The zeppelin left its hangar."
    paragraph = Paragraph(paragraph_ids(head.id, [text])[0], head.id, 1, text, language="en")
    return Briefing(head, (), (paragraph,), ())


async def follows_up(w: World) -> None:
    await w.api.say(ASKED)
    answer = await w.calm()
    await w.api.say("and tickets?", reply_to=answer)


async def edits(w: World) -> None:
    said = await w.api.say(ASKED)
    await w.calm()
    await w.api.edit_said(said, "ferry tickets cost")


async def edits_before_an_answer(w: World) -> None:
    said = await w.api.say("hello")
    await w.calm()
    await w.api.edit_said(said, "ferry tickets cost")


async def asks_in_a_group(w: World) -> None:
    w.allow(GROUP)
    await w.api.say("/ask ferry tickets", chat_id=GROUP, user=8)


async def thanks_in_a_group(w: World) -> None:
    await asks_in_a_group(w)
    await w.press("2:fb:1:helpful", user=8)


async def redeems(w: World) -> None:
    await w.api.say("/invite")
    link = (await w.calm()).text.partition("start=")[2].split()[0]
    await w.api.open_link(link, chat_id=8)


async def with_two_admins(w: World) -> None:
    w.let_in(9, role=Role.ADMIN)
    for chat in (7, 9):
        await w.api.say("/help", chat_id=chat)
    await w.calm()


async def asks_for_access(w: World) -> None:
    await with_two_admins(w)
    await w.api.say("/start", chat_id=8)
    await w.press("2:access")


def decides(what: str) -> Scenario:
    async def scenario(w: World) -> None:
        await asks_for_access(w)
        await w.press(f"2:request:{what}", chat=7)

    return scenario


async def revokes(w: World) -> None:
    w.let_in(8)
    await w.api.say("/revoke 8")


async def revokes_by_button(w: World) -> None:
    w.let_in(8)
    await w.api.say("/people")
    card = await w.calm()
    await w.api.press_data(card, "2:people:revoked:8")


async def adds_to_a_group(w: World) -> None:
    await with_two_admins(w)
    await w.api.add_bot(GROUP, user=8)


async def speaks_in_an_unknown_group(w: World) -> None:
    await with_two_admins(w)
    await w.api.say("/ask ferry", chat_id=GROUP, kind="supergroup", user=8)


def decides_about_a_group(what: str) -> Scenario:
    async def scenario(w: World) -> None:
        await adds_to_a_group(w)
        await w.press(f"2:group:{what}", chat=7)

    return scenario


async def leaves_a_group(w: World) -> None:
    w.allow(GROUP)
    await w.api.say("/groups")
    await w.press("2:group:leave")


def forgets(what: str, chat: int = 8) -> Scenario:
    async def scenario(w: World) -> None:
        w.let_in(8)
        await w.api.say(ASKED, chat_id=chat)
        await w.calm()
        await w.api.say("/forgetme", chat_id=chat)
        await w.press(f"2:forget:{what}")

    return scenario


async def opens_a_link(w: World) -> None:
    await presses("2:cite", then="2:link")(w)
    text = (await w.calm()).text
    await w.api.open_link(text.partition("start=")[2].split()[0])


IN_WORDS = "/subscribe 7:30 daily Europe/Berlin seals"


def says_in_turn(*texts: str) -> Scenario:
    """Somebody says one thing, waits for what comes, and says the next."""

    async def scenario(w: World) -> None:
        for text in texts:
            await w.api.say(text)
            if text != texts[-1]:
                await w.calm()

    return scenario


async def says_what_to_follow(w: World) -> None:
    await presses("2:watch:add", "/watch")(w)
    await says_in_turn("ferry council")(w)


async def moves_on_the_map(w: World) -> None:
    await presses("2:sub:place", IN_WORDS)(w)
    await w.calm()
    await w.api.show("location", at=(27.7, 85.3))


SCENARIOS: dict[str, Scenario] = {
    "a question": says(ASKED),
    "a question that is not covered": says("zeppelin"),
    "a closest question": says("seals swimming"),
    "a question in a group": asks_in_a_group,
    "a follow-up": follows_up,
    "a long answer": asks_at_length,
    "a follow-up asked anew": asks_anew,
    "an edit": edits,
    "an edit that asks first": edits_before_an_answer,
    "more": presses("1:more"),
    "context": presses("2:ctx"),
    "page": sees_pages(2),
    "two pages": sees_pages(2, 3),
    "original": presses("2:file"),
    "cite": presses("2:cite"),
    "BibTeX": presses("2:cite", then="2:bib"),
    "link": presses("2:cite", then="2:link"),
    "opened link": opens_a_link,
    "helpful": presses("2:fb:1:helpful"),
    "not right": presses("2:fb:1:not_right"),
    "helpful in a group": thanks_in_a_group,
    "a wish": presses("2:wish", "zeppelin"),
    "a wish come true": is_told,
    "/timeline": says("/timeline ferry"),
    "/latest": says("/latest"),
    "/briefings": says("/briefings"),
    "/briefing": says("/briefing"),
    "/sources": says("/sources"),
    "/invite": says("/invite"),
    "an invitation redeemed": redeems,
    "access asked for": asks_for_access,
    "access granted": decides("grant"),
    "access declined": decides("decline"),
    "/requests": sees_requests,
    "/revoke": revokes,
    "revoked by button": revokes_by_button,
    "added to a group": adds_to_a_group,
    "heard in an unknown group": speaks_in_an_unknown_group,
    "a group allowed": decides_about_a_group("allow"),
    "a group refused": decides_about_a_group("refuse"),
    "a group left": leaves_a_group,
    "a group moved": moves_with_a_group,
    "inline": asks_inline,
    "/language": says("/language"),
    "a language chosen": presses("2:lang:de", "/language"),
    "/subscribe": says("/subscribe"),
    "subscribed in words": says(IN_WORDS),
    "subscribed in two taps": presses("2:sub:set", "/subscribe", then="2:sub:zone"),
    "a place": says_in_turn("/subscribe 7:30 daily", "Kathmandu"),
    "no place": says_in_turn("/subscribe 7:30 daily", "Entenhausen"),
    "a place on the map": moves_on_the_map,
    "/subscriptions": says_in_turn(IN_WORDS, "/subscriptions"),
    "/unsubscribe": says_in_turn(IN_WORDS, "/unsubscribe"),
    "paused": presses("2:sub:pause", IN_WORDS),
    "a series chosen": presses("2:sub:series", IN_WORDS, then="2:sub:serie"),
    "unsubscribed": presses("2:sub:off", IN_WORDS),
    "/watch": says("/watch ferry council"),
    "watched twice": says_in_turn("/watch ferry council", "/watch ferry council"),
    "told with the digest": presses("2:watch:mode", "/watch ferry council"),
    "not followed any more": presses("2:watch:stop", "/watch ferry council"),
    "what to follow": says_what_to_follow,
    "/digest": says("/digest"),
    "/deliveries": says("/deliveries"),
    "/broadcast": writes_to_everybody,
    "/broadcast, then the text": says_what_everybody_is_to_read,
    "a broadcast to groups": does_with_a_broadcast("2:cast:groups"),
    "a broadcast begun": does_with_a_broadcast("2:cast:send"),
    "a broadcast stopped": stops_a_broadcast,
    "a broadcast called off": does_with_a_broadcast("2:cast:cancel"),
    "/audit": sees_the_audit,
    "/unanswered": says_in_turn("zeppelin hangar", "/unanswered"),
    "the table of the unanswered": takes_along("table"),
    "the unanswered to evaluate": takes_along("questions"),
    "/mydata": says("/mydata"),
    "/forgetme": says("/forgetme"),
    "forgotten, access kept": forgets("keep"),
    "forgotten, access gone": forgets("leave"),
    "forgotten admin": forgets("all", 7),
}


@pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=SCENARIOS)
async def test_nothing_is_lost_and_nothing_done_twice(scenario: Scenario, tmp_path: Path) -> None:
    moments, twice = await crash_everywhere(scenario, tmp_path)
    assert moments >= 4
    assert twice <= moments / 3


@pytest.mark.parametrize("scenario", [says(ASKED), edits, says("/timeline ferry")])
async def test_words_that_are_not_kept_do_not_stay(scenario: Scenario, tmp_path: Path) -> None:
    await crash_everywhere(scenario, tmp_path, keep=Keep(questions=0))


async def sends_on(w: World) -> None:
    """Send on a long mail, and another from the same place in three pieces."""
    incoming = Incoming(w.folder / "waiting", w.folder / "in", w.folder / "out", Limits())
    w.changes["workshop"] = Workshop(w.folder / "index", w.folder / "in", incoming=incoming)
    await w.end()
    await w.begin()
    origin = {"type": "hidden_user", "sender_user_name": "Mail", "date": 1_793_966_400}
    for text in (f"First {LONG}", f"Subject: Second\n\n{LONG}", LONG):
        await w.api.forward(text, origin=origin)
    await w.calm()
    await w.api.forward("The end.", origin=origin)


def quick_read(incoming: Incoming, upload_id: int, name: str) -> Summaries:
    """Tell how long a file is and how it ends, without a process of its own."""
    text = incoming.place(upload_id, name).read_text(encoding="utf-8")
    one = Summary(name, "", "", "en", 0, len(text), 0, text[-40:], str(hash(text)))
    return Summaries((one,), 1)


async def test_a_mail_in_pieces_is_put_together_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Incoming, "read", quick_read)
    monkeypatch.setattr(forwarded, "_SOON", 60)
    moments, _ = await crash_everywhere(sends_on, tmp_path)
    assert moments >= 6
    seen, _ = await play(sends_on, tmp_path / "seen")
    first, second = seen.rows["uploads"]
    assert "The end." not in str(first)
    assert "The end." in str(second)
