"""What reading reached on the development data; a change may not read worse unnoticed.

`floors.toml` has the figures, each a little below what was measured on the first rows of a file.
"""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any

import pytest

from benchmarks.rows import read_rows, write_rows
from benchmarks.tasks import predict_task
from training.folds import LEFT_OUT, fold_of

FLOORS: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("floors.toml").read_text(encoding="utf-8")
)["floor"]


@pytest.mark.parametrize("floor", FLOORS, ids=[f["file"].split(".")[0] for f in FLOORS])
def test_reading_stays_above_what_it_reached(
    floor: dict[str, Any], shared: Path, scorer: Any, tmp_path: Path
) -> None:
    file = shared / "bench" / floor["file"]
    assert hashlib.sha256(file.read_bytes()).hexdigest() == floor["sha256"], (
        f"{file} is not the file that the floors were measured on"
    )
    rows = list(read_rows(file))[: floor["rows"]]
    if floor.get("unseen"):
        rows = [row for row in rows if fold_of(row["id"]) == LEFT_OUT]
    given, made = tmp_path / "rows.jsonl", tmp_path / "made.jsonl"
    write_rows(given, rows)
    write_rows(made, predict_task(floor["task"], given, None))
    scores = scorer.score(floor["task"], rows, scorer.read(made), strict=True)
    below = {name: scores[name] for name, least in floor["least"].items() if scores[name] < least}
    assert not below, f"{below} below the floors {floor['least']}"
