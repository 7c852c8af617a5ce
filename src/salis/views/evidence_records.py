"""Records of evidence: field for field the JSON of docs and schemas."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ImageRecord:
    """What an image file says of itself; anybody can write there what they like."""

    format: str
    width: int
    height: int
    taken_at: str | None
    latitude: float | None
    longitude: float | None
    camera: str | None
    software: str | None


@dataclass(frozen=True, slots=True)
class WithdrawnRecord:
    by: str
    at: str
    because: str


@dataclass(frozen=True, slots=True)
class EvidenceRecord:
    """Something that bears on a claim other than by someone saying so."""

    id: str
    claim: str | None
    #: The statement of the claim that it was filed on.
    statement: str
    #: The claim's text.
    text: str
    #: for | against
    bears: str
    grade: int
    kind: str
    note: str
    by: str
    #: Since when it counts on the view's clock.
    at: str
    address: str
    #: SHA-256 of the bytes in the archive; None where none were kept.
    digest: str | None
    image: ImageRecord | None
    #: What went wrong when its bytes were taken.
    problems: tuple[str, ...]
    #: Set where it was taken back, and counts no longer.
    withdrawn: WithdrawnRecord | None
    #: kept | none | missing (no longer in the archive) | altered
    bytes: str = "none"
