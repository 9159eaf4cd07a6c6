"""Which addresses Telegram makes links of."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_SCHEMES = {"http", "https", "tg", "ton", "tonsite"}
_HOST = re.compile(r"[^\s/@?#]+")


def checked_link(url: str) -> str | None:
    """Return the address that a link leads to; None where Telegram shows the text alone."""
    url = url.strip()
    if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:(?!\d)", url):
        scheme = url.partition(":")[0].lower()
    else:
        scheme, url = "http", f"http://{url}"
    if scheme not in _SCHEMES:
        return None
    if scheme not in {"http", "https"}:
        return url
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return None
    if not _HOST.fullmatch(host) or ("." not in host and host != "localhost"):
        return None
    return url if urlsplit(url).path else f"{url}/"
