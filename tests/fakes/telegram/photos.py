"""What the Bot API says of photos and albums, and refuses."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image, UnidentifiedImageError

from tests.fakes.telegram.refusals import bad

_MAX_BYTES = 10_485_760
_ATTACHED = "attach://"


def check_photo(content: bytes) -> None:
    """Refuse what Telegram does not take as a photo."""
    size = len(content)
    if not size:
        raise bad("file must be non-empty")
    if size > _MAX_BYTES:
        raise bad(
            f"file of size {size} bytes is too big for a photo; the maximum size is"
            f" {_MAX_BYTES} bytes"
        )
    try:
        with Image.open(io.BytesIO(content)) as photo:
            width, height = photo.size
            photo.load()
    except (UnidentifiedImageError, OSError) as e:
        raise bad("IMAGE_PROCESS_FAILED") from e
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise bad("PHOTO_INVALID_DIMENSIONS")


def attached(parameters: dict[str, Any], media: str) -> tuple[str, bytes]:
    """Return the name and content of a file that a medium refers to. Raises Refused."""
    name = media.removeprefix(_ATTACHED)
    if not media.startswith(_ATTACHED) or name not in parameters:
        raise bad("wrong file identifier/HTTP URL specified")
    return parameters[name].filename, parameters[name].file.read()
