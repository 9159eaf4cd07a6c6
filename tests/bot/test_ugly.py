"""Briefings full of what could break a message: they are quoted word for word, nothing breaks."""

from __future__ import annotations

import pytest

from bot.richtext import visible
from tests.bot.conftest import Running
from tests.fakes.bot_api_sent import Sent
from tests.fakes.second_look import faults
from tests.fakes.ugly import TEXTS, ugly

pytestmark = pytest.mark.e2e


@pytest.fixture
def ugly_bot(bot: Running) -> Running:
    for briefing in ugly():
        bot.store.put(briefing)
    return bot


def quoted(sent: list[Sent]) -> list[str]:
    """Return what is quoted, without the marks of what was left out."""
    quotes = [quote for message in sent for quote in message.marked("blockquote")]
    quotes += [q for message in sent for q in message.marked("expandable_blockquote")]
    return [quote.removeprefix("[…] ").removesuffix(" […]") for quote in quotes]


async def test_quotations_stay_word_for_word(ugly_bot: Running) -> None:
    api, texts = ugly_bot.api, [visible(text) for text in TEXTS]
    for language in ("en", "de"):
        for question in ("gazebo seals", "gazebo costs euros", "script alert stays", "Gazebo"):
            await api.say(question, language=language)
    await api.handled()
    every = [" ".join(quote.split()) for quote in quoted(api.sent)]
    originals = [" ".join(text.split()) for text in texts]
    originals += [visible(p.text) for one in ugly() for p in one.paragraphs]
    assert len(every) > 20
    for quote in every:
        assert any(quote in original for original in originals), quote[:80]
    assert any("{reference} costs {count} euros. **Not bold**" in quote for quote in every)
    assert any("<b>is</b> &lt;open&gt; & <script>" in quote for quote in every)


async def test_every_button_works(ugly_bot: Running, caplog: pytest.LogCaptureFixture) -> None:
    api = ugly_bot.api
    for text in ("Gazebo", "/latest", "/briefings", "/briefing help", "/sources help"):
        await api.say(text)
    await api.say("/timeline gazebo {0} ** <b>", language="de")
    await api.say("/timeline مرحبا gazebo עברית 日本 🦭 $\\frac{x}{$")
    await api.handled()
    pressed: set[str] = set()
    for sent in api.sent:  # what comes of a press is pressed, too
        for button in [one for one in sent.buttons() if "callback_data" in one][:6]:
            data = button["callback_data"]
            if data not in pressed and len(pressed) < 90:
                pressed.add(data)
                await api.press_data(sent, data)
        await api.handled()
    assert len(pressed) == 90
    assert api.refused() == []
    assert [fault for call in api.calls for fault in faults(call.method, call.parameters)] == []
    assert "Error" not in caplog.text
    assert "Telegram could not read our HTML" not in caplog.text
