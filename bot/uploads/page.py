"""Fetching a page of the web that an admin has sent the address of, and nothing else."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

import httpx

#: Seconds for one request, addresses that are followed, and the kinds of file that are taken.
_SECONDS, _HOPS = 20.0, 5
_KINDS = {
    "text/html": ".html",
    "application/xhtml+xml": ".xhtml",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "text/markdown": ".md",
}


class PageError(Exception):
    """A page cannot be fetched; the message says why. kind: of what is there instead."""

    def __init__(self, message: str, kind: str = "") -> None:
        super().__init__(message)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class Page:
    """What lies at an address, under a name for its file."""

    name: str
    content: bytes


async def fetch(url: str, most: int, *, private: bool = False) -> Page:
    """Return the page at an address, ``most`` bytes at most. Raises PageError.

    private: whether addresses within one's own network are allowed; otherwise nobody can have the
    bot look at what only its machine reaches.
    """
    try:
        async with httpx.AsyncClient(timeout=_SECONDS, follow_redirects=False) as client:
            for _ in range(_HOPS):
                await _check(url, private=private)
                async with client.stream("GET", url) as response:
                    if response.is_redirect:
                        url = urljoin(url, response.headers.get("location", ""))
                        continue
                    return await _page(response, url, most)
    except (httpx.HTTPError, httpx.InvalidURL) as e:
        raise PageError(f"{type(e).__name__}") from e
    raise PageError("it leads on and on")


async def _page(response: httpx.Response, url: str, most: int) -> Page:
    if response.status_code != httpx.codes.OK:
        raise PageError(f"the server says {response.status_code}")
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in _KINDS:
        raise PageError("of a kind that cannot be read", kind or "?")
    content = bytearray()
    async for part in response.aiter_bytes():
        content += part
        if len(content) > most:
            raise PageError(f"it is larger than {most // 1_000_000} MB")
    return Page(_name(url, _KINDS[kind]), bytes(content))


async def _check(url: str, *, private: bool) -> None:
    """Raise PageError for an address that is not of the public web."""
    try:
        parts = urlsplit(url)
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0)
    except ValueError as e:
        raise PageError("that is no address of a page") from e
    if parts.scheme not in ("http", "https") or not parts.hostname or not port:
        raise PageError("that is no address of a page")
    try:
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except OSError as e:
        raise PageError("there is no such address") from e
    addresses = [ipaddress.ip_address(str(one[4][0]).partition("%")[0]) for one in found]
    if not private and not all(address.is_global for address in addresses):
        raise PageError("it lies in a network of its own, not on the public web")


def _name(url: str, suffix: str) -> str:
    """Return a name for the file: what the address ends with, else the host."""
    parts = urlsplit(url)
    last = PurePosixPath(unquote(parts.path)).name
    stem = PurePosixPath(last).stem if last else ""
    return f"{stem or parts.hostname or 'page'}{suffix}"
