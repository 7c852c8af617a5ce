"""An editor settles what a mayor had said, and sees her record, on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from salis.cli.exits import run
from tests.cli.korvan import Salis, Told, add_reports

BRIDGES = ("Aldmoor", "Brennick", "Sarnholt", "Ansgar", "Torvik")
REPORTS = {
    f"{name.lower()}.txt": (
        "North Tribune",
        f"2025-05-0{day}T06:10Z",
        f"Lena Orlo, a hydrologist, said that the bridge at {name} had collapsed in the flood.\n",
    )
    for day, name in enumerate(BRIDGES, 1)
} | {
    "last.txt": (
        "Valley Courier",
        "2025-05-20T09:00Z",
        "Lena Orlo, a hydrologist, said that the upper dam had cracked.\n",
    )
}


@pytest.fixture
def salis(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Salis:
    folder = add_reports(tmp_path, REPORTS)

    def call(*args: str) -> Told:
        code = run(["-w", str(folder), *args])
        shown = capsys.readouterr()
        return Told(code, shown.out, shown.err)

    return call


def _id(salis: Salis, words: str) -> str:
    claims = salis("claims", "-f", "json").data
    return str(next(one["id"] for one in claims if words in one["text"]))


def _flat(text: str) -> str:
    return " ".join(text.split())


def test_a_record_is_shown_from_five_on_and_salts_what_she_says_next(salis: Salis) -> None:
    cracked = _id(salis, "dam had cracked")
    for number, name in enumerate(BRIDGES):
        told = _flat(salis("sources", "--speakers").out)
        assert f"0 held · {number} fell · {6 - number} open" in told
        assert "settled claims held" not in told
        judged = ("judge", "refute", _id(salis, name), "--because", "It stands")
        assert salis(*judged, "--by", "A. Editor", "--at", f"2025-05-1{number}").code == 0

    speakers = _flat(salis("sources", "--speakers").out)
    assert "Lena Orlo 0 held · 5 fell · 1 open · 0 of 5 settled claims held (0% to 43%)" in speakers
    page = _flat(salis("claim", cracked).out)
    assert "salt: poor record" in page
    assert "Lena Orlo: 0 of 5 settled claims held (0% to 43% at 95 % confidence)" in page
    assert salis("claim", cracked, "-f", "json").data["standing"] == "reported"

    before = _flat(salis("sources", "--speakers", "--as-of", "2025-05-12T12:00Z").out)
    assert "0 held · 2 fell · 3 open · no record below 5 settled" in before
    tribune = salis("sources", "-f", "json").data[0]
    assert (tribune["name"], tribune["held"], tribune["fell"]) == ("North Tribune", 0, 0)


@pytest.mark.parametrize("form", ["table", "text", "md", "html", "json", "jsonl", "csv"])
def test_records_come_in_every_format(salis: Salis, form: str) -> None:
    told = salis("sources", "--speakers", "-f", form)

    assert told.code == 0
    assert "Lena Orlo" in told.out
