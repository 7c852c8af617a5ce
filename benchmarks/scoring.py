"""Score predictions and the simple baseline on development data, by the benchmark's scorer."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.baselines import BASELINES
from benchmarks.rows import BadInput, read_rows, write_rows
from benchmarks.tasks import SHARED, TASKS, find_task, gold_files, predict_task
from training.folds import LEFT_OUT, fold_of

type Scores = dict[str, float | int]


@dataclass(frozen=True, slots=True)
class Scored:
    """What a task's predictions for one file came to, beside the simple baseline's."""

    task: str
    file: str
    ours: Scores
    baseline: Scores

    def table(self) -> str:
        """Lay the figures out side by side."""
        lines = [f"{f'{self.task} · {self.file}':<36}{'salis':>9}{'simple':>9}"]
        for name, value in self.ours.items():
            lines.append(f"  {name:<34}{_figure(value)}{_figure(self.baseline.get(name))}".rstrip())
        return "\n".join(lines)


def _figure(value: float | None) -> str:
    if value is None:
        return " " * 9
    return f"{value:9}" if isinstance(value, int) else f"{value:9.3f}"


def score_task(name: str) -> Iterator[Scored]:
    """Score a task's development files.

    Raises:
        BadInput: there is no such task or data, or the scorer refuses a file.
    """
    for file, beside in gold_files(name):
        with tempfile.TemporaryDirectory() as folder:
            gold, title = _unseen(name, file, Path(folder))
            given, more = gold, beside
            if beside is not None and find_task(name).turned:
                given, more = beside, gold
            ours = _score(name, gold, predict_task(name, given, more))
            rows = read_rows(more) if more else None
            simple = _score(name, gold, BASELINES[name](read_rows(given), rows))
        yield Scored(name, title, ours, simple)


def _unseen(task: str, file: Path, folder: Path) -> tuple[Path, str]:
    """Give a file of the rows to score, without those learnt from, and what to call it."""
    if file.name.split(".")[0] not in TASKS[task].left_out:
        return file, file.name
    kept = folder / "rows.jsonl"
    count = write_rows(kept, (row for row in read_rows(file) if fold_of(row["id"]) == LEFT_OUT))
    return kept, f"{file.name}, {count} unseen rows"


def _score(task: str, gold: Path, predictions: Iterator[dict[str, object]]) -> Scores:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "predictions.jsonl"
        write_rows(file, predictions)
        scorer = [sys.executable, str(SHARED / "bench" / "score.py"), task, str(gold), str(file)]
        done = subprocess.run([*scorer, "--json"], capture_output=True, text=True, check=False)
    if done.returncode:
        raise BadInput(done.stderr.strip())
    scores: Scores = json.loads(done.stdout.splitlines()[-1])
    scores.pop("task", None)
    return scores
