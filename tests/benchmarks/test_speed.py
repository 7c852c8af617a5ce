"""Measuring the speed: the program runs as a user starts it, beside the bare language model."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from benchmarks.pile import WORDS, choose_documents
from benchmarks.processes import run_python
from benchmarks.rows import BadInput


@pytest.mark.usefixtures("shared")
def test_a_pile_holds_documents_of_one_length_none_twice() -> None:
    documents = choose_documents(40)
    assert {len(one["text"].split()) for one in documents} == {WORDS}
    assert len({one["id"] for one in documents}) == 40


@pytest.mark.usefixtures("shared")
def test_more_documents_than_there_are_is_an_error() -> None:
    with pytest.raises(BadInput, match="were asked for"):
        choose_documents(1_000_000)


def test_what_a_program_and_its_children_hold_is_measured(tmp_path: Path) -> None:
    if not Path("/proc/self/smaps_rollup").exists():
        pytest.skip("memory is measured by /proc, which this system does not have")
    child = "import time; held = bytearray(60_000_000); time.sleep(1)"
    script = tmp_path / "parent.py"
    script.write_text(
        f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {child!r}])\nprint('done')"
    )
    ran = run_python(str(script), watch=True)
    assert ran.output == "done\n"
    assert ran.peak_bytes is not None
    assert 60_000_000 < ran.peak_bytes < 200_000_000
    assert ran.seconds >= 1


def test_a_program_that_fails_stops_the_measurement() -> None:
    with pytest.raises(BadInput, match="ended with 3"):
        run_python("-c", "import sys; sys.exit(3)")
    assert run_python("-c", "import sys; sys.exit(3)", done=(3,)).output == ""


@pytest.mark.skipif("SALIS_SLOW" not in os.environ, reason="takes half a minute: set SALIS_SLOW")
@pytest.mark.usefixtures("shared")
def test_a_small_run_gives_every_figure(tmp_path: Path) -> None:
    figures = tmp_path / "figures.json"
    command = (
        "-m",
        "benchmarks",
        "speed",
        "--documents",
        "4",
        "--times",
        "1",
        "--json",
        str(figures),
    )
    printed = run_python(*command).output
    made = json.loads(figures.read_text(encoding="utf-8"))
    assert made["documents"] == 4
    assert made["words"] == 4 * WORDS
    assert all(value > 0 for value in made.values() if value is not None)
    assert "documents a second" in printed
    assert sys.platform != "linux" or made["peak_megabytes"] > 100
