"""Search: every word must occur."""

from __future__ import annotations

import pytest

from salis.model.errors import UsageError
from salis.views.view import View
from tests.views.sketch import Sketch


@pytest.fixture
def view() -> View:
    """Three statements about gates and boats."""
    sketch = Sketch()
    wire = sketch.document("North Wire", "2031-05-03 08:00")
    post = sketch.document("Harbour Post", "2031-05-04 08:00")
    sketch.says(wire, sketch.claim("The upper gates opened at dawn"), "Élodie Marr")
    sketch.says(wire, sketch.claim("The gates burst", "alleged"), "officials", named=False)
    sketch.says(post, sketch.claim("The upper gates were shut", "confirmed"))
    sketch.says(post, sketch.claim("A gatekeeper left"))
    return sketch.view()


def found(view: View, text: str) -> list[str]:
    return [one.statement.text for one in view.search(text)]


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("dawn", ["The upper gates opened at dawn"]),
        ("GATES upper", ["The upper gates were shut", "The upper gates opened at dawn"]),
        ("gate", []),
        ("gatek*", ["A gatekeeper left"]),
        ('"upper gates opened"', ["The upper gates opened at dawn"]),
        ('"gates upper"', []),
        ("elodie", ["The upper gates opened at dawn"]),
        ("harbour gatekeeper", ["A gatekeeper left"]),
        ("[.*", None),
        (
            "gates (",
            ["The upper gates were shut", "The upper gates opened at dawn", "The gates burst"],
        ),
    ],
)
def test_what_is_found(view: View, text: str, texts: list[str] | None) -> None:
    if texts is None:
        with pytest.raises(UsageError, match="at least one word"):
            view.search(text)
    else:
        assert found(view, text) == texts


def test_a_hit_names_its_claim_and_where_that_stands(view: View) -> None:
    [hit] = view.search("burst")

    assert (hit.claim, hit.standing) == ("c002", "alleged")
    assert hit.statement.passage.exact == "The gates burst"


@pytest.mark.parametrize("text", ["", "  ", "word " * 40, "x" * 2000])
def test_nothing_or_too_much_to_search_for_is_refused(view: View, text: str) -> None:
    with pytest.raises(UsageError):
        view.search(text)
