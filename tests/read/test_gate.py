"""No text may say more, less or other than the words that it stands on."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from salis.model.statement import Statement
from salis.read.gate import Ground, Reference, Refusal, refuse_text, settle_text
from tests.read.conftest import Lines, Read

DAM = "The dam did not fail on Friday, and at least 30 people left Korr"
AROUND = f"It rained. {DAM}. Tal Veren may return."


def refused(text: str, passage: str = DAM, context: str = AROUND, **more: object) -> str | None:
    return refuse_text(text, Ground(passage, context, **more))  # type: ignore[arg-type]


def test_the_words_of_the_passage_may_stand() -> None:
    assert refused(f"{DAM}.") is None
    assert refused("At least 30 people left Korr.", "at least 30 people left Korr") is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The old dam did not fail on Friday", Refusal.ADDED_WORD),
        ("The dam did not fail on Friday near Norrow", Refusal.ADDED_NAME),
        ("The dam did not fail on Friday at 12", Refusal.ADDED_NUMBER),
        ("Nobody said the dam did not fail on Friday", Refusal.ADDED_NEGATION),
        ("The dam did fail on Friday, and at least 30 people left Korr", Refusal.DROPPED_NEGATION),
        ("The dam did not fail on Friday, and 30 people left Korr", Refusal.CHANGED_NUMBER),
        ("The dam did not fail on Friday, and at least 40 people left", Refusal.ADDED_NUMBER),
        ("The dam [of Norrow] did not fail on Friday", Refusal.ADDED_REFERENCE),
        ("30 people did not fail on Friday", Refusal.ADDED_WORD),
    ],
)
def test_a_text_that_adds_drops_or_changes_is_refused(text: str, why: Refusal) -> None:
    assert refused(text) is why


def test_a_modal_may_not_be_dropped() -> None:
    assert refused("Tal Veren return.", "Tal Veren may return") is Refusal.DROPPED_MODAL


def test_a_number_keeps_its_unit_and_its_bound() -> None:
    for text, passage in (
        ("It cost 30.", "It cost 30 million"),
        ("30 people died.", "Nearly 30 people died"),
        ("It fell 6.", "It fell 6%"),
    ):
        assert refused(text, passage, passage) is Refusal.CHANGED_NUMBER, passage


def test_what_attributes_may_be_left_out_of_the_middle() -> None:
    words = "The dam, Mira Quist said, was never tested"
    assert refused("The dam was never tested.", words, words, cue="said") is None
    assert refused("The dam was tested.", words, words, cue="said") is Refusal.DROPPED_NEGATION


def test_a_bracket_stands_only_behind_the_word_that_it_was_resolved_for() -> None:
    words, who = "He left Korr", (Reference("He", "Tal Veren"),)
    assert refused("He [Tal Veren] left Korr.", words, words, references=who) is None
    assert refused("He [Ada Orlo] left Korr.", words, words, references=who) is not None
    assert refused("He left [Tal Veren] Korr.", words, words, references=who) is not None


def test_brackets_of_the_document_itself_may_stand() -> None:
    words = "The gate [of the dam] was open"
    assert refused("The gate [of the dam] was open.", words, words) is None


def test_a_refused_text_falls_back_on_the_passage_else_on_nothing() -> None:
    ground = Ground("the gate was open", "Veren said the gate was open.")
    assert settle_text("The gate was not open.", "The gate was open.", ground) == (
        "The gate was open.",
        Refusal.ADDED_NEGATION,
    )
    assert settle_text("The gate was not open.", "The gate was shut.", ground)[0] == ""


_PLAIN = ("dam", "gate", "town", "failed", "opened", "Veren", "Korr", "people", "water", "left")
_NUMBERS = ("12", "1,200", "3.5", "2025-05-03")
_TURNS = ("not", "never", "no", "may", "could")
_WORDS = st.lists(st.sampled_from((*_PLAIN, *_NUMBERS, *_TURNS)), min_size=3, max_size=12)
_NEW = st.sampled_from(["Zarko", "77", "nobody", "hardly", "without", "zebra", "must"])


def stands(words: list[str], passage: list[str]) -> bool:
    """Say whether words may stand on a passage with other sentences around it."""
    own, ground = " ".join(words), " ".join(passage)
    return refuse_text(f"{own}.", Ground(ground, f"Earlier it rained. {ground}. Then.")) is None


@given(words=_WORDS)
def test_law_the_words_themselves_always_stand(words: list[str]) -> None:
    assert stands(words, words)


@given(words=_WORDS, new=_NEW, data=st.data())
def test_law_no_word_can_be_added(words: list[str], new: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(words)))
    assert not stands([*words[:at], new, *words[at:]], words)


@given(words=_WORDS, turn=st.sampled_from(_TURNS), data=st.data())
def test_law_no_negation_or_modal_can_be_dropped(
    words: list[str], turn: str, data: st.DataObject
) -> None:
    assume(turn not in words)
    at = data.draw(st.integers(0, len(words)))
    assert not stands(words, [*words[:at], turn, *words[at:]])


@given(words=_WORDS, new=_NEW, data=st.data())
def test_law_no_word_can_be_changed(words: list[str], new: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(words) - 1))
    assert not stands([*words[:at], new, *words[at + 1 :]], words)


@given(words=_WORDS, data=st.data())
def test_law_no_two_words_can_change_places(words: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(words) - 2))
    swapped = [*words[:at], words[at + 1], words[at], *words[at + 2 :]]
    assume(swapped != words)
    assert not stands(swapped, words)


@settings(max_examples=50)
@given(text=st.text(max_size=200), passage=st.text(max_size=200))
def test_law_anything_is_judged_and_what_is_refused_is_never_shown(text: str, passage: str) -> None:
    ground = Ground(passage, f"{passage} {text}")
    shown, refusal = settle_text(text, passage, ground)
    assert (refusal is None and shown == text) or shown in ("", passage)


REPORT = """\
Mayor Tal Veren said on Friday that the dam near Korr had not been tested since 2019. He denied that
12 people had died, but said at least 30 were missing. “I never saw the report,” Veren said. “The
ministry lost it.” The gate, which the company had not repaired, failed at noon, officials said.
The company may pay 3 million crowns. It did not reply. Mira Quist, an engineer, said nobody could
have closed the gate. Rescuers found 9 of the missing yesterday.
"""


def ground_of(statement: Statement) -> Ground:
    """Give what a statement's text stands on, its brackets taken for resolved."""
    notes = re.findall(r"(\S+) \[([^\]]*)\]", statement.text)
    known = tuple(Reference(word.strip("“"), meant) for word, meant in notes)
    cue = statement.cue.exact if statement.cue else None
    return Ground(statement.passage.exact, statement.context.exact, known, cue)


def test_every_text_of_a_report_stands_and_none_does_once_it_is_falsified(read: Read) -> None:
    statements = read(REPORT).statements
    assert len(statements) > 8
    for statement in statements:
        text, ground = statement.text, ground_of(statement)
        assert refuse_text(text, ground) is None, text
        assert refuse_text(text.replace(" ", " Zarko ", 1), ground) is not None, text
        assert refuse_text(text.replace(" ", " not ", 1), ground) is not None, text
        for wrong in (
            re.sub(r"\b(?:not|never|nobody) ?", "", text),
            re.sub(r"\b\d+\b(?![^\[]*\])", "77", text),
            re.sub(r"\b(?:may|could) ", "", text),
            text.replace("at least ", ""),
        ):
            assert wrong == text or refuse_text(wrong, ground) is not None, wrong


def test_a_text_is_not_torn_out_of_two_quotations(lines: Lines) -> None:
    found = lines(
        "Mayor Tal Veren called it “a disgrace” and said it “should never have been built”."
    )
    assert "assert · Tal Veren · It should never have been built." in found
