"""Documents: found by id or address, with revisions, copies and problems."""

from __future__ import annotations

import pytest

from salis.model.errors import NotFound
from salis.model.problem import Problem
from salis.views.view import View
from tests.views.sketch import Sketch


@pytest.fixture
def sketch() -> Sketch:
    """A page, its silent revision, and a paper that copied the first."""
    sketch = Sketch()
    page = sketch.document("North Wire", "2031-05-03 08:00", url="https://wire.example/dam")
    sketch.document("North Wire", "2031-05-03 09:00", url="https://wire.example/dam", revises=page)
    copy = sketch.document("Harbour Post", "2031-05-03 10:00")
    sketch.says(page, sketch.claim("The dam broke"))
    sketch.says(page, sketch.claim("Boats left"))
    sketch.says(copy, sketch.claim("Rain fell"))
    sketch.copied(page, copy)
    return sketch


@pytest.fixture
def view(sketch: Sketch) -> View:
    return sketch.view()


def test_a_document_tells_its_text_and_what_it_says_in_order(view: View) -> None:
    document = view.document("d001")

    assert document.text == "The dam broke.\nBoats left.\n"
    assert [one.text for one in document.statements] == ["The dam broke", "Boats left"]
    assert (document.source, document.source_name) == ("north-wire", "North Wire")


def test_both_revisions_know_each_other(view: View) -> None:
    for id in ("d001", "d002"):
        assert [one.document for one in view.document(id).revisions] == ["d001", "d002"]


def test_an_address_opens_the_latest_revision(view: View) -> None:
    assert view.document("https://wire.example/dam").id == "d002"
    assert view.document("reports/d003.txt").id == "d003"


def test_copies_are_seen_from_both_ends_with_the_place_in_each(view: View) -> None:
    [there] = view.document("d001").copies
    [here] = view.document("d003").copies

    assert (there.document, there.kind) == ("d003", "copy")
    assert here.document == "d001"
    assert there.passages[0].exact == "The "
    assert (there.passages, there.there) == (here.there, here.passages)


def test_problems_of_a_document_are_told_once_and_no_other_ones(sketch: Sketch) -> None:
    inside = Problem("bad-date", "The date cannot be.", "reports/d001.txt:3")
    elsewhere = Problem("bad-date", "The date cannot be.", "reports/d0012.txt")
    sketch.problems.extend([inside, inside, elsewhere])

    assert [one.place for one in sketch.view().document("d001").problems] == ["reports/d001.txt:3"]


@pytest.mark.parametrize(
    ("id", "message"),
    [
        ("d00", "begins the ids of 3 documents \\(d001, d002, d003\\)"),
        ("https://elsewhere.example/", "No document has the id or address"),
        ("", "No document"),
    ],
)
def test_what_names_no_one_document_is_answered_with_help(
    view: View, id: str, message: str
) -> None:
    with pytest.raises(NotFound, match=message):
        view.document(id)
