"""How fast a ledger of some size is read and searched; the limits are ten times what it takes."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from salis.ledger.sqlite import SqliteLedger
from salis.model.entry import StatementsRead
from tests.ledger.making import WORDS, at, document, entries_of, keys_of, read

WORD_LIST = [f"word{number}" for number in range(3_000)]
DOCUMENTS, SENTENCES = 200, 25


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of 200 documents and 5,000 statements."""
    path = tmp_path_factory.mktemp("large") / "ledger.db"
    luck = random.Random(7)  # noqa: S311 (the same words every time)
    with closing(SqliteLedger(path)) as ledger:
        for _ in range(DOCUMENTS):
            made = document(sentences(luck), address=f"/{luck.random()}")
            ledger.append(entries_of(made), actor="read/1", recorded_at=at(1))
        ledger.index(WORDS)
    return path


def sentences(luck: random.Random) -> str:
    return " ".join(f"{' '.join(luck.choices(WORD_LIST, k=18))}." for _ in range(SENTENCES))


@contextmanager
def within(seconds: float, what: str) -> Iterator[None]:
    """Measure processor time, so that a busy machine fails no test."""
    began = time.process_time()
    yield
    took = time.process_time() - began
    print(f"{what}: {took * 1000:.0f} ms")  # noqa: T201 (shown with -s)
    assert took < seconds


def test_five_thousand_statements_are_read_back(large: Path) -> None:
    with closing(SqliteLedger(large)) as ledger, within(0.8, "reading 5,000 statements"):
        found = [e.payload for e in ledger.entries() if isinstance(e.payload, StatementsRead)]

    assert sum(len(each.statements) for each in found) == DOCUMENTS * SENTENCES


def test_a_document_more_is_compared_without_reading_the_others(large: Path) -> None:
    luck = random.Random(8)  # noqa: S311 (the same words every time)
    new = document(sentences(luck), address="/new")
    with closing(SqliteLedger(large)) as ledger, within(1.0, "indexing one document more"):
        index = ledger.index(WORDS)
        index.documents_sharing(keys_of(new.text), at_least=3)
        for each in read(new).statements:
            candidates = index.statements_sharing(keys_of(each.text), limit=20)
            assert [index.statement(id).id for id in candidates] == list(candidates)
