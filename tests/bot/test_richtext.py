from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.richtext import (
    MAX_ENTITIES,
    MAX_UNITS,
    Block,
    Quote,
    Run,
    pack,
    phrase,
    plain,
    to_html,
)
from bot.terminal.html import from_html
from tests.fakes.bot_api_html import parse, utf16

TEXT = st.text(
    st.one_of(
        st.sampled_from("<>&\"'abc 🙂ß\n. €"), st.characters(exclude_categories=["Cs", "Cc", "Cf"])
    ),
    max_size=300,
)
RUNS = st.builds(
    Run,
    text=TEXT,
    bold=st.booleans(),
    italic=st.booleans(),
    link=st.one_of(st.none(), st.just('https://a.example/?x=1&y="2"')),
    quote=st.sampled_from(Quote),
)
BLOCKS = st.lists(st.lists(RUNS, max_size=60).map(tuple), max_size=8)


def squeeze(text: str) -> str:
    return "".join(text.split())


@given(BLOCKS, st.integers(20, MAX_UNITS))
def test_every_message_keeps_the_limits_and_nothing_is_lost(
    blocks: list[Block], limit: int
) -> None:
    messages = pack(blocks, limit)
    seen = ""
    for message in messages:
        text, entities = parse(to_html(message))
        assert text == plain(message)
        assert text.strip()
        assert utf16(text) <= limit
        assert len(entities) <= MAX_ENTITIES
        seen += text
    assert squeeze(seen) == squeeze("".join(plain(block) for block in blocks))


@given(st.lists(RUNS, max_size=20).map(tuple))
def test_terminal_reads_what_telegram_reads(block: Block) -> None:
    runs = from_html(to_html(block))
    assert plain(runs) == plain(block)
    for kind in ("bold", "italic", "link", "quote"):
        before = [getattr(run, kind) for run in block for _ in run.text]
        assert [getattr(run, kind) for run in runs for _ in run.text] == before


def test_cut_at_the_end_of_a_sentence() -> None:
    sentence = "A sentence of some length stands here. "
    first, second = pack([(Run(sentence * 4),)], limit=100)
    assert plain(first) == (sentence * 2).rstrip()
    assert plain(second) == sentence * 2


def test_values_of_a_phrase_are_never_markup() -> None:
    block = phrase("**Said:** {what}", what="**<b>** {x}\u202e\x00")
    assert to_html(block) == "<b>Said:</b> **&lt;b&gt;** {x}"
