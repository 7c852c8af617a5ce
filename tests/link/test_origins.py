"""Origins: ten copies are one voice."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salis.model.document import SourceId
from salis.model.statement import Act, Certainty, GrainCode, Speaker
from salis.pipeline.bearings import Bearings
from tests.link.telling import Pile, Said, independent, officials, outline, person, say

DOORS = "Norrow staff / locked / the rear doors of the ferry"
HULL = "the hull / was open / below the waterline"
LONG = (
    "The river ferry capsized near Brennick early on Saturday and boats searched the water "
    "until dark. "
    "Helpers on the bank carried blankets to the landing stage while the bells rang in the "
    "old church. "
    "The boat had linked the market towns for many years and was used by commuters and day "
    "trippers. "
    "Norrow staff locked the rear doors of the ferry. "
)


def test_one_spokesman_in_five_outlets_is_one_origin() -> None:
    pile = Pile()
    for hour, outlet in enumerate(("Daily", "Post", "Courier", "Gazette", "Lantern")):
        pile.tell(outlet, f"2031-05-03T1{hour}:00Z", say("Dorin Valcek", DOORS))
    claim = pile.claim("rear doors")
    assert independent(claim) == ["Dorin Valcek"]
    assert claim.standing.value == "reported"
    assert len(claim.origins[0].documents) == 5


def test_two_named_witnesses_are_two_origins() -> None:
    pile = Pile()
    pile.tell("Daily", "2031-05-03T10:00Z", say("Mira Tolland", DOORS))
    pile.tell("Post", "2031-05-03T14:00Z", say("Bela Fenwick", DOORS))
    assert independent(pile.claim("rear doors")) == ["Mira Tolland", "Bela Fenwick"]
    assert pile.standing("rear doors") == "corroborated"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (say(person("Klara Odenby", of="River Police"), DOORS), say(person("River Police"), DOORS)),
        (
            say(person("Ada Lind", of="River Police"), DOORS),
            say(person("Bo Kern", of="River Police"), DOORS),
        ),
        (say(officials(), DOORS), say(officials(), DOORS)),
        (say(officials("two officials", of="ministry"), DOORS), say(officials("an aide"), DOORS)),
        (say("Mira Tolland", DOORS), say("Tolland", DOORS)),
        (
            say("Mira Tolland", DOORS),
            say([person("Velmark Press Agency"), person("Mira Tolland")], DOORS),
        ),
        (say(person("Post"), DOORS), say(None, DOORS)),
        (say("Mira Tolland", DOORS), say("Bela Fenwick", DOORS, act=Act.ALLEGE)),
        (say("Mira Tolland", DOORS), say("Bela Fenwick", DOORS, act=Act.INFER)),
        (say("Mira Tolland", DOORS), say("Bela Fenwick", DOORS, certainty=Certainty.POSSIBLE)),
        (say("Mira Tolland", DOORS), say("Bela Fenwick", DOORS, grains=(GrainCode.HEDGED,))),
        (say("Mira Tolland", DOORS), say(person("Norrow staff"), DOORS)),
        (
            say(person("the company", of="company"), DOORS),
            say(person("Norrow Lines", of="norrow lines"), DOORS),
        ),
    ],
)
def test_these_two_are_never_two_independent_origins(first: Said, second: Said) -> None:
    pile = Pile()
    pile.tell("Daily", "2031-05-03T10:00Z", first)
    pile.tell("Post", "2031-05-03T14:00Z", second)
    assert len(independent(pile.claim("rear doors"))) <= 1
    assert pile.standing("rear doors") != "corroborated"


def test_outlets_that_credit_one_wire_are_one_origin() -> None:
    pile = Pile()
    pile.tell("Velmark Press Agency", "2031-05-03T09:00Z", say(None, DOORS))
    pile.tell("Daily", "2031-05-03T10:00Z", say(None, DOORS), credited=("VPA",))
    pile.tell("Post", "2031-05-03T11:00Z", say(None, DOORS), credited=("Velmark Press Agency",))
    assert len(pile.claim("rear doors").origins) == 1


def test_outlets_of_one_owner_are_one_origin() -> None:
    pile = Pile(
        bearings=Bearings(
            owners={SourceId("daily"): "Ostrow Media", SourceId("post"): "Ostrow Media"}
        )
    )
    pile.tell(
        "Daily",
        "2031-05-03T10:00Z",
        say(None, "Norrow staff / locked / both the rear doors of the old ferry"),
    )
    pile.tell(
        "Post", "2031-05-03T11:00Z", say(None, "staff / locked / the rear doors of the old ferry")
    )
    assert all(len(independent(one)) <= 1 for one in pile.weighed())


def test_a_copied_text_in_the_outlets_own_voice_is_one_origin() -> None:
    pile = Pile()
    pile.tell("Daily", "2031-05-03T10:00Z", say("Mira Tolland", DOORS), text=LONG)
    pile.tell("Post", "2031-05-03T11:00Z", say(None, DOORS), text=LONG + "More follows.")
    (copy,) = pile.linked().copies
    assert copy.kind.value == "copy"
    assert independent(pile.claim("rear doors")) == ["Mira Tolland"]


def test_an_own_voice_counts_with_the_speaker_whom_the_same_paper_names() -> None:
    pile = Pile()
    pile.tell("Daily", "2031-05-03T10:00Z", say(None, DOORS), say("Mira Tolland", DOORS))
    assert len(pile.claim("rear doors").origins) == 1


def test_a_count_in_an_own_voice_rests_on_the_speaker_who_gave_it_before() -> None:
    pile = Pile()
    toll = "27 people / were killed / in the Brennick disaster"
    pile.tell("Daily", "2031-05-03T10:00Z", say("Hanna Strobek", toll))
    pile.tell("Post", "2031-05-03T14:00Z", say(None, toll))
    assert pile.standing("27 people") == "reported"


def test_an_own_voice_that_echoes_a_speaker_told_before_is_no_second_origin() -> None:
    pile = Pile()
    pile.tell("Daily", "2031-05-03T10:00Z", say("Mira Tolland", DOORS))
    pile.tell("Post", "2031-05-03T14:00Z", say(None, DOORS))
    assert independent(pile.claim("rear doors")) == ["Mira Tolland"]


def test_an_own_voice_that_came_first_is_an_origin_of_its_own() -> None:
    pile = Pile()
    pile.tell("Post", "2031-05-03T10:00Z", say(None, DOORS))
    pile.tell("Daily", "2031-05-03T14:00Z", say("Mira Tolland", DOORS))
    assert independent(pile.claim("rear doors")) == ["post", "Mira Tolland"]


def test_a_copy_that_drops_its_officials_makes_nothing_surer() -> None:
    pile = Pile()
    pile.tell("Daily", "2031-05-03T10:00Z", say(officials(), DOORS), text=LONG)
    pile.tell("Post", "2031-05-03T14:00Z", say(None, DOORS), text=LONG)
    assert pile.standing("rear doors") == "alleged"


OUTLETS = ("Daily", "Post", "Courier", "Gazette", "Lantern", "Observer")
VOICES = st.sampled_from(
    [
        None,
        "Mira Tolland",
        "Bela Fenwick",
        officials(),
        person("Ada Lind", of="River Police"),
        person("River Police"),
    ]
)
ACTS = st.sampled_from([Act.ASSERT, Act.ASSERT, Act.DENY, Act.ALLEGE, Act.DISCLAIM])
TELLINGS = st.lists(st.tuples(st.sampled_from(OUTLETS), VOICES, ACTS), min_size=1, max_size=7)


def _pile(tellings: list[tuple[str, str | Speaker | None, Act]]) -> Pile:
    pile = Pile()
    for at, (outlet, voice, act) in enumerate(tellings):
        pile.tell(
            outlet,
            f"2031-05-03T1{at}:00Z",
            say(voice, DOORS, act=act),
            text=f"{LONG[at * 9 :]} {at}",
        )
    return pile


@settings(max_examples=60, deadline=None)
@given(TELLINGS, st.data())
def test_adding_in_another_order_changes_nothing(
    tellings: list[tuple[str, str | Speaker | None, Act]], data: st.DataObject
) -> None:
    pile = _pile(tellings)
    order = data.draw(st.permutations(range(len(pile.told))))
    other = pile.shuffled(order)
    assert outline(pile.weighed()) == outline(other.weighed())
    assert _grounds(pile) == _grounds(other)


def _grounds(pile: Pile) -> dict[str, object]:
    """Give all that each claim stands on, in words."""
    return {one.claim.id: (one.standing, one.reasons, one.origins) for one in pile.weighed()}


TIMES = st.sampled_from(["2031-05-01T20:00Z", "2031-05-03T10:30Z", "2031-05-04T20:00Z", None])
EDITS = st.lists(
    st.tuples(st.integers(0, 40), st.sampled_from(["", "also", "late on", "officials"])), max_size=6
)


def _edited(text: str, edits: list[tuple[int, str]]) -> str:
    words = text.split()
    for at, word in edits:
        words[at % len(words)] = word
    return " ".join(filter(None, words))


@settings(max_examples=100, deadline=None)
@given(TELLINGS, st.sampled_from(["Herald", "Echo", "Daily"]), TIMES, EDITS, st.data())
def test_an_edited_copy_never_adds_an_origin(
    tellings: list[tuple[str, str | Speaker | None, Act]],
    outlet: str,
    at: str | None,
    edits: list[tuple[int, str]],
    data: st.DataObject,
) -> None:
    pile = _pile(tellings)
    before = sum(len(independent(one)) for one in pile.weighed())
    copied = data.draw(st.integers(0, len(tellings) - 1))
    voice = data.draw(st.sampled_from([tellings[copied][1], None]))
    words = _edited(pile.told[copied][0].text, edits)
    pile.tell(outlet, at, say(voice, DOORS, act=tellings[copied][2]), text=words)
    assert sum(len(independent(one)) for one in pile.weighed()) <= before


def test_a_flood_of_edited_copies_by_two_hundred_outlets_is_one_origin() -> None:
    pile, luck = Pile(), random.Random(5)  # noqa: S311 (the same flood every time)
    pile.tell("Daily", "2031-05-03T10:00Z", say(None, DOORS), text=LONG)
    for number in range(250):
        edits = [(luck.randrange(60), luck.choice(["also", ""])) for _ in range(6)]
        outlet, minute = f"Outlet {number % 200}", f"2031-05-03T11:{number % 60:02}Z"
        pile.tell(outlet, minute, say(None, DOORS), text=f"{_edited(LONG, edits)} No {number}.")
    assert independent(pile.claim("rear doors")) == ["daily"]


def _told_apart(name: str) -> str:
    return " ".join(f"{name}{at}" for at in range(80)) + ". "


def test_two_papers_that_rewrite_one_agency_are_one_origin_even_for_what_it_does_not_say() -> None:
    pile = Pile()
    pile.tell("VPA", "2031-05-03T09:00Z", text=_told_apart("one") + _told_apart("two"))
    pile.tell("Daily", "2031-05-03T10:00Z", say(None, DOORS), text=_told_apart("one"))
    pile.tell("Post", "2031-05-03T11:00Z", say(None, DOORS), text=_told_apart("two"))
    claim = pile.claim("rear doors")
    assert independent(claim) == ["daily"]
    assert "same-root" in {reason.code for reason in claim.origins[0].reasons}


def test_a_later_round_up_does_not_make_one_origin_of_the_two_it_takes_from() -> None:
    pile = Pile()
    pile.tell("Daily", "2031-05-03T10:00Z", say(None, DOORS), text=_told_apart("one"))
    pile.tell("Post", "2031-05-03T11:00Z", say("Bela Fenwick", DOORS), text=_told_apart("two"))
    before = independent(pile.claim("rear doors"))
    pile.tell("Digest", "2031-05-04T09:00Z", text=_told_apart("one") + _told_apart("two"))
    assert independent(pile.claim("rear doors")) == before == ["daily", "Bela Fenwick"]


def test_the_opposition_may_be_the_league_that_is_named_elsewhere() -> None:
    pile = Pile()
    league = person("Velmark League", of="Velmark League")
    pile.tell("Daily", "2031-05-03T10:00Z", say(league, DOORS))
    pile.tell("Post", "2031-05-03T14:00Z", say(person("opposition", of="opposition"), DOORS))
    assert len(independent(pile.claim("rear doors"))) == 1


def test_one_quotation_given_to_two_people_is_one_origin() -> None:
    pile = Pile()
    words = "the old bridge at Brennick / broke / like a dry stick under the morning train"
    pile.tell("Daily", "2031-05-03T10:00Z", say("Mira Tolland", words, direct=True))
    pile.tell("Post", "2031-05-03T14:00Z", say("Bela Fenwick", words, direct=True))
    assert len(independent(pile.claim("dry stick"))) == 1


def test_a_fire_is_no_doing_of_the_fire_service_and_what_the_police_did_is_one_of_the_police() -> (
    None
):
    pile = Pile()
    chief = person("Wim Gombeck", of="Fire Service")
    pile.tell("Daily", "2031-05-03T10:00Z", say(chief, "a fire / destroyed / the mill in Tarn"))
    officer = person("Joost Wickrin", of="River Police Department")
    pile.tell("Post", "2031-05-03T11:00Z", say(officer, "the police / closed / the pass at Ebb"))
    assert independent(pile.claim("a fire")) == ["Wim Gombeck"]
    assert independent(pile.claim("the police")) == []


def test_an_outlet_cited_by_another_is_no_second_origin_for_the_same_words() -> None:
    pile = Pile()
    crane = "a crane / fell / on the canal lock at Ebb"
    pile.tell("Velmark Press Agency", "2031-05-03T09:00Z", say(None, HULL))
    pile.tell("Daily", "2031-05-03T10:00Z", say(None, crane))
    agency = person("Velmark Press Agency", of="Velmark Press Agency")
    pile.tell("Post", "2031-05-03T11:00Z", say(agency, crane, cue="reported"))
    assert pile.standing("a crane") == "reported"


def test_what_a_source_says_it_no_longer_reports_is_no_assertion_however_worded() -> None:
    pile = Pile()
    pile.tell("Daily", "2031-05-03T10:00Z", say("Mira Tolland", DOORS))
    pile.tell(
        "Post",
        "2031-05-03T12:00Z",
        say(person("Post"), DOORS, cue="report"),
        text="Norrow staff locked the rear doors of the ferry: the Post retracts its report.",
    )
    assert independent(pile.claim("rear doors")) == ["Mira Tolland"]
    assert pile.standing("rear doors") == "reported"
