"""Who says what: reported speech, quotations and their speakers."""

from __future__ import annotations

import pytest

from tests.read.conftest import Lines, Read

INTRO = "Mira Quist, an engineer at the dam, and Mayor Tal Veren met the press.\n\n"


def test_reported_speech_is_the_speakers_not_the_papers(lines: Lines) -> None:
    assert lines("Mayor Tal Veren said that the gate had opened at noon.") == [
        "assert · Tal Veren · The gate had opened at noon."
    ]


def test_the_attribution_may_close_the_sentence(lines: Lines) -> None:
    assert lines("The gate opened at noon, Mayor Tal Veren told the Harbour Post.") == [
        "assert · Tal Veren · The gate opened at noon."
    ]


def test_a_name_and_a_role_may_stand_between_commas(lines: Lines) -> None:
    text = (
        "At least 19 people died in the flood, the chief of the rescue service, Hanna Orlo, "
        "said on Saturday evening."
    )
    assert lines(text) == ["assert · Hanna Orlo · At least 19 people died in the flood."]


def test_according_to(lines: Lines) -> None:
    assert lines("According to Hanna Orlo, the gate opened at noon.") == [
        "assert · Hanna Orlo · The gate opened at noon."
    ]


def test_a_quotation_split_by_its_attribution_is_one_statement(lines: Lines) -> None:
    assert lines("“The dam held for forty years,” Mira Quist said, “until the gate jammed.”") == [
        "assert · Mira Quist · The dam held for forty years until the gate jammed."
    ]


def test_the_next_sentence_of_a_quotation_keeps_its_speaker(lines: Lines) -> None:
    text = "“The dam held for forty years,” said Mira Quist. “The ministry knew about the crack.”"
    assert lines(text) == [
        "assert · Mira Quist · The dam held for forty years.",
        "assert · Mira Quist · The ministry knew about the crack.",
    ]


def test_a_quotation_goes_on_in_the_next_paragraph_that_opens_again(lines: Lines) -> None:
    text = (
        "“The dam held for forty years,” said Mira Quist. “The crack was known.\n\n"
        "“Nobody at the ministry answered.”"
    )
    assert lines(text)[-1] == "assert · Mira Quist · Nobody at the ministry answered."


def test_quoted_words_are_marked_direct_and_reported_ones_not(read: Read) -> None:
    quoted, reported = read(
        "“The gate is open,” Tal Veren said. Tal Veren said the valley was empty."
    ).statements
    assert (quoted.direct, reported.direct) == (True, False)


def test_i_in_a_quotation_is_explained(lines: Lines) -> None:
    assert lines("“I closed the gate myself,” said Mira Quist.") == [
        "assert · Mira Quist · I [Mira Quist] closed the gate myself."
    ]


def test_a_surname_and_a_pronoun_are_the_person_named_before(lines: Lines) -> None:
    text = (
        "Mayor Tal Veren visited the dam. Veren said the gate was open. "
        "He said the valley was safe."
    )
    assert lines(text)[1:] == [
        "assert · Tal Veren · The gate was open.",
        "assert · Tal Veren · The valley was safe.",
    ]


def test_she_is_not_a_man(lines: Lines) -> None:
    text = "Mrs Hanna Orlo met Mr Tal Veren at the dam. She said the gate was open."
    assert lines(text)[1] == "assert · Hanna Orlo · The gate was open."


def test_unnamed_groups_stay_unnamed(read: Read) -> None:
    (statement,) = read("Officials said the gate was open.").statements
    assert not statement.speakers[0].named
    assert [g.code for g in statement.grains] == ["unnamed"]


def test_a_ministry_speaks_for_itself_and_a_spokesman_for_his_ministry(read: Read) -> None:
    text = (
        "The interior ministry said the gate was open. "
        "A spokesman for the interior ministry said the valley was safe."
    )
    first, second = read(text).statements
    assert first.speakers[0].entity == "interior ministry"
    assert second.speakers[0].institution == "interior ministry"


def test_a_chain_of_speakers_is_kept(read: Read) -> None:
    (statement,) = read(
        "The Lantern reported that officials said the minister had denied the payment."
    ).statements
    assert [s.name for s in statement.speakers] == ["Lantern", "officials", "minister"]
    assert statement.act == "deny"


def test_what_is_denied_is_the_content_of_a_denial(lines: Lines) -> None:
    assert lines("The company denied that its staff had locked the doors.") == [
        "deny · company · Its staff had locked the doors."
    ]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The rebels rejected the offer of a truce.", "assert"),
        ("The chief dismissed two officers.", "assert"),
        ("The judge denied him bail.", "assert"),
        ("The governor dismissed a warning from engineers.", "assert"),
        ("The governor dismissed warnings that the dam would fail.", "deny"),
        ("The ministry dismissed the video as fake.", "deny"),
        ("The ministry rejected the report of a second blast.", "deny"),
        ("The company denied the charge.", "deny"),
    ],
)
def test_only_what_can_be_untrue_is_denied(lines: Lines, text: str, act: str) -> None:
    assert [found.split(" ")[0] for found in lines(text)] == [act]


@pytest.mark.parametrize(
    "text",
    [
        "The Courier withdrew its report that the ferry had sunk.",
        "The mayor retracted a claim that the gate was open.",
    ],
)
def test_who_takes_a_report_back_no_longer_makes_it(lines: Lines, text: str) -> None:
    assert lines(text) == [f"assert · — · {text}"]


def test_what_answers_an_indirect_question_is_shown_with_who_told_it(lines: Lines) -> None:
    told = "A senior officer told how impressed he was by the commitment of the crews."
    assert lines(told) == [f"assert · (senior officer) · {told}"]
    assert lines("Officials did not reveal why the gate had failed.") == [
        "disclaim · (Officials) · Why the gate had failed."
    ]
    assert lines("Ilmar Vesk said that what he saw was startling.") == [
        "assert · Ilmar Vesk · What he [Ilmar Vesk] saw was startling."
    ]


def test_a_speaker_is_found_where_the_parse_hangs_the_saying_on_his_rank(lines: Lines) -> None:
    text = (
        "So far the virus has not shown signs of sustained spread outside of Korr and so has "
        "not yet tipped over into a pandemic, a top WHO official said on Monday."
    )
    (told,) = lines(text)
    assert told.startswith("assert · (WHO official) · So far the virus has not shown")


def test_what_happens_despite_reports_makes_them_no_lie(lines: Lines) -> None:
    told = lines("Despite reports that the gate had jammed, the boats left Korr on time.")
    assert "allege · — · The gate had jammed." in told


def test_according_to_at_the_end_covers_all_clauses(lines: Lines) -> None:
    text = "Eight people were killed and 80 were injured, according to the health ministry."
    assert set(lines(text)) == {
        "assert · health ministry · Eight people were killed.",
        "assert · health ministry · 80 were injured.",
    }


def test_a_claim_that(lines: Lines) -> None:
    text = "Mayor Tal Veren rejected allegations that the council had sold the land."
    assert lines(text) == ["deny · Tal Veren · The council had sold the land."]


def test_allegedly_makes_an_allegation_with_nobody_behind_it(lines: Lines) -> None:
    assert lines("The ministry allegedly skipped the inspection.") == [
        "allege · — · The ministry skipped the inspection."
    ]


def test_only_the_hedged_part_of_a_sentence_is_alleged(lines: Lines) -> None:
    text = (
        "The mayor agreed to the deal, allegedly including a payment of four million crowns "
        "to the company."
    )
    assert "assert · — · The mayor agreed to the deal." in lines(text)
    assert any(
        found.startswith("allege · — · The mayor agreed to the deal, allegedly")
        for found in lines(text)
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The driver was allegedly drunk when the bus left the road.",
            ["allege · — · The driver was drunk when the bus left the road."],
        ),
        (
            "Five soldiers, reportedly all from the same village, died in the blast.",
            [
                "allege · — · Five soldiers, reportedly all from the same village, died in the "
                "blast.",
                "assert · — · Five soldiers died in the blast.",
            ],
        ),
        (
            "Divers reached the reportedly empty tanker.",
            ["assert · — · Divers reached the reportedly empty tanker."],
        ),
    ],
)
def test_an_allegation_is_told_once_and_only_for_what_it_covers(
    lines: Lines, text: str, told: list[str]
) -> None:
    assert lines(text) == told


def test_scare_quotes_are_not_speech(lines: Lines) -> None:
    assert lines("The “miracle” gate opened at noon.") == [
        "assert · — · The “miracle” gate opened at noon."
    ]


def test_did_not_say_whether_is_a_disclaimer(lines: Lines) -> None:
    assert lines("The company did not say whether the gate was open.")[0].startswith(
        "disclaim · company · "
    )


def test_not_known_is_a_disclaimer_in_the_own_voice(lines: Lines) -> None:
    assert lines("It was not known whether the recorder had been found.")[0].startswith(
        "disclaim · — · "
    )


def test_what_will_be_is_predicted_or_promised(lines: Lines) -> None:
    assert lines("Tal Veren said the ferry would sail on Friday.")[0].startswith(
        "predict · Tal Veren"
    )
    assert lines("The council vowed to rebuild the bridge.")[0].startswith("promise · council")


def test_opinions_and_demands_are_not_assertions(lines: Lines) -> None:
    text = "The dam was a terrible mistake. The mayor should resign."
    assert [found.split(" · ")[0] for found in lines(text)] == ["judge", "demand"]


def test_a_question_of_somebody_is_kept_and_one_to_the_reader_is_not(lines: Lines) -> None:
    text = "How many more must drown? “Who locked the gate?” Tal Veren asked."
    assert lines(text) == ["ask · Tal Veren · Who locked the gate?"]


def test_said_at_is_apart_from_what_the_content_concerns(read: Read) -> None:
    (statement,) = read("Tal Veren said on Friday that the gate had opened on Thursday.").statements
    assert statement.said_at is not None
    assert statement.said_at.at.day == 2
    assert statement.concerns is not None
    assert statement.concerns.edtf == "2025-05-01"


def test_days_are_given_a_date(lines: Lines) -> None:
    assert lines("The gate opened yesterday in Korr.") == [
        "assert · — · The gate opened yesterday [2025-05-03] in Korr."
    ]


def test_without_a_publication_time_no_date_is_invented(lines: Lines) -> None:
    assert lines("The gate opened yesterday in Korr.", published=None) == [
        "assert · — · The gate opened yesterday in Korr."
    ]


def test_a_condition_is_kept(read: Read) -> None:
    (statement,) = read("Tal Veren said the village would flood if the dam broke.").statements
    assert statement.condition == "if the dam broke"


def test_a_gerund_after_the_quotation_still_attributes(lines: Lines) -> None:
    text = "Orlo was blunt, saying: “The gate was never tested.”"
    assert any(
        "Orlo" in found and "The gate was never tested." in found for found in lines(INTRO + text)
    )


def test_who_is_quoted_speaks_and_who_quotes_passes_it_on(lines: Lines) -> None:
    quoting = "Velmark Press Agency quoted Mayor Tal Veren as saying that the gate opened at noon."
    heard = "assert · Velmark Press Agency > Tal Veren · The gate opened at noon."
    assert heard in lines(quoting)
    assert lines("According to Tal Veren, quoted by the Courier, the gate opened at noon.") == [
        "assert · Tal Veren · The gate opened at noon."
    ]
