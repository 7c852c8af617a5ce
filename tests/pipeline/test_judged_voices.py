"""People say which names are of one person or body, and which are not; origins follow."""

from __future__ import annotations

from salis.model.claim import Weighed
from salis.model.entry import Verdict
from salis.model.statement import Act, GrainCode
from tests.link.telling import Pile, independent, officials, person, say
from tests.pipeline.judging import DEPUTY, judge, judged

DOORS = "Norrow staff / locked / the rear doors of the ferry"
LATE = "2031-07-01"


def _two_names() -> Pile:
    pile = Pile()
    pile.tell("Daily", "2031-05-03T10:00Z", say("Ilmar Vesk", DOORS))
    pile.tell("Post", "2031-05-03T11:00Z", say("Black Heron", DOORS))
    return pile


def _doors(pile: Pile) -> Weighed:
    return pile.claim("rear doors", LATE)


def test_two_names_judged_one_are_one_origin() -> None:
    pile = _two_names()
    assert _doors(pile).standing.value == "corroborated"
    judge(pile, Verdict.MERGE, "Ilmar Vesk", "Black Heron", because="it is his name on the river")
    claim = _doors(pile)
    assert independent(claim) == ["Ilmar Vesk"]
    assert claim.standing.value == "reported"
    assert judged(claim) == [
        "A. Editor judged: Ilmar Vesk and Black Heron are one person or body, because it is his "
        "name on the river"
    ]


def test_a_merge_holds_for_later_documents_and_claims() -> None:
    pile = _two_names()
    judge(pile, Verdict.MERGE, "Ilmar Vesk", "Black Heron")
    hull = "the hull / was open / below the waterline of the ferry"
    pile.tell("Courier", "2031-06-10T10:00Z", say("Black Heron", DOORS), say("Ilmar Vesk", hull))
    pile.tell("Gazette", "2031-06-11T10:00Z", say("Black Heron", hull))
    assert independent(_doors(pile)) == ["Ilmar Vesk"]
    assert independent(pile.claim("hull", LATE)) == ["Ilmar Vesk"]


def test_a_body_under_two_names_is_no_witness_for_itself_under_either() -> None:
    pile = Pile()
    denied = "NL Ferries / locked / the rear doors of the ferry"
    pile.tell("Daily", "2031-05-03T10:00Z", say(person("Norrow Company"), denied))
    assert _doors(pile).reasons[0].code == "one-origin"
    judge(pile, Verdict.MERGE, "Norrow Company", "NL Ferries")
    assert _doors(pile).reasons[0].code == "interested-origin"


def test_one_who_says_otherwise_under_another_name_contradicts_himself() -> None:
    pile = _two_names()
    pile.tell("Courier", "2031-05-04T10:00Z", say("Black Heron", DOORS, act=Act.DENY))
    judge(pile, Verdict.MERGE, "Ilmar Vesk", "Black Heron")
    codes = dict(_doors(pile).grain_codes)
    first = pile.told[0][1].statements[0].id
    assert GrainCode.CONTRADICTS_ITSELF in codes[first]


def test_names_spelt_alike_are_two_where_a_person_says_so() -> None:
    pile = Pile()
    pile.tell("Daily", "2031-05-03T10:00Z", say("Nemar Dovic", DOORS))
    pile.tell("Post", "2031-05-03T11:00Z", say("Nemar Dovici", DOORS))
    judge(pile, Verdict.SPLIT, "Nemar Dovic", "Nemar Dovici")
    assert independent(_doors(pile)) == ["Nemar Dovic", "Nemar Dovici"]


def test_a_short_name_judged_to_be_another_person_is_an_origin_of_its_own() -> None:
    pile = Pile()
    pile.tell("Daily", "2031-05-03T10:00Z", say("Mira Tolland", DOORS))
    pile.tell("Post", "2031-05-03T11:00Z", say("Tolland", DOORS))
    assert independent(_doors(pile)) == ["Mira Tolland"]
    judge(pile, Verdict.SPLIT, "Mira Tolland", "Tolland", because="his brother")
    assert independent(_doors(pile)) == ["Mira Tolland", "Tolland"]
    assert judged(_doors(pile)) == [
        "A. Editor judged: Mira Tolland and Tolland are not one person or body, because his brother"
    ]


def test_who_is_split_from_a_body_speaks_no_longer_for_it_but_all_others_do() -> None:
    pile = Pile()
    tolland = person("Mira Tolland", of="River Police")
    pile.tell("Daily", "2031-05-03T10:00Z", say(tolland, DOORS))
    pile.tell("Post", "2031-05-03T11:00Z", say(person("River Police"), DOORS))
    pile.tell("Courier", "2031-05-03T12:00Z", say(person("Ada Lind", of="River Police"), DOORS))
    pile.tell("Gazette", "2031-05-03T13:00Z", say(officials(of="River Police"), DOORS))
    assert independent(_doors(pile)) == ["Mira Tolland"]
    judge(pile, Verdict.SPLIT, "Mira Tolland", "River Police", because="she left in March")
    assert independent(_doors(pile)) == ["Mira Tolland", "River Police"]
    assert len(_doors(pile).origins) == 2


def test_what_is_split_is_not_joined_through_one_who_cites_both() -> None:
    pile = Pile()
    cited = (person("River Police"), person("Mira Tolland"))
    pile.tell("Daily", "2031-05-03T10:00Z", say(cited, DOORS))
    pile.tell("Post", "2031-05-03T11:00Z", say("Mira Tolland", DOORS))
    pile.tell("Courier", "2031-05-03T12:00Z", say(person("River Police"), DOORS))
    pile.tell("Gazette", "2031-05-03T13:00Z", say(person("River Police"), DOORS))
    assert len(_doors(pile).origins) == 1
    judge(pile, Verdict.SPLIT, "Mira Tolland", "River Police")
    assert [len(one.statements) for one in _doors(pile).origins] == [2, 2]


def test_sources_are_merged_as_speakers_are() -> None:
    pile = Pile()
    pile.tell("Bay Radio", "2031-05-03T10:00Z", say(None, "staff / locked / both rear doors"))
    pile.tell("Bay Online", "2031-05-03T11:00Z", say(None, "staff / locked / the rear doors"))
    before = [len(one.origins) for one in pile.weighed(LATE)]
    judge(pile, Verdict.MERGE, "Bay Radio", "Bay Online")
    assert (before, [len(one.origins) for one in pile.weighed(LATE)]) == ([2], [1])


def test_the_later_word_on_two_names_stands_and_both_are_shown() -> None:
    pile = _two_names()
    judge(pile, Verdict.MERGE, "Ilmar Vesk", "Black Heron")
    judge(pile, Verdict.SPLIT, "Black Heron", "Ilmar Vesk", by=DEPUTY, because="two men")
    claim = _doors(pile)
    assert claim.standing.value == "corroborated"
    later, earlier = judged(claim)
    assert later.endswith("are not one person or body, because two men")
    assert earlier.endswith("(a later judgement overrules this)")
