"""Reading in tests: a text in, its statements out as lines that a person can check."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from salis.model.document import Document, DocumentId, Source, SourceId
from salis.model.entry import StatementsRead
from salis.model.statement import Statement
from salis.model.times import Moment, Precision
from salis.read.reader import Reader, load_reader

SUNDAY = Moment(datetime(2025, 5, 4, tzinfo=UTC), Precision.DAY)

Read = Callable[..., StatementsRead]
Lines = Callable[..., list[str]]


@pytest.fixture(scope="session")
def reader() -> Reader:
    return load_reader()


@pytest.fixture(scope="session")
def read(reader: Reader) -> Read:
    """Read a text published on Sunday, 4 May 2025, unless said otherwise."""

    def read(
        text: str, *, title: str | None = None, published: Moment | None = SUNDAY
    ) -> StatementsRead:
        return reader.read(make_document(text, title=title, published=published))

    return read


def make_document(
    text: str, *, title: str | None = None, published: Moment | None = SUNDAY
) -> Document:
    """Make a document of the Harbour Post."""
    return Document(
        id=DocumentId("d1"),
        source=Source(SourceId("harbour-post"), "Harbour Post", "outlet"),
        digest="0" * 64,
        media_type="text/plain",
        address="post.txt",
        text=text,
        fetched_at=datetime(2025, 5, 5, tzinfo=UTC),
        title=title,
        published_at=published,
    )


def line(statement: Statement) -> str:
    """Write a statement as `act · outer > inner · text`; own voice: a dash; unnamed: brackets."""
    chain = " > ".join(s.name if s.named else f"({s.name})" for s in statement.speakers) or "—"
    return f"{statement.act} · {chain} · {statement.text}"


@pytest.fixture(scope="session")
def lines(read: Read) -> Lines:
    """Give the statements of a text as lines."""

    def lines(
        text: str, *, title: str | None = None, published: Moment | None = SUNDAY
    ) -> list[str]:
        return [line(s) for s in read(text, title=title, published=published).statements]

    return lines
