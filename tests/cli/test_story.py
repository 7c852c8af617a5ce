"""A journalist follows the dam above Korvan on the command line."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from salis.cli.exits import run
from tests.cli.korvan import Salis, Told, add_reports
from tests.signals import heed_ctrl_c
from tests.sources.test_image import picture

REPORTS = {
    "tribune.txt": (
        "North Tribune",
        "2025-05-03T06:10Z",
        "The dam above Korvan burst on Saturday night, the Interior Ministry said.\n\n"
        '"At least 30 people are dead," said Ilmar Vesk, the ministry\'s spokesman.\n',
    ),
    "courier.txt": (
        "Valley Courier",
        "2025-05-03T09:00Z",
        'Ilmar Vesk, a spokesman for the Interior Ministry, said: "At least 30 people are dead."\n'
        "\nRada Olsk, the mayor of Korvan, said Korvan Power closed the sluices on Friday.\n",
    ),
    "gazette.txt": (
        "Delta Gazette",
        "2025-05-04T12:00Z",
        "Korvan Power denied that it closed the sluices on Friday.\n\n"
        "The valley road will reopen on 9 May, Rada Olsk said.\n",
    ),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a workspace with three reports in it."""
    return add_reports(tmp_path_factory.mktemp("korvan"), REPORTS)


@pytest.fixture
def salis(folder: Path, capsys: pytest.CaptureFixture[str]) -> Salis:
    """Call the program on the workspace."""

    def call(*args: str) -> Told:
        code = run(["-w", str(folder), *args])
        shown = capsys.readouterr()
        return Told(code, shown.out, shown.err)

    return call


def _claim(salis: Salis, words: str) -> dict[str, Any]:
    found: dict[str, Any] = next(
        claim for claim in salis("claims", "-f", "json").data if words in claim["text"]
    )
    return found


def test_adding_says_what_was_added_and_not_again_what_is_known(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reports = str(folder / "reports")
    assert run(["init", str(tmp_path)]) == 0
    assert "is a workspace now" in capsys.readouterr().err
    assert run(["-w", str(tmp_path), "add", reports]) == 0
    assert "3 documents added" in capsys.readouterr().err
    assert run(["-w", str(tmp_path), "read", reports]) == 0
    shown = capsys.readouterr()
    assert "3 known already" in shown.err
    assert shown.out == ""


def test_the_brief_names_the_one_speaker_behind_two_papers(salis: Salis) -> None:
    told = salis("brief", "--as-of", "2025-05-05")
    assert told.code == 0
    flat = " ".join(told.out.split())
    assert "as of 6 May 2025 00:00 UTC, as published" in flat
    assert re.search(r"30 people are dead\.? reported · 1 origin: Ilmar Vesk · 2 documents", flat)


def test_a_reference_in_the_brief_opens_its_passage(salis: Salis) -> None:
    written = salis("brief").out
    document, place = re.findall(r"\[(\w+)#(\d+-\d+)\]", written)[0]
    by_option = salis("document", document, "--at", place)
    assert by_option.code == 0
    assert "»" in by_option.out
    assert salis("document", f"{document}#{place}").out == by_option.out


def test_a_passage_that_is_not_there_is_wrong_usage(salis: Salis) -> None:
    document = re.findall(r"\[(\w+)#", salis("brief").out)[0]
    told = salis("document", document, "--at", "5-99999")
    assert told.code == 2
    assert "give two places, e.g. 0-80" in " ".join(told.err.split())


def test_before_the_denial_it_was_reported_and_after_it_is_disputed(salis: Salis) -> None:
    id = _claim(salis, "closed the sluices")["id"]
    before = salis("claim", id, "-f", "json", "--as-of", "2025-05-04T00:00Z").data
    after = salis("claim", id, "-f", "json", "--as-of", "2025-05-05T00:00Z").data
    assert (before["standing"], after["standing"]) == ("reported", "disputed")
    changed = salis("changes", "--since", "2025-05-04", "--as-of", "2025-05-05", "-f", "json").data
    assert ("reported", "disputed") in [(one["from"], one["to"]) for one in changed]
    assert "Korvan Power" in salis("disputes").out


def test_options_may_stand_before_the_verb(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["-w", str(folder), "-f", "json", "claims"]) == 0
    assert isinstance(json.loads(capsys.readouterr().out), list)


@pytest.mark.parametrize(
    "verb", ["brief", "claims", "questions", "disputes", "timeline", "predictions", "sources"]
)
@pytest.mark.parametrize("fmt", ["table", "text", "md", "html", "json", "jsonl", "csv"])
def test_every_list_comes_in_every_format(salis: Salis, verb: str, fmt: str) -> None:
    told = salis(verb, "-f", fmt)
    assert told.code == 0
    assert told.err == ""
    if fmt == "json":
        assert told.data or verb in ("disputes", "questions", "predictions")
    elif fmt == "jsonl":
        assert all(isinstance(json.loads(line), dict) for line in told.out.splitlines())
    elif fmt == "csv":
        rows = list(csv.reader(io.StringIO(told.out)))
        assert {len(row) for row in rows} == {len(rows[0])}
    else:
        assert told.out.strip()


def test_a_files_ending_chooses_its_format(salis: Salis, tmp_path: Path) -> None:
    target = tmp_path / "brief.html"
    assert salis("brief", "-o", str(target)).out == ""
    assert target.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_searching_finds_a_statement_under_its_claim(salis: Salis) -> None:
    assert "closed the sluices" in salis("search", "sluices", "closed").out
    assert salis("search", "unicorn").out == "Nothing found.\n"


def test_what_is_not_there_stops_with_3_and_says_how_to_look(salis: Salis, tmp_path: Path) -> None:
    told = salis("claim", "nonesuch")
    assert (told.code, told.out) == (3, "")
    assert "`salis claims` lists the claims" in told.err
    assert salis("add", str(tmp_path / "missing.txt")).code == 3
    assert salis("claims", "-o", str(tmp_path / "no" / "such" / "folder.md")).code == 3


def test_a_folder_that_is_no_workspace_is_said_to_be_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["brief"]) == 3
    assert "salis init" in capsys.readouterr().err


def test_a_text_with_problems_is_added_and_exits_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "undated.txt").write_text("The mill at Tarn burned down, Edda Roun said.\n")
    assert run(["init", str(tmp_path), "-q"]) == 0
    assert run(["-w", str(tmp_path), "add", str(tmp_path / "undated.txt")]) == 1
    said = capsys.readouterr().err
    assert "undated.txt" in said
    assert "[no-publication-time]" in said


def test_people_decide_and_the_ledger_shows_it(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["-w", str(tmp_path)]
    assert run(["init", str(tmp_path), "-q"]) == 0
    assert run([*where, "add", "-q", str(folder / "reports")]) == 0
    capsys.readouterr()
    run([*where, "claims", "-f", "json"])
    claims = json.loads(capsys.readouterr().out)
    road = next(one["id"] for one in claims if "reopen" in one["text"])
    dead = next(one["id"] for one in claims if "dead" in one["text"])
    shot = tmp_path / "register.txt"
    shot.write_text("31 names", encoding="utf-8")

    judged = [*where, "judge", "resolve-false", road, "--because", "It is still shut."]
    assert run([*judged, "--by", "A. Editor", "--at", "2025-05-10"]) == 0
    filed = [*where, "evidence", "add", str(shot), "--claim", dead, "--bears", "for"]
    filed += ["--grade", "1", "--note", "Coroner's register", "--by", "A. Editor"]
    assert run(filed) == 0
    assert run([*where, "grade", "north-tribune", "b", "--by", "A. Editor"]) == 0
    assert "A. Editor grades north-tribune B" in capsys.readouterr().err

    run([*where, "claims", "-f", "json"])
    standings = {one["id"]: one["standing"] for one in json.loads(capsys.readouterr().out)}
    assert (standings[road], standings[dead]) == ("resolved_false", "confirmed")
    run([*where, "sources", "-f", "json"])
    grades = {one["id"]: one["grade"] for one in json.loads(capsys.readouterr().out)}
    assert grades["north-tribune"] == "B"
    run([*where, "brief"])
    assert "settled: did not happen" in capsys.readouterr().out


def test_evidence_is_listed_with_what_became_of_it(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["-w", str(tmp_path)]
    assert run(["init", str(tmp_path), "-q"]) == 0
    assert run([*where, "add", "-q", str(folder / "reports")]) == 0
    capsys.readouterr()
    run([*where, "claims", "-f", "json"])
    dead = next(one for one in json.loads(capsys.readouterr().out) if "dead" in one["text"])["id"]
    shot = tmp_path / "shot.jpg"
    shot.write_bytes(picture())
    add = [*where, "evidence", "add", str(shot), "--claim", dead, "--bears", "against"]
    assert run([*add, "--grade", "3", "--note", "An empty morgue", "--by", "A. Editor"]) == 0
    filed = re.search(r"files evidence (\w+) against", capsys.readouterr().err)
    assert filed
    gone = [*where, "evidence", "add", "gone.jpg", "--claim", dead, "--bears", "for"]
    assert run([*gone, "--grade", "3", "--note", "A register", "--by", "A. Editor"]) == 3
    assert "gone.jpg: no file is there" in capsys.readouterr().err

    assert run([*where, "evidence", "list"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "image of grade 3, against it" in shown
    assert "taken 2031-05-05 18:52:10 by the camera's clock, at 59.91000, -10.75000" in shown
    assert "anybody can write this there" in shown
    withdraw = [*where, "withdraw", filed[1], "--because", "Another morgue", "--by", "B. Deputy"]
    assert run(withdraw) == 0
    run([*where, "claim", dead])
    shown = " ".join(capsys.readouterr().out.split())
    assert "withdrawn by B. Deputy on" in shown
    assert "because Another morgue" in shown


def test_rules_are_listed_compared_and_adopted(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["-w", str(tmp_path)]
    assert run(["init", str(tmp_path), "-q"]) == 0
    assert run([*where, "add", "-q", str(folder / "reports")]) == 0
    assert run([*where, "rules", "-f", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [one["in_force"] for one in listed] == [False, True], "a new ledger takes the newest"
    assert run([*where, "changes", "--rules", "1..2"]) == 0
    assert capsys.readouterr().out == "Nothing changed.\n"

    assert run([*where, "rules", "--adopt", "weigh/1"]) == 2
    assert "Say who adopts them" in capsys.readouterr().err
    adopt = [*where, "rules", "--adopt", "1", "--by", "A. Editor", "--because", "To compare"]
    assert run(adopt) == 0
    run([*where, "rules"])
    shown = " ".join(capsys.readouterr().out.split())
    assert "in force; adopted" in shown
    assert "by A. Editor, because To compare" in shown
    assert run([*where, "brief", "--rules", "weigh/9"]) == 2
    assert "there are weigh/1, weigh/2" in capsys.readouterr().err
    assert run([*where, "changes"]) == 2
    assert "Say since when" in capsys.readouterr().err


def test_verify_and_doctor_find_everything_in_order(salis: Salis) -> None:
    assert "3 documents in the archive, unaltered" in salis("verify").out
    told = salis("doctor")
    assert (told.code, told.out.count("ok ")) == (0, 4)


def test_an_altered_byte_is_found_and_named(folder: Path, tmp_path: Path) -> None:
    reports = str(folder / "reports")
    assert run(["init", str(tmp_path), "-q"]) == 0
    assert run(["-w", str(tmp_path), "add", "-q", reports]) == 0
    archived = max(
        (path for path in tmp_path.rglob("*") if path.is_file() and len(path.name) > 32),
        key=lambda path: path.stat().st_size,
    )
    archived.chmod(0o600)
    data = bytearray(archived.read_bytes())
    data[len(data) // 2] ^= 1
    archived.write_bytes(data)
    assert run(["-w", str(tmp_path), "verify"]) == 3


def _program(*args: str, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "salis", *args],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **environment},
        preexec_fn=heed_ctrl_c,
    )


def test_a_reader_who_stops_reading_is_no_error(folder: Path) -> None:
    started = _program("-w", str(folder), "claims", "-f", "json")
    assert started.stdout is not None
    assert started.stderr is not None
    started.stdout.close()
    assert started.stderr.read() == b""
    assert started.wait() == 0


def test_the_workspace_may_be_named_by_the_environment(folder: Path) -> None:
    out, err = _program("sources", "-f", "json", SALIS_WORKSPACE=str(folder)).communicate()
    assert err == b""
    assert {one["name"] for one in json.loads(out)} >= {"North Tribune", "Valley Courier"}


def test_stopped_in_the_middle_what_is_recorded_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    many = tmp_path / "many.jsonl"
    text = " ".join(text for _, _, text in REPORTS.values())
    with many.open("w", encoding="utf-8") as lines:
        for number in range(3000):
            record = {"id": str(number), "source": f"Paper {number}", "published": "2025-05-03"}
            lines.write(json.dumps({**record, "text": f"Report {number}. {text}"}) + "\n")
    assert run(["init", str(tmp_path), "-q"]) == 0
    started = _program("-w", str(tmp_path), "add", str(many))
    deadline = time.monotonic() + 60
    while not any(path.is_file() for path in (tmp_path / "archive").rglob("*")):
        assert time.monotonic() < deadline
        time.sleep(0.2)
    started.send_signal(signal.SIGINT)
    _, err = started.communicate(timeout=60)
    assert started.returncode == 130
    said = re.search(rb"Stopped: (\d+) of 3,000 documents are recorded", err)
    assert b"Traceback" not in err
    assert said
    assert run(["-w", str(tmp_path), "verify"]) == 0
    assert f"{said[1].decode()} document" in capsys.readouterr().out
