"""Under which names one speaker goes in different documents, and why they are taken for one."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from salis.link.bonds import Word, tie_bonds
from salis.link.entities import join_entities
from salis.link.names import voice_key
from salis.model.document import Passage
from salis.model.entity import Entity
from salis.model.statement import Speaker, Statement
from tests.link.telling import Pile, say

DOORS = "Norrow staff / locked / the rear doors of the ferry"
NAMES = (
    "Sergei Orlo",
    "Sergey Orlo",
    "Pavel A. Rusk",
    "Pavel Rusk",
    "Rusk",
    "Lena Hartwick",
    "Orlo",
)


def _said_by(*names: str) -> list[Statement]:
    pile = Pile()
    for at, name in enumerate(names):
        pile.tell(f"Paper {at}", f"2031-05-03T10:{at:02}Z", say(name, DOORS))
    return [one for _, read in pile.told for one in read.statements]


def _names(*names: str, apart: tuple[str, str] | None = None) -> list[tuple[str, ...]]:
    return [tuple(sorted(one.names)) for one in _entities(*names, apart=apart)]


def _entities(*names: str, apart: tuple[str, str] | None = None) -> tuple[Entity, ...]:
    words = []
    if apart is not None:
        words.append(Word("j1", voice_key(apart[0]), voice_key(apart[1]), False))
    return join_entities(_said_by(*names), tie_bonds(words))


def test_one_name_carried_over_from_another_script_in_two_ways_is_one_person() -> None:
    (entity,) = _entities("Sergei Orlo", "Sergey Orlo", "Sergey Orlo")
    assert (entity.name, entity.names) == ("Sergey Orlo", ("Sergey Orlo", "Sergei Orlo"))
    (reason,) = entity.reasons
    assert reason.text == "Sergei Orlo and Sergey Orlo are spelt alike"
    assert len(reason.refs) == 2


def test_a_second_given_name_makes_no_second_person() -> None:
    (entity,) = _entities("Pavel Rusk", "Pavel Anton Rusk")
    assert [one.code for one in entity.reasons] == ["given-name"]


def test_a_name_that_fits_two_people_is_neither() -> None:
    names = _entities("Pavel Rusk", "Pavel A. Rusk", "Pavel B. Rusk")
    assert [one.names for one in names] == [("Pavel Rusk",), ("Pavel A. Rusk",), ("Pavel B. Rusk",)]
    assert [one.doubtful for one in names] == [(), ("Pavel Rusk",), ("Pavel Rusk",)]


def test_a_surname_alone_joins_nobody_and_is_said_to_be_open() -> None:
    full, short = _entities("Pavel Rusk", "Rusk")
    assert (full.names, full.doubtful, short.names) == (("Pavel Rusk",), ("Rusk",), ("Rusk",))


def test_initials_are_the_name_that_a_document_uses_them_for() -> None:
    spelled_out, short = _said_by("River Rescue Office", "RRO")
    here = Speaker("River Rescue Office", "river rescue office", True, mention=Passage(0, 3, "RRO"))
    names = [one.names for one in join_entities([replace(spelled_out, speakers=(here,)), short])]
    assert names == [("River Rescue Office", "RRO")]
    assert len(join_entities([spelled_out, short])) == 2


def test_names_that_only_sound_alike_are_two_people() -> None:
    assert len(_names("Chang Wei", "Zhang Wei")) == 2
    assert len(_names("Anna Lind", "Anna Lund")) == 2


def test_who_a_person_keeps_apart_stays_two() -> None:
    apart = ("Sergei Orlo", "Sergey Orlo")
    assert _names(*apart) == [apart]
    assert len(_names(*apart, apart=apart)) == 2


@given(st.permutations(NAMES), st.lists(st.sampled_from(NAMES), max_size=4))
def test_who_is_who_does_not_depend_on_the_order(order: list[str], more: list[str]) -> None:
    told = [*order, *more]
    assert sorted(_names(*told)) == sorted(_names(*sorted(told)))
    assert set(_names(*told)) == set(_names(*NAMES))
