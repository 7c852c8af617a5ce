"""The brief: everything in one place, the most important first."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from salis.formats.look import Look
from salis.formats.render import render
from salis.model.claim import Reason, Side, Standing
from salis.model.snapshot import Change
from salis.model.statement import Bound, Quantity
from salis.views.records import BriefItem, BriefRecord
from tests.views.sketch import Sketch, at


def texts(items: tuple[BriefItem, ...]) -> list[str]:
    return [item.text for item in items]


def test_what_stands_on_more_comes_first_and_what_fell_before_what_one_paper_says() -> None:
    sketch = Sketch()
    wire = sketch.document("North Wire", "2031-05-03 08:00")
    post = sketch.document("Harbour Post", "2031-05-03 09:00")
    broke = sketch.claim("The Korr Dam broke on Saturday", "corroborated")
    fled = sketch.claim("The mayor fled the valley", "retracted")
    trains = sketch.claim("Trains to the valley were stopped", "reported")
    sketch.says(post, trains)
    sketch.says(post, fled)
    sketch.says(wire, broke)
    sketch.says(post, broke)

    brief = sketch.view().brief()

    assert [(item.text, item.standing) for item in brief.known] == [
        ("The Korr Dam broke on Saturday", "corroborated"),
        ("The mayor fled the valley", "retracted"),
        ("Trains to the valley were stopped", "reported"),
    ]
    first = brief.known[0]
    assert (first.independent_origins, first.origins, first.documents) == (2, 2, 2)
    assert first.speakers == ("North Wire", "Harbour Post")


def test_every_standing_has_its_section() -> None:
    sketch = Sketch()
    paper = sketch.document("North Wire", "2031-05-03 08:00")
    for standing in Standing:
        sketch.says(paper, sketch.claim(f"Something {standing}", standing.value))

    brief = sketch.view().brief()

    assert {item.standing for item in brief.known} == {
        *("confirmed", "corroborated", "resolved_true", "resolved_false"),
        *("refuted", "retracted", "reported"),
    }
    assert texts(brief.alleged) == ["Something alleged"]
    assert texts(brief.pending) == ["Something pending"]
    assert texts(brief.unknown) == ["Something unknown"]
    assert texts(brief.opinions) == ["Something not_factual"]
    assert [one.text for one in brief.disputed] == ["Something disputed"]


def test_ten_copies_of_one_wire_are_one_voice() -> None:
    sketch = Sketch()
    claim = sketch.claim("The gates were opened at dawn")
    for hour in range(10):
        paper = sketch.document(f"Paper {hour}", f"2031-05-03 {hour:02}:00")
        sketch.says(paper, claim, origin="wire")

    [item] = sketch.view().brief().known

    assert item.speakers == ("Paper 0",)
    assert (item.origins, item.documents) == (1, 10)


def test_a_dispute_shows_both_sides_and_a_weak_rival_nowhere_else() -> None:
    sketch = Sketch()
    wire = sketch.document("North Wire", "2031-05-03 08:00")
    opened = sketch.claim("The company opened the gates", "disputed")
    burst = sketch.claim("The gates burst by themselves", "alleged")
    sketch.says(wire, opened, "Mira Tal")
    sketch.says(wire, opened, "Sten Oro", side=Side.AGAINST)
    sketch.says(wire, burst, "officials", named=False)
    question = sketch.question("Who opened the gates?", [opened, burst], "who", rival=True)

    brief = sketch.view().brief()

    [dispute] = brief.disputed
    assert (dispute.question, dispute.text) == (question, "Who opened the gates?")
    assert texts(dispute.claims) == [
        "The company opened the gates",
        "The gates burst by themselves",
    ]
    assert dispute.claims[0].speakers == ("Mira Tal",)
    assert dispute.claims[0].denied_by == ("Sten Oro",)
    assert [ref.exact for ref in dispute.claims[0].refs] == ["The company opened the gates"] * 2
    assert brief.alleged == ()


def test_an_established_claim_stays_known_though_a_rival_is_disputed() -> None:
    sketch = Sketch()
    wire = sketch.document("North Wire", "2031-05-03 08:00")
    held = sketch.claim("The lower gate held", "confirmed")
    broke = sketch.claim("The lower gate broke", "disputed")
    sketch.says(wire, held)
    sketch.says(wire, broke, "Mira Tal")
    sketch.question("Did the lower gate hold?", [held, broke], "whether", rival=True)

    brief = sketch.view().brief()

    assert texts(brief.known) == ["The lower gate held"]
    assert texts(brief.disputed[0].claims) == ["The lower gate broke"]
    assert [side.text for side in sketch.view().disputes()[0].sides] == [
        "The lower gate broke",
        "The lower gate held",
    ]


def test_earlier_counts_fold_under_the_latest() -> None:
    sketch = Sketch()
    noon = sketch.claim("At least 12 people are dead", "reported")
    dusk = sketch.claim("At least 30 people are dead", "reported", updates=[noon])
    night = sketch.claim("47 people are dead", "reported", updates=[dusk])
    for hour, claim in ((12, noon), (18, dusk), (22, night)):
        sketch.says(sketch.document("North Wire", f"2031-05-03 {hour}:00"), claim)

    [item] = sketch.view().brief().known

    assert item.text == "47 people are dead"
    assert [answer.text for answer in item.earlier] == [
        "At least 30 people are dead",
        "At least 12 people are dead",
    ]


def test_what_two_origins_say_stays_known_and_shows_what_one_says_since() -> None:
    sketch = Sketch()
    dawn = sketch.claim("At least 3 people are dead", "corroborated")
    noon = sketch.claim("At least 12 people are dead", "reported", updates=[dawn])
    dusk = sketch.claim("At least 30 people are dead", "corroborated", updates=[noon])
    night = sketch.claim("47 people are dead", "reported", updates=[dusk])
    for hour, claim in ((6, dawn), (12, noon), (18, dusk), (22, night)):
        sketch.says(sketch.document("North Wire", f"2031-05-03 {hour:02}:00"), claim)

    known, reported = sketch.view().brief().known

    assert (known.text, reported.text) == ("At least 30 people are dead", "47 people are dead")
    assert [answer.text for answer in known.earlier] == ["At least 3 people are dead"]
    assert [answer.text for answer in reported.earlier] == ["At least 12 people are dead"]
    assert [(answer.text, answer.standing) for answer in known.later] == [
        ("47 people are dead", "reported")
    ]
    shown = " ".join(render(sketch.view().brief(), "brief", "text").split())
    assert "since then: 47 people are dead (reported)" in shown


def test_a_count_of_the_homeless_replaces_no_count_of_the_dead() -> None:
    sketch = Sketch()
    dead = sketch.claim("12 people are dead")
    homeless = sketch.claim("900 people are homeless", updates=[dead])
    for hour, claim, scope in ((6, dead, "killed"), (12, homeless, "displaced")):
        count = Quantity(9, 9, 9, "person", Bound.EXACT, scope, "9")
        paper = sketch.document("North Wire", f"2031-05-03 {hour:02}:00")
        sketch.says(paper, claim, quantities=(count,))

    assert len(sketch.view().brief().known) == 2


def test_a_retracted_count_or_a_rumour_does_not_hide_the_one_before() -> None:
    sketch = Sketch()
    wire = sketch.document("North Wire", "2031-05-03 08:00")
    noon = sketch.claim("At least 12 people are dead", "confirmed")
    retracted = sketch.claim("90 people are dead", "retracted", updates=[noon])
    rumour = sketch.claim("Hundreds are dead", "alleged", updates=[noon])
    for claim in (noon, retracted, rumour):
        sketch.says(wire, claim)

    brief = sketch.view().brief()

    assert texts(brief.known) == ["At least 12 people are dead", "90 people are dead"]
    assert texts(brief.alleged) == ["Hundreds are dead"]
    assert not any(item.earlier for item in brief.known)


def test_an_open_question_that_nothing_answers_is_a_finding() -> None:
    sketch = Sketch()
    wire = sketch.document("North Wire", "2031-05-03 08:00")
    taken_back = sketch.claim("The engineer gave the order", "retracted")
    sketch.says(wire, taken_back)
    question = sketch.question("Who gave the order?", [taken_back], "who")

    [item] = sketch.view().brief().unknown

    assert (item.id, item.text, item.standing) == (question, "Who gave the order?", "unknown")
    assert item.reasons[0].refs == (taken_back,)


def test_direct_words_are_opened_before_reported_ones() -> None:
    sketch = Sketch()
    first = sketch.document("North Wire", "2031-05-03 08:00")
    later = sketch.document("Harbour Post", "2031-05-03 12:00")
    claim = sketch.claim("The dam is gone")
    sketch.says(first, claim, "Mira Tal")
    quote = sketch.says(later, claim, "Mira Tal", direct=True)

    [item] = sketch.view().brief().known

    assert [ref.document for ref in item.refs] == [later, first]
    assert item.refs[0].statement == quote
    assert item.refs[0].source_name == "Harbour Post"
    document = sketch.view().document(item.refs[0].document)
    assert document.text[item.refs[0].start : item.refs[0].end] == "The dam is gone"


def test_the_event_is_named_after_what_most_documents_name() -> None:
    sketch = Sketch()
    for day in (3, 4, 6):
        paper = sketch.document("North Wire", f"2031-05-0{day} 08:00")
        sketch.says(paper, sketch.claim(f"On day {day} the Korr Dam was watched"))
    sketch.says(paper, sketch.claim("Then North Wire asked Mira Tal"))

    assert sketch.view().brief().event == "Korr Dam · 3–6 May 2031 · 3 documents"


def test_a_word_with_a_capital_only_at_the_start_names_no_event() -> None:
    sketch = Sketch()
    paper = sketch.document("North Wire", "2031-05-03 08:00")
    for number in range(4):
        sketch.says(paper, sketch.claim(f"Officials counted {number} boats"))

    assert sketch.view().brief().event == "3 May 2031 · 1 document"


def test_an_empty_ledger_has_an_empty_brief() -> None:
    brief = Sketch().view().brief()

    assert brief.event == ""
    assert brief.counts.documents == 0
    assert brief.known == ()


def test_a_length_cuts_the_sections_and_still_says_how_many_there_are() -> None:
    sketch = Sketch()
    paper = sketch.document("North Wire", "2031-05-03 08:00")
    for number in range(8):
        sketch.says(paper, sketch.claim(f"Boat {number} came"))
        sketch.says(paper, sketch.claim(f"Boat {number} was lovely", "not_factual"), "Mira Tal")

    brief = sketch.view().brief(length=3)

    assert (len(brief.known), brief.totals.known) == (3, 8)
    assert (len(brief.opinions), brief.totals.opinions) == (3, 8)
    assert [(one.speaker, one.count) for one in brief.opinions_by] == [("Mira Tal", 8)]
    assert brief.known == sketch.view().brief().known[:3]


def test_what_changed_is_told_since_a_moment_and_never_beyond_the_view() -> None:
    sketch = Sketch()
    paper = sketch.document("North Wire", "2031-05-03 08:00")
    claim = sketch.claim("The dam broke", "corroborated")
    sketch.says(paper, claim)
    cause = Reason("second-origin", "Harbour Post says so too.")
    for hour in ("09", "12", "18"):
        sketch.changes.append(
            Change(
                at(f"2031-05-03 {hour}:00"),
                claim,
                "The dam broke",
                Standing.REPORTED,
                Standing.CORROBORATED,
                cause,
            )
        )
    view = sketch.view(as_of=at("2031-05-03 15:00"))

    assert view.brief().changed == ()
    assert [one.at for one in view.brief(since=at("2031-05-03 10:00")).changed] == [
        "2031-05-03T12:00:00Z"
    ]


def test_what_changed_is_marked_where_it_stands() -> None:
    sketch = Sketch()
    paper = sketch.document("North Wire", "2031-05-03 08:00")
    broke, fled = sketch.claim("The dam broke", "corroborated"), sketch.claim("The mayor fled")
    for claim in (broke, fled):
        sketch.says(paper, claim)
    cause = Reason("two-origins", "Harbour Post says so too.")
    moved = ((None, Standing.REPORTED, "09"), (Standing.REPORTED, Standing.CORROBORATED, "12"))
    for before, after, hour in moved:
        moment = at(f"2031-05-03 {hour}:00")
        sketch.changes.append(Change(moment, broke, "The dam broke", before, after, cause))

    early, late = (sketch.view().brief(since=at(f"2031-05-03 {hour}:00")) for hour in ("08", "10"))

    assert [(one.change, one.changed_from) for one in early.known] == [
        ("known", None),
        (None, None),
    ]
    assert (late.known[0].changed_from, late.known[0].changed_at) == (
        "reported",
        "2031-05-03T12:00:00Z",
    )
    shown = " ".join(render(late, "brief", "text").split())
    assert "▲ was reported · 3 May 2031 12:00 UTC" in shown


@st.composite
def sketches(draw: st.DrawFn) -> Sketch:
    """Draw a ledger of some claims: any standings, updates, rivals, questions, denials, copies."""
    sketch = Sketch()
    papers = [sketch.document(f"Paper {number}", f"2031-05-0{number + 3}") for number in range(3)]
    size = draw(st.integers(1, 8))
    claims = [
        sketch.claim(f"The Korr Dam is in state {number}", draw(st.sampled_from(Standing)).value)
        for number in range(size)
    ]
    for claim in claims:
        sketch.claims[claim].updates = tuple(draw(st.lists(st.sampled_from(claims), max_size=2)))
        for paper in draw(st.lists(st.sampled_from(papers), min_size=1, max_size=3)):
            side = draw(st.sampled_from(Side))
            sketch.says(
                paper, claim, draw(st.sampled_from([None, "Mira Tal", "Sten Oro"])), side=side
            )
    cuts = sorted(draw(st.sets(st.integers(0, size))))
    for start, end in pairwise(cuts):
        slot, rival = draw(st.sampled_from([("who", True), ("who", False), ("whether", True)]))
        sketch.question("In what state?", claims[start:end], slot, rival=rival)
    return sketch


def places(brief: BriefRecord) -> Counter[str]:
    """Count the places at which each id of a brief stands."""
    items = [
        *brief.known,
        *brief.alleged,
        *brief.pending,
        *brief.unknown,
        *brief.opinions,
        *(item for dispute in brief.disputed for item in dispute.claims),
    ]
    return Counter(
        [item.id for item in items] + [one.claim for item in items for one in item.earlier]
    )


@settings(max_examples=150, deadline=None)
@given(sketches())
def test_every_claim_stands_in_exactly_one_place(sketch: Sketch) -> None:
    found = places(sketch.view().brief())
    questions = {question.id for question in sketch.questions}

    assert {id: count for id, count in found.items() if id not in questions} == dict.fromkeys(
        sketch.claims, 1
    )
    assert all(found[id] <= 1 for id in questions)


@settings(max_examples=60, deadline=None)
@given(sketches(), st.integers(0, 5))
def test_a_shorter_brief_is_the_beginning_of_the_longer(sketch: Sketch, length: int) -> None:
    view = sketch.view()
    whole, short = view.brief(), view.brief(length=length)

    assert short.totals == whole.totals
    assert short.counts == whole.counts
    for section in ("known", "alleged", "disputed", "pending", "unknown", "opinions"):
        assert getattr(short, section) == getattr(whole, section)[:length]
        assert getattr(whole.totals, section) == len(getattr(whole, section))


def test_beyond_the_details_asked_for_items_can_only_be_counted() -> None:
    sketch = Sketch()
    paper = sketch.document("North Wire", "2031-05-03 08:00")
    for number in range(9):
        standing = ("reported", "corroborated", "alleged")[number % 3]
        sketch.says(paper, sketch.claim(f"Bridge {number} was closed", standing))

    full, short = sketch.view().brief(), sketch.view().brief(detailed=2)

    assert [item.standing for item in short.known] == [item.standing for item in full.known]
    assert short.known[:2] + short.known[3:5] == full.known[:2] + full.known[3:5]
    assert (short.known[2].text, short.known[5].text) == ("", "")
    assert short.alleged[:2] == full.alleged[:2]
    assert short.totals == full.totals
    for fmt in ("text", "md", "html"):
        look = Look(cap=2, quotes=fmt != "text")
        assert render(short, "brief", fmt, look=look) == render(full, "brief", fmt, look=look)
