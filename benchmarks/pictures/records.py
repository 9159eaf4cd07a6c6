"""What is drawn: a conversation as plain records, whatever it was recorded from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """The characters of a text from start to end (not included) are of a kind.

    kind: the Bot API's name of an entity, such as ``bold`` or ``expandable_blockquote``.
    """

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Words:
    """A text and what is marked in it."""

    text: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Quoted:
    """The message that another one replies to: who wrote it, and how it begins."""

    who: str
    text: str


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message; ``pressed``: somebody is about to press it."""

    label: str
    pressed: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """A message as one person sees it; one that says nothing is drawn as its buttons alone.

    mine: written by that person. name: the sender's name, shown where many people write.
    photos: one, or those of an album. file: a file's name and its size in bytes. edited: the word
    by which the phone says so. via: the bot whose inline result this is.
    """

    words: Words
    time: str
    mine: bool = False
    name: str = ""
    keyboard: tuple[tuple[Button, ...], ...] = ()
    reply: Quoted | None = None
    photos: tuple[bytes, ...] = ()
    file: tuple[str, int] | None = None
    edited: str = ""
    via: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A line in the middle of the chat: a day, or what happens between two messages."""

    text: str


@dataclass(frozen=True, slots=True)
class Toast:
    """The answer to a pressed button; an ``alert`` has to be dismissed."""

    text: str
    alert: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """A result that may be posted from the list over the input field."""

    title: str
    description: str


@dataclass(frozen=True, slots=True)
class Results:
    """The list over the input field while somebody types an inline query.

    button: what stands above the results, if anything.
    """

    query: str
    results: tuple[Result, ...]
    button: str = ""


Item = Message | Note | Toast | Results


@dataclass(frozen=True, slots=True)
class Screen:
    """One chat on one person's phone."""

    title: str
    subtitle: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A conversation: what happened on which phone, in order."""

    name: str
    screens: tuple[Screen, ...]
