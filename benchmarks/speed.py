"""Measure the speed and size of the program as it is used, beside the bare language model."""

from __future__ import annotations

import json
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.pile import choose_documents, count_words, write_documents
from benchmarks.processes import run_python, start_python, use_cores
from benchmarks.rows import BadInput, Row

_CORES = 2
#: Documents added one by one to the full ledger.
_SINGLE = 3
#: `salis add` ends with 1 where documents have problems.
_ADDED = (0, 1)
_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Speed:
    """The figures of one run; times are of whole programs, from start to end."""

    documents: int
    words: int
    cores: int
    add_seconds: float
    documents_per_second: float
    words_per_second: float
    #: The same without the seconds in which the language model is loaded.
    words_per_second_loaded: float
    peak_megabytes: float | None
    ledger_megabytes: float
    archive_megabytes: float
    brief_seconds: float
    brief_as_of_seconds: float
    add_one_seconds: float
    help_seconds: float
    model_load_seconds: float
    #: Words a second of the bare model in one process and in two, and in two with its start.
    model_one: float
    model_two: float
    model_two_with_start: float
    #: Words a second of adding as a share of the bare model's in two processes, starts included.
    ratio: float

    def table(self) -> str:
        """Lay the figures out for reading."""
        peak = (
            "not measured here" if self.peak_megabytes is None else f"{self.peak_megabytes:,.0f} MB"
        )
        lines = (
            ("documents, words", f"{self.documents:,}, {self.words:,} on {self.cores} cores"),
            ("salis add", f"{self.add_seconds:.1f} s"),
            ("  documents a second", f"{self.documents_per_second:.1f}"),
            ("  words a second", f"{self.words_per_second:,.0f}"),
            ("  words a second, model loaded", f"{self.words_per_second_loaded:,.0f}"),
            ("  peak memory of all processes", peak),
            (
                "  ledger, archive",
                f"{self.ledger_megabytes:.1f} MB, {self.archive_megabytes:.1f} MB",
            ),
            ("salis add of one more", f"{self.add_one_seconds:.2f} s"),
            ("salis brief", f"{self.brief_seconds:.2f} s"),
            ("salis brief --as-of the middle", f"{self.brief_as_of_seconds:.2f} s"),
            ("salis --help", f"{self.help_seconds:.2f} s"),
            ("bare model, one process", f"{self.model_one:,.0f} words/s"),
            ("bare model, two processes", f"{self.model_two:,.0f} words/s"),
            ("  with start", f"{self.model_two_with_start:,.0f} words/s"),
            ("salis add / bare model", f"{self.ratio:.2f}"),
        )
        return "\n".join(f"{name:<34}{value}" for name, value in lines)


@dataclass(frozen=True, slots=True)
class _Model:
    load: float
    one: float
    two: float
    two_with_start: float


def measure_speed(count: int) -> Speed:
    """Add documents to a fresh workspace and measure all that follows.

    Raises:
        BadInput: the documents are not on this machine, or a program fails.
    """
    cores = use_cores(_CORES)
    chosen = choose_documents(count + _SINGLE)
    documents, single = chosen[:count], chosen[count:]
    words = count_words(documents)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pile, ledger = folder / "documents.jsonl", folder / "workspace"
        write_documents(documents, pile)
        model = _measure_model(documents, words, folder)
        run_python("-m", "salis", "init", str(ledger))
        added = run_python(
            "-m", "salis", "add", "-q", "-w", str(ledger), str(pile), watch=True, done=_ADDED
        )
        sizes = _size(ledger / "ledger.db*"), _size(ledger / "archive/**/*")
        brief = _brief(ledger)
        middle = _brief(ledger, "--as-of", "2011-06-01")
        one = _add_singly(single, ledger, folder)
    rate = words / added.seconds
    return Speed(
        documents=count,
        words=words,
        cores=cores,
        add_seconds=added.seconds,
        documents_per_second=count / added.seconds,
        words_per_second=rate,
        words_per_second_loaded=words / max(0.1, added.seconds - model.load),
        peak_megabytes=added.peak_bytes / _MB if added.peak_bytes else None,
        ledger_megabytes=sizes[0],
        archive_megabytes=sizes[1],
        brief_seconds=brief,
        brief_as_of_seconds=middle,
        add_one_seconds=one,
        help_seconds=median(run_python("-m", "salis", "--help").seconds for _ in range(5)),
        model_load_seconds=model.load,
        model_one=model.one,
        model_two=model.two,
        model_two_with_start=model.two_with_start,
        ratio=rate / model.two_with_start,
    )


def _measure_model(documents: list[Row], words: int, folder: Path) -> _Model:
    """Run the bare model over half of the documents in one process, over all in two."""
    halves = [folder / "even.jsonl", folder / "odd.jsonl"]
    for at, half in enumerate(halves):
        write_documents(documents[at::2], half)
    alone = json.loads(run_python("-m", "benchmarks.bare_model", str(halves[0])).output)
    began = time.monotonic()
    running = [start_python("-m", "benchmarks.bare_model", str(half)) for half in halves]
    both = [json.loads(_finished(process.communicate()[0])) for process in running]
    wall = time.monotonic() - began
    return _Model(
        load=alone["load"],
        one=count_words(documents[::2]) / alone["parse"],
        two=words / max(one["parse"] for one in both),
        two_with_start=words / wall,
    )


def _finished(output: str) -> str:
    if not output:
        message = "the bare language model did not run to its end"
        raise BadInput(message)
    return output


def _brief(ledger: Path, *options: str) -> float:
    return median(
        run_python("-m", "salis", "brief", "-w", str(ledger), *options).seconds for _ in range(3)
    )


def _add_singly(documents: list[Row], ledger: Path, folder: Path) -> float:
    times = []
    for at, document in enumerate(documents):
        file = folder / f"one{at}.jsonl"
        write_documents([document], file)
        added = run_python("-m", "salis", "add", "-q", "-w", str(ledger), str(file), done=_ADDED)
        times.append(added.seconds)
    return median(times)


def _size(pattern: str | Path) -> float:
    folder, name = Path(pattern).anchor, str(pattern).lstrip("/")
    return sum(file.stat().st_size for file in Path(folder).glob(name) if file.is_file()) / _MB
