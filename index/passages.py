"""What is encoded and indexed of a paragraph: its headings and itself, and its sentences."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.briefing import BriefingHead, Paragraph
from index.answer import Span
from index.bridge import Bridge
from index.lexical import LexicalEntry
from index.text import sentence_spans


@dataclass(frozen=True, slots=True)
class PassageTexts:
    """The texts of one paragraph to encode.

    passage: headings and paragraph; sentences: one text for each of ``spans``, which are ranges
    of the paragraph's own text, in order. All are in the language that the model is to read.
    """

    passage: str
    sentences: tuple[str, ...]
    spans: tuple[Span, ...]


def headings(paragraph: Paragraph, head: BriefingHead) -> str:
    """Return what stands above a paragraph: its section's headings, else the briefing's title."""
    path = paragraph.section_path or (head.title,)
    inherited = paragraph.label if paragraph.label and not paragraph.body_start else None
    parts = [*path, inherited] if inherited else list(path)
    return " – ".join(part for part in parts if part)


def passage_texts(
    paragraph: Paragraph, head: BriefingHead, bridge: Bridge | None = None
) -> PassageTexts:
    """Return the texts of a paragraph to encode.

    bridge: given where the model reads English only; German text is then glossed in English.
        None where the model reads the paragraph's language itself, or without a dictionary.
    """
    language = paragraph.language or head.language
    spans = sentence_spans(paragraph.text, language)
    sentences = [paragraph.text[span.start : span.end] for span in spans]
    above = headings(paragraph, head)
    if bridge is not None and language == "de":
        above = bridge.gloss(above)
        sentences = [bridge.gloss(sentence) for sentence in sentences]
    body = " ".join(sentences)
    return PassageTexts(f"{above}. {body}" if above else body, tuple(sentences), spans)


def lexical_entry(paragraph: Paragraph, head: BriefingHead) -> LexicalEntry:
    """Return what the lexical index stores of a paragraph."""
    return LexicalEntry(
        text=paragraph.text,
        headings=headings(paragraph, head),
        language=paragraph.language or head.language,
    )
