"""Documents: one text as published, by a source, with the times that are known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from salis.model.problem import Problem
from salis.model.times import Moment

DocumentId = NewType("DocumentId", str)
SourceId = NewType("SourceId", str)


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of a document's text: code-point offsets, end exclusive, with the exact words."""

    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True)
class Source:
    """Who publishes documents: outlet, agency, institution, person or account."""

    id: SourceId
    name: str
    #: outlet | agency | institution | person | account | unknown
    kind: str = "unknown"


@dataclass(frozen=True, slots=True)
class Document:
    """One text as published: fixed bytes, with a digest; a changed text is a new revision."""

    id: DocumentId
    source: Source
    #: SHA-256 of the bytes as read, in hex; the archive keeps them under it.
    digest: str
    media_type: str
    #: Where it is known to live: its URL, else the path (and `#line`) that it was read from.
    address: str
    #: The text as read, line ends as `\\n`; every offset counts its code points.
    text: str
    fetched_at: datetime
    title: str | None = None
    url: str | None = None
    author: str | None = None
    published_at: Moment | None = None
    #: The revision of this document that this one replaces.
    revises: DocumentId | None = None
    #: Wire or agency credits found in the bytes' own metadata.
    credits: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
