"""Bytes → text: the encodings in which briefings are found, and what is not text at all."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from corpus.errors import ReadError

#: First bytes of what people rename to ``.txt``, and what to call it.
_MAGIC = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or Office document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "a Rich Text document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: What bytes above 0x7F mean in Western European text in Windows-1252.
_WESTERN = frozenset("äöüÄÖÜßéèêëÉÈàâáÀÂçÇñÑóòôõíìîïúùûœŒæøåØÅÆ„“”‘’‚–—…€«»·°§©®•\u00a0£¡¿ºª´²³½™")
#: Tables close to a Windows one, which the library cannot tell from it and no file has today.
_UNLIKELY = ["mac_cyrillic", "mac_greek", "mac_iceland", "mac_latin2", "mac_turkish"]
_BINARY_SHARE = 0.02
_CONTROLS = bytes(set(range(32)) - {8, 9, 10, 11, 12, 13, 26, 27})
_MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)


def _refuse(where: str, what: str) -> ReadError:
    return ReadError(where, f"is {what}, not text; export it as plain text (UTF-8) and try again")


def kind_of(data: bytes) -> str | None:
    """Return what a file is by its first bytes (``a picture``); None if they do not tell."""
    return next((what for magic, what in _MAGIC if data.startswith(magic)), None)


def decode(data: bytes, where: str) -> str:
    """Return the text of ``data``, without byte order mark.

    Raises ReadError (naming ``where``) if the bytes are those of something else than text.
    """
    other = kind_of(data)
    if other:
        raise _refuse(where, other)
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(
                encoding, errors="replace" if bom[0] != 0xEF else "mixed"
            )
    wide = _wide_encoding(data)
    if wide:
        return data.decode(wide, errors="replace")
    if len(data.translate(None, _CONTROLS)) < len(data) * (1 - _BINARY_SHARE):
        raise _refuse(where, "a binary file")
    return _decode_bytes(data)


def _wide_encoding(data: bytes) -> str | None:
    """Tell UTF-16 without a mark: every other byte of Western text is then NUL."""
    sample = data[:4096]
    half = len(sample) // 2
    if half == 0:
        return None
    if sample[1::2].count(0) > 0.6 * half and sample[0::2].count(0) < 0.05 * half:
        return "utf-16-le"
    if sample[0::2].count(0) > 0.6 * half and sample[1::2].count(0) < 0.05 * half:
        return "utf-16-be"
    return None


def _decode_bytes(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    high = len(data) - len(data.translate(None, bytes(range(128, 256))))
    multibyte = sum(len(match) for match in _MULTIBYTE.findall(data))
    if multibyte > high / 2:
        return data.decode("utf-8", errors="mixed")
    if _is_western(data):
        return data.decode("cp1252")
    best = from_bytes(data, cp_exclusion=_UNLIKELY).best()
    return str(best) if best is not None else data.decode("latin-1")


def _is_western(data: bytes) -> bool:
    """Tell whether Windows-1252 makes Western European text of the bytes.

    The library weighs coherence, for which short German texts give too little: it then guesses
    Central European or Mac tables.
    """
    try:
        high = [character for character in data.decode("cp1252") if ord(character) > 127]
    except UnicodeDecodeError:
        return False
    return sum(character in _WESTERN for character in high) >= 0.9 * len(high)


def _single_bytes(error: UnicodeError) -> tuple[str, int]:
    """Read what is not UTF-8 in a UTF-8 file as Windows-1252 (files glued from two sources)."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    stray = error.object[error.start : error.end]
    return stray.decode("cp1252", errors="ignore") or stray.decode("latin-1"), error.end


codecs.register_error("mixed", _single_bytes)
