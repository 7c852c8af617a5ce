"""Exhibits: the bytes of evidence, taken from a file or an address, and what they say."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from salis.model.errors import LedgerAltered, NotFound, SourceError, UsageError
from salis.model.problem import Problem
from salis.sources.fetch import fetch
from salis.sources.image import read_image

if TYPE_CHECKING:
    from salis.ledger.archive import Archive
    from salis.model.image import ImageFacts
    from salis.views.evidence_records import EvidenceRecord

_LARGEST_FILE = 1 << 30
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_KINDS = {
    "image": "jpg jpeg png webp tif tiff gif heic",
    "video": "mp4 mov avi mkv webm m4v mpg mpeg",
    "dataset": "csv tsv json jsonl xls xlsx ods parquet geojson kml",
}


@dataclass(frozen=True, slots=True)
class Exhibit:
    """What is kept of a piece of evidence."""

    #: None where no bytes are kept.
    digest: str | None = None
    image: ImageFacts | None = None
    problems: tuple[Problem, ...] = ()


def guess_kind(address: str) -> str:
    """Guess by its ending what evidence is; a record where that says nothing."""
    ending = address.partition("?")[0].rpartition(".")[2].lower()
    return next((kind for kind, endings in _KINDS.items() if ending in endings.split()), "record")


def keep_exhibit(archive: Archive, address: str, *, fetched: bool) -> Exhibit:
    """Keep the bytes of evidence in the archive, and read what an image says of itself.

    Args:
        archive: Where they are kept.
        address: A file here, or an http(s) address.
        fetched: Whether an address is fetched; what cannot be is filed without bytes.

    Raises:
        SourceError: there is no such file.
        UsageError: the file is too large or cannot be read.
    """
    if _ADDRESS.match(address):
        found = fetch(address) if fetched else None
        if found is None:
            return Exhibit()
        if isinstance(found, Problem):
            return Exhibit(problems=(found,))
        return keep_bytes(archive, found.data, address)
    return keep_bytes(archive, _read(address), address)


def keep_bytes(archive: Archive, data: bytes, name: str) -> Exhibit:
    """Keep bytes in the archive, and read what an image says of itself; `name` is for Problems."""
    facts = read_image(data, name)
    digest = archive.keep(data)
    if isinstance(facts, Problem):
        return Exhibit(digest, problems=(facts,))
    return Exhibit(digest, facts)


def look_up(archive: Archive, evidence: EvidenceRecord) -> EvidenceRecord:
    """Say whether the archive still holds the bytes of a piece of evidence."""
    if evidence.digest is None:
        return evidence
    try:
        archive.read(evidence.digest)
    except NotFound:
        return replace(evidence, bytes="missing")
    except LedgerAltered:
        return replace(evidence, bytes="altered")
    return evidence


def _read(address: str) -> bytes:
    path = Path(address)
    if "\0" in address or not path.is_file():
        kind = "this is a folder" if "\0" not in address and path.is_dir() else "no file is there"
        message = f"{address}: {kind}; evidence is a file or an http(s) address"
        raise SourceError(message)
    try:
        if path.stat().st_size > _LARGEST_FILE:
            message = f"{address}: larger than {_LARGEST_FILE >> 30} GiB; give its address instead"
            raise UsageError(message)
        return path.read_bytes()
    except OSError as fault:
        message = f"{address}: it cannot be read: {fault.strerror or fault}"
        raise UsageError(message) from fault
