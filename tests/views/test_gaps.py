"""Gaps: what the main happenings leave open, and since when nobody has said it."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

import pytest

from salis.formats.render import render
from salis.model.statement import Act, Bound, Frame, Polarity, Quantity
from salis.views.records import QuestionRecord
from tests.views.sketch import Sketch


def frame(subject: str, predicate: str, *objects: str) -> Frame:
    return Frame((subject,) if subject else (), predicate, objects, ())


def gaps(sketch: Sketch) -> list[QuestionRecord]:
    return [one for one in sketch.view().questions() if one.basis == "unsaid"]


def mayor_fled(standing: str = "reported", **more: object) -> Sketch:
    sketch = Sketch()
    wire = sketch.document("North Wire", "2031-05-03 08:00")
    post = sketch.document("Harbour Post", "2031-05-04 09:00")
    fled = sketch.claim("On Friday Sten Oro fled the valley", standing)
    named = sketch.claim("The mayor is called Sten Oro")
    sketch.says(wire, fled, frame=frame("sten oro", "flee", "valley"), **more)  # type: ignore[arg-type]
    sketch.says(post, named, frame=frame("mayor", "call", "sten oro"))
    return sketch


def test_where_somebody_is_who_fled_is_open_until_a_later_report_says_it() -> None:
    sketch = mayor_fled()

    [gap] = gaps(sketch)
    assert (gap.text, gap.slot, gap.state, gap.answers) == (
        "Where is Sten Oro now?",
        "where",
        "open",
        (),
    )
    assert (gap.since, gap.claim) == ("2031-05-03T08:00:00Z", "c001")

    late = sketch.document("Bay Radio", "2031-05-05 09:00")
    found = sketch.claim("Sten Oro is in the hospital of Korr")
    sketch.says(late, found, frame=frame("sten oro", "be", "hospital"))
    assert gaps(sketch) == []


@pytest.mark.parametrize("standing", ["retracted", "refuted", "alleged", "pending", "disputed"])
def test_nothing_is_asked_of_what_does_not_stand(standing: str) -> None:
    assert gaps(mayor_fled(standing)) == []


def test_nothing_is_asked_of_what_did_not_happen_or_is_foretold() -> None:
    assert gaps(mayor_fled(polarity=Polarity.NEG)) == []
    assert gaps(mayor_fled(act=Act.PREDICT)) == []


def test_how_many_is_asked_where_several_are_told_of_and_nobody_counts() -> None:
    sketch = Sketch()
    wire = sketch.document("North Wire", "2031-05-03 08:00")
    died = sketch.claim("Several people died in the flood", "corroborated")
    captain = sketch.claim("The captain was injured")
    sketch.says(wire, died, frame=frame("people", "die", "flood"))
    sketch.says(wire, captain, frame=frame("", "injure", "captain"))

    assert [one.text for one in gaps(sketch)] == ["How many people were killed?"]

    counted = sketch.claim("At least 12 people died", "reported")
    twelve = Quantity(12, 12, None, "person", Bound.AT_LEAST, "killed", "12 people")
    sketch.says(wire, counted, frame=frame("people", "die"), quantities=(twelve,))
    assert gaps(sketch) == []


def test_who_did_it_is_asked_of_what_two_origins_say_and_nobody_answers() -> None:
    sketch = Sketch()
    wire = sketch.document("North Wire", "2031-05-03 08:00")
    dam = sketch.claim("The Korr dam was sabotaged", "corroborated")
    once = sketch.claim("The mill was bombed", "reported")
    named = sketch.claim("Rebels bombed the bridge", "corroborated")
    sketch.says(wire, dam, frame=frame("", "sabotage", "dam"))
    sketch.says(wire, once, frame=frame("", "bomb", "mill"))
    sketch.says(wire, named, frame=frame("rebel", "bomb", "bridge"))

    assert [one.text for one in gaps(sketch)] == ["Who did it: The Korr dam was sabotaged?"]
    sketch.question("Who sabotaged the dam?", [dam], "who")
    assert gaps(sketch) == []


def test_the_list_says_that_nobody_says_it() -> None:
    view = mayor_fled().view()

    listed = " ".join(render(view.questions(), "questions", "text").split())
    assert "open · since 3 May 2031 08:00 UTC · nobody says; left open by c001" in listed


def test_the_words_are_lemmas_in_small_letters_each_once() -> None:
    path = files("salis.views").joinpath("lists", "gaps.toml")
    read = tomllib.loads(path.read_text(encoding="utf-8"))
    lists = [words for words in read.values() if isinstance(words, list)]
    lists += [*read["counted"].values(), *read["words"].values()]

    for words in lists:
        assert len(words) == len(set(words))
        assert all(re.fullmatch(r"[a-z]+", word) for word in words)
    assert not set(read["gone"]) & set(read["present"])
