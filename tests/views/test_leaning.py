"""What can't be understood alone is counted in the brief, but is never its headline."""

from __future__ import annotations

from salis.formats.render import render
from salis.model.document import Passage
from tests.views.sketch import Sketch


def test_what_leans_comes_last_and_is_counted_instead_of_shown() -> None:
    sketch = Sketch()
    wire = sketch.document("North Wire", "2031-05-03 08:00")
    dined = sketch.claim("They dined at the hall", "reported")
    broke = sketch.claim("The Korr Dam broke on Saturday", "reported")
    sketch.says(wire, dined, leans=Passage(0, 4, "They"))
    sketch.says(wire, broke)

    brief = sketch.view().brief()
    assert [(item.text, item.leans) for item in brief.known] == [
        ("The Korr Dam broke on Saturday", False),
        ("They dined at the hall", True),
    ]
    shown = render(brief, "brief", "text")
    assert "The Korr Dam broke on Saturday" in shown
    assert "They dined" not in shown
    assert "1 more" in shown


def test_a_text_that_one_document_explains_leans_no_more() -> None:
    sketch = Sketch()
    wire = sketch.document("North Wire", "2031-05-03 08:00")
    post = sketch.document("Harbour Post", "2031-05-03 09:00")
    closed = sketch.claim("The gate was closed at noon", "corroborated")
    sketch.says(wire, closed, leans=Passage(0, 8, "The gate"))
    sketch.says(post, closed)

    (claim,) = sketch.view().claims()
    assert not claim.leans
