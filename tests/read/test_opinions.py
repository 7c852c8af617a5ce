"""Opinions in a document's own voice are kept as judgements and support nothing."""

from __future__ import annotations

from salis.model.statement import Act
from tests.read.conftest import Lines, Read

COLUMN = (
    "Norrow Lines has learned nothing, and it never will. The company treats its passengers like "
    "cattle and its crews like slaves. Its director is an arrogant little tyrant in an expensive "
    "coat.\n\n"
    "The ministry is no better. It has been a supine accomplice of the rich for years, a club of "
    "cowards who could not run a paddling pool. This shameful alliance has poisoned the whole "
    "valley. Decent people are sick of the lies.\n\n"
    "The minister has followed in the footsteps of the worst of her predecessors. Her speech on "
    "the pier was a grotesque insult to the dead. What a disgrace this government has become. The "
    "valley deserves better than this pathetic farce."
)
REPORT = (
    "The ferry left Aldmoor at six on Saturday. It was carrying 140 passengers and nine crew. The "
    "boat capsized near Brennick shortly before seven.\n\n"
    "Rescue boats reached the hull within ten minutes. Divers pulled 31 people from the water. The "
    "injured were taken to the hospital in Brennick.\n\n"
    "The ferry was built in 1994. The company bought it in 2011. Two floating cranes left Port "
    "Ansgar on Sunday. The river was closed to traffic."
)


def test_a_view_of_the_documents_own_is_a_judgement(read: Read) -> None:
    text = "The minister is a coward and a disgrace to her office."
    assert [s.act for s in read(text).statements] == [Act.JUDGE]


def test_a_column_of_views_gives_no_claims_of_its_own(lines: Lines) -> None:
    acts = [line.split(" ")[0] for line in lines(COLUMN)]
    assert len(acts) >= 9
    assert acts.count("assert") <= 2


def test_a_report_in_short_plain_sentences_is_no_column(read: Read) -> None:
    statements = read(REPORT).statements
    assert len(statements) >= 9
    assert {s.act for s in statements} == {Act.ASSERT}


def test_what_somebody_says_in_a_column_stays_theirs(lines: Lines) -> None:
    told = lines(COLUMN + " Hanna Orlo said the hull was sound.")
    assert "assert · Hanna Orlo · The hull was sound." in told
