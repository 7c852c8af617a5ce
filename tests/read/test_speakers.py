"""Who is meant: names, roles, pronouns and groups resolved across a document.

In the stories, the words that name a speaker stand in [brackets]; what the reader makes of them is
a key, `?` where it stays open who is meant, or (the words) of somebody whom nobody names.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salis.model.statement import Speaker
from salis.read.reader import Reader
from tests.read.conftest import Lines, Read, make_document

Who = Callable[[str], list[str]]


def told(speaker: Speaker | None) -> str:
    """Write a speaker as the stories do."""
    assert speaker is not None
    if speaker.entity is not None:
        return speaker.entity
    left_open = speaker.named or speaker.name.startswith("unclear")
    return "?" if left_open else f"({speaker.name})"


@pytest.fixture(scope="session")
def who(reader: Reader) -> Who:
    """Say who the bracketed words of a story are, in their order."""

    def who(story: str) -> list[str]:
        pieces = re.split(r"[\[\]]", story)
        places, at = [], 0
        for number, piece in enumerate(pieces):
            if number % 2:
                places.append((at, at + len(piece)))
            at += len(piece)
        return [told(s) for s in reader.resolve(make_document("".join(pieces)), places)]

    return who


def one(found: list[str]) -> str:
    """Give the one speaker that all mentions of a story are."""
    assert len(set(found)) == 1, found
    return found[0]


# --- names


def test_full_name_surname_title_and_pronoun_are_one_person(who: Who) -> None:
    story = (
        "[Hanna Orlo], the harbour master, said the gate was open. “It was late,” [Orlo] said. "
        "[Ms. Orlo] said the crew was safe. [She] added that the ferry was empty."
    )
    assert one(who(story)) == "hanna orlo"


def test_short_first_names_and_middle_initials_are_the_same_person(who: Who) -> None:
    story = (
        "[William R. Quist] said the dam was safe.\n\n"
        "[Bill Quist] had called it unsafe in May. [Mr. Quist] said he was mistaken."
    )
    assert one(who(story)) == "william quist"


def test_a_surname_of_several_words_is_found_without_its_capital(who: Who) -> None:
    story = "[Jan van der Meer] said the dyke held. [Van der Meer] said the water fell."
    assert one(who(story)) == "jan van der meer"


def test_a_name_after_the_family_name_is_found(who: Who) -> None:
    story = "[Tan Li-wei], the envoy, said the talks went on. [Mr. Tan] said they would end soon."
    assert one(who(story)) == "tan li-wei"


# --- two people of one surname


def test_mr_and_mrs_of_one_surname_are_two_people(who: Who) -> None:
    found = who("[Mr Quist] said the gate was open. [Mrs Quist] said the gate was closed.")
    assert len(set(found)) == 2
    assert "?" not in found


def test_a_surname_that_two_bear_stays_open_where_nothing_tells(who: Who) -> None:
    story = (
        "Bill Quist met Anna Quist at the dam on Monday. [Quist] said the gate was open. "
        "[Anna Quist] said the valley was safe."
    )
    assert who(story) == ["?", "anna quist"]


def test_a_couple_with_one_surname_is_two_people(who: Who) -> None:
    story = (
        "Bill and Anna Quist own the mill. [Bill Quist] said the mill would close. "
        "[Anna Quist] said it would not. [Mrs. Quist] said nobody had asked her."
    )
    assert who(story) == ["bill quist", "anna quist", "anna quist"]


def test_a_surname_alone_means_the_one_named_so_far(who: Who) -> None:
    story = (
        "Mayor Peter Quist spoke first. [Quist] said the mill would close.\n\n"
        "His cousin, Anna Quist, runs the mill. [Anna Quist] said it would not."
    )
    assert who(story) == ["peter quist", "anna quist"]


def test_a_president_is_not_the_candidate_of_his_surname(who: Who) -> None:
    story = (
        "[Governor Jeff Quist], the candidate, said the tax would fall. "
        "[President Quist] had raised it in 1990."
    )
    assert len(set(who(story))) == 2


# --- roles


def test_the_holder_of_a_role_is_meant_by_it(who: Who) -> None:
    story = (
        "[Mayor Tal Veren] visited the dam. [The mayor] said the gate was open. "
        "Later, [the mayor] said the valley was safe."
    )
    assert one(who(story)) == "tal veren"


def test_a_role_with_its_place_or_party_tells_two_holders_apart(who: Who) -> None:
    story = (
        "[Sen. Mira Quist (D-Nev.)] praised the bill. [Sen. Tal Veren (R-Ohio)] called it weak. "
        "[The Nevada senator] said she would vote for it. [The Ohio Republican] said he would not."
    )
    assert who(story) == ["mira quist", "tal veren", "mira quist", "tal veren"]


def test_a_former_president_is_not_the_president(who: Who) -> None:
    story = (
        "President Mira Quist opened the bridge. Former President Tal Veren was there too. "
        "[The president] said it was a good day. [The former president] said it had cost too much."
    )
    assert who(story) == ["mira quist", "tal veren"]


def test_the_kremlin_spokesman_is_the_one_named_with_that_office(who: Who) -> None:
    story = (
        "Kremlin spokesman Oleg Varin met reporters. [The Kremlin spokesman] said no troops had "
        "moved."
    )
    assert who(story) == ["oleg varin"]


def test_a_role_that_two_hold_and_nothing_tells_apart_stays_open(who: Who) -> None:
    story = (
        "Senator Mira Quist and Senator Tal Veren met on Monday. [The senator] said the bill "
        "was dead."
    )
    assert who(story) == ["(senator)"]


def test_a_name_set_beside_a_role_is_its_holder(who: Who) -> None:
    story = (
        "[The chief of the rescue service, Hanna Orlo,] said 19 people died. [The chief] said the "
        "search went on."
    )
    assert one(who(story)) == "hanna orlo"


# --- institutions, groups and papers


def test_an_acronym_is_the_name_it_was_given_for(who: Who) -> None:
    story = (
        "[The Federal Harbour Agency (FHA)] closed the port. [The FHA] said the pier had cracked. "
        "[The agency] said it would reopen in May. [It] added that no one was hurt."
    )
    assert one(who(story)) == "federal harbour agency"


def test_an_acronym_is_found_by_its_letters(who: Who) -> None:
    story = (
        "[The National Water Council] said the lake had risen. Rain is expected.\n\n"
        "[The NWC] said the dam would hold."
    )
    assert one(who(story)) == "national water council"


def test_a_spokesman_speaks_for_his_institution_and_is_not_the_institution(
    reader: Reader,
) -> None:
    text = "A spokesman for the interior ministry said the gate was open. The spokesman left."
    (spokesman,) = reader.resolve(make_document(text), [(0, 37)])
    assert spokesman is not None
    assert spokesman.named
    assert spokesman.institution == "interior ministry"
    assert spokesman.entity == "interior ministry spokesman"


def test_a_campaign_is_that_of_its_candidate(who: Who) -> None:
    story = (
        "Hanna Orlo spoke in Korr on Monday. [Orlo’s campaign] said the hall was full. "
        "[The Orlo campaign] said 900 people came. [Hanna Orlo] said she was pleased."
    )
    assert who(story) == ["hanna orlo campaign", "hanna orlo campaign", "hanna orlo"]


def test_the_report_is_the_report_named_before(who: Who) -> None:
    story = (
        "[A report by the Harbour Agency] said the pier had cracked. The mayor read it on Monday. "
        "[The report] said nobody had looked at it for nine years."
    )
    assert one(who(story)) == "harbour agency report"


def test_an_earlier_poll_is_not_the_poll(who: Who) -> None:
    story = (
        "[A new Lantern poll] showed Orlo ahead. [An earlier Lantern poll] showed Veren ahead. "
        "[Lantern] called it a turn."
    )
    assert len(set(who(story))) == 3


def test_unnamed_groups_stay_unnamed_and_they_go_on_with_them(who: Who) -> None:
    story = "[Interior ministry officials] said the gate was open. [They] said the valley was safe."
    assert one(who(story)) == "(Interior ministry officials)"


def test_another_source_is_another(who: Who) -> None:
    story = (
        "[A source] said the gate was open. [Another source] said it was closed. "
        "[The source] added that the key was lost."
    )
    assert who(story) == ["(source)", "(Another source)", "(Another source)"]


def test_what_two_say_together_neither_says_alone(who: Who) -> None:
    story = (
        "[Mira Quist and Tal Veren] said the dam was safe. [They] said nobody had asked them. "
        "[Veren] said he was tired."
    )
    assert who(story) == ["mira quist & tal veren", "mira quist & tal veren", "tal veren"]


def test_states_and_media_speak(who: Who) -> None:
    story = "[Kyiv] said the bridge was hit. [State television] said it was not."
    assert who(story) == ["kyiv", "state television"]


# --- pronouns


def test_a_pronoun_goes_on_across_paragraphs_with_who_spoke_last(who: Who) -> None:
    story = (
        "[Hanna Orlo] said the gate was open.\n\n"
        "“We looked twice,” [she] said.\n\n"
        "The valley was dark. “Nobody slept,” [she] said."
    )
    assert one(who(story)) == "hanna orlo"


def test_he_is_not_the_one_he_tells_it_to(who: Who) -> None:
    story = "[Peter Veren] met Oskar Lind at noon. [He] told Lind that the gate was open."
    assert one(who(story)) == "peter veren"


def test_two_clauses_joined_have_one_subject(who: Who) -> None:
    story = "[Peter Veren] said Oskar Lind had closed the gate, but [he] said nothing of the key."
    assert one(who(story)) == "peter veren"


def test_a_pronoun_may_stand_before_its_name(who: Who) -> None:
    story = (
        "Anna Lind praised the plan. Despite [his] doubts, [Peter Veren] said the plan was good."
    )
    assert one(who(story)) == "peter veren"


def test_he_among_two_men_named_since_stays_open(who: Who) -> None:
    story = (
        "Hanna Orlo said the dam was old. The men with Peter Veren and Oskar Lind went home. "
        "[He] said the dam was new."
    )
    assert who(story) == ["?"]


def test_those_named_inside_quotation_marks_are_not_who_speaks_next(who: Who) -> None:
    story = (
        "[Peter Veren] said the gate was open. “Oskar Lind closed it. Lind had the key,” [he] said."
    )
    assert one(who(story)) == "peter veren"


def test_who_is_the_noun_before_it(who: Who) -> None:
    story = "The key was with [Hanna Orlo], [who] said the gate was open."
    assert one(who(story)) == "hanna orlo"


def test_i_in_a_quotation_is_its_speaker(read: Read) -> None:
    text = "“I believe that the ministry knew about the crack,” said Hanna Orlo."
    assert {s.speakers[-1].entity for s in read(text).statements} == {"hanna orlo"}


# --- chains


@pytest.mark.parametrize(
    "text",
    [
        "The dam broke, the mayor said, according to Bay Radio.",
        "The dam broke, the mayor told reporters, Bay Radio reported.",
        "The mayor said the dam broke, according to Bay Radio.",
        "According to Bay Radio, the mayor said the dam broke.",
        "Bay Radio reported that the mayor said the dam broke.",
    ],
)
def test_who_passes_it_on_comes_before_who_says_it(lines: Lines, text: str) -> None:
    assert lines(text) == ["assert · Bay Radio > (mayor) · The dam broke."]


def test_a_paper_that_reports_passes_on_what_the_last_says(lines: Lines) -> None:
    text = "Bay Radio reports that the dam broke, according to Hanna Orlo."
    assert lines(text) == ["assert · Bay Radio > Hanna Orlo · The dam broke."]


def test_a_chain_of_three_keeps_each_speaker(lines: Lines) -> None:
    text = (
        "Hanna Orlo leads the rescue service. The Lantern reported that officials said Orlo had "
        "denied that the gate was locked."
    )
    assert lines(text)[-1] == "deny · Lantern > (officials) > Hanna Orlo · The gate was locked."


def test_did_not_say_whether_disclaims_with_its_speaker(lines: Lines) -> None:
    text = "Hanna Orlo leads the rescue service. She did not say whether the gate was open."
    assert lines(text)[-1].startswith("disclaim · Hanna Orlo · ")


def test_a_relative_clause_that_says_is_its_nouns(lines: Lines) -> None:
    text = "The key was with Hanna Orlo, who said that the gate had opened at noon."
    assert "assert · Hanna Orlo · The gate had opened at noon." in lines(text)


def test_initials_that_look_like_a_pronoun_are_a_body(lines: Lines, read: Read) -> None:
    text = "The virus spreads in Korr. WHO said that about 60 people had died from the disease."

    assert "assert · WHO · About 60 people had died from the disease." in lines(text)
    (speaker,) = read(text).statements[-1].speakers
    assert speaker.named


# --- laws

_NAMES = ("Mira Quist", "Tal Veren", "Hanna Orlo", "Mr Quist", "Mrs Orlo", "Quist", "the mayor")
_WORDS = st.sampled_from(
    [*_NAMES, "He", "she", "they", "said", "that", "and", ",", ".", "“", "”", "the gate", "\n\n"]
)


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(words=st.lists(_WORDS, min_size=1, max_size=30), data=st.data())
def test_any_place_of_any_text_is_resolved_the_same_way_twice(
    reader: Reader, words: list[str], data: st.DataObject
) -> None:
    text = " ".join(words)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    places = [(start, end), (0, len(text))]
    document = make_document(text)
    assert reader.resolve(document, places) == reader.resolve(document, places)
