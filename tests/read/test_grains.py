"""Reasons for salt that a passage shows by itself, each with its own words; quotation marks."""

from __future__ import annotations

import pytest

from tests.read.conftest import Lines, Read


@pytest.mark.parametrize(
    ("text", "grains"),
    [
        ("The gate reportedly jammed at noon.", {"hedged": "reportedly"}),
        ("The gate might fail on Friday.", {"hedged": "might"}),
        ("The corrupt council sold the land.", {"loaded": "corrupt"}),
        ("The regime closed the gate.", {"loaded": "regime"}),
        ("The council conveniently lost the report.", {"loaded": "conveniently"}),
        ("The so-called experts approved it.", {"hedged": "So-called", "loaded": "So-called"}),
        ("The “experts” approved the gate.", {"loaded": "experts"}),
        ("The gate, known as “the tooth”, failed at noon.", {}),
        ("The engineers approved the gate.", {}),
    ],
)
def test_loaded_and_hedging_words_are_grains_with_their_passage(
    read: Read, text: str, grains: dict[str, str]
) -> None:
    (statement,) = read(text).statements
    found = {g.code: g.passage.exact for g in statement.grains if g.code != "unsourced"}
    assert {code: words.lower() for code, words in found.items()} == {
        code: words.lower() for code, words in grains.items()
    }


def test_a_hedged_aside_hedges_nothing_but_itself(read: Read) -> None:
    aside, whole = read("Five soldiers, reportedly all from Korr, died in the blast.").statements
    assert [g.code for g in whole.grains] == ["unsourced"]
    assert [g.code for g in aside.grains] == ["hedged", "unsourced"]


@pytest.mark.parametrize(
    ("after", "hedged"),
    [
        ("The claim could not be independently verified.", True),
        ("This could not be verified.", True),
        ("The Lantern could not verify the report.", True),
        ("Officials could not confirm whether it was an attack.", False),
        ("Police could not confirm that the road was open.", False),
    ],
)
def test_a_next_sentence_doubts_only_what_it_means(read: Read, after: str, *, hedged: bool) -> None:
    first = read(f"Five soldiers died in the blast at Korr. {after}").statements[0]
    assert ("hedged" in [g.code for g in first.grains]) is hedged


def test_loaded_words_of_a_speaker_are_grains_of_what_he_says(read: Read) -> None:
    (statement,) = read("Tal Veren said the regime had closed the gate.").statements
    assert [(g.code, g.passage.exact) for g in statement.grains] == [("loaded", "regime")]


def test_who_passes_it_on_is_the_passage_of_hearsay(read: Read) -> None:
    (statement,) = read("The Lantern reported that officials said the gate was open.").statements
    found = {g.code: g.passage.exact for g in statement.grains}
    assert found == {"hearsay": "The Lantern", "unnamed": "officials"}


def test_words_quoted_in_part_stay_in_their_sentence(lines: Lines) -> None:
    text = "The company said it was “deeply sorry” for the flood in Korr."
    assert lines(text) == ["assert · company · It was “deeply sorry” for the flood in Korr."]


def test_quoted_words_and_their_paraphrase_are_one_statement(lines: Lines) -> None:
    text = "Mira Quist said the gate had jammed “because nobody oiled it” in May."
    assert lines(text) == [
        "assert · Mira Quist · The gate had jammed “because nobody oiled it” in May [2025-05]."
    ]


def test_a_quotation_inside_a_quotation_keeps_its_marks(lines: Lines) -> None:
    text = "Mira Quist said: “Veren told me, ‘The gate is closed for good,’ and left.”"
    assert lines(text) == [
        "assert · Mira Quist > Veren · Veren told me, ‘The gate is closed for good,’ and left."
    ]


def test_a_subject_and_its_verb_stay_together_where_he_said_parts_them(lines: Lines) -> None:
    assert lines("“The dam,” Mira Quist said, “was never tested.”") == [
        "assert · Mira Quist · The dam was never tested."
    ]


def test_two_quotations_are_not_run_together(lines: Lines) -> None:
    text = "Mayor Tal Veren called it “a disgrace” and said it “should never have been built”."
    assert "assert · Tal Veren · It should never have been built." in lines(text)


def test_a_mark_that_is_never_closed_is_left_out(lines: Lines) -> None:
    text = "Mira Quist said the dam had “failed at noon and drowned the market."
    assert lines(text) == [
        "assert · Mira Quist · The dam had failed at noon and drowned the market."
    ]


def test_an_apostrophe_is_no_quotation_mark(lines: Lines) -> None:
    assert lines("The town was ‘angry’ at the officials’ plan.") == [
        "assert · — · The town was ‘angry’ at the officials’ plan."
    ]
