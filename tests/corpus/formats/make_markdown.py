"""Source → Markdown with front matter."""

from __future__ import annotations

from tests.corpus.formats.source import Block, Bullets, Content, Heading, Table, Text


def make_markdown(content: Content) -> str:
    """Return the content as Markdown: what its head says stands in the front matter alone."""
    front = [
        f'title: "{content.title}"',
        f"series: {content.series}",
        f"date: {content.date.isoformat()}",
        f"language: {content.language}",
    ]
    blocks = [_block(block) for block in content.blocks]
    return "\n".join(["---", *front, "---", "", "\n\n".join(blocks), ""])


def make_plain_markdown(content: Content) -> str:
    """Return the content as Markdown without front matter, with its head as its first lines."""
    head = [f"{content.series} · {content.printed_date}", f"# {content.title}"]
    return "\n\n".join([*head, *map(_block, content.blocks), ""])


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return "#" * (block.level + 1) + " " + block.text
    if isinstance(block, Bullets):
        marks = (f"{n}. " if block.numbered else "- " for n in range(1, len(block.items) + 1))
        return "\n".join(mark + item for mark, item in zip(marks, block.items, strict=True))
    if isinstance(block, Table):
        head, *rows = ("| " + " | ".join(row) + " |" for row in block.rows)
        return "\n".join([head, "|" + " --- |" * len(block.rows[0]), *rows])
    return _paragraph(block)


def _paragraph(block: Text) -> str:
    text = block.text
    for words, address in block.links:
        text = text.replace(words, f"[{words}]({address})", 1)
    return f"**{block.label}:** {text}" if block.label else text
