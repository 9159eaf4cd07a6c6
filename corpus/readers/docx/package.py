"""The zip that a Word file is: its parts as trees, and what they refer to; hostile ones refused."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from typing import TypeAlias

from lxml import etree

from corpus.errors import ReadError
from corpus.limits import Limits
from corpus.readers.decoding import kind_of

Element: TypeAlias = etree._Element  # noqa: SLF001 (the library has no other name for it)

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_REFERS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
#: The names that the strict form of the format has for the same things.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", WORD[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _REFERS[1:-1].encode()),
)
_AGAIN = "open it in Word and save it again"
#: More files than any document has, and how often smaller than its text no XML is packed.
_MOST_FILES, _MOST_PACKED, _PACKED_FROM = 5_000, 250, 5_000_000
#: What others than Word put into a zip, and what to call it.
_OTHERS = (
    ("xl/workbook.xml", "an Excel workbook"),
    ("xl/workbook.bin", "an Excel workbook"),
    ("ppt/presentation.xml", "a PowerPoint presentation"),
    ("mimetype", "an OpenDocument text or e-book"),
)
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the file. name: its path in the zip. refers: path or address by relation id.

    links: the ids whose addresses are outside of the file. damaged: only its beginning was read.
    """

    name: str
    root: Element
    refers: dict[str, str]
    links: frozenset[str] = frozenset()
    damaged: bool = False

    def address(self, element: Element) -> str | None:
        """Return the address outside of the file that an element refers to."""
        key = element.get(f"{_REFERS}id", "")
        return self.refers[key] if key in self.links else None


class Package:
    """The parts of a Word file, read as they are asked for, within what one file may take."""

    def __init__(self, data: bytes, path: str, limits: Limits) -> None:
        """Raise ReadError if the data is no Word file, is locked or would unpack to too much."""
        self._path = path
        self._zip = _open(data, path)
        self._names = {info.filename.lower(): info for info in self._zip.infolist()}
        self._left = limits.inflated
        _check(self._zip, path, limits)
        self.main = self._main()

    def _main(self) -> Part:
        names = _targets(self._tree("_rels/.rels")[0], "", "/officeDocument")
        found = names[0] if names else "word/document.xml"
        part = self.part(found)
        if part is None or part.root.find(f"{WORD}body") is None:
            for name, what in _OTHERS:
                if name in self._names:
                    message = f"is {what}, not a Word file; export it as PDF or Word and try again"
                    raise ReadError(self._path, message)
            raise ReadError(self._path, f"has no text that Word would find in it; {_AGAIN}")
        return part

    def part(self, name: str) -> Part | None:
        """Return the part of that name; None if there is none or it is damaged from the start."""
        root, damaged = self._tree(name)
        if root is None:
            return None
        folder, file = posixpath.split(name)
        related, _ = self._tree(f"{folder}/_rels/{file}.rels")
        refers: dict[str, str] = {}
        links: set[str] = set()
        for relation in related if related is not None else ():
            target, key = relation.get("Target", ""), relation.get("Id", "")
            outside = relation.get("TargetMode") == "External"
            refers[key] = target if outside else _resolved(folder, target)
            links |= {key} if outside else set()
        return Part(name, root, refers, frozenset(links), damaged)

    def related(self, kind: str) -> list[Part]:
        """Return the parts that the main one names as of a kind (``styles``, ``header``)."""
        folder, file = posixpath.split(self.main.name)
        root, _ = self._tree(f"{folder}/_rels/{file}.rels")
        parts = (self.part(name) for name in _targets(root, folder, f"/{kind}"))
        return [part for part in parts if part is not None]

    def core(self) -> Element | None:
        """Return the properties that the file has of itself."""
        return self._tree("docProps/core.xml")[0]

    def has_pictures(self) -> bool:
        """Tell whether pictures stand in the file."""
        return any("/media/" in name for name in self._names)

    def _tree(self, name: str) -> tuple[Element | None, bool]:
        info = self._names.get(name.lstrip("/").lower())
        if info is None:
            return None, False
        try:
            with self._zip.open(info) as file:
                data = file.read(self._left + 1)
        except RuntimeError as error:
            raise _locked(self._path) from error
        except _BROKEN as error:
            raise ReadError(self._path, f"is damaged ({info.filename}); {_AGAIN}") from error
        self._left -= len(data)
        if self._left < 0:
            raise _too_large(self._path)
        return _parsed(data)


def _open(data: bytes, path: str) -> zipfile.ZipFile:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise _locked(path)
        raise ReadError(path, "is an old Word document (.doc); save it as .docx or PDF")
    if not data.startswith(b"PK"):
        what = kind_of(data) or "text, a web page or something else"
        raise ReadError(path, f"is {what}, not a Word file; give it the ending of what it is")
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        message = f"is cut off or damaged; copy it again, or {_AGAIN}"
        raise ReadError(path, message) from error


def _check(archive: zipfile.ZipFile, path: str, limits: Limits) -> None:
    """Refuse, by what its directory says, a zip that would unpack to too much."""
    infos = archive.infolist()
    if any(info.flag_bits & 1 for info in infos):
        raise _locked(path)
    packed = any(
        info.file_size > max(_PACKED_FROM, _MOST_PACKED * info.compress_size) for info in infos
    )
    total = sum(info.file_size for info in infos)
    if len(infos) > _MOST_FILES or total > limits.inflated or packed:
        raise _too_large(path)


def _locked(path: str) -> ReadError:
    return ReadError(path, "is protected with a password; save it without one")


def _too_large(path: str) -> ReadError:
    return ReadError(path, "would unpack to far more than a document has; it was left alone")


def _parsed(data: bytes) -> tuple[Element | None, bool]:
    """Return the tree of a part, and whether only its beginning could be read."""
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    for recover in (False, True):
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
            recover=recover,
        )
        try:
            return etree.fromstring(data, parser), recover
        except (etree.XMLSyntaxError, ValueError):
            continue
    return None, True


def _targets(root: Element | None, folder: str, kind: str) -> list[str]:
    """Return the paths of the parts of a kind that a list of relations names."""
    return [
        _resolved(folder, relation.get("Target", ""))
        for relation in (root if root is not None else ())
        if relation.get("Type", "").endswith(kind) and relation.get("TargetMode") != "External"
    ]


def _resolved(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
