"""Digests and ids: what makes a document and a source the same one."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

from salis.model.document import DocumentId, Source, SourceId

#: For documents that nothing says the source of. They count as one source, so that two of them
#: never pass for two independent ones.
UNKNOWN = Source(SourceId("unknown"), "unknown source", "unknown")

_MAX_SLUG = 60


def digest_of(data: bytes) -> str:
    """Give the SHA-256 of the bytes in hex: the name that the archive keeps them under."""
    return hashlib.sha256(data).hexdigest()


def document_id(digest: str, source: SourceId, url: str | None) -> DocumentId:
    """Name a document by its bytes, its source and its URL where it has one.

    So the same bytes of the same source added twice are one document, from whatever folder, and
    identical bytes from two sources are two documents: a copy must stay visible as one.
    """
    parts = "\0".join((digest, source, url or ""))
    return DocumentId("d" + hashlib.sha256(parts.encode()).hexdigest()[:16])


@lru_cache(maxsize=4096)
def source_named(name: str) -> Source:
    """Make the source of that name; its id is the name in lower case, ASCII, with dashes."""
    return Source(SourceId(_slug(name)), name)


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name)
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    slug = re.sub(r"[^a-z0-9]+", "-", letters.lower()).strip("-")
    foreign = any(c.isalnum() and not c.isascii() for c in letters)
    if slug and len(slug) <= _MAX_SLUG and not foreign:
        return slug if slug != UNKNOWN.id else "unknown-source"
    tail = hashlib.sha256(letters.casefold().encode()).hexdigest()[:8]
    return f"{slug[:_MAX_SLUG].strip('-') or 'source'}-{tail}"
