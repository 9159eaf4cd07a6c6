"""Bytes with a declared character set → text; declarations are believed only where they can be."""

from __future__ import annotations

import codecs
import re

from corpus.readers.decoding import decode

#: Character sets that a page or mail may name; other codecs of Python's are no character sets.
_KNOWN = re.compile(
    r"utf-?(?:8|16)|us-?ascii|iso-?8859|latin|windows-?\d|cp-?\d|koi8|gb|hz|big5|shift_?jis|sjis"
    r"|euc|iso-?2022|mac|tis-?620|ks_?c|viscii"
)
#: What is written in them is read as the set that holds them: nobody means the control characters.
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}


def decode_as(data: bytes, charset: str | None, where: str) -> str:
    """Return the text of ``data``, which says that it is in ``charset``.

    A declaration that the bytes contradict is passed over: UTF-8 is told by its form, anything
    else as in a file without a declaration. Raises ReadError (naming ``where``) if it is no text.
    """
    codec = _codec(charset)
    if codec in {None, "utf-8"} or _is_utf_8(data):
        return decode(data, where)
    assert codec is not None
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return decode(data, where)


def _codec(charset: str | None) -> str | None:
    """Return the codec for a declared name; None for unknown ones and for guessing."""
    name = (charset or "").strip().strip("\"'").lower()
    if not _KNOWN.match(name):
        return None
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        return None
    # Wide ones are told by their form: a declaration that could be read in ASCII cannot be true.
    return None if codec.startswith("utf-16") else _WIDER.get(codec, codec)


def _is_utf_8(data: bytes) -> bool:
    """Tell whether bytes above 0x7F stand only where UTF-8 has them (and there are some)."""
    if data.isascii():
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
