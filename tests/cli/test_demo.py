"""The demo: the sample read, decided on as its reader did, and briefed."""

from __future__ import annotations

from pathlib import Path

import pytest

from salis.cli.exits import run


def test_the_demo_prints_its_brief_and_says_what_to_try_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "demo"
    assert run(["demo", str(folder)]) == 0
    shown = capsys.readouterr()
    assert "as of 7 May 2025 00:00 UTC" in " ".join(shown.out.split())
    assert "KNOWN" in shown.out
    assert "bears for it: Register of river boats" in " ".join(shown.out.split())
    tries = [line.split() for line in shown.err.splitlines() if line.startswith("  salis ")]
    assert len(tries) == 3
    assert f"salis -w {folder} serve --open" in shown.err
    for words in tries:
        assert run(words[1:]) == 0
        assert capsys.readouterr().out.strip()


def test_the_demo_replaces_a_former_demo_and_nothing_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("mine", encoding="utf-8")
    assert run(["demo", str(tmp_path)]) == 3
    assert "is no former demo" in capsys.readouterr().err
    assert notes.read_text(encoding="utf-8") == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
