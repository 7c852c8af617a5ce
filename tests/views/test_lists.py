"""Questions, disputes, the timeline, predictions, sources."""

from __future__ import annotations

from dataclasses import replace

from salis.formats.render import render
from salis.model.claim import Reason, Side
from salis.model.document import Passage, SourceId
from salis.model.entry import SourceGraded, Withdrawal
from salis.model.snapshot import Timed
from salis.model.statement import Act
from salis.model.times import Interval
from tests.views.sketch import Sketch, at, day


def test_questions_tell_what_answers_them_and_whether_it_is_settled() -> None:
    sketch = Sketch()
    paper = sketch.document("North Wire", "2031-05-03 08:00")
    dead = [sketch.claim("30 are dead", "reported"), sketch.claim("47 are dead", "corroborated")]
    who = [sketch.claim("Someone opened the gates", "alleged")]
    where = [sketch.claim("It broke in the north", "disputed")]
    for claim in (*dead, *who, *where):
        sketch.says(paper, claim)
    sketch.question("How many are dead?", dead)
    sketch.question("Who opened the gates?", who, "who")
    sketch.question("Where did it break?", where, "where")

    questions = sketch.view().questions()

    assert [(one.text, one.slot, one.state) for one in questions] == [
        ("Where did it break?", "where", "disputed"),
        ("Who opened the gates?", "who", "open"),
        ("How many are dead?", "how many", "answered"),
    ]
    assert [answer.text for answer in questions[2].answers] == ["47 are dead", "30 are dead"]
    assert questions[0].since == "2031-05-03T08:00:00Z"


def test_in_each_state_the_question_that_most_documents_tell_of_comes_first() -> None:
    sketch = Sketch()
    papers = [sketch.document(f"Paper {hour}", f"2031-05-03 0{hour}:00") for hour in range(6)]
    for paper in papers:
        sketch.says(paper, sketch.claim("On Friday the Korr Dam stood", "reported"))
    hall = sketch.claim("Who painted the hall of Torvik", "unknown")
    bare = sketch.claim("Whether they knew of the Korr Dam", "unknown")
    dam = sketch.claim("Nobody says who built the Korr Dam", "unknown")
    sketch.says(papers[0], hall, side=Side.OPEN)
    sketch.says(papers[1], bare, side=Side.OPEN, leans=Passage(8, 12, "they"))
    sketch.says(papers[2], dam, side=Side.OPEN)
    for claim, text in ((hall, "Who painted it?"), (bare, "Whether they knew?"), (dam, "Who?")):
        sketch.question(text, [claim], "who")

    assert [one.text for one in sketch.view().questions()] == [
        "Who?",
        "Who painted it?",
        "Whether they knew?",
    ]


def test_a_refuted_claim_answers_whether_but_not_who() -> None:
    sketch = Sketch()
    paper = sketch.document("North Wire", "2031-05-03 08:00")
    fled, ordered = sketch.claim("The mayor fled", "refuted"), sketch.claim("He did", "refuted")
    sketch.says(paper, fled)
    sketch.says(paper, ordered)
    sketch.question("Did the mayor flee?", [fled], "whether")
    sketch.question("Who gave the order?", [ordered], "who")

    assert {one.text: one.state for one in sketch.view().questions()} == {
        "Did the mayor flee?": "answered",
        "Who gave the order?": "open",
    }


def test_a_denied_claim_is_a_dispute_of_two_sides_with_their_speakers() -> None:
    sketch = Sketch()
    paper = sketch.document("North Wire", "2031-05-03 08:00")
    claim = sketch.claim("The company opened the gates", "disputed")
    sketch.says(paper, claim, "Mira Tal")
    sketch.says(paper, claim, "Sten Oro", side=Side.AGAINST)

    [dispute] = sketch.view().disputes()

    assert dispute.question is None
    assert [(side.text, side.speakers, side.origins) for side in dispute.sides] == [
        ("The company opened the gates", ("Mira Tal",), 1),
        ("Denied: The company opened the gates", ("Sten Oro",), 1),
    ]


def test_a_rival_that_fell_is_no_side() -> None:
    sketch = Sketch()
    paper = sketch.document("North Wire", "2031-05-03 08:00")
    north, south = sketch.claim("It broke north", "disputed"), sketch.claim("South", "retracted")
    sketch.says(paper, north)
    sketch.says(paper, south)
    sketch.question("Where did it break?", [north, south], "where", rival=True)

    assert [side.claim for side in sketch.view().disputes()[0].sides] == [north]


def test_the_timeline_runs_by_when_things_happen_not_by_when_they_are_told() -> None:
    sketch = Sketch()
    paper = sketch.document("North Wire", "2031-05-06 08:00")
    for text, standing, concerns in (
        ("The inquiry opens", "pending", day("2031-05-09")),
        ("The dam broke", "corroborated", day("2031-05-03")),
        ("It was a black day", "not_factual", day("2031-05-03")),
        ("Nobody knows when", "reported", None),
    ):
        sketch.says(paper, sketch.claim(text, standing, concerns=concerns))

    assert [(one.text, one.standing) for one in sketch.view().timeline()] == [
        ("The dam broke", "corroborated"),
        ("The inquiry opens", "pending"),
    ]


def test_predictions_name_who_foretold_what_and_how_it_ended() -> None:
    sketch = Sketch()
    wire = sketch.document("North Wire", "2031-05-03 08:00")
    post = sketch.document("Harbour Post", "2031-05-03 09:00")
    back = sketch.claim(
        "Power will be back on Monday", "resolved_false", concerns=_said_of("2031-05-05")
    )
    open_ = sketch.claim("The lower dam will hold", "pending")
    past = sketch.claim("The dam broke")
    sketch.says(wire, back, "Sten Oro", act=Act.PROMISE)
    sketch.says(post, back, "Sten Oro", act=Act.PROMISE)
    sketch.says(post, open_, "Mira Tal", act=Act.PREDICT, likelihood="likely")
    sketch.says(post, past, "Mira Tal")

    failed, pending = sketch.view().predictions()

    assert (failed.speaker, failed.kind, failed.due, failed.outcome) == (
        "Sten Oro",
        "promise",
        "2031-05-06T00:00:00Z",
        "failed",
    )
    assert failed.said_at == "2031-05-03T08:00:00Z"
    assert (pending.text, pending.likelihood, pending.chance, pending.outcome) == (
        "The lower dam will hold",
        "likely",
        0.675,
        None,
    )


def _said_of(date: str) -> Interval:
    """Give a day as the words of a statement give it."""
    return replace(day(date), text=f"on {date}")


def test_what_depends_on_a_condition_comes_apart_after_all_else() -> None:
    sketch = Sketch()
    wire = sketch.document("North Wire", "2031-05-03 08:00")
    rain = sketch.claim("The lower dam will break", "pending", concerns=_said_of("2031-05-04"))
    train = sketch.claim("Trains will run again", "pending")
    sketch.says(wire, rain, "Mira Tal", act=Act.PREDICT, condition="if it rains")
    sketch.says(wire, train, "Sten Oro", act=Act.PROMISE)

    listed = sketch.view().predictions()
    shown = render(listed, "predictions", "text")

    assert [one.condition for one in listed] == [None, "if it rains"]
    assert shown.index("Trains will run") < shown.index("ON A CONDITION") < shown.index("lower dam")


def test_past_its_time_a_prediction_is_overdue_or_undecided() -> None:
    sketch = Sketch()
    wire = sketch.document("North Wire", "2031-05-03 08:00")
    silent, told, mixed = (
        sketch.claim(f"Line {number} will run again", standing, concerns=_said_of("2031-05-05"))
        for number, standing in enumerate(("unknown", "unknown", "corroborated"))
    )
    heard = Reason("outcome-told", "reported: Line 1 runs again.")
    sketch.claims[told].reasons = (*sketch.claims[told].reasons, heard)
    for claim in (silent, told, mixed):
        sketch.says(wire, claim, "Sten Oro", act=Act.PROMISE)

    outcomes = {one.claim: one.outcome for one in sketch.view().predictions()}

    assert outcomes == {silent: "overdue", told: "undecided", mixed: "undecided"}


def test_a_time_before_it_was_said_is_not_when_it_is_due() -> None:
    sketch = Sketch()
    wire = sketch.document("North Wire", "2031-05-03 08:00")
    vote = sketch.claim("After Monday's vote they will meet", concerns=_said_of("2031-05-01"))
    dated = sketch.claim("They will meet", concerns=day("2031-05-05"))
    for claim in (vote, dated):
        sketch.says(wire, claim, "Sten Oro", act=Act.PREDICT)

    assert [one.due for one in sketch.view().predictions()] == [None, None]


def test_a_source_answers_for_its_own_word_and_not_for_whom_it_quotes() -> None:
    sketch = Sketch()
    wire = sketch.document("North Wire", "2031-05-03 08:00")
    post = sketch.document("Harbour Post", "2031-05-03 09:00")
    broke, fled = sketch.claim("It broke", "corroborated"), sketch.claim("He fled", "refuted")
    shut = sketch.claim("The valley road is shut", "confirmed")
    boats, rumour = sketch.claim("Boats left"), sketch.claim("A valve failed", "alleged")
    sketch.says(wire, broke)
    sketch.says(wire, shut)
    sketch.says(post, broke)
    sketch.says(post, fled, "Sten Oro")
    sketch.says(post, boats)
    sketch.says(post, rumour, "officials", named=False, independent=False)
    sketch.grades.append(Timed(at("2031-05-04"), "ann", SourceGraded(SourceId("north-wire"), "C")))
    sketch.grades.append(Timed(at("2031-05-05"), "ann", SourceGraded(SourceId("north-wire"), "B")))

    harbour, north = sketch.view().sources()

    assert (north.name, north.grade, north.documents) == ("North Wire", "B", 1)
    assert (north.first_told, north.held, north.fell, north.open) == (1, 1, 0, 1)
    assert (harbour.first_told, harbour.held, harbour.fell, harbour.open) == (0, 0, 0, 3)
    assert (north.corroborated, harbour.corroborated) == (1, 1)
    assert harbour.grade is None


def test_a_source_that_took_a_claim_back_twice_is_counted_once() -> None:
    sketch = Sketch()
    post = sketch.document("Harbour Post", "2031-05-03 09:00")
    fled = sketch.claim("The mayor fled", "retracted")
    for _ in range(2):
        said = sketch.says(post, fled)
        sketch.withdrawals.append(Withdrawal(said, "retracted", "It took this back.", post))

    [source] = sketch.view().sources()

    assert (source.retracted, source.held, source.fell, source.open) == (1, 0, 0, 0)


def test_a_source_goes_by_its_latest_name() -> None:
    sketch = Sketch()
    sketch.document("Harbour Post", "2031-05-03 09:00")
    later = sketch.document("Harbour Post", "2031-05-04 09:00")
    renamed = replace(sketch.documents[later].source, name="The Harbour Post")
    sketch.documents[later] = replace(sketch.documents[later], source=renamed)

    assert [(one.name, one.documents) for one in sketch.view().sources()] == [
        ("The Harbour Post", 2)
    ]
