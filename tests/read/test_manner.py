"""How events and statements are put: how surely, whether negated, and when."""

from __future__ import annotations

import json
import re
from importlib.resources import files

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salis.model.statement import Certainty, Polarity
from salis.read.manner import PLAIN, EventManner, EventTime
from salis.read.reader import Reader
from tests.read.conftest import Read

_WORDS = [
    "to",
    "not",
    "will",
    "plan",
    "if",
    "“",
    "”",
    ".",
    "(",
    "no",
    "be",
    "may",
    "expect",
    "that",
    "",
]
_ANY_TEXT = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def manner_of(reader: Reader, marked: str) -> EventManner:
    """Tell how the event in square brackets is presented."""
    found = re.search(r"\[(.*?)\]", marked)
    assert found is not None
    text = marked.replace("[", "").replace("]", "")
    (manner,) = reader.tell_manners(text, [[(found.start(), found.end() - 2)]])
    return manner


@pytest.mark.parametrize(
    ("sentence", "certainty"),
    [
        ("The ferry [sank] off Tarn Point on Monday.", "certain"),
        ("The ferry may have [sunk] off Tarn Point.", "possible"),
        ("The bridge could [collapse], engineers said.", "possible"),
        ("Perhaps the crew [slept].", "possible"),
        ("Residents were allowed to [return].", "possible"),
        ("The firm has the option to [buy] the yard.", "possible"),
        ("The ship reportedly [reached] the port.", "probable"),
        ("The guard seems to have [slept].", "probable"),
        ("The yard is expected to [close].", "probable"),
        ("Analysts predict that the yard will [close].", "probable"),
        ("The yard will [close] in May.", "certain"),
        ("The firm agreed to [close] the yard.", "certain"),
        ("The crew managed to [reach] the wreck.", "certain"),
        ("The crew was able to [leave] the ship.", "certain"),
        ("The firm plans to [close] the yard.", "underspecified"),
        ("The firm is considering [closing] the yard.", "underspecified"),
        ("The council asked the ministry to [repair] the bridge.", "underspecified"),
        ("The council called for a [repair] of the bridge.", "underspecified"),
        ("The firm sold land to [raise] cash.", "underspecified"),
        ("If the dam [breaks], the town will be flooded.", "underspecified"),
        ("Officials do not know whether the dam [broke].", "underspecified"),
        ("The crew would have [drowned] without help.", "underspecified"),
        ("The firm said that it would [close] the yard.", "certain"),
        ("The firm says that a storm would [close] the yard.", "probable"),
        ("He did not say whether he [left] or was forced out.", "underspecified"),
        ("He did not say whether he left or was [forced] out.", "underspecified"),
        ("The mayor would [like] to thank the crews.", "certain"),
    ],
)
def test_how_surely_an_event_is_told(reader: Reader, sentence: str, certainty: str) -> None:
    assert manner_of(reader, sentence).certainty == certainty


@pytest.mark.parametrize(
    ("sentence", "polarity"),
    [
        ("The ferry [sank] off Tarn Point.", "pos"),
        ("The ferry did not [sink].", "neg"),
        ("The ship never [reached] the port.", "neg"),
        ("No [attack] was reported.", "neg"),
        ("Not one passenger [died] in the fire.", "neg"),
        ("Not a single house was [lost].", "neg"),
        ("Only one passenger [died] in the fire.", "pos"),
        ("The team worked without a [pause].", "neg"),
        ("The crew failed to [reach] the wreck.", "neg"),
        ("The crew refused to [board] the ship.", "neg"),
        ("The crew did not fail to [reach] the wreck.", "pos"),
        ("The firm has yet to [pay] its crews.", "neg"),
        ("The police denied an [attack] on the camp.", "neg"),
        ("The [flight] was cancelled on Monday.", "neg"),
        ("The flight was [cancelled] on Monday.", "pos"),
        ("The firm does not plan to [close] the yard.", "neg"),
        ("The yard is unlikely to [close].", "neg"),
        ("The firm plans to [close] the yard.", "underspecified"),
    ],
)
def test_whether_an_event_is_negated(reader: Reader, sentence: str, polarity: str) -> None:
    assert manner_of(reader, sentence).polarity == polarity


@pytest.mark.parametrize(
    ("sentence", "time"),
    [
        ("The ferry [sank] off Tarn Point.", "non_future"),
        ("The ferry may have [sunk].", "non_future"),
        ("The crew failed to [reach] the wreck.", "non_future"),
        ("The mayor, who [resigned] in May, will speak on Friday.", "non_future"),
        ("The minister will [resign].", "future"),
        ("The minister said he would [resign].", "future"),
        ("The trial is to [begin] on Monday.", "future"),
        ("The firm plans to [close] the yard.", "future"),
        ("The upcoming [vote] worries the mayor.", "future"),
        ("The [vote] will be held on Sunday.", "future"),
        ("Harbour firm to [close] two yards", "future"),
        ("The Tern was the first ship to [cross] the strait.", "non_future"),
        ("The Tern will be the first ship to [cross] the strait.", "future"),
        ("The mayor would [like] to thank the crews.", "non_future"),
        ("The ferry can [carry] 300 people.", "underspecified"),
    ],
)
def test_when_an_event_lies(reader: Reader, sentence: str, time: str) -> None:
    assert manner_of(reader, sentence).time == time


@pytest.mark.parametrize(
    ("text", "certainty", "polarity"),
    [
        ("The harbour closed on Friday.", "certain", "pos"),
        ("The harbour may have closed on Friday.", "possible", "pos"),
        ("The harbour is expected to close on Friday.", "probable", "pos"),
        ("The harbour is forecast to close on Friday.", "probable", "pos"),
        ("The harbour reportedly closed on Friday.", "probable", "pos"),
        ("The harbour is unlikely to close on Friday.", "probable", "neg"),
        ("The harbour is not expected to close on Friday.", "probable", "neg"),
        ("The ferry can carry 300 people.", "certain", "pos"),
        ("The company failed to pay its crews.", "certain", "neg"),
        ("The company did not fail to pay its crews.", "certain", "pos"),
        ("The company refused to pay its crews.", "certain", "neg"),
        ("The company has yet to pay its crews.", "certain", "neg"),
        ("The ferry no longer sails to Norrow.", "certain", "neg"),
        ("The ferry was not only late but full.", "certain", "pos"),
        ("The council plans to close two schools.", "certain", "pos"),
        ("The council decided not to close two schools.", "certain", "pos"),
        ("The plan is to close two schools.", "certain", "pos"),
        ("The crew would have drowned in the cold water.", "underspecified", "pos"),
    ],
)
def test_a_statement_is_put_as_the_event_that_it_is_about(
    read: Read, text: str, certainty: str, polarity: str
) -> None:
    (statement,) = read(text).statements
    assert (statement.certainty, statement.polarity) == (certainty, polarity)


@pytest.mark.parametrize(
    ("text", "act", "certainty"),
    [
        ("The trial is to begin on Wednesday.", "predict", "certain"),
        ("The mayor is due to speak on Tuesday.", "predict", "certain"),
        ("The trial was due to begin on Wednesday.", "assert", "underspecified"),
        ("The plan is to close two schools.", "assert", "certain"),
        ("The answer is to close two schools.", "assert", "certain"),
        ("Officials said that the yard would close in May.", "predict", "certain"),
        ("The yard would close in a storm.", "predict", "probable"),
    ],
)
def test_what_is_arranged_is_ahead_and_a_plan_is_a_fact(
    read: Read, text: str, act: str, certainty: str
) -> None:
    (statement,) = read(text).statements
    assert (statement.act, statement.certainty) == (act, certainty)


def test_a_denied_content_keeps_its_own_words_polarity(read: Read) -> None:
    (statement,) = read("Mayor Tal Veren denied that the gate had failed.").statements
    assert (statement.act, statement.polarity) == ("deny", Polarity.POS)


def test_what_is_asked_about_is_neither_so_nor_not_so(read: Read) -> None:
    (statement,) = read("Mayor Tal Veren did not say whether the gate had failed.").statements
    assert (statement.act, statement.polarity) == ("disclaim", Polarity.UNDERSPECIFIED)


def test_an_event_without_words_is_told_as_one_that_simply_happened(reader: Reader) -> None:
    assert reader.tell_manners("The dam broke.", [[], [(400, 410)]]) == [PLAIN, PLAIN]
    assert reader.tell_manners("", [[(0, 5)]]) == [PLAIN]


@_ANY_TEXT
@given(
    who=st.sampled_from(["The ferry", "Tal Veren", "The two ships", "A bridge in Norrow"]),
    verb=st.sampled_from(["sink", "burn", "return", "collapse", "arrive"]),
    helper=st.sampled_from(["did", "will", "could", "would", "should"]),
    when=st.sampled_from(["", " on Monday", " in the storm"]),
)
def test_a_not_changes_the_polarity_only(
    reader: Reader, who: str, verb: str, helper: str, when: str
) -> None:
    told = manner_of(reader, f"{who} {helper} [{verb}]{when}.")
    negated = manner_of(reader, f"{who} {helper} not [{verb}]{when}.")
    assert negated.polarity is Polarity.NEG
    assert told.polarity is not Polarity.NEG
    assert (negated.certainty, negated.time) == (told.certainty, told.time)


@_ANY_TEXT
@given(
    text=st.lists(st.sampled_from(_WORDS)).map(" ".join),
    spans=st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=3),
)
def test_any_words_can_be_asked_about_and_always_give_the_same(
    reader: Reader, text: str, spans: list[tuple[int, int]]
) -> None:
    first = reader.tell_manners(text, [spans])
    assert first == reader.tell_manners(text, [spans])
    assert len(first) == 1


def test_a_sentence_of_a_thousand_clauses_is_told_too(reader: Reader) -> None:
    text = "The firm plans to " + "want to expect to " * 1000 + "close"
    (manner,) = reader.tell_manners(text, [[(len(text) - 5, len(text))]])
    assert manner.time is EventTime.FUTURE


def test_the_weights_are_for_the_values_that_there_are() -> None:
    text = files("salis.read").joinpath("lists", "manner_weights.json").read_text("utf-8")
    weights = json.loads(text)
    values = {"certainty": Certainty, "polarity": Polarity, "time": EventTime}
    assert {name: set(table) for name, table in weights.items()} == {
        name: set(enum) for name, enum in values.items()
    }
    assert all("" in signs for table in weights.values() for signs in table.values())
