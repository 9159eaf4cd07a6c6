"""What can lie in a folder besides files, and names that files can have."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.corpus.hostile.case import GOOD


@dataclass(frozen=True, slots=True)
class Place:
    """Something in a folder: its path as it is reported, and what makes it.

    reason: pattern of why it is not read; None where it is.
    """

    path: str
    make: Callable[[Path], object]
    reason: str | None = None


def unlike_others(path: str) -> str:
    """Return a good briefing with words of its own, so that it is no duplicate."""
    return GOOD + f"\nWhat stands here was written for {path!a} alone.\n"


def _file(name: str | bytes) -> Callable[[Path], object]:
    def make(folder: Path) -> None:
        path = os.path.join(os.fsencode(folder), os.fsencode(name))  # noqa: PTH118 (bytes)
        with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123 (bytes)
            file.write(unlike_others(str(name)))

    return make


def _link(name: str, target: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).symlink_to(target)


def _link_out(folder: Path) -> None:
    outside = folder.parent / "outside.txt"
    outside.write_text(unlike_others("outside.txt"), encoding="utf-8")
    (folder / "link-out.txt").symlink_to(outside)


def _secret_link(folder: Path) -> None:
    secret = folder.parent / ".env"
    secret.write_text("TELEGRAM_BOT_TOKEN=110201543:a-secret-that-nobody-sees\n", encoding="utf-8")
    (folder / "notes.txt").symlink_to("../.env")


def _sparse(folder: Path) -> None:
    with (folder / "sparse.pdf").open("wb") as file:
        file.truncate(5_000_000_000)


def _forbidden(folder: Path) -> None:
    _file("forbidden.txt")(folder)
    (folder / "forbidden.txt").chmod(0)


def _folder(folder: Path) -> None:
    (folder / "folder.pdf").mkdir()
    _file("folder.pdf/inside.txt")(folder)


def _links_in_circles(folder: Path) -> None:
    (folder / "deep").mkdir()
    (folder / "deep" / "again").symlink_to(folder)
    (folder / "deep" / "up").symlink_to("..")


_NO_FILE = "is not a file, or a link to none"
PLACES = [
    Place("circle.txt", _link("circle.txt", "circle.txt"), _NO_FILE),
    Place("circle-a.pdf", _link("circle-a.pdf", "circle-b.pdf"), _NO_FILE),
    Place("circle-b.pdf", _link("circle-b.pdf", "circle-a.pdf"), _NO_FILE),
    Place("dangling.html", _link("dangling.html", "nowhere.html"), _NO_FILE),
    Place("link-out.txt", _link_out, "link out of the folder"),
    Place("notes.txt", _secret_link, "link out of the folder"),
    Place("passwords.txt", _link("passwords.txt", "/etc/passwd"), "link out of the folder"),
    Place("endless.txt", _link("endless.txt", "/dev/zero"), "link out of the folder"),
    Place("pipe.txt", lambda folder: os.mkfifo(folder / "pipe.txt"), _NO_FILE),
    Place("pipe.docx", lambda folder: os.mkfifo(folder / "pipe.docx"), _NO_FILE),
    Place("sparse.pdf", _sparse, "is too large"),
    Place("folder.pdf/inside.txt", _folder),
    Place("-rf.txt", _file("-rf.txt")),
    Place("🧊🚢.txt", _file("🧊🚢.txt")),
    Place("$(reboot);'\"`.md", _file("$(reboot);'\"`.md")),
    Place("%s%n{0}.md", _file("%s%n{0}.md")),
    Place("n" * 251 + ".txt", _file("n" * 251 + ".txt")),
    Place("NOTES.TXT", _file("NOTES.TXT")),
    Place("a.pdf.txt", _file("a.pdf.txt")),
    Place(ascii("two\nlines.txt"), _file("two\nlines.txt"), "rename it"),
    Place(ascii("report\u202etxt.exe.txt"), _file("report\u202etxt.exe.txt"), "rename it"),
    Place(ascii("bell\x07\x1b[2J.txt"), _file("bell\x07\x1b[2J.txt"), "rename it"),
    Place(ascii("caf\udce9.txt"), _file(b"caf\xe9.txt"), "rename it"),
]
#: What only some can make: root is forbidden nothing.
FORBIDDEN = Place("forbidden.txt", _forbidden, "cannot be opened")


def make_places(folder: Path) -> list[Place]:
    """Make all of them in a folder, and loops of folders; return what is to be reported."""
    places = PLACES if os.geteuid() == 0 else [*PLACES, FORBIDDEN]
    for place in places:
        place.make(folder)
    _links_in_circles(folder)
    return places
