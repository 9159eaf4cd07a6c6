"""Somebody who does with the bot whatever can be done in Telegram, by chance."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable
from typing import Any

from tests.fakes.bot_api import FakeBotApi
from tests.fakes.bot_api_sent import Sent

Json = dict[str, Any]

GROUP, FORUM, CLOSED, CHANNEL = -5, -1005, -1006, -1009
#: The basic group once it is a supergroup.
MOVED = -1105
#: The admin, two readers, another admin, two strangers, somebody revoked.
PEOPLE = (7, 8, 9, 12, 10, 13, 11)
NAMES = {
    8: "<b>Ada</b> {0} **x**",
    9: "\u202eNiels\u202c 👩‍👩‍👧‍👦",
    10: "a" * 64,
    12: "/start @briefing_bot",
    13: "\u200b\u200b",
}
COMMANDS = (
    "start", "help", "ask", "latest", "briefings", "briefing", "timeline", "sources", "status",
    "language", "privacy", "mydata", "forgetme", "invite", "people", "requests", "groups",
    "revoke", "subscribe", "subscriptions", "unsubscribe", "watch", "digest", "deliveries",
    "nonsense", "start@briefing_bot", "ask@briefing_bot", "ask@other_bot",
)  # fmt: skip
WORDS = (
    "", "ferry council", "ferry", "Kohle 2023", "and since 2024?", "und 2023?", "gazebo",
    "gazebo seals since 2024", "hello", "danke!", "what about the seals?", "2024", "March 2024",
    "Harbour Weekly", "harbor", "Gazebo section 7", "/start", "help", "nothing like it zzz",
    "<b>ferry</b> & </blockquote>", "**ferry** {0} {reference} %s %(a)s", "🦭", "ferry 🦭🏳️‍🌈",
    "\u202eferry council\u202c", "\u200b", "\u200b \u2060", "مرحبا بالعالم gazebo", "日本 ferry",
    "ferry " * 300, "f" * 4096, "🦭" * 2048, "$\\frac{ferry}{2}$", "'; DROP TABLE people; --",
    "reader 3", "admin", "admin 99", "10", "13", "999999999999999", "-7", "٣", "1e9", "p_",
    "p_0123456789abcdef", "p_zz", "inv_", "inv_nonsense", "access", "inline", "?", "...", "@all",
    "7:30 weekdays ferry, seals", "täglich 8 Uhr Berlin time", "Lagos", "18:45", "halb 9",
    "@briefing_bot ferry council", "@briefing_bot", "ferry\nseals\n\ncouncil", "\x00ferry\x07",
)  # fmt: skip
_MEDIA: tuple[Json, ...] = (
    {"poll": {"id": "1", "question": "ferry?", "options": [], "total_voter_count": 0,
              "is_closed": False, "is_anonymous": True, "type": "regular",
              "allows_multiple_answers": False, "allows_revoting": False,
              "members_only": False}},
    {"contact": {"phone_number": "1", "first_name": "Ada"}},
    {"dice": {"emoji": "🎲", "value": 3}},
    {"venue": {"location": {"latitude": 1.0, "longitude": 1.0}, "title": "T", "address": "A"}},
    {"new_chat_title": "**ferry** {0}"},
    {"story": {"chat": {"id": -9, "type": "channel", "title": "C"}, "id": 1}},
)  # fmt: skip


class Monkey:
    """Does one thing at a time, and remembers what it did."""

    def __init__(self, api: FakeBotApi, seed: int) -> None:
        self.api = api
        self.chance = random.Random(seed)
        self.did: list[str] = []
        self.deleted = False
        self.asked: list[tuple[int, int]] = []
        self._said: list[tuple[int, int]] = []
        self._threads: list[int] = []
        self._offsets = ["", "5", "10", "-1", "x", "9" * 30, "٣", "99999"]
        self._deeds: list[tuple[int, Callable[[], Awaitable[None]]]] = [
            (14, self._command),
            (10, self._question),
            (24, self._press),
            (10, self._forge),
            (4, self._inline),
            (5, self._edit),
            (4, self._reply),
            (3, self._show),
            (7, self._in_group),
            (2, self._in_topic),
            (2, self._unsay),
            (2, self._block),
            (2, self._membership),
            (1, self._move),
            (2, self._post),
            (2, self._nameless),
            (2, self._follow_link),
        ]

    async def prepare(self) -> None:
        """Open the chats that there are."""
        for who in PEOPLE:
            self.api.open_chat(who, name=NAMES.get(who, "Ada"))
        self.api.open_chat(GROUP, "group")
        self.api.open_chat(FORUM, "supergroup", title="**F** {0} <b>" + "t" * 200)
        self.api.open_chat(CLOSED, "supergroup")
        for group in (GROUP, FORUM, CLOSED):
            await self.api.join(group, 8)
        for name in ("News", "{0}", "Old"):
            self._threads.append(await self.api.open_topic(FORUM, name))

    async def step(self) -> None:
        """Do something."""
        weights = [weight for weight, _ in self._deeds]
        ((_, deed),) = self.chance.choices(self._deeds, weights)
        self.did.append(deed.__name__)
        await deed()

    # ---- writing

    def _one(self, of: Any) -> Any:
        return self.chance.choice(list(of))

    def _person(self) -> int:
        return int(self.chance.choices(PEOPLE, [8, 6, 3, 3, 2, 1, 1])[0])

    def _speak(self, text: str, **more: Any) -> Json:
        self.did.append(f"{text[:40]!r} {more}")
        return more | {"language": self._one(["en", "de", "de-AT", "fr", "en"])}

    async def _say(self, text: str, chat: int, user: int, **more: Any) -> int:
        kind = self.api.chats[chat].kind
        how = self._speak(text, chat_id=chat, user=user, **more)
        number = await self.api.say(text, kind=kind, name=NAMES.get(user, "Ada"), **how)
        self._said.append((chat, number))
        return number

    async def _command(self) -> None:
        who = self._person()
        words = self._one(WORDS) if self.chance.random() < 0.6 else ""
        await self._say(f"/{self._one(COMMANDS)} {words}".strip(), who, who)

    async def _question(self) -> None:
        who = self._person()
        text = self._one(WORDS) or "ferry tickets"
        self.asked.append((who, await self._say(text, who, who)))

    async def _edit(self) -> None:
        if not self._said:
            return
        chat, number = self._one(self._said[-30:])
        message = self.api.chats[chat].messages.get(number)
        if message is None or isinstance(message, Sent):
            return
        text = self._one(WORDS)
        if self.chance.random() < 0.2:
            text = f"/{self._one(COMMANDS)} {text}"
        self.did.append(f"edit {text[:40]!r} {chat}")
        if "text" in message:
            await self.api.edit_said(number, text or "\u200b", chat_id=chat)
        else:
            message |= {"caption": text, "edit_date": int(self.api.clock())}
            await self.api.update({"edited_message": message})

    async def _reply(self) -> None:
        chat = self._one([who for who in self.api.chats if who != CHANNEL])
        messages = list(self.api.chats[chat].messages)[-40:]
        if self.api.chats[chat].moved_to is not None or not messages:
            return
        user = chat if chat > 0 else self._person()
        await self._say(self._one(WORDS) or "?", chat, user, reply_to=self._one(messages))

    async def _show(self) -> None:
        chat = self._one([*PEOPLE, self._group(), FORUM])
        user = chat if chat > 0 else self._person()
        if self.chance.random() < 0.5:
            what = self._one(["photo", "voice", "document", "sticker", "location"])
            self.did.append(f"{what} {chat}")
            number = await self.api.show(
                what, self._one(WORDS), chat_id=chat, user=user, kind=self.api.chats[chat].kind
            )
            self._said.append((chat, number))
        else:
            await self._say("", chat, user, media=self._one(_MEDIA))

    def _group(self) -> int:
        """Return a group that can be written to."""
        there = [
            chat.id
            for chat in self.api.chats.values()
            if chat.kind in ("group", "supergroup") and chat.moved_to is None
        ]
        return int(self._one(there))

    async def _in_group(self) -> None:
        chat = self._group()
        command = self._one(
            ["/ask", "/ask@briefing_bot", "@briefing_bot", f"/{self._one(COMMANDS)}"]
        )
        await self._say(f"{command} {self._one(WORDS)}", chat, self._person())

    async def _in_topic(self) -> None:
        thread = self._one(self._threads)
        what = self.chance.random()
        if thread not in self.api.chats[FORUM].topics:
            return
        await self._say(f"/ask {self._one(WORDS)}", FORUM, self._person(), thread=thread)
        if what < 0.15:
            self.did.append("close topic")
            await self.api.close_topic(FORUM, thread)
        elif what < 0.3:
            self.did.append("delete topic")
            await self.api.delete_topic(FORUM, thread)

    async def _nameless(self) -> None:
        chat = self._group()
        as_chat = self._one([None, -77])
        await self._say(
            f"/ask {self._one(WORDS)}", chat, 7, anonymous=as_chat is None, as_chat=as_chat
        )

    async def _post(self) -> None:
        await self.api.post(f"/ask {self._one(WORDS)}", edited=self.chance.random() < 0.5)

    async def _unsay(self) -> None:
        chat = self._one(self.api.chats)
        messages = list(self.api.chats[chat].messages)[-20:]
        if messages:
            self.did.append(f"unsay in {chat}")
            number = self._one(messages)
            message = self.api.chats[chat].messages[number]
            self.deleted = True
            await self.api.unsay(number, chat_id=chat)
            if isinstance(message, Sent) and message.buttons():
                data = message.buttons()[0].get("callback_data", "x")
                await self.api.press_data(message, data, forgotten=True)

    # ---- pressing

    def _buttons(self) -> list[tuple[Sent, Json]]:
        return [
            (sent, button)
            for sent in self.api.sent[-60:] + self.api.sent[:10]
            for button in sent.buttons()
            if "callback_data" in button and not sent.deleted
        ]

    async def _press(self) -> None:
        buttons = self._buttons()
        if not buttons:
            return
        sent, button = self._one(buttons)
        user = self._person() if sent.chat_id < 0 or self.chance.random() < 0.05 else sent.chat_id
        self.did.append(f"press {button} in {sent.chat_id} by {user}")
        for _ in range(self._one([1, 1, 2])):
            await self.api.press_data(
                sent,
                button["callback_data"],
                user=user,
                forgotten=self.chance.random() < 0.1,
                language=self._one(["en", "de"]),
            )

    async def _forge(self) -> None:
        buttons = self._buttons()
        if not buttons:
            return
        (sent, button), (_, other) = self._one(buttons), self._one(buttons)
        data = self._mutant(self._one([button, other])["callback_data"])
        user = self._one(PEOPLE) if sent.chat_id < 0 else sent.chat_id
        self.did.append(f"forge {data!r} in {sent.chat_id} by {user}")
        if self.chance.random() < 0.1:
            sent = Sent(sent.chat_id, 0, "", inline_id="inline-1")
        await self.api.press_data(sent, data, user=user)

    def _mutant(self, data: str) -> str:
        fields = data.split(":")
        at = self.chance.randrange(len(fields))
        odd = ("", "0", "-1", "1", "2", "9" * 15, "9" * 40, "x", "٣", "0123456789abcdef", "all",
               "grant", "admin", "reader", "leave", "a", "b", "p", "2024-01", "0000-01", "7", "11",
               "10", "²", " 1", "1.5", "%s", "{0}", "on", "off", "again", "helpful",
               "auto")  # fmt: skip
        match self.chance.randrange(4):
            case 0:
                fields[at] = self._one(odd)
            case 1:
                fields.insert(at, self._one(odd))
            case 2:
                del fields[at]
            case _:
                fields[at] = fields[at][:-1] + self._one("0x9")
        return ":".join(fields)[:64]

    # ---- inline and links

    async def _inline(self) -> None:
        text, who = self._one(WORDS)[:256], self._person()
        self.did.append(f"inline {text[:30]!r} by {who}")
        answer = await self.api.ask_inline(
            text, user=who, offset=self._one(self._offsets), language=self._one(["en", "de"])
        )
        if answer.results and self.chance.random() < 0.3:
            await self.api.choose_inline(self._one(answer.results), chat_id=who, user=who)

    async def _follow_link(self) -> None:
        links = [
            word.partition("?start=")[2]
            for sent in self.api.sent
            for word in sent.text.split()
            if word.startswith("https://t.me/") and "?start=" in word
        ]
        who = self._person()
        payload = self._one([*links[-10:], "p_0123456789abcdef", "inv_x", "access", "x" * 64])
        self.did.append(f"link {payload} by {who}")
        await self.api.open_link(payload, chat_id=who, name=NAMES.get(who, "Ada"))

    # ---- coming and going

    async def _block(self) -> None:
        who = self._one([8, 9, 10, 12])
        self.did.append(f"block {who}")
        if who in self.api.blocked:
            await self.api.unblock(who)
        else:
            await self.api.block(who)

    async def _membership(self) -> None:
        chat = self.api.chats[self._group()]
        self.did.append(f"membership {chat.id} {chat.status}")
        if chat.status in ("left", "kicked"):
            await self.api.add_bot(chat.id, chat.kind, user=self._one([8, 10]))
        elif self.chance.random() < 0.5:
            await self.api.promote_bot(chat.id, admin=chat.status == "member", user=8)
        else:
            await self.api.remove_bot(chat.id, user=8)

    async def _move(self) -> None:
        chat = self.api.chats[GROUP]
        if chat.moved_to is None and chat.status in ("member", "administrator"):
            self.did.append("move")
            await self.api.upgrade(GROUP, MOVED)
