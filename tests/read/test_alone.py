"""What can't be understood alone says so; what says nothing is left out."""

from __future__ import annotations

import pytest

from tests.read.conftest import Lines, Read

OPENING = "The dam on the river failed at noon on Saturday. "


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They dined at the market hall.", "They"),
        ("He had orders to talk to nobody.", "He"),
        ("Each time the boat was out of service.", "Each time"),
        ("The set was due to be replaced.", "The set"),
        ("Both were found in the river.", "Both"),
        ("This video was shown in court.", "This"),
        ("At that point nobody was hurt.", "At that"),
        ("The mayor of Korr did.", "did"),
        ("Neighbours behind the market in Aldmoor saw a dark car at his door.", "his"),
    ],
)
def test_a_line_that_leans_on_another_keeps_the_words_that_lean(
    read: Read, text: str, words: str
) -> None:
    *_, statement = read(OPENING + text).statements
    assert statement.leans is not None
    assert statement.leans.exact == words


@pytest.mark.parametrize(
    "text",
    [
        "The mayor of Korr lost his house in the flood.",
        "It emerged on Sunday that the gate had jammed.",
        "It took the town of Korr two days to dry out.",
        "This week the council of Korr meets again.",
        "Those who fled the town slept in the school.",
        "There were 12 people in the market.",
        "Both engineers denied the charge.",
        "One of the gates failed on Friday.",
        "Tal Veren said he had not seen the report.",
        "A suspect in the fire turned himself in at Korr.",
        "Every guardian must keep his gate shut in a storm.",
    ],
)
def test_a_line_that_stands_alone_does_not_lean(read: Read, text: str) -> None:
    *_, statement = read(OPENING + text).statements
    assert statement.leans is None


def test_a_pronoun_that_is_explained_in_brackets_does_not_lean(read: Read) -> None:
    *_, statement = read("Mayor Tal Veren came to the dam. He wept at the gate.").statements
    assert statement.text == "He [Tal Veren] wept at the gate."
    assert statement.leans is None


def test_a_speaker_whom_nothing_tells_makes_a_line_lean(read: Read) -> None:
    *_, statement = read(OPENING + "One of them said the gate of Korr had jammed.").statements
    assert statement.leans is not None
    assert statement.leans.exact == "One of them"


def test_what_says_nothing_is_no_statement(lines: Lines) -> None:
    text = "The Lantern reports. Of its own. Not so. Now what. The dam failed at noon. The army was"
    assert lines(text) == ["assert · — · The dam failed at noon."]


def test_two_words_may_say_something(lines: Lines) -> None:
    assert lines("Officials said nobody died. Nobody died.") == [
        "assert · (Officials) · Nobody died.",
        "assert · — · Nobody died.",
    ]


def test_that_somebody_would_not_speak_is_a_statement(lines: Lines) -> None:
    text = "The council has not commented on the flood. Two men were charged with fraud in Korr."
    assert lines(text) == [
        "assert · — · The council has not commented on the flood.",
        "assert · — · Two men were charged with fraud in Korr.",
    ]


def test_an_unnamed_speaker_is_called_with_the_article_of_the_text(read: Read) -> None:
    text = "An aide said the gate was open. The minister said the valley was safe."
    called = [one.speakers[-1].called for one in read(text).statements]
    assert called == ["an aide", "the minister"]


def test_a_comment_that_was_taken_away_says_nothing(lines: Lines) -> None:
    text = (
        "Tarn_71 wrote: This comment was removed because the moderators found it broke the rules."
    )
    assert lines(text) == []


def test_the_writers_i_in_what_others_say_leans(read: Read) -> None:
    (statement,) = read("Some readers wrote that I was too hard on the company.").statements
    assert statement.leans is not None
    assert statement.leans.exact == "I"


def test_what_is_so_in_my_view_is_the_documents_own(lines: Lines) -> None:
    text = "In my view the ministry is the most useless office in the country."
    assert all(line.startswith("judge · — · ") for line in lines(text))


def test_nobody_is_an_it(lines: Lines) -> None:
    text = "Velmark's prime minister said it was now every country for itself."
    assert lines(text)[0].endswith(" · It was now every country for itself.")


def test_questions_and_greetings_to_the_reader_are_no_statements(lines: Lines) -> None:
    text = (
        "Good morning, everyone.\n\nHow do you stop a flood? Sign up for our newsletter. "
        "The dam failed at noon.\n\nThank you for reading."
    )
    assert lines(text) == ["assert · — · The dam failed at noon."]
