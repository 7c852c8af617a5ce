"""Make small documents and statements out of plain sentences, for stories about the ledger."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from salis.ledger.interface import Keying
from salis.model.document import Document, DocumentId, Passage, Source, SourceId
from salis.model.entry import DocumentFetched, Payload, StatementsRead
from salis.model.statement import (
    Act,
    Certainty,
    Frame,
    Polarity,
    Speaker,
    Statement,
    StatementId,
)
from salis.model.times import Moment

NOON = datetime(2031, 5, 4, 12, tzinfo=UTC)


def at(minutes: float) -> datetime:
    """So many minutes after noon."""
    return NOON + timedelta(minutes=minutes)


def document(
    text: str,
    *,
    source: str = "Harbour Post",
    address: str = "https://harbour.example/1",
    published: datetime | None = NOON,
    title: str | None = None,
) -> Document:
    """A document whose bytes are its text."""
    digest = sha256(text.encode()).hexdigest()
    slug = source.lower().replace(" ", "-")
    return Document(
        id=DocumentId("d" + sha256(f"{digest}{slug}".encode()).hexdigest()[:16]),
        source=Source(SourceId(slug), source),
        digest=digest,
        media_type="text/plain",
        address=address,
        text=text,
        fetched_at=NOON,
        title=title,
        published_at=Moment(published) if published else None,
    )


def read(of: Document) -> StatementsRead:
    """One statement a sentence; "NAME: ..." has a speaker."""
    found = re.finditer(r"[^.\s][^.]*\.", of.text)
    return StatementsRead(of.id, tuple(_statement(of, n, match) for n, match in enumerate(found)))


def entries_of(*documents: Document) -> list[Payload]:
    """What fetching and reading documents appends."""
    return [payload for each in documents for payload in (DocumentFetched(each), read(each))]


def keys_of(text: str) -> Sequence[int]:
    """One key a word."""
    words = set(re.findall(r"\w+", text.lower()))
    return [int.from_bytes(sha256(word.encode()).digest()[:8]) >> 1 for word in sorted(words)]


#: Words as keys, for documents and statements alike.
WORDS = Keying(
    version="words/1",
    of_document=lambda each: keys_of(each.text),
    of_statement=lambda each: keys_of(each.text),
)


def _statement(of: Document, number: int, match: re.Match[str]) -> Statement:
    exact = match.group()
    passage = Passage(match.start(), match.end(), exact)
    name, colon, content = exact.partition(": ")
    speakers = (Speaker(name, name.lower(), named=True),) if colon else ()
    return Statement(
        id=StatementId(f"{of.id}-{number}"),
        document=of.id,
        speakers=speakers,
        cue=None,
        text=content if colon else exact,
        passage=passage,
        context=passage,
        act=Act.ASSERT,
        certainty=Certainty.CERTAIN,
        polarity=Polarity.POS,
        direct=False,
        frame=Frame((), "", (), tuple(sorted(set(re.findall(r"\w+", exact.lower()))))),
    )
