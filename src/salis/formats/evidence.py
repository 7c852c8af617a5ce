"""Evidence: what bears on a claim, with what its file says of itself marked as that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from salis.formats.lists import Row, table_page
from salis.formats.page import Block, Column, Heading, Item, Line, Page, Span, Tone, joined, plain
from salis.formats.words import short_id, when
from salis.views.evidence_records import EvidenceRecord, ImageRecord

_DIGEST_SHOWN = 12
_BYTES = {
    "none": "no bytes kept",
    "missing": "its bytes are gone from the archive",
    "altered": "its bytes in the archive are no longer those that were filed",
}


def evidence_page(evidence: Iterable[EvidenceRecord]) -> Page:
    """Compose the list of evidence."""
    columns = (
        Column("id", "key"),
        Column("what it shows", "main"),
        Column("bears"),
        Column("claim text"),
        Column("filed"),
        Column("where"),
        Column("its file says"),
        Column("problems"),
        Column("withdrawn"),
    )
    return table_page(evidence, columns, _row, empty="No evidence.")


def _row(one: EvidenceRecord) -> Iterator[Row]:
    yield (
        (Span(short_id(one.id), Tone.CODE),),
        plain(one.note),
        _bears(one),
        plain(one.text),
        plain(f"by {one.by}, counts from {when(one.at)}"),
        _where(one),
        plain(image_words(one.image)) if one.image else (),
        plain("; ".join(one.problems)) if one.problems else (),
        _withdrawn(one),
    )


def evidence_blocks(evidence: Sequence[EvidenceRecord]) -> Iterator[Block]:
    """Compose the evidence of one claim, as a part of its page."""
    if not evidence:
        return
    yield Heading("Evidence")
    for one in evidence:
        notes = [
            joined((_bears(one), plain(f"filed by {one.by}, counts from {when(one.at)}"))),
            _where(one),
        ]
        if one.image:
            notes.append((Span("its file says: ", Tone.QUIET), Span(image_words(one.image))))
        notes += [(Span(words, Tone.QUIET),) for words in one.problems]
        if one.withdrawn:
            notes.append(_withdrawn(one))
        yield Item(plain(one.note), tuple(notes))


def _bears(one: EvidenceRecord) -> Line:
    tone = Tone.FALLEN if one.withdrawn else Tone.PLAIN
    return (Span(f"{one.kind} of grade {one.grade}, {one.bears} it", tone),)


def _where(one: EvidenceRecord) -> Line:
    digest = f"sha256 {one.digest[:_DIGEST_SHOWN]}…" if one.digest else ""
    state = _BYTES.get(one.bytes, "")
    return joined(plain(words) for words in (one.address, digest, state) if words)


def _withdrawn(one: EvidenceRecord) -> Line:
    if one.withdrawn is None:
        return ()
    taken = one.withdrawn
    because = f", because {taken.because}" if taken.because else ""
    return (Span(f"withdrawn by {taken.by} on {when(taken.at)}{because}", Tone.FALLEN),)


def image_words(image: ImageRecord) -> str:
    """Say what an image file says of itself, and that this proves nothing."""
    taken = f"taken {image.taken_at.replace('T', ' ')}" if image.taken_at else "no time"
    zone = "" if not image.taken_at or len(image.taken_at) > 19 else " by the camera's clock"
    place = (
        f"at {image.latitude:.5f}, {image.longitude:.5f}"
        if image.latitude is not None and image.longitude is not None
        else "no place"
    )
    parts = (
        f"{image.format} {image.width} × {image.height}",
        taken + zone,
        place,
        image.camera or "",
        f"written by {image.software}" if image.software else "",
    )
    return ", ".join(part for part in parts if part) + " (anybody can write this there)"
