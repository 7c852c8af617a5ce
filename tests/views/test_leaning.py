"""What can't be understood alone is counted in the brief, but is never its headline."""

from __future__ import annotations

from importlib.resources import files

from salis.formats.render import render
from salis.model.document import Passage
from salis.model.statement import Frame
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


def test_a_bare_i_do_says_nothing_alone_and_a_dispute_of_such_is_only_counted() -> None:
    sketch = Sketch()
    wire = sketch.document("North Wire", "2031-05-03 08:00")
    does, did_not = (
        sketch.claim("I do", "disputed"),
        sketch.claim("He [Mira Tal] did not do it", "disputed"),
    )
    is_one = sketch.claim("He is the mayor of Korr", "reported")
    sketch.says(wire, does, "Mira Tal", frame=Frame(("mira tal",), "do", (), ()))
    sketch.says(wire, did_not, frame=Frame(("he",), "do", (), ()))
    sketch.says(wire, is_one, frame=Frame(("he",), "be", ("mayor", "korr"), ()))
    sketch.question("Whether I do", [does, did_not], "whether", rival=True)

    view = sketch.view()

    assert [one.leans for one in view.claims()] == [True, True, False]
    shown = render(view.brief(), "brief", "text")
    assert "did not do it" not in shown
    assert "… and 1 more: salis disputes" in shown


def test_the_bare_predicates_are_lemmas_each_once() -> None:
    path = files("salis.views").joinpath("lists", "bare.txt")
    lines = path.read_text(encoding="utf-8").splitlines()
    words = [line for line in lines if line and not line.startswith("#")]

    assert words == sorted(set(words))
    assert all(word.isalpha() and word.islower() for word in words)
