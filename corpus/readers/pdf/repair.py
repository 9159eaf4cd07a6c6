"""Files whose end is missing or wrong, as mails and broken downloads leave them."""

from __future__ import annotations

import re

#: How far before the end of a file its last line may stand, and into it its mark.
_TAIL, _HEAD = 2048, 1024
_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF")
_TABLE = re.compile(rb"\s*(?:xref|\d+\s+\d+\s+obj)")
_OBJECT = re.compile(rb"(?<!\d)(\d{1,9})\s{1,4}(\d{1,5})\s{1,4}obj")
_CATALOG = re.compile(rb"/Type\s{0,4}/Catalog\b")
#: How far into an object its type stands.
_NEAR = 400


def is_damaged(data: bytes) -> bool:
    """Tell whether the end of the file, or where that says the rest stands, is wrong.

    The library mends such files as well as it can and does not say so.
    """
    ends = list(_START.finditer(data, max(0, len(data) - _TAIL)))
    if not ends:
        return True
    skipped = max(0, data[:_HEAD].find(b"%PDF"))
    start = int(ends[-1][1])
    return not any(_TABLE.match(data, place) for place in {start, start + skipped})


def mended(data: bytes) -> bytes | None:
    """Return a file that was cut off, with an end that names its catalogue; None without one.

    From there the library finds its pages; those that were cut off cannot be loaded.
    """
    catalogs = list(_CATALOG.finditer(data))
    whole = data.rfind(b"endobj")
    if not catalogs or whole < 0:
        return None
    near = max(0, catalogs[-1].start() - _NEAR)
    objects = list(_OBJECT.finditer(data, near, catalogs[-1].start()))
    if not objects:
        return None
    root = b"%s %s R" % objects[-1].groups()
    end = b"\ntrailer\n<< /Root " + root + b" >>\nstartxref\n0\n%%EOF\n"
    return data[: whole + len(b"endobj")] + end
