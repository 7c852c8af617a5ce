"""What the file of the matters holds, in tables and as plain nouns."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

TABLES = """
CREATE TABLE notes (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE sources (
    item INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,
    UNIQUE (id, name, kind)
) STRICT;
CREATE TABLE documents (
    item INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    fetched_seq INTEGER NOT NULL,
    read_seq INTEGER,
    linked_seq INTEGER,
    published INTEGER,
    told INTEGER,
    recorded INTEGER NOT NULL,
    complete INTEGER NOT NULL,
    source INTEGER NOT NULL,
    revises TEXT,
    retracts INTEGER NOT NULL,
    statements INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX documents_by_source ON documents (source);
CREATE INDEX documents_revising ON documents (revises) WHERE revises IS NOT NULL;
CREATE INDEX documents_retracting ON documents (source) WHERE retracts;
CREATE TABLE statements (
    item INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    document INTEGER NOT NULL,
    position INTEGER NOT NULL,
    matter INTEGER NOT NULL,
    twin INTEGER,
    voice INTEGER NOT NULL
) STRICT;
CREATE INDEX statements_by_document ON statements (document);
CREATE INDEX statements_by_matter ON statements (matter);
CREATE INDEX statements_by_twin ON statements (twin) WHERE twin IS NOT NULL;
CREATE INDEX statements_by_voice ON statements (voice);
CREATE TABLE attached (
    statement INTEGER NOT NULL, document INTEGER NOT NULL, PRIMARY KEY (statement, document)
) STRICT, WITHOUT ROWID;
CREATE TABLE copies (
    document INTEGER NOT NULL, other INTEGER NOT NULL, PRIMARY KEY (document, other)
) STRICT, WITHOUT ROWID;
CREATE TABLE decisions (
    seq INTEGER NOT NULL,
    statement INTEGER NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (seq, statement)
) STRICT;
CREATE INDEX decisions_by_statement ON decisions (statement);
CREATE TABLE withdrawals (
    seq INTEGER PRIMARY KEY, target INTEGER NOT NULL, recorded INTEGER NOT NULL
) STRICT;
"""
FOUND = "SELECT id, item, document, position, matter FROM statements"
DOCUMENT = (
    "SELECT item, id, fetched_seq, read_seq, linked_seq, published, told, recorded, retracts,"
    " statements"
    " FROM documents"
)


OF_SOURCE = " ".join((DOCUMENT, "WHERE source IN (SELECT item FROM sources WHERE id = ?)"))


class Line(StrEnum):
    """By which time documents count, and whether undated ones do."""

    #: By publication, undated ones never: past moments.
    PUBLISHED = "published"
    #: By publication, undated ones last and by when they were recorded: everything, as of now.
    WHOLE = "whole"
    #: By when they were recorded.
    RECORDED = "recorded"


TOLD = {
    Line.PUBLISHED: "SELECT *, told AS at, 0 AS undated FROM documents WHERE told IS NOT NULL",
    Line.WHOLE: "SELECT *, coalesce(told, recorded) AS at, told IS NULL AS undated FROM documents",
    Line.RECORDED: "SELECT *, recorded AS at, 0 AS undated FROM documents",
}
LATEST = 1 << 60
LATER = "SELECT 1 FROM ({told}) WHERE at > ? AND at < ? LIMIT 1"
FIRST_TOLD = (
    "SELECT s.id, s.name, s.kind, min(d.at) FROM ({told}) d JOIN sources s ON s.item = d.source"
    " GROUP BY s.item"
)
SOURCES = (
    "SELECT s.id, s.name, s.kind FROM ({told}) d JOIN sources s ON s.item = d.source"
    " WHERE d.at < ? GROUP BY s.item"
    " ORDER BY max(printf('%d %020d %s', d.undated, d.at + (1 << 60), d.id))"
)


class Place(NamedTuple):
    """Where a statement stands: its numbers, and the matter that it is part of."""

    id: str
    item: int
    document: int
    position: int
    matter: int


class NewStatement(NamedTuple):
    """A statement that is to be noted: equal keys stand for equal words, and for one voice."""

    id: str
    twin: int | None
    voice: int


class Row(NamedTuple):
    """A document: the entries that hold it, and when it counts from, in microseconds."""

    item: int
    id: str
    fetched_seq: int
    read_seq: int | None
    linked_seq: int | None
    #: Start of the publication time; None where it is undated.
    published: int | None
    #: On the published clock; None where it is undated.
    told: int | None
    recorded: int
    retracts: int
    statements: int


class NewDocument(NamedTuple):
    """A document that is to be noted."""

    id: str
    fetched_seq: int
    published: int | None
    told: int | None
    recorded: int
    source: tuple[str, str, str]
    revises: str | None
    retracts: bool


def withdrawn(withdrawals: Iterable[tuple[int, int]]) -> set[int]:
    """Give the numbers of the entries taken back; a withdrawal that is taken back takes none."""
    gone: set[int] = set()
    for seq, target in sorted(withdrawals, reverse=True):
        if seq not in gone:
            gone.add(target)
    return gone
