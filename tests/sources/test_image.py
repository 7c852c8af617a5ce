"""What an image file says of itself is read; what a hostile one claims costs nothing."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from salis.model.image import ImageFacts
from salis.model.problem import Problem
from salis.sources.image import read_image

PLACE = {1: "N", 2: (59.0, 54.0, 36.0), 3: "W", 4: (10.0, 45.0, 0.0)}


def picture(
    fmt: str = "JPEG",
    *,
    taken: Any = "2031:05:05 18:52:10",
    offset: Any = None,
    place: dict[int, Any] | None = None,
    maker: str = "Optica",
) -> bytes:
    """Take a picture of nothing, with EXIF."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0131] = maker, "Heron 5", "Darkroom 2"
    exif.get_ifd(0x8769)[0x9003] = taken
    if offset is not None:
        exif.get_ifd(0x8769)[0x9011] = offset
    exif.get_ifd(0x8825).update(PLACE if place is None else place)
    written = BytesIO()
    Image.new("RGB", (40, 30)).save(written, fmt, exif=exif)
    return written.getvalue()


@pytest.mark.parametrize("fmt", ["JPEG", "PNG", "WEBP"])
def test_an_image_says_when_and_where_it_was_taken_and_by_what(fmt: str) -> None:
    assert read_image(picture(fmt), "shot") == ImageFacts(
        format=fmt,
        width=40,
        height=30,
        taken_at="2031-05-05T18:52:10",
        latitude=59.91,
        longitude=-10.75,
        camera="Optica Heron 5",
        software="Darkroom 2",
    )


def test_a_zone_is_told_only_where_the_file_gives_one() -> None:
    with_zone = read_image(picture(offset="+02:00"), "shot")
    odd = read_image(picture(offset="Zulu"), "shot")

    assert isinstance(with_zone, ImageFacts)
    assert with_zone.taken_at == "2031-05-05T18:52:10+02:00"
    assert isinstance(odd, ImageFacts)
    assert odd.taken_at == "2031-05-05T18:52:10"


@pytest.mark.parametrize("taken", ["yesterday", "0000:00:00 00:00:00", "2031:13:45 99:00:00", ""])
def test_no_calendar_no_time(taken: str) -> None:
    facts = read_image(picture(taken=taken), "shot")

    assert isinstance(facts, ImageFacts)
    assert facts.taken_at is None


@pytest.mark.parametrize(
    "place",
    [
        {},
        {1: "N", 2: (59.0, 54.0, 36.0)},
        PLACE | {2: (95.0, 0.0, 0.0)},
        PLACE | {1: "X"},
        PLACE | {4: (10.0,)},
    ],
)
def test_half_a_place_or_one_that_is_not_on_earth_is_none(place: dict[int, Any]) -> None:
    facts = read_image(picture(place=place), "shot")

    assert isinstance(facts, ImageFacts)
    assert (facts.latitude, facts.longitude) == (None, None)


def test_words_from_an_image_are_one_short_line() -> None:
    facts = read_image(picture(maker="Evil\x1b[2J\n" + "x" * 500), "shot")

    assert isinstance(facts, ImageFacts)
    assert facts.camera is not None
    assert facts.camera.startswith("Evil [2J x")
    assert len(facts.camera) == 80


def _png(width: int, height: int) -> bytes:
    """Write a PNG that claims a size and holds no pixel of it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        sealed = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", sealed)

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IEND", b"")


def test_a_bomb_is_told_and_never_unpacked() -> None:
    found = read_image(_png(2**31 - 1, 2**31 - 1), "bomb.png")

    assert isinstance(found, Problem)
    assert (found.code, found.place) == ("image-bomb", "bomb.png")


def test_broken_exif_leaves_the_header() -> None:
    whole = picture()
    at = whole.index(b"Exif\0\0") + 6
    broken = whole[:at] + b"II*\0\xff\xff\xff\x7f" + b"\xff" * 40 + whole[at + 48 :]

    facts = read_image(broken, "shot")

    assert isinstance(facts, ImageFacts)
    assert (facts.format, facts.width, facts.taken_at) == ("JPEG", 40, None)


def test_what_begins_like_an_image_and_is_none_is_a_problem_and_other_bytes_are_nothing() -> None:
    found = read_image(b"\xff\xd8\xff" + b"\0" * 50, "shot.jpg")

    assert isinstance(found, Problem)
    assert found.code == "image-broken"
    assert read_image(b"%PDF-1.7", "register.pdf") is None
    assert read_image(b"", "empty") is None


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(["JPEG", "PNG", "WEBP", "TIFF"]), st.data())
def test_no_bytes_whatever_make_it_fail(fmt: str, data: st.DataObject) -> None:
    whole = bytearray(picture(fmt))
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(whole)))

    found = read_image(bytes(whole[:cut]), "shot")

    assert found is None or isinstance(found, ImageFacts | Problem)
