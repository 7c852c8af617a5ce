"""Transcripts, posts, displayed quotations: who a label names speaks; a form's field does not."""

from __future__ import annotations

from tests.read.conftest import Lines, Read

INTERVIEW = """\
CHRIS WALLEN, HARBOUR RADIO: The dam failed at noon.
SEN. TAL VEREN (R-KORR): I never saw the report. The ministry lost it. (LAUGHTER)

And the valley is safe today.
WALLEN: Mira Quist said that you had read the report.
"""


def test_each_turn_is_spoken_by_whom_its_label_names(lines: Lines) -> None:
    assert lines(INTERVIEW) == [
        "assert · Chris Wallen · The dam failed at noon.",
        "assert · Tal Veren · I [Tal Veren] never saw the report.",
        "assert · Tal Veren · The ministry lost it.",
        "assert · Tal Veren · The valley is safe today [2025-05-04].",
        "assert · Chris Wallen > Mira Quist · You had read the report.",
    ]


def test_the_label_is_the_passage_of_the_speaker_and_its_colon_the_cue(read: Read) -> None:
    statement = read(INTERVIEW).statements[1]
    assert statement.direct
    assert statement.speakers[0].mention is not None
    assert statement.speakers[0].mention.exact == "SEN. TAL VEREN"
    assert statement.cue is not None
    assert statement.cue.exact == ":"


def test_questions_and_answers_have_unnamed_speakers(lines: Lines) -> None:
    assert lines("Q: Who opened the gate?\nA: The watchman opened the gate at noon.") == [
        "ask · (questioner) · Who opened the gate?",
        "assert · (answerer) · The watchman opened the gate at noon.",
    ]


def test_an_interpreter_stands_between(lines: Lines) -> None:
    text = (
        "TAL VEREN (through interpreter): The water reached the school at noon.\n"
        "MODERATOR: We moved 30 children to the church."
    )
    assert lines(text) == [
        "assert · (interpreter) > Tal Veren · The water reached the school at noon.",
        "assert · (moderator) · We moved 30 children to the church.",
    ]


def test_posts_are_spoken_by_their_accounts(lines: Lines) -> None:
    text = (
        "@harbourmaster: the gate of the dam is open #korr #dam https://t.co/x\n"
        "RT @korrtown: the market is under water 🌊\n\n"
        "The gate has been closed since noon. — Tal Veren (@veren) May 3, 2025\n"
    )
    assert lines(text) == [
        "assert · @harbourmaster · The gate of the dam is open.",
        "assert · @korrtown · The market is under water.",
        "assert · Tal Veren · The gate has been closed since noon.",
    ]


def test_a_displayed_quotation_is_spoken_by_whom_the_next_line_names(lines: Lines) -> None:
    text = "“The dam was never tested, and the council knew it.”\n\n— Nell Gray, Korr"
    assert lines(text) == [
        "assert · Nell Gray · The dam was never tested, and the council knew it."
    ]


def test_the_fields_of_a_form_are_no_speech(lines: Lines) -> None:
    text = "Time: noon\nPlace: the market hall\nDead: 12\n\nThe dam of Korr failed on the hour."
    assert lines(text) == ["assert · — · The dam of Korr failed on the hour."]


def test_a_place_and_a_flag_before_a_colon_are_no_speakers(lines: Lines) -> None:
    text = "KORR: The dam on the Tesk failed at noon.\n\nNEW: The ministry has closed the gate."
    assert lines(text) == [
        "assert · — · The dam on the Tesk failed at noon.",
        "assert · — · The ministry has closed the gate.",
    ]


def test_a_sentence_with_a_colon_is_no_turn(lines: Lines) -> None:
    text = "Tal Veren was clear: the gate had jammed at noon. Nobody in Korr was hurt."
    assert lines(text) == [
        "assert · — · Tal Veren was clear: the gate had jammed at noon.",
        "assert · — · Nobody in Korr was hurt.",
    ]


def test_capitals_are_read_as_a_newspaper_would_print_them(lines: Lines) -> None:
    text = (
        "MAYOR TAL VEREN SAID ON FRIDAY THAT THE DAM NEAR KORR HAD FAILED. "
        "HE DENIED THAT 12 PEOPLE HAD DIED."
    )
    assert lines(text) == [
        "assert · Tal Veren · The dam near Korr had failed.",
        "deny · Tal Veren · 12 people had died.",
    ]


def test_a_text_without_capitals_keeps_its_speakers(lines: Lines) -> None:
    text = "mayor tal veren said that the dam had failed at noon. officials said nobody was hurt."
    assert lines(text) == [
        "assert · Tal Veren · The dam had failed at noon.",
        "assert · (Officials) · Nobody was hurt.",
    ]


def test_the_passage_keeps_the_capitals_of_the_document(read: Read) -> None:
    (statement,) = read("THE DAM HAD FAILED AT NOON, MAYOR TAL VEREN SAID.").statements
    assert statement.passage.exact == "THE DAM HAD FAILED AT NOON"
    assert statement.text == "The dam had failed at noon."


def test_rows_of_tables_are_no_sentences_and_points_of_lists_are(lines: Lines) -> None:
    text = (
        "Town | Dead | Missing\nKorr | 12 | 3\n\nTown,Dead,Missing,Date\nKorr,12,3,2025-05-03\n\n"
        "What is known of the flood:\n- The gate of the dam jammed at noon.\n"
        "2. Nobody told the mayor of Korr\n"
    )
    assert lines(text) == [
        "assert · — · The gate of the dam jammed at noon.",
        "assert · — · Nobody told the mayor of Korr.",
    ]
