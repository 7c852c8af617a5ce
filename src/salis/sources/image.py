"""Read what an image file says of itself, without ever decoding its pixels.

Tags as in Exif 2.32 (CIPA DC-008). Files are hostile: a header may claim any size, offsets may lead
anywhere, and numbers may be no numbers. Whatever goes wrong leaves a Problem or nothing.
"""

from __future__ import annotations

import math
import re
import warnings
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from salis.model.image import ImageFacts
from salis.model.problem import Problem

if TYPE_CHECKING:
    from PIL.Image import Image

#: Only these are opened; each keeps its header and EXIF where they can be read without the pixels.
_FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "GIF", "MPO")
_SIGNS = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"RIFF", b"II*\0", b"MM\0*", b"GIF8")
#: Larger files are kept and not looked into.
_MOST_BYTES = 100_000_000
_EXIF, _GPS = 0x8769, 0x8825
_MAKE, _MODEL, _SOFTWARE = 0x010F, 0x0110, 0x0131
_TAKEN, _OFFSET = 0x9003, 0x9011
_NORTH, _LATITUDE, _EAST, _LONGITUDE = 1, 2, 3, 4
_WORDS_KEPT = 80
_ZONE = re.compile(r"[+-]\d{2}:\d{2}")


def is_image(data: bytes) -> bool:
    """Tell by its first bytes whether a file is an image of a kind that is looked into."""
    return data.startswith(_SIGNS)


def read_image(data: bytes, place: str) -> ImageFacts | Problem | None:
    """Read an image's header and EXIF; None where it is no image.

    Sizes are told as the header claims them and nothing is allocated for them.
    """
    if not is_image(data):
        return None
    if len(data) > _MOST_BYTES:
        text = f"It is over {_MOST_BYTES // 1_000_000} MB; what it says of itself is not read."
        return Problem("image-too-large", text, place)
    import PIL.Image  # slow to load, and few need it

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of its size: no pixel is decoded here
            with PIL.Image.open(BytesIO(data), formats=_FORMATS) as image:
                return _facts(image)
    except PIL.Image.DecompressionBombError:
        text = "It claims more pixels than an image has; what it says of itself is not read."
        return Problem("image-bomb", text, place)
    except Exception:  # noqa: BLE001 (a broken file may raise anything in the library)
        return Problem("image-broken", "It is a broken image; nothing is read of it.", place)


def _facts(image: Image) -> ImageFacts:
    try:
        main = image.getexif()
        exif, gps = dict(main.get_ifd(_EXIF)), dict(main.get_ifd(_GPS))
        tags: Mapping[int, Any] = dict(main)
    except Exception:  # noqa: BLE001 (broken EXIF in a sound image: only the header is told)
        tags, exif, gps = {}, {}, {}
    latitude = _degrees(gps.get(_LATITUDE), gps.get(_NORTH), "NS", 90)
    longitude = _degrees(gps.get(_LONGITUDE), gps.get(_EAST), "EW", 180)
    known = latitude is not None and longitude is not None
    return ImageFacts(
        format=str(image.format),
        width=image.width,
        height=image.height,
        taken_at=_moment(exif.get(_TAKEN), exif.get(_OFFSET)),
        latitude=latitude if known else None,
        longitude=longitude if known else None,
        camera=_words(" ".join(filter(None, (_words(tags.get(_MAKE)), _words(tags.get(_MODEL)))))),
        software=_words(tags.get(_SOFTWARE)),
    )


def _words(value: object) -> str | None:
    """Give a tag's words on one line, cut; None where there are none."""
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if not isinstance(value, str):
        return None
    plain = "".join(mark if mark.isprintable() else " " for mark in value)
    return " ".join(plain.split())[:_WORDS_KEPT] or None


def _moment(taken: object, offset: object) -> str | None:
    try:
        at = datetime.strptime(str(_words(taken)), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 (camera's)
    except ValueError:
        return None
    zone = _words(offset) or ""
    return at.isoformat() + (zone if _ZONE.fullmatch(zone) else "")


def _degrees(parts: object, side: object, sides: str, most: int) -> float | None:
    """Read degrees, minutes and seconds; None unless they are numbers of a place on Earth."""
    mark = _words(side)
    try:
        degrees, minutes, seconds = (float(part) for part in parts)  # type: ignore[attr-defined]
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    value = degrees + minutes / 60 + seconds / 3600
    if mark is None or mark not in sides or not math.isfinite(value) or not 0 <= value <= most:
        return None
    return round(-value if mark == sides[1] else value, 6)
