"""Other issues made of the same sentences by chance, so that no format is read by heart."""

from __future__ import annotations

import datetime as dt
import random
import re
from dataclasses import replace

from tests.corpus.formats.contents import CONTENTS
from tests.corpus.formats.source import Block, Bullets, Content, Heading, Table, Text

_NUMBER = re.compile(r"^\d+(?:\.\d+)*\.?\s+")
_SENTENCES = re.compile(r"(?<=[a-zäöüß]{3}[.])\s(?=[A-ZÄÖÜ])")
_SERIES = {
    "de": ("Deichbrief", "Wochenblick Nordmark", "Rundbrief Binnenland", "Lagebericht Marsch"),
    "en": ("Marsh Monitor", "The Inland Review", "Fen Briefing", "Long Sands Bulletin"),
}
_TITLES = {
    "de": (
        "Was der Herbst für Häfen, Felder und Wege bringt",
        "Kanäle, Kosten und ein Streit ohne Ende",
        "Wer zahlt für den Deich?",
        "Zwischen Ebbe und Etat",
    ),
    "en": (
        "What Autumn Holds for Harbours, Fields and Roads",
        "Canals, Costs and an Endless Quarrel",
        "Who Pays for the Dyke?",
        "Between Ebb and Budget",
    ),
}


def vary(seed: int) -> Content:
    """Return an issue that the seed alone decides."""
    chance = random.Random(seed)
    language = chance.choice(("de", "en"))
    sections = [s for c in CONTENTS.values() if c.language == language for s in _sections(c)]
    chosen = chance.sample(sections, chance.randint(3, 6))
    blocks = [_changed(block, chance) for section in chosen for block in section]
    if chance.random() < 0.3:
        blocks = _numbered(blocks)
    return Content(
        title=chance.choice(_TITLES[language]),
        series=chance.choice(_SERIES[language]),
        date=dt.date(2025, 1, 1) + dt.timedelta(days=chance.randrange(700)),
        language=language,
        blocks=tuple(blocks),
    )


def _sections(content: Content) -> list[list[Block]]:
    """Return the parts of an issue, each with its heading; those in its own language alone."""
    sections: list[list[Block]] = []
    for block in content.blocks:
        if isinstance(block, Heading) and block.level == 1:
            sections.append([])
        if sections:
            sections[-1].append(block)
    return [s for s in sections if not (content.language == "de" and _is_english(s))]


def _is_english(section: list[Block]) -> bool:
    return any(" the " in block.text for block in section if isinstance(block, Text))


def _changed(block: Block, chance: random.Random) -> Block:
    if isinstance(block, Heading):
        return replace(block, text=_NUMBER.sub("", block.text))
    if isinstance(block, Bullets):
        count = chance.randint(2, len(block.items))
        return Bullets(block.items[:count], numbered=chance.random() < 0.4)
    if isinstance(block, Table):
        count = chance.randint(3, len(block.rows))
        return Table(block.rows[:count])
    sentences = _SENTENCES.split(block.text)
    if block.links or block.text.endswith(":") or len(sentences) < 2:
        return block
    count = chance.randint(1, len(sentences))
    return replace(block, text=" ".join(sentences[:count]))


def _numbered(blocks: list[Block]) -> list[Block]:
    """Return the blocks with numbers before the headings."""
    result: list[Block] = []
    part = within = 0
    for block in blocks:
        if not isinstance(block, Heading):
            result.append(block)
        elif block.level == 1:
            part, within = part + 1, 0
            result.append(replace(block, text=f"{part}. {block.text}"))
        else:
            within += 1
            result.append(replace(block, text=f"{part}.{within} {block.text}"))
    return result
