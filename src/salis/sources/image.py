"""Read what an image file says of itself, without ever decoding its pixels.

Tags as in Exif 2.32 (CIPA DC-008). Files are hostile: a header may claim any size, offsets may lead
anywhere, and numbers may be no numbers. Whatever goes wrong leaves a Problem or nothing.
"""

from __future__ import annotations

import math
import re
import struct
import warnings
from collections.abc import Iterator, Mapping
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from salis.model.image import ImageFacts
from salis.model.problem import Problem

if TYPE_CHECKING:
    from PIL.Image import Image

type Tags = Mapping[int, Any]
#: Only these are opened; each keeps its header and EXIF where they can be read without the pixels.
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "MPO")
_SIGNS = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"RIFF", b"GIF8")
#: Larger files are kept and not looked into.
_MOST_BYTES = 100_000_000
#: EXIF is larger only where it is meant to be; its values may claim little more than it holds.
_MOST_EXIF, _MOST_CLAIMED = 1 << 16, 1 << 18
#: How many bytes a value of each type takes.
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
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
    tags, exif, gps = _tags(image.info.get("exif"))
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


def _tags(raw: object) -> tuple[Tags, Tags, Tags]:
    """Read the tags of EXIF: its own, those of the exposure, those of the place."""
    from PIL.Image import Exif

    if not isinstance(raw, bytes) or not _is_sound(raw):
        return {}, {}, {}
    try:
        main = Exif()
        main.load(raw)
        return dict(main), dict(main.get_ifd(_EXIF)), dict(main.get_ifd(_GPS))
    except Exception:  # noqa: BLE001 (broken EXIF in a sound image: only the header is told)
        return {}, {}, {}


def _is_sound(raw: bytes) -> bool:
    """Say whether the values of EXIF claim no more room than there is.

    Each value may claim any stretch of the whole again: thousands of them are a bomb.
    """
    body = raw.removeprefix(b"Exif\0\0")
    order = {b"II": "<", b"MM": ">"}.get(body[:2])
    if order is None or len(raw) > _MOST_EXIF:
        return False
    claimed, waiting = 0, [struct.unpack_from(f"{order}L", body.ljust(8, b"\0"), 4)[0]]
    for number in range(3):  # its own tags, and the two tables that these lead to
        if number >= len(waiting):
            break
        for tag, kind, count, value in _entries(body, order, waiting[number]):
            claimed += count * _SIZES.get(kind, 1)
            if tag in (_EXIF, _GPS) and number == 0:
                waiting.append(value)
    return claimed <= _MOST_CLAIMED


def _entries(body: bytes, order: str, at: int) -> Iterator[tuple[int, int, int, int]]:
    """Give tag, type, count and value of each entry of a table, as far as there are bytes."""
    head = body[at : at + 2]
    total = struct.unpack(f"{order}H", head)[0] if len(head) == 2 else 0
    table = body[at + 2 : at + 2 + 12 * total]
    yield from struct.iter_unpack(f"{order}HHLL", table[: len(table) // 12 * 12])


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
