"""A conversation with the bot over HTTP, printed as a person would see it.

Starts the program against the fake Bot API server of the tests, asks questions in German and
English, presses buttons, restarts the program on the way, and prints everything that was said::

    briefing-bot ingest && briefing-bot build
    python -m benchmarks.transcript --data-dir data
    python -m benchmarks.transcript --questions my-questions.txt    # lines such as: de Was ist …?

Fails if the server refused any request of the bot's.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from tests.fakes.bot_api import FakeBotApi
from tests.fakes.bot_api_html import Entity
from tests.fakes.bot_api_sent import Sent
from tests.fakes.bot_process import BotProcess


@dataclass(frozen=True)
class Step:
    """Somebody whose Telegram speaks ``language`` writes ``text`` or presses ``press``:
    the first button whose label ends so, under the newest message that has one.

    restart: the program is stopped and started again before.
    """

    language: str
    text: str = ""
    press: str = ""
    restart: bool = False


CONVERSATION = (
    Step("de", "/start"),
    Step("de", "wie viele autos hatte die tianlu pioneer an bord?"),
    Step("de", press="Kontext"),
    Step("de", press="Quellen"),
    Step("de", press="Original"),
    Step("de", "Mindestpreis chinesische Kompaktwagen EU"),
    Step("de", press="Weitere Stellen"),
    Step("en", "how many ships does tianlu want by 2028"),
    Step("en", "What did Zambia get at the last minute?"),
    Step("en", press="Context"),
    Step("de", "Wer prüft die Satellitendaten in Sambia?"),
    Step("en", "gallium export licences since November 2026"),
    Step("en", press="More passages", restart=True),
    Step("de", "Was kostet das Wasser aus der Entsalzungsanlage in Lüderitz?"),
    Step("de", "wer wird Preistreuhänder für elektroautos"),
    Step("en", "when does hedda van rosum start"),
    Step("en", "incident register for AI: how many reports in two weeks?"),
    Step("de", "KI Vorfälle meldefrist stunden"),
    Step("en", "who pays for the gauges on the Syr Darya"),
    Step("de", "Neueste Meldung zum Rhein"),
    Step("de", "Brunnenbrief im September 2026: Pegel in Samarkand"),
    Step("en", "What is the capital of Australia?"),
    Step("de", "Wer gewann die Fußball-WM 1954?"),
    Step("en", "thanks!"),
    Step("de", "Hallo"),
    Step("en", "<b>germanium</b> & antimony"),
    Step("de", "🙂🙂"),
)


async def converse(steps: tuple[Step, ...], data_dir: Path) -> str:
    """Hold the conversation; return it as text. Raises AssertionError for a refused request."""
    api = FakeBotApi()
    await api.start()
    lines: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        bot = BotProcess(api, data_dir, Path(folder) / "log.txt")
        await bot.start()
        try:
            for step in steps:
                if step.restart:
                    lines.append("— the program is stopped and started again —\n")
                    await bot.stop()
                    await bot.start()
                lines += await _take(api, step)
        finally:
            await bot.stop()
            await api.stop()
        assert api.token not in bot.log.read_text(encoding="utf-8", errors="replace")
    assert not api.refused(), api.refused()
    return "\n".join(lines)


async def _take(api: FakeBotApi, step: Step) -> list[str]:
    before = len(api.sent)
    if step.press:
        under, label = _button(api, step.press)
        await api.press(under, label, language=step.language)
        said = f"[{label}]"
    else:
        await api.say(step.text, language=step.language)
        said = step.text
    await api.handled(seconds=120)
    return [f"{step.language} ▸ {said}\n", *(show(sent) for sent in api.sent[before:])]


def _button(api: FakeBotApi, ending: str) -> tuple[Sent, str]:
    """Return the newest message with a button whose label ends so, and that label."""
    for sent in reversed(api.sent):
        for label in sent.labels():
            if label.endswith(ending):
                return sent, label
    raise LookupError(f"no button {ending!r} so far")


def show(sent: Sent) -> str:
    """Return a message as text: bold in asterisks, quotations behind a bar, buttons in brackets."""
    lines = [f"    {line}" for line in _marked(sent).split("\n")]
    if sent.document:
        name, content = sent.document
        lines.insert(0, f"    (file {name}, {len(content)} bytes)")
    rows = (sent.markup or {}).get("inline_keyboard", [])
    lines += ["    " + " ".join(f"[{button['text']}]" for button in row) for row in rows]
    return "\n".join(lines) + "\n"


def _marked(sent: Sent) -> str:
    raw = sent.text.encode("utf-16-le")
    edges = {0, len(raw) // 2}
    for entity in sent.entities:
        edges |= {entity.offset, entity.offset + entity.length}
    text = ""
    for start, end in pairwise(sorted(edges)):
        part = raw[2 * start : 2 * end].decode("utf-16-le")
        kinds = {e.type for e in sent.entities if _covers(e, start)}
        part = f"**{part}**" if "bold" in kinds else part
        if kinds & {"blockquote", "expandable_blockquote"}:
            bar = "│ " if not text or text.endswith("\n") else ""
            part = bar + part.replace("\n", "\n│ ")
        text += part
    return text


def _covers(entity: Entity, position: int) -> bool:
    return entity.offset <= position < entity.offset + entity.length


def _read(path: Path) -> tuple[Step, ...]:
    """Return the questions in a file: on each line a language and a question."""
    lines = path.read_text(encoding="utf-8").splitlines()
    pairs = (line.split(maxsplit=1) for line in lines if line.strip())
    return tuple(Step(language, text) for language, text in pairs)


def main() -> None:
    """Print the conversation."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data-dir", type=Path, default=Path("data"))
    parser.add_argument("--questions", type=Path, help="lines such as: de Was ist …?")
    args = parser.parse_args()
    steps = _read(args.questions) if args.questions else CONVERSATION
    print(asyncio.run(converse(steps, args.data_dir.resolve())))


if __name__ == "__main__":
    main()
