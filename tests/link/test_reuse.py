"""The fitted weights by which shared words show reuse."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salis.link.overlap import Overlap, read_model

SHARED = Path(os.environ.get("SALIS_SHARED", Path(__file__).resolve().parents[3] / "shared"))
DEV = SHARED / "bench" / "copies" / "dev.jsonl.gz"


@given(st.integers(25, 500), st.data())
def test_more_shared_prose_never_speaks_against_reuse(words: int, data: st.DataObject) -> None:
    prose = data.draw(st.integers(0, words - 1))
    less = Overlap(words, words, prose, prose, prose, 0.0)
    more = replace(less, shared=prose + 1, prose=prose + 1)
    assert read_model().odds(less) < read_model().odds(more)


@pytest.mark.skipif(not DEV.is_file(), reason=f"the benchmark's copies are not here: {DEV}")
def test_the_weights_are_those_that_training_gives() -> None:
    from benchmarks.copies_task import align_row
    from benchmarks.rows import read_rows
    from training.copies import fit

    trained = fit([(align_row(row), row["label"]) for row in read_rows(DEV)])
    assert read_model().bias == pytest.approx(trained.bias, abs=0.001)
    assert read_model().weights == pytest.approx(trained.weights, abs=0.001)
