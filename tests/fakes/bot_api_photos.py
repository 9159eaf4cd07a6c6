"""What the Bot API says of photos and albums, and refuses."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image, UnidentifiedImageError

from tests.fakes.bot_api_check import Refused

_MAX_BYTES = 10_485_760
_ATTACHED = "attach://"


def check_photo(content: bytes) -> None:
    """Refuse what Telegram does not take as a photo."""
    size = len(content)
    if not size:
        raise Refused("Bad Request: file must be non-empty")
    if size > _MAX_BYTES:
        raise Refused(
            f"Bad Request: file of size {size} bytes is too big for a photo; the maximum size is"
            f" {_MAX_BYTES} bytes"
        )
    try:
        with Image.open(io.BytesIO(content)) as photo:
            width, height = photo.size
            photo.load()
    except (UnidentifiedImageError, OSError) as e:
        raise Refused("Bad Request: IMAGE_PROCESS_FAILED") from e
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise Refused("Bad Request: PHOTO_INVALID_DIMENSIONS")


def album_of(parameters: dict[str, Any]) -> list[tuple[bytes, dict[str, Any]]]:
    """Return each photo of an album and what else is said of it. Raises Refused."""
    media = parameters["media"]
    if not 2 <= len(media) <= 10:
        raise Refused("Bad Request: an album must include 2-10 items")
    if any(item.get("type") != "photo" for item in media):
        raise Refused("Bad Request: the bot is expected to send photos only")
    found = []
    for item in media:
        name = item["media"].removeprefix(_ATTACHED)
        if name not in parameters:
            raise Refused("Bad Request: wrong file identifier/HTTP URL specified")
        content = parameters[name].file.read()
        check_photo(content)
        found.append((content, item))
    return found
