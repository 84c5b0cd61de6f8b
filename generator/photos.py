"""Photos of the content: whether a browser can show one, and how large."""

import functools
import warnings
from io import BytesIO

from PIL import Image

KINDS = ("JPEG", "PNG", "WEBP")
_ORIENTATION = 0x0112  # of EXIF; from 5 on the camera was held upright, and browsers turn the photo


@functools.lru_cache(maxsize=256)
def size(photo: bytes) -> tuple[int, int] | None:
    """Width and height in pixels, as a browser shows it; None where it is no whole picture of KINDS, or one of more than 90 million pixels."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(photo), formats=KINDS) as picture:
                picture.load()
                width, height = picture.size
                return (height, width) if picture.getexif().get(_ORIENTATION, 1) >= 5 else (width, height)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return None
