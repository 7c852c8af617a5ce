"""Claims in full, and how to find one."""

from __future__ import annotations

import pytest

from salis.model.claim import Side
from salis.model.errors import NotFound, UsageError
from salis.model.statement import GrainCode
from salis.views.view import View
from tests.views.sketch import Sketch, day


@pytest.fixture
def sketch() -> Sketch:
    """Two papers on a dam; a spokeswoman says that it held, an engineer denies it."""
    sketch = Sketch()
    post = sketch.document("Harbour Post", "2031-05-03 09:30")
    wire = sketch.document("North Wire")
    held = sketch.claim("The Korr Dam held", "disputed", concerns=day("2031-05-03"), grains=1)
    sketch.says(post, held, "Mira Tal", grains=[GrainCode.INTERESTED])
    sketch.says(wire, held, "Sten Oro", side=Side.AGAINST)
    sketch.says(wire, sketch.claim("Boats left the harbour"))
    return sketch


@pytest.fixture
def view(sketch: Sketch) -> View:
    return sketch.view()


def test_a_claim_shows_everything_it_stands_on(view: View) -> None:
    claim = view.claim("c001")

    assert (claim.text, claim.standing, claim.grains) == ("The Korr Dam held", "disputed", 1)
    assert claim.reasons[0].text == "It is disputed."
    assert claim.concerns is not None
    assert claim.concerns.start == "2031-05-03T00:00:00Z"
    assert [(one.speakers[0].name, one.side) for one in claim.statements] == [
        ("Mira Tal", "for"),
        ("Sten Oro", "against"),
    ]
    first = claim.statements[0]
    assert first.context.exact == "The Korr Dam held, Mira Tal said."
    assert (first.source, first.source_name, first.cue) == ("harbour-post", "Harbour Post", "said")
    assert [grain.code for grain in first.grains] == ["interested"]


def test_a_denial_is_no_document_that_carries_the_claim(view: View) -> None:
    claim = view.claim("c001")

    assert claim.documents == ("d001",)
    assert (claim.first_published_at, claim.last_published_at) == ("2031-05-03T09:30:00Z",) * 2


def test_a_claim_of_undated_documents_has_no_time(view: View) -> None:
    assert view.claim("c002").first_published_at is None


def test_a_claim_is_found_by_one_of_its_statements(view: View) -> None:
    assert view.claim("s002").id == "c001"


def test_a_beginning_is_enough_where_only_one_claim_has_it() -> None:
    sketch = Sketch()
    sketch.says(sketch.document("North Wire"), sketch.claim("The dam held"))

    assert sketch.view().claim("c0").id == "c001"


@pytest.mark.parametrize(
    ("id", "message"),
    [
        ("c00", "begins the ids of 2 claims \\(c001, c002\\): give more of it"),
        ("x", "No claim or statement has the id 'x'.*salis claims"),
        ("", "No claim or statement has the id ''"),
    ],
)
def test_an_id_that_names_no_one_claim_is_answered_with_help(
    view: View, id: str, message: str
) -> None:
    with pytest.raises(NotFound, match=message):
        view.claim(id)


def test_claims_of_one_standing(view: View) -> None:
    assert [claim.id for claim in view.claims(standing="disputed")] == ["c001"]
    assert [claim.id for claim in view.claims()] == ["c001", "c002"]
    assert view.claims(standing="confirmed") == ()


def test_a_standing_that_is_none_is_answered_with_those_there_are(view: View) -> None:
    with pytest.raises(UsageError, match=r"no standing 'true'.*corroborated"):
        view.claims(standing="true")
