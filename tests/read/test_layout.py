"""What is furniture around a report is not read as a sentence of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from salis.read.layout import BlockKind, split_blocks
from tests.read.conftest import Lines, Read

REPORT = """\
River dam fails near Korr

By Hedda Lomquist

Photo: the dam on Saturday. Credit: Harbour Press

KORR, May 3 (MPA) — The dam on the Tesk failed at noon.

Read more: the history of the dam

(Reporting by Sanna Quill; editing by Piet Andrask)
"""


def test_only_the_body_of_a_report_is_read(lines: Lines) -> None:
    assert lines(REPORT) == ["assert · — · The dam on the Tesk failed at noon."]


def test_the_agency_of_a_dateline_is_credited(read: Read) -> None:
    assert read(REPORT).credits == ("MPA",)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("By Hedda Lomquist and Sanna Quill", BlockKind.BYLINE),
        ("Updated 14:00 GMT, 3 May 2025", BlockKind.BYLINE),
        ("3 May 2025", BlockKind.BYLINE),
        ("Photo: Mayor Tal Veren at the dam.", BlockKind.CAPTION),
        ("Credit: Presidential Office", BlockKind.CAPTION),
        ("Share this article", BlockKind.FURNITURE),
        ("Sign up for our newsletter.", BlockKind.FURNITURE),
        ("* * *", BlockKind.FURNITURE),
        ("What happened next", BlockKind.HEADING),
        ("“By noon the dam was gone.”", BlockKind.BODY),
        ("By noon the dam was gone.", BlockKind.BODY),
    ],
)
def test_kinds_of_blocks(text: str, kind: BlockKind) -> None:
    blocks = split_blocks(f"The dam failed. People fled to the hills.\n\n{text}", None)
    assert blocks[-1].kind is kind


def test_hard_wrapped_lines_are_one_paragraph_with_true_offsets() -> None:
    text = (
        "The dam on the Tesk failed at noon on Saturday, the mayor of Korr\n"
        "said, and the water reached the market within the hour.\n\nNobody died."
    )
    wrapped, last = split_blocks(text, None)
    assert "Korr said" in wrapped.text
    assert text[last.start :] == "Nobody died."


def test_another_language_is_kept_and_not_read(read: Read) -> None:
    result = read("Der Damm am Fluss ist gebrochen, sagte der Bürgermeister. Niemand starb.")
    assert result.statements == ()
    assert [p.code for p in result.problems] == ["not-english"]


AROUND = Path(__file__).parent / "around"
FIRST = "The dam near Korr failed on Saturday, officials said. People fled to the hills."
LAST = "The town council will meet on Monday, the mayor said."


def in_the_body(line: str) -> bool:
    """Say whether a line between two paragraphs of a report is read as one of its own."""
    blocks = split_blocks(f"{FIRST}\n\n{line}\n\n{LAST}", None)
    body = [block.text for block in blocks if block.kind is BlockKind.BODY]
    return len(body) > 2


def test_navigation_ads_captions_bylines_and_boilerplate_are_no_part_of_the_report() -> None:
    lines = (AROUND / "furniture.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if in_the_body(line)] == []


def test_sentences_that_begin_like_furniture_are_part_of_the_report() -> None:
    lines = (AROUND / "sentences.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not in_the_body(line)] == []


def test_what_tells_of_the_writer_is_set_aside_and_an_actor_of_the_report_is_not() -> None:
    assert not in_the_body("Hedda Lomquist is a reporter for the Harbour Post.")
    actor = f"{FIRST} Hedda Lomquist was arrested.\n\nHedda Lomquist is a reporter for the Post."
    assert [block.kind for block in split_blocks(actor, None)] == [BlockKind.BODY, BlockKind.BODY]


def test_the_times_of_a_live_page_are_no_words_of_it() -> None:
    page = (
        "0908 Aid agencies are appealing for help for the victims.\n\n"
        "1249 GMT Rescue teams from Aldmoor reached the dam.\n\n"
        "1404 Jan Orlo said that the lower town stood under water.\n"
    )

    assert [block.text for block in split_blocks(page, title=None)] == [
        "Aid agencies are appealing for help for the victims.",
        "Rescue teams from Aldmoor reached the dam.",
        "Jan Orlo said that the lower town stood under water.",
    ]


def test_the_years_of_a_chronology_stay() -> None:
    page = (
        "1804 Korr becomes a free town after the war.\n\n"
        "1915 Soldiers from Aldmoor land in the harbour.\n\n"
        "1957 Henrik Orlo is elected mayor of the town.\n\n"
        "1986 His son flees from the town at night.\n"
    )

    assert [block.text[:4] for block in split_blocks(page, title=None)] == [
        "1804",
        "1915",
        "1957",
        "1986",
    ]
