from __future__ import annotations

from dataclasses import replace

import pytest

from bot.richtext import units
from corpus.briefing import with_id
from tests.bot.conftest import Running
from tests.fakes.bot_api_sent import Sent
from tests.fakes.bot_corpus import HARBOUR, harbour

pytestmark = pytest.mark.e2e

TICKETS = harbour().paragraphs[3].id


async def cite(bot: Running, language: str = "en") -> Sent:
    await bot.api.say("ferry tickets", language=language)
    (answer,) = await bot.api.replies(1)
    label = "1 · Zitieren" if language == "de" else "1 · Cite"
    await bot.api.press(answer, label, language=language)
    (cited,) = await bot.api.replies(1, after=1)
    return cited


def copied(sent: Sent) -> list[str]:
    rows = (sent.markup or {})["inline_keyboard"]
    return [button["copy_text"]["text"] for row in rows for button in row if "copy_text" in button]


async def test_words_to_paste_and_files(bot: Running) -> None:
    cited = await cite(bot)
    text = (
        "Harbour Weekly (2024) ‘A ferry for the islands’, 1 March 2024, section “Transport ›"
        f" Ferries”, p. 2, para. 4. Available at: https://t.me/briefing_bot?start=p_{TICKETS}"
    )
    assert cited.marked("blockquote") == [text]
    assert copied(cited) == [text]
    assert cited.labels() == ["Copy", "Link", "BibTeX", "RIS"]
    await bot.api.press(cited, "BibTeX")
    await bot.api.press(cited, "RIS")
    bib, ris = await bot.api.replies(2, after=2)
    assert bib.document
    assert ris.document
    name, content = bib.document
    assert name == "harbour-weekly-2024-03-01-4.bib"
    assert b"abstract = {Ferry tickets will cost 4 euros.}" in content
    assert b"note = {section \xe2\x80\x9cTransport" in content
    name, content = ris.document
    assert name == "harbour-weekly-2024-03-01-4.ris"
    assert content.endswith(b"ER  - \r\n")
    assert bot.api.refused() == []


async def test_in_german(bot: Running) -> None:
    cited = await cite(bot, "de")
    assert cited.text.startswith(
        "Quellenangabe\n\nHarbour Weekly: A ferry for the islands. 1. März"
    )
    assert cited.labels() == ["Kopieren", "Verlinken", "BibTeX", "RIS"]


async def test_a_citation_too_long_to_copy_by_button(bot: Running) -> None:
    head = replace(harbour().head, title="A ferry for the “islands” & more " * 20)
    bot.store.put(replace(harbour(), head=head))
    cited = await cite(bot)
    assert copied(cited) == []
    (text,) = cited.marked("code")
    assert units(text) > 256
    assert cited.labels() == ["Link", "BibTeX", "RIS"]
    assert bot.api.refused() == []


async def test_a_briefing_that_is_on_the_web_is_cited_from_there(bot: Running) -> None:
    head = replace(harbour().head, url="https://port.example/ferry.html#top")
    bot.store.put(replace(harbour(), head=head))
    cited = await cite(bot)
    assert "Available at: https://port.example/ferry.html#top" in cited.text


async def test_a_passage_that_was_removed(bot: Running) -> None:
    cited = await cite(bot)
    bot.store.remove(harbour().head.id)
    for label in ("BibTeX", "RIS", "Link"):
        await bot.api.press(cited, label)
    for reply in await bot.api.replies(3, after=2):
        assert "no longer in the briefings" in reply.text


async def link(bot: Running) -> str:
    """Return what the link to the passage on tickets sends when it is opened."""
    cited = await cite(bot)
    await bot.api.press(cited, "Link")
    (sent,) = await bot.api.replies(1, after=2)
    (url,) = copied(sent)
    assert url in sent.text
    assert url == f"https://t.me/briefing_bot?start=p_{TICKETS}"
    return "/start " + url.rpartition("=")[2]


async def test_a_link_opens_its_passage_with_all_buttons(bot: Running) -> None:
    await bot.api.say(await link(bot))
    (opened,) = await bot.api.replies(1, after=3)
    assert opened.text.startswith(
        "The passage behind the link:\n\nHarbour Weekly · 1\u00a0March\u00a02024"
    )
    assert opened.marked("blockquote") == [HARBOUR[3]]
    assert opened.labels() == ["Context", "Original file", "Cite"]
    for label in opened.labels():
        await bot.api.press(opened, label)
    context, original, cited = await bot.api.replies(3, after=4)
    assert HARBOUR[0] in context.text
    assert original.document
    assert cited.text.startswith("Citation")
    assert bot.api.refused() == []


async def test_it_survives_reindexing_and_edits_elsewhere(bot: Running) -> None:
    start = await link(bot)
    changed = replace(harbour().paragraphs[0], text="Something else.", id="e" * 16)
    bot.store.put(replace(harbour(), paragraphs=(changed, *harbour().paragraphs[1:])))
    again = await bot.restart()
    bot.store.close()
    await again.api.say(start)
    (opened,) = await again.api.replies(1, after=3)
    assert opened.marked("blockquote") == [HARBOUR[3]]
    await again.end()


async def test_a_passage_that_changed_is_told_and_the_nearest_offered(bot: Running) -> None:
    start = await link(bot)
    text = "Ferry tickets will cost 5 euros. Children under eight travel free on every ferry."
    paragraphs = list(harbour().paragraphs)
    paragraphs[3] = replace(paragraphs[3], text=text)
    briefing = with_id(replace(harbour(), paragraphs=tuple(paragraphs)), harbour().head.id)
    bot.store.put(briefing)
    await bot.api.say(start)
    await bot.api.say(start, language="de")
    opened, german = await bot.api.replies(2, after=3)
    assert opened.text.startswith(
        "This passage has changed since the link was made.\n"
        "Harbour Weekly · 1\u00a0March\u00a02024\n"
        "Transport › Ferries\u00a0·\u00a0¶\u00a04,\u00a0p.\u00a02"
    )
    assert opened.marked("blockquote") == [text]
    assert opened.labels() == ["Context", "Original file", "Cite"]
    assert german.text.startswith("Diese Stelle hat sich geändert")
    assert "1.\u00a0März\u00a02024" in german.text


async def test_a_passage_of_which_nothing_is_left(bot: Running) -> None:
    start = await link(bot)
    bot.store.put(replace(harbour(), paragraphs=(harbour().paragraphs[0],)))
    await bot.api.say(start)
    (opened,) = await bot.api.replies(1, after=3)
    assert opened.text.startswith("This passage is no longer in its briefing.\nHarbour Weekly")
    assert opened.labels() == ["Open"]
    await bot.api.press(opened, "Open")
    (head,) = await bot.api.replies(1, after=4)
    assert head.text.startswith("A ferry for the islands")


async def test_a_briefing_that_is_gone(bot: Running) -> None:
    start = await link(bot)
    bot.store.remove(harbour().head.id)
    await bot.api.say(start)
    (opened,) = await bot.api.replies(1, after=3)
    assert opened.text.startswith("The briefing that this link leads to is no longer here.\nHarb")
    assert opened.labels() == []


@pytest.mark.parametrize(
    ("payload", "words"),
    [
        ("p_0123456789abcdef", "I do not have the passage that this link leads to."),
        ("p_", "This link is not complete."),
        ("p_xyz", "This link is not complete."),
        (f"p_{TICKETS}0", "This link is not complete."),
        (f"p_{TICKETS.upper()}!", "This link is not complete."),
    ],
)
async def test_links_that_lead_nowhere(bot: Running, payload: str, words: str) -> None:
    await bot.api.say(f"/start {payload}")
    (reply,) = await bot.api.replies(1)
    assert reply.text.startswith(words)


async def test_nothing_of_the_text_is_kept_for_a_link(bot: Running) -> None:
    await link(bot)
    linked = bot.services.state.links.get(TICKETS)
    assert linked is not None
    assert linked.paragraph.text == ""
    assert "euros" not in repr(linked)


async def test_a_stranger_gets_nothing_by_a_link(bot: Running) -> None:
    start = await link(bot)
    await bot.api.say(start, chat_id=99, user=99)
    (told,) = await bot.api.replies(1, after=3)
    assert "Harbour" not in told.text
    assert "ferry" not in told.text.lower()
