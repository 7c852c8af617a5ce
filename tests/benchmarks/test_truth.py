"""Truth: which of several conflicting claims the task's adapter takes for true."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from benchmarks.name_lists import read_names
from benchmarks.rows import read_rows, write_rows
from benchmarks.tasks import predict_task
from tests.benchmarks.test_predict import predict, write

#: The lowest accuracies that pass, with one setting for both.
FLOORS = {"books": 0.92, "population": 0.85}


def claim(source: str, value: str, attribute: str = "Authors") -> dict[str, Any]:
    return {
        "id": source,
        "source": source,
        "object": "b1",
        "attribute": attribute,
        "value": value,
    }


@pytest.mark.parametrize(
    "spelling",
    [
        "Orlo, Lena; Stroem, I.",
        "Lena Orlo and Ilka Stroem",
        "By (author) Orlo, Lena By (author) Str&ouml;m, Ilka",
        "ORLO, LENA STROEM, ILKA",
        "Lena Orlo, Ilka Stroem (Norrow University)",
    ],
)
def test_a_list_of_people_is_the_same_in_every_spelling(spelling: str) -> None:
    names = {name for name, _ in read_names(spelling)}
    assert names in ({"orlo", "stroem"}, {"orlo", "strom"})


def test_namesakes_are_two_and_one_person_twice_is_one() -> None:
    assert len(read_names("Lena Orlo; Ivo Orlo")) == 2
    assert len(read_names("Lena Orlo; L. Orlo")) == 1
    assert not read_names("Not Available")


def test_most_shops_leave_a_name_out_and_the_full_list_still_wins(tmp_path: Path) -> None:
    rows = [
        claim("Ash", "Orlo, Lena; Stroem, Ilka"),
        claim("Birch", "Lena Orlo and Ilka Stroem"),
        claim("Cedar", "Orlo, Lena"),
        claim("Dogwood", "Lena Orlo"),
    ]
    listed = {"id": "b1|Authors", "object": "b1", "attribute": "Authors", "kind": "people"}
    objects = write(tmp_path / "objects.jsonl.gz", [listed])
    (made,) = predict(tmp_path, "truth", rows, "--objects", str(objects))
    assert made["value"] == "orlo; stroem"
    assert 0.5 < made["probability"] < 1


def test_without_a_list_every_object_is_answered(tmp_path: Path) -> None:
    rows = [claim("Ash", "1,200", "Count"), claim("Birch", "1200", "Count")]
    (made,) = predict(tmp_path, "truth", rows)
    assert (made["id"], made["value"]) == ("b1|Count", "1200")


@pytest.mark.parametrize("name", FLOORS)
def test_truth_stays_above_what_it_reached(
    name: str, shared: Path, scorer: Any, tmp_path: Path
) -> None:
    folder = shared / "bench" / "truth"
    gold, made = folder / f"{name}_gold.jsonl.gz", tmp_path / "made.jsonl"
    write_rows(made, predict_task("truth", folder / f"{name}_claims.jsonl.gz", gold))
    scores = scorer.score("truth", list(read_rows(gold)), scorer.read(made), strict=True)
    assert scores["accuracy"] >= FLOORS[name]
