"""What every ledger derives from its entries: which documents there are, and how to find them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salis.ledger.interface import KeyIndex, Known, Ledger
from salis.model.document import Document, DocumentId
from salis.model.entry import DocumentDescribed
from salis.model.errors import LedgerError, NotFound
from salis.model.statement import StatementId
from salis.model.times import Moment
from tests.ledger.making import NOON, WORDS, at, document, entries_of, keys_of, read

type Opener = Callable[[], Ledger]

DAM = document("The northern dam broke. Thirty people are missing.")
RIVER = document("The river rose after the northern dam broke.", source="Bay Radio")
FAIR = document("Cattle won prizes at a fair.", source="Bay Radio")


def record(ledger: Ledger, *documents: Document) -> KeyIndex:
    """Append documents and make them findable, as adding does."""
    index = ledger.index(WORDS)
    with ledger.writing():
        for each in documents:
            ledger.append(entries_of(each), actor="read/1", recorded_at=at(1))
            statements = [(one, keys_of(one.text)) for one in read(each).statements]
            index.add(each, keys_of(each.text), statements)
    return index


def known(of: Document) -> Known:
    return Known(
        id=of.id,
        digest=of.digest,
        source=of.source.id,
        described_source=None,
        published_at=of.published_at.at if of.published_at else None,
        titled=of.title is not None,
        address=of.address,
    )


def test_documents_are_known_by_their_bytes(ledger: Ledger) -> None:
    reprint = document(DAM.text, source="Bay Radio")
    record(ledger, DAM, RIVER, reprint)

    assert list(ledger.documents_with(DAM.digest)) == [known(DAM), known(reprint)]
    assert list(ledger.documents_with("0" * 64)) == []


def test_the_latest_document_at_an_address_is_the_one_read_last(ledger: Ledger) -> None:
    corrected = document("The northern dam held.")
    record(ledger, DAM, corrected)

    assert ledger.latest_at(DAM.address) == known(corrected)
    assert ledger.latest_at("https://nowhere.example/") is None


def test_what_a_person_adds_to_a_document_is_known_of_it(ledger: Ledger) -> None:
    undated = document("The dam broke.", published=None)
    record(ledger, undated)
    ledger.append(
        [DocumentDescribed(undated.id, Moment(NOON), source="Bay Radio")],
        actor="ada",
        recorded_at=at(2),
    )

    (found,) = ledger.documents_with(undated.digest)

    assert found == replace(known(undated), published_at=NOON, described_source="Bay Radio")


def test_documents_that_share_words_are_found_with_how_many(ledger: Ledger) -> None:
    index = record(ledger, DAM, RIVER, FAIR)

    found = index.documents_sharing(keys_of("Did the northern dam break?"), at_least=2)

    assert found == [(DAM.id, 3), (RIVER.id, 3)]
    assert index.documents_sharing([], at_least=1) == []


def test_statements_with_rarer_shared_words_come_first(ledger: Ledger) -> None:
    index = record(ledger, DAM, RIVER, FAIR)

    found = index.statements_sharing(keys_of("thirty broke"), limit=5)

    assert [index.statement(id).text for id in found] == [
        "Thirty people are missing.",
        "The northern dam broke.",
        "The river rose after the northern dam broke.",
    ]
    assert index.statements_sharing(keys_of("thirty broke"), limit=1) == [found[0]]
    assert index.statements_sharing(keys_of("zebra"), limit=5) == []


def test_a_word_that_everybody_uses_finds_nobody(ledger: Ledger) -> None:
    crowd = document(" ".join(f"Dam{number} broke." for number in range(401)))
    index = record(ledger, crowd)

    assert index.statements_sharing(keys_of("broke"), limit=5) == []
    assert len(index.statements_sharing(keys_of("dam7 broke"), limit=5)) == 1


def test_documents_and_statements_come_back_as_recorded(ledger: Ledger) -> None:
    index = record(ledger, DAM)

    assert index.document(DAM.id) == DAM
    assert tuple(index.statements_of(DAM.id)) == read(DAM).statements
    with pytest.raises(NotFound, match="no document d0"):
        index.document(DocumentId("d0"))
    with pytest.raises(NotFound, match="no statement d0-1"):
        index.statement(StatementId("d0-1"))


def test_a_document_must_be_recorded_before_it_is_findable(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="not in the ledger"):
        ledger.index(WORDS).add(DAM, [1], [])


def test_entries_appended_without_keys_are_found_after_the_next_opening(opener: Opener) -> None:
    opener().append(entries_of(DAM), actor="read/1", recorded_at=at(1))

    index = opener().index(WORDS)

    assert index.documents_sharing(keys_of("northern dam"), at_least=2) == [(DAM.id, 2)]


def test_keys_of_another_version_are_made_anew(opener: Opener) -> None:
    record(opener(), DAM)
    constant = replace(WORDS, version="constant/1", of_document=lambda _: [7])

    index = opener().index(constant)

    assert index.documents_sharing([7], at_least=1) == [(DAM.id, 1)]
    assert index.documents_sharing(keys_of(DAM.text), at_least=1) == []


def test_what_another_program_adds_meanwhile_is_found(opener: Opener) -> None:
    here, there = opener(), opener()
    index = record(here, DAM)
    assert len(index.statements_sharing(keys_of("broke"), limit=5)) == 1

    record(there, RIVER)

    with here.writing():
        assert len(index.statements_sharing(keys_of("broke"), limit=5)) == 2


def test_what_is_undone_is_not_found(ledger: Ledger) -> None:
    index = record(ledger, DAM)

    def adds_and_stumbles() -> None:
        with ledger.writing():
            record(ledger, RIVER)
            assert len(index.statements_sharing(keys_of("broke"), limit=5)) == 2
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        adds_and_stumbles()

    assert len(index.statements_sharing(keys_of("broke"), limit=5)) == 1


SENTENCES = st.lists(
    st.lists(
        st.sampled_from(["dam", "river", "bridge", "town", "broke", "held", "rose"]), min_size=1
    ).map(lambda words: " ".join(words) + "."),
    min_size=1,
    max_size=4,
).map(" ".join)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(texts=st.lists(SENTENCES, min_size=1, max_size=5, unique=True), sought=SENTENCES)
def test_replay_derives_what_adding_derived(opener: Opener, texts: list[str], sought: str) -> None:
    ledger = opener()
    documents = [document(text, address=f"/{text}") for text in texts]
    new = [each for each in documents if not ledger.documents_with(each.digest)]
    live = answers(record(ledger, *new), ledger, documents, sought=sought)

    ledger.rebuild()

    assert answers(ledger.index(WORDS), ledger, documents, sought=sought) == live
    ledger.close()


def answers(index: KeyIndex, ledger: Ledger, documents: list[Document], *, sought: str) -> object:
    """Everything that the derived tables can be asked."""
    return (
        list(index.documents_sharing(keys_of(sought), at_least=1)),
        list(index.statements_sharing(keys_of(sought), limit=9)),
        [list(index.statements_of(each.id)) for each in documents],
        [list(ledger.documents_with(each.digest)) for each in documents],
        [ledger.latest_at(each.address) for each in documents],
    )
