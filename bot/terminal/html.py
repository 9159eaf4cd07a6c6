"""From Telegram's HTML back to styled text, for a screen that is not Telegram's. Pure."""

from __future__ import annotations

from html.parser import HTMLParser

from bot.richtext import Block, Quote, Run


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.runs: list[Run] = []
        self._open: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "a":
            self._open.append((tag, values.get("href")))
        elif tag == "blockquote":
            quote = Quote.EXPANDABLE if "expandable" in values else Quote.OPEN
            self._open.append((tag, quote.value))
        else:
            self._open.append((tag, None))

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1][0] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        tags = dict(self._open)
        self.runs.append(
            Run(
                data,
                bold="b" in tags,
                italic="i" in tags,
                link=tags.get("a"),
                quote=Quote(tags.get("blockquote") or ""),
                code="code" in tags,
            )
        )


def from_html(text: str) -> Block:
    """Return the runs of Telegram HTML as ``bot.richtext.to_html`` writes it."""
    parser = _Parser()
    parser.feed(text)
    parser.close()
    return tuple(parser.runs)
