"""Copies, derived texts, and what is neither."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salis.link import compare_documents
from salis.model.document import Document, Source, SourceId
from tests.link.telling import Pile

WIRE = (
    "The river ferry Silver Heron capsized on the Tesk near Brennick early on Saturday. "
    "Boats searched the water until dark and helpers carried blankets to the landing stage. "
    "The white boat has linked the market towns on the two banks for many years and is used "
    "by commuters. "
    "Divers will go down again at first light, and the road along the east bank is closed to "
    "traffic. "
    "The town hall has opened its gymnasium for relatives, and volunteers hand out soup at "
    "the door. "
)
OTHER = (
    "Prices at the fish market in Port Ansgar rose for a third week, traders told this newspaper. "
    "A cold spring kept the trawlers in harbour, and the auction hall stayed half empty on "
    "most days. "
    "The co-operative expects a better month once the wind turns and the new quay is ready "
    "for use. "
)
QUOTE = (
    '"We will find out who gave the order to sail, and we will not rest until everybody knows'
    ' it, that I promise to every single family in this valley tonight," the minister said. '
)


def _document(text: str, source: str = "Daily", at: str = "2031-05-03T10:00Z") -> Document:
    return Pile().tell(source, at, text=text)


def _reasons(a: Document, b: Document) -> str:
    copy = compare_documents(a, b)
    assert copy is not None
    return "; ".join(copy.reasons)


def test_a_reprint_with_small_edits_is_a_copy() -> None:
    copy = compare_documents(
        _document(WIRE), _document(WIRE.replace("Saturday", "3 May") + "(VPA)", "Post")
    )
    assert copy is not None
    assert copy.kind.value == "copy"


def test_a_text_that_takes_over_paragraphs_is_derived_and_shows_them() -> None:
    a, b = _document(WIRE), _document(OTHER + WIRE[170:] + OTHER[:90], "Post")
    copy = compare_documents(a, b)
    assert copy is not None
    assert copy.kind.value == "derived"
    for shared in copy.passages:
        assert a.text[shared.here.start : shared.here.end] == shared.here.exact
        assert b.text[shared.there.start : shared.there.end] == shared.there.exact


def test_the_same_quotation_in_two_reports_makes_no_copy() -> None:
    assert compare_documents(_document(WIRE + QUOTE), _document(OTHER + QUOTE, "Post")) is None


def test_the_same_menu_around_two_stories_of_one_site_makes_no_copy() -> None:
    menu = " ".join(f"{word} pages" for word in WIRE.split())
    a = _document(menu + WIRE * 1 + "The harbour master keeps the list. " * 2)
    b = _document(menu + OTHER + "Nobody at the market wished to comment. " * 2)
    assert compare_documents(a, b) is None


def test_the_order_of_the_two_does_not_matter() -> None:
    a, b = _document(WIRE), _document(WIRE[:350] + OTHER, "Post")
    one, other = compare_documents(a, b), compare_documents(b, a)
    assert one is not None
    assert other is not None
    assert (one.kind, one.score) == (other.kind, other.score)
    assert {(p.here, p.there) for p in one.passages} == {(p.there, p.here) for p in other.passages}


def test_empty_and_tiny_texts_are_nobodys_copy() -> None:
    assert compare_documents(_document(" "), _document("Breaking news.", "Post")) is None
    tiny = _document("Breaking news.")
    assert compare_documents(tiny, replace(tiny, title="Again")) is None


def test_a_text_without_a_source_may_be_any_sites_so_nothing_in_it_is_furniture() -> None:
    menu = " ".join(f"{word} pages" for word in WIRE.split())
    a, b = _document(menu + WIRE), _document(menu + OTHER)
    unknown = Source(SourceId("unknown"), "unknown source")
    assert compare_documents(replace(a, source=unknown), replace(b, source=unknown)) is not None


def test_speech_over_two_paragraphs_in_single_marks_counts_as_quoted() -> None:
    speech = (
        "'We will find out who gave the order to sail, and we will not rest until all know it."
        "\n\n'That I promise to every single family in this valley tonight,' the minister said.\n\n"
    )
    assert compare_documents(_document(speech + WIRE), _document(speech + OTHER, "Post")) is None


def test_a_journalist_reads_how_much_is_shared_and_who_was_first() -> None:
    later = _document(WIRE[:420] + OTHER, "Post", at="2031-05-03T13:00Z")
    told = _reasons(_document(WIRE), later)
    assert "% of the shorter text (84 words) stands in the other" in told
    assert "one shared passage has 75 words outside quotation marks" in told
    assert "first told by Daily (2031-05-03 10:00), 3 hours before the other" in told


@pytest.mark.parametrize(
    "credit",
    [
        "BRENNICK (VPA) - {}",
        "{}(VPA)",
        "{}Velmark Press Agency contributed to this report.",
        "{}Source: VPA",
        "{}Copyright the Velmark Press Agency",
    ],
)
def test_who_credits_the_other_took_from_it_even_when_dated_earlier(credit: str) -> None:
    agency = _document(WIRE, "Velmark Press Agency", at="2031-05-03T12:00Z")
    paper = _document(credit.format(WIRE), "Post", at="2031-05-03T09:00Z")
    told = _reasons(agency, paper)
    assert "Post credits Velmark Press Agency" in told
    assert "taken from Velmark Press Agency, whom Post credits" in told
    assert "first told" not in told


def test_times_that_overlap_tell_nothing_about_who_was_first() -> None:
    assert "first" not in _reasons(
        _document(WIRE, at="2031-05-03"), _document(WIRE, "Post", at="2031-05-03T13:00Z")
    )


def test_what_alone_proves_nothing_ties_two_texts_that_share_scattered_words() -> None:
    """A few short common runs are no copy; with one address they are."""
    words = WIRE.split()
    common = [word if at % 14 < 6 else f"other{at}" for at, word in enumerate(words)]
    fillers = (" ".join(f"{side}{at}" for at in range(200)) for side in ("here", "there"))
    a, b = (
        _document(" ".join(one) + " " + filler, source)
        for one, filler, source in zip((words, common), fillers, ("Daily", "Post"), strict=True)
    )
    assert compare_documents(a, b) is None
    here = replace(a, url="https://www.daily.example/ferry?from=feed")
    there = replace(b, url="http://daily.example/ferry/")
    assert "both give one address: daily.example/ferry" in _reasons(here, there)


def test_a_slip_that_two_texts_share_is_named() -> None:
    text = WIRE.replace("the landing stage", "the the landing stage")
    assert "both make the same slip: “the the”" in _reasons(
        _document(text), _document(text, "Post")
    )


def test_the_words_of_a_shared_passage_stand_where_it_says() -> None:
    edited = WIRE.replace("blankets to", "blankets and tea to").replace("closed to", "shut to")
    a, b = _document(WIRE), _document(OTHER[:100] + edited, "Post")
    copy = compare_documents(a, b)
    assert copy is not None
    (shared,) = copy.passages
    assert shared.here.exact.startswith("The river ferry Silver Heron")
    assert "blankets and tea to the landing stage" in shared.there.exact
    assert b.text[shared.there.start : shared.there.end] == shared.there.exact


SENTENCES = [one.strip() + "." for one in (WIRE + OTHER).split(". ") if one.strip()]
TEXTS = st.lists(st.sampled_from([*SENTENCES, QUOTE.strip()]), min_size=1, max_size=12).map(
    " ".join
)


@settings(max_examples=80, deadline=None)
@given(TEXTS, TEXTS, st.sampled_from(["Daily", "Post"]))
def test_a_decision_is_the_same_from_both_sides(one: str, other: str, source: str) -> None:
    a, b = _document(one), _document(other, source, at="2031-05-03T11:00Z")
    here, there = compare_documents(a, b), compare_documents(b, a)
    assert (here is None) == (there is None)
    if here is not None and there is not None:
        assert (here.kind, here.score, here.reasons) == (there.kind, there.score, there.reasons)
        turned = [(shared.there, shared.here) for shared in there.passages]
        assert [(shared.here, shared.there) for shared in here.passages] == turned


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS)
def test_all_of_a_text_inside_another_is_always_a_copy(text: str, around: str) -> None:
    inside = _document(f"{around} {text} {around}", "Post")
    found = compare_documents(_document(text), inside)
    assert len(text.split()) < 25 or (found is not None and found.kind.value == "copy")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400), st.text(max_size=400))
def test_no_text_whatever_breaks_it_and_passages_are_true(one: str, other: str) -> None:
    a, b = _document(one + WIRE), _document(other + WIRE, "Post")
    copy = compare_documents(a, b)
    assert copy is not None
    for shared in copy.passages:
        assert a.text[shared.here.start : shared.here.end] == shared.here.exact
        assert b.text[shared.there.start : shared.there.end] == shared.there.exact


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a " * 50_000, "a " * 50_000 + "b"),
        ("a b " * 30_000, "b a " * 30_000),
        ("'A \n" * 50_000, "\"'A. " * 50_000),
        ("(" * 200_000, "Source: A" * 30_000),
    ],
)
def test_a_hostile_text_is_compared_in_bounded_time(one: str, other: str) -> None:
    began = time.process_time()
    compare_documents(_document(one), _document(other, "Post"))
    assert time.process_time() - began < 8
