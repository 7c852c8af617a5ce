"""Copies, derived texts, and what is neither."""

from __future__ import annotations

from dataclasses import replace

from salis.link import compare_documents
from salis.model.document import Document
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


def _document(text: str, source: str = "Daily") -> Document:
    return Pile().tell(source, "2031-05-03T10:00Z", text=text)


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
