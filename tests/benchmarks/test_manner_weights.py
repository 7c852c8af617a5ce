"""The weights that ship are those that the training code makes from the data."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from training.manner import WEIGHTS, read_events, write_weights


@pytest.mark.skipif("SALIS_SLOW" not in os.environ, reason="takes half a minute: set SALIS_SLOW")
def test_training_again_gives_the_weights_that_ship(shared: Path, tmp_path: Path) -> None:
    made = tmp_path / "weights.json"
    write_weights(read_events(shared / "bench"), made)
    again = json.loads(made.read_text("utf-8"))
    shipped = json.loads(WEIGHTS.read_text("utf-8"))
    for attribute, values in shipped.items():
        for value, weights in values.items():
            assert again[attribute][value] == pytest.approx(weights, abs=0.011)
