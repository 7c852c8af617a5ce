"""The tasks by name: who predicts them, and what development data there is for each."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from benchmarks.rows import BadInput, Row, read_rows

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("SALIS_SHARED", ROOT.parent / "shared"))


@dataclass(frozen=True, slots=True)
class Task:
    """A task that the program can do."""

    #: Development files in `shared/bench/TASK`, without `.jsonl.gz`.
    gold: tuple[str, ...] = ("dev",)
    #: Name of the option for a second file that predicting needs, e.g. `docs`.
    beside: str | None = None
    #: Development files for that option, by the gold file that needs one.
    companions: tuple[tuple[str, str], ...] = ()
    #: Of these files only the rows that training left out are scored.
    left_out: tuple[str, ...] = ()
    #: Whether the companion is what is read, and the gold file lists only what is to be answered.
    turned: bool = False


TASKS = {
    "attribution": Task(),
    "kind": Task(gold=("dev", "babe_dev"), left_out=("babe_dev",)),
    "certainty": Task(),
    "same_event": Task(),
    "stance": Task(
        gold=("fnc_dev", "sick_dev", "rte3_dev"),
        beside="bodies",
        companions=(("fnc_dev", "fnc_dev_bodies"),),
    ),
    "copies": Task(),
    "time": Task(),
    "timeline": Task(beside="docs", companions=(("dev", "dev_docs"),)),
    "truth": Task(
        gold=("books_gold", "population_gold"),
        beside="objects",
        companions=(("books_gold", "books_claims"), ("population_gold", "population_claims")),
        turned=True,
    ),
}


def find_task(name: str) -> Task:
    """Find a task.

    Raises:
        BadInput: there is no such task.
    """
    if name in TASKS:
        return TASKS[name]
    message = f"{name}: no such task; there are {', '.join(TASKS)}"
    raise BadInput(message)


def predict_task(name: str, file: Path, beside: Path | None = None) -> Iterator[Row]:
    """Predict the rows of a file.

    Raises:
        BadInput: there is no such task, or a file cannot be used.
    """
    task = find_task(name)
    predict = import_module(f"benchmarks.{name}_task").predict
    more = {task.beside: read_rows(beside)} if task.beside and beside else {}
    try:
        yield from predict(read_rows(file), **more)
    except KeyError as missing:
        message = f"{file}: a row has no {missing}"
        raise BadInput(message) from missing


def gold_files(name: str) -> Iterator[tuple[Path, Path | None]]:
    """Give a task's development files, each with the file that belongs to it.

    Raises:
        BadInput: there is no such task, or the development data is not on this machine.
    """
    task = find_task(name)
    folder = SHARED / "bench" / name
    companions = dict(task.companions)
    for gold in task.gold:
        path = folder / f"{gold}.jsonl.gz"
        if not path.is_file():
            message = f"{path}: no such file (SALIS_SHARED names the folder above bench)"
            raise BadInput(message)
        beside = companions.get(gold)
        yield path, folder / f"{beside}.jsonl.gz" if beside else None
