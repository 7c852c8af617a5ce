"""What an image file says of itself: read and shown, never trusted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ImageFacts:
    """What stands in an image file's header and EXIF; anybody can write there what they like."""

    #: e.g. `JPEG`.
    format: str
    #: In pixels.
    width: int
    height: int
    #: When the camera's clock said it was taken: ISO 8601, with an offset only where one is given.
    taken_at: str | None = None
    #: Degrees, north and east positive.
    latitude: float | None = None
    longitude: float | None = None
    #: Maker and model.
    camera: str | None = None
    #: The program that wrote the file last.
    software: str | None = None
