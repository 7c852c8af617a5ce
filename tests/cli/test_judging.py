"""A fact-checker judges what the machine linked: claims, texts and names, on the command line."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from salis.cli.exits import run
from tests.cli.korvan import Salis, Told, add_reports

BY = ("--by", "A. Editor")
FLOOD = (
    "The dam above Korvan burst on Saturday night and water stood in the lower streets until noon. "
    "Helpers carried blankets to the school on the hill while the bells rang in the old church. "
    "Korvan Power closed the sluices on Friday. "
    "The valley road was cut at three places, and the market town could be reached by boat alone."
)
REPORTS = {
    "tribune.txt": (
        "North Tribune",
        "2025-05-03T06:10Z",
        f"{FLOOD}\n\n“The alarm came too late,” said Rada Olsk, the mayor of Korvan.\n",
    ),
    "courier.txt": ("Valley Courier", "2025-05-03T09:00Z", f"{FLOOD}\n"),
    "gazette.txt": (
        "Delta Gazette",
        "2025-05-04T12:00Z",
        "“The alarm came too late,” said Radmila Holtz, the mayor of Korvan.\n\n"
        "Nobody in the valley was warned in time, said Ilmar Vesk of the fire brigade.\n",
    ),
}


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Read three reports into a workspace, once."""
    return add_reports(tmp_path_factory.mktemp("korvan"), REPORTS)


@pytest.fixture
def folder(read: Path, tmp_path: Path) -> Path:
    """Give a copy of that workspace, to judge in."""
    return Path(shutil.copytree(read, tmp_path / "korvan"))


@pytest.fixture
def salis(folder: Path, capsys: pytest.CaptureFixture[str]) -> Salis:
    def call(*args: str) -> Told:
        code = run(["-w", str(folder), *args])
        shown = capsys.readouterr()
        assert code != 70, shown.err
        return Told(code, shown.out, shown.err)

    return call


def _claims(salis: Salis, words: str) -> list[dict[str, Any]]:
    return [one for one in salis("claims", "-f", "json").data if words in one["text"]]


def _judge(salis: Salis, *words: str, because: str) -> None:
    told = salis("judge", *words, "--because", because, *BY)
    assert (told.code, told.out) == (0, "")
    assert re.match(rf"Recorded as entry \d+: A. Editor judges .* \({words[0]}\)\.", told.err)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _independent(claim: dict[str, Any]) -> int:
    return sum(one["independent"] for one in claim["origins"])


def test_two_claims_are_joined_and_parted_again_and_both_words_are_shown(salis: Salis) -> None:
    late, warned = (_claims(salis, words)[0]["id"] for words in ("came too late", "warned in time"))
    _judge(salis, "same", late, warned, because="no alarm is no warning")
    claim = salis("claim", warned[:9]).out
    assert "A. Editor judged: “" in claim
    assert "are the same, because no alarm is no warning (judged-same: j" in _flat(claim)
    assert len(salis("claim", late, "-f", "json").data["statements"]) == 3
    _judge(salis, "different", late, warned, because="an alarm came, and late")
    shown = _flat(salis("claim", warned).out)
    assert "it is different from “The alarm came too late”, because an alarm came" in shown
    assert "because no alarm is no warning (a later judgement overrules this)" in shown
    assert len(salis("claim", late, "-f", "json").data["statements"]) == 2


def test_a_statement_is_parted_from_its_claim_by_the_passage_that_the_brief_prints(
    salis: Salis,
) -> None:
    (claim,) = _claims(salis, "came too late")
    one, other = (
        f"{each['document'][:9]}#{each['passage']['start']}-{each['passage']['end']}"
        for each in claim["statements"]
    )
    _judge(salis, "different", one, other, because="two alarms")
    assert len(_claims(salis, "came too late")) == 2
    assert salis("claim", one, "-f", "json").data["id"] == claim["id"]


def test_copies_are_judged_independent_and_the_document_says_so(salis: Salis) -> None:
    (claim,) = _claims(salis, "closed the sluices")
    assert (len(claim["documents"]), len(claim["origins"])) == (2, 1)
    one, other = claim["documents"]
    assert salis("document", one, "-f", "json").data["copies"]
    _judge(salis, "independent", one, other, because="both were at the dam")
    (claim,) = _claims(salis, "closed the sluices")
    assert _independent(claim) == 2
    document = salis("document", other, "-f", "json").data
    assert document["copies"] == []
    assert [one["code"] for one in document["judgements"]] == ["judged-independent"]
    assert "A. Editor judged: the texts of North Tribune" in salis("document", other[:9]).out
    _judge(salis, "copy", one, other, because="the times of the photographs are the same")
    (claim,) = _claims(salis, "closed the sluices")
    assert len(claim["origins"]) == 1
    assert "3 documents, of them 1 copy" in salis("brief").out


def test_two_names_are_merged_and_later_reports_follow(salis: Salis, folder: Path) -> None:
    (claim,) = _claims(salis, "came too late")
    assert _independent(claim) == 2
    _judge(salis, "merge", "Rada Olsk", "Radmila Holtz", because="her name before she married")
    (claim,) = _claims(salis, "came too late")
    assert _independent(claim) == 1
    assert len({one["speakers"][0]["entity"] for one in claim["statements"]}) == 1
    later = folder / "later.txt"
    later.write_text(
        "---\nsource: Hill Echo\npublished: 2025-05-05T08:00Z\n---\n"
        "“The alarm came too late,” said Radmila Holtz, the mayor of Korvan.\n",
        encoding="utf-8",
    )
    assert salis("add", "-q", str(later)).code == 0
    (claim,) = _claims(salis, "came too late")
    assert (_independent(claim), len(claim["documents"])) == (1, 3)
    _judge(salis, "split", "Rada Olsk", "Radmila Holtz", because="two mayors, one after the other")
    (claim,) = _claims(salis, "came too late")
    assert _independent(claim) == 2
    told = salis("judge", "merge", "Rada Olsk", "Rada Olk", "--because", "?", *BY)
    assert told.code == 3
    assert "Nobody called 'Rada Olk' speaks or publishes in this view. Did you mean" in told.err


def test_a_claim_is_found_unverifiable_reopened_and_the_decision_taken_back(salis: Salis) -> None:
    id = _claims(salis, "closed the sluices")[0]["id"]
    before = salis("claim", id, "-f", "json").data
    _judge(salis, "confirm", id, because="the log says so")
    _judge(salis, "unverifiable", id, because="the log was lost")
    claim = salis("claim", id, "-f", "json").data
    assert claim["standing"] == before["standing"]
    judged = [one for one in claim["reasons"] if one["code"] == "judged"]
    assert [one["text"] for one in judged] == [
        "A. Editor judged: unverifiable, because the log was lost",
        "A. Editor judged: confirm, because the log says so (a later judgement overrules this)",
    ]
    assert "judged: unverifiable, because the log was lost" in _flat(salis("brief").out)
    taken = salis("withdraw", judged[0]["refs"][0][:9], "--because", "found again", *BY)
    assert taken.code == 0
    assert salis("claim", id, "-f", "json").data["standing"] == "confirmed"
    _judge(salis, "reopen", id, because="another log")
    assert salis("claim", id, "-f", "json").data["standing"] == before["standing"]


def test_a_past_view_knows_nothing_of_it_and_the_ledger_is_in_order(salis: Salis) -> None:
    early = salis("claims", "-f", "json", "--as-of", "2025-05-05").out
    late, warned = (_claims(salis, words)[0]["id"] for words in ("came too late", "warned in time"))
    _judge(salis, "same", late, warned, because="no alarm is no warning")
    assert salis("claims", "-f", "json", "--as-of", "2025-05-05").out == early
    held = salis("claims", "-f", "json", "--clock", "recorded").out
    assert salis("verify", "--rebuild").code == 0
    assert salis("claims", "-f", "json", "--clock", "recorded").out == held
    for moment in ("1970-01-01", "2001-01-01T00:00Z"):
        assert salis("claims", "-f", "json", "--as-of", moment).data == []
        assert salis("claim", late, "--as-of", moment).code == 3
    assert len(salis("claims", "-f", "json", "--as-of", "2999-01-01").data) == len(
        salis("claims", "-f", "json").data
    )


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("same", "{late}"), 2, "`same` is said of 2 claims; 1 was named"),
        (("same", "{late}", "{late}"), 2, "name one and the same claim; give a passage of each"),
        (("confirm", "{late}", "{late}"), 2, "`confirm` is said of 1 claim; 2 were named"),
        (("perhaps", "{late}"), 2, "'perhaps' is not one of"),
        (("confirm", "{late}0"), 3, "Did you mean {late} (The alarm came too late"),
        (("copy", "dzz", "dzz"), 3, "No document has the id or address 'dzz'"),
        (("merge", "Rada Olsk", "Rada Olsk"), 2, "name one and the same speaker"),
    ],
)
def test_what_cannot_be_judged_is_told_and_nothing_recorded(
    salis: Salis, words: tuple[str, ...], code: int, said: str
) -> None:
    late = _claims(salis, "came too late")[0]["id"]
    before = salis("verify").out
    told = salis("judge", *(one.format(late=late) for one in words), "--because", "x", *BY)
    assert (told.code, told.out) == (code, "")
    assert said.format(late=late) in _flat(told.err)
    assert salis("verify").out == before


@pytest.mark.parametrize("option", ["--because", "--by"])
def test_a_judgement_says_who_and_why(salis: Salis, option: str) -> None:
    said = {"--because": "x", "--by": "A. Editor", option: " "}
    told = salis("judge", "confirm", "c1", *(word for pair in said.items() for word in pair))
    assert (told.code, told.out) == (2, "")
    assert f"Invalid value for '{option}': it says nothing" in told.err


def test_two_people_judge_at_once_and_both_judgements_are_recorded(
    salis: Salis, folder: Path
) -> None:
    id = _claims(salis, "closed the sluices")[0]["id"]
    program = [sys.executable, "-m", "salis", "-w", str(folder), "judge"]
    judges = [
        subprocess.Popen(
            [*program, verdict, id, "--because", verdict, "--by", name],
            stderr=subprocess.PIPE,
            text=True,
        )
        for verdict, name in (("confirm", "A. Editor"), ("refute", "B. Deputy"))
    ]
    assert [(one.communicate(timeout=120)[1][:8], one.returncode) for one in judges] == [
        ("Recorded", 0),
        ("Recorded", 0),
    ]
    claim = salis("claim", id, "-f", "json").data
    texts = [one["text"] for one in claim["reasons"] if one["code"] == "judged"]
    assert {text.split(" judged")[0] for text in texts} == {"A. Editor", "B. Deputy"}
    assert claim["standing"] in ("confirmed", "refuted")
    assert salis("verify").code == 0
