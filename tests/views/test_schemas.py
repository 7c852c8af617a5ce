"""The JSON Schemas: they take what the views give out, and nothing less."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import datetime
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from salis.model.claim import Reason, Side, Slot, Standing
from salis.model.document import SourceId
from salis.model.entry import EntryWithdrawn, EvidenceFiled, JudgementMade, SourceGraded, Verdict
from salis.model.image import ImageFacts
from salis.model.link import CopyKind
from salis.model.problem import Problem
from salis.model.snapshot import Change, Timed
from salis.model.statement import (
    Act,
    Bound,
    Certainty,
    GrainCode,
    Polarity,
    Quantity,
    StatementId,
)
from salis.views.plain import to_plain
from salis.views.view import View
from tests.views.sketch import Sketch, at, day
from tests.views.test_brief import sketches

SCHEMAS = {
    path.name.removesuffix(".json"): json.loads(path.read_text("utf-8"))
    for path in (files("salis.formats") / "schemas").iterdir()
    if path.name.endswith(".json")
}
REGISTRY: Registry[Any] = Registry().with_resources(
    (f"{name}.json", DRAFT202012.create_resource(schema)) for name, schema in SCHEMAS.items()
)
OUTPUTS: dict[str, Callable[[View], object]] = {
    "claims": lambda view: view.claims(),
    "claim": lambda view: view.claims()[0],
    "brief": lambda view: view.brief(since=at("2031-05-01")),
    "questions": lambda view: view.questions(),
    "changes": lambda view: view.changes(at("2031-05-01")),
    "timeline": lambda view: view.timeline(),
    "days": lambda view: view.key_days(),
    "predictions": lambda view: view.predictions(),
    "disputes": lambda view: view.disputes(),
    "sources": lambda view: view.sources(),
    "speakers": lambda view: view.speakers(),
    "rules": lambda view: view.rules(),
    "evidence": lambda view: view.evidence(),
    "document": lambda view: view.document("d001"),
    "search": lambda view: view.search("korr"),
    "documents": lambda view: view.documents(),
    "problems": lambda view: view.problems(),
    "judgements": lambda view: view.judgements(),
}

FORMATS = FormatChecker()


def is_time(value: object) -> bool:
    """Refuse what no calendar has; the checker comes without a reader of times."""
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


FORMATS.checks("date-time", raises=ValueError)(is_time)


def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(SCHEMAS[name], registry=REGISTRY, format_checker=FORMATS)


def _file_evidence(sketch: Sketch) -> None:
    """File an image, and another that was taken back."""
    image = ImageFacts("JPEG", 40, 30, "2031-05-05T18:52:10", 59.91, -10.75, "Optica", "Darkroom")
    seen = EvidenceFiled(
        "e1", StatementId("s001"), True, 2, "image", "It stands", "a.jpg", "0" * 64, image=image
    )
    sketch.evidence.append(Timed(at("2031-05-05"), "ann", seen))
    taken = EntryWithdrawn(7, "It shows another dam")
    broken = replace(seen, id="e2", image=None, problems=(Problem("unreachable", "Gone.", "a"),))
    sketch.withdrawn.append(
        (Timed(at("2031-05-05"), "ann", broken), Timed(at("2031-05-06"), "bo", taken))
    )


def full_sketch() -> Sketch:
    """Sketch something of every kind that a record can hold."""
    sketch = Sketch()
    wire = sketch.document("North Wire", "2031-05-03 08:00", title="Dam breaks")
    post = sketch.document("Harbour Post", "2031-05-03 09:00", url="https://post.example/1")
    early = sketch.claim("At least 12 died at Korr Dam", "reported", concerns=day("2031-05-03"))
    late = sketch.claim("47 died at Korr Dam", "corroborated", updates=[early])
    opened = sketch.claim("Sten Oro opened the Korr gates", "disputed", grains=2)
    power = sketch.claim("Power will be back at Korr", "pending", concerns=day("2031-05-09"))
    awful = sketch.claim("What happened at Korr is a disgrace", "not_factual")
    why = sketch.claim("Why the Korr Dam broke", "unknown")
    lost = sketch.claim("The Korr plans were burnt", "alleged")
    deaths = Quantity(12, 12, None, "person", Bound.AT_LEAST, "killed", "At least 12")
    sketch.says(wire, early, "Mira Tal", quantities=(deaths,), concerns=day("2031-05-03"))
    sketch.says(post, late)
    sketch.says(wire, opened, "Mira Tal", direct=True, grains=[GrainCode.LOADED])
    sketch.says(post, opened, "Sten Oro", side=Side.AGAINST)
    sketch.says(wire, power, "Sten Oro", act=Act.PROMISE, likelihood="surely")
    sketch.says(post, awful, act=Act.JUDGE)
    sketch.says(post, why, side=Side.OPEN)
    sketch.says(post, lost, "officials", named=False)
    _file_evidence(sketch)
    for number in range(6):
        fallen = sketch.claim(
            f"Valve {number} at Korr was shut", "refuted" if number else "confirmed"
        )
        sketch.says(wire, fallen, "Mira Tal")
        sketch.says(wire, fallen, act=Act.ASSERT)
        rain = sketch.claim(f"Rain will reach Korr by hour {number}", "resolved_true")
        sketch.says(wire, rain, "Mira Tal", act=Act.PREDICT, likelihood="likely")
    sketch.question("How many died?", [early, late])
    sketch.question("Who opened the gates?", [opened], "who")
    sketch.copied(wire, post)
    sketch.problems.append(Problem("no-title", "It has no title.", "reports/d001.txt"))
    sketch.grades.append(Timed(at("2031-05-04"), "ann", SourceGraded(SourceId("north-wire"), "B")))
    named = sketch.claims[opened].members[0].statement
    no_key = JudgementMade("j1", Verdict.REFUTE, (named,), "He had no key.")
    sketch.judgements.append(Timed(at("2031-05-04"), "ann", no_key))
    cause = Reason("second-origin", "Harbour Post says so.", (late,))
    sketch.changes.append(
        Change(at("2031-05-03 09:00"), late, "47 died", None, Standing.CORROBORATED, cause)
    )
    return sketch


def written(view: View, name: str) -> Any:
    """Give an output as it comes back from the JSON that was written."""
    return json.loads(json.dumps(to_plain(OUTPUTS[name](view))))


@pytest.fixture(scope="module")
def view() -> View:
    return full_sketch().view()


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])


def test_every_output_has_a_schema() -> None:
    of_no_view = {"parts", "news"}
    assert SCHEMAS.keys() - of_no_view == OUTPUTS.keys()


@pytest.mark.parametrize("name", OUTPUTS)
def test_what_the_views_give_is_what_the_schema_says(view: View, name: str) -> None:
    plain = written(view, name)

    assert plain, "an empty list would prove nothing"
    validator(name).validate(plain)


@settings(max_examples=40, deadline=None)
@given(sketches())
def test_whatever_stands_fits_the_schemas(sketch: Sketch) -> None:
    view = sketch.view()
    for name in OUTPUTS:
        validator(name).validate(written(view, name))


def objects(plain: Any) -> Iterator[dict[str, Any]]:
    """Walk to every object in a JSON value."""
    if isinstance(plain, dict):
        yield plain
    for child in plain.values() if isinstance(plain, dict) else plain:
        if isinstance(child, dict | list):
            yield from objects(child)


def kinds(plain: Any) -> list[tuple[int, dict[str, Any]]]:
    """Give the first object of every set of fields, with its place in the walk."""
    first = {frozenset(one): (at, one) for at, one in reversed(list(enumerate(objects(plain))))}
    return list(first.values())


@pytest.mark.parametrize("name", OUTPUTS)
def test_no_field_of_any_record_can_be_missing(view: View, name: str) -> None:
    plain, check = written(view, name), validator(name)
    for number, record in kinds(plain):
        for field in record:
            broken = deepcopy(plain)
            del list(objects(broken))[number][field]
            assert not check.is_valid(broken), f"{field} of {record}"


@pytest.mark.parametrize("name", OUTPUTS)
def test_no_field_can_be_added(view: View, name: str) -> None:
    plain, check = written(view, name), validator(name)
    for number, record in enumerate(objects(plain)):
        broken = deepcopy(plain)
        list(objects(broken))[number]["truth"] = True
        assert not check.is_valid(broken), f"{record}"


@pytest.mark.parametrize("name", OUTPUTS)
@pytest.mark.parametrize(
    ("field", "wrong"),
    [("standing", "true"), ("at", "yesterday"), ("published_at", "2031-13-03T00:00:00Z")],
)
def test_no_unknown_standing_and_no_time_that_cannot_be(
    view: View, name: str, field: str, wrong: str
) -> None:
    plain, check = written(view, name), validator(name)
    for number, record in enumerate(objects(plain)):
        if field in record:
            broken = deepcopy(plain)
            list(objects(broken))[number][field] = wrong
            assert not check.is_valid(broken), f"{record}"


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("standing", Standing),
        ("act", Act),
        ("certainty", Certainty),
        ("polarity", Polarity),
        ("bound", Bound),
        ("grainCode", GrainCode),
        ("slot", Slot),
    ],
)
def test_the_schemas_know_every_word_of_the_model(part: str, words: type[Standing]) -> None:
    assert SCHEMAS["parts"]["$defs"][part]["enum"] == [word.value for word in words]


def test_the_schema_of_documents_knows_every_kind_of_copy() -> None:
    copies = SCHEMAS["document"]["properties"]["copies"]["items"]

    assert copies["properties"]["kind"]["enum"] == [kind.value for kind in CopyKind]


def test_a_change_says_from_and_to(view: View) -> None:
    [change] = to_plain(view.changes(at("2031-05-01")))

    assert list(change) == ["at", "claim", "text", "from", "to", "cause", "kind"]
    assert (change["from"], change["to"]) == (None, "corroborated")
    assert written(view, "brief")["changed"] == [change]
