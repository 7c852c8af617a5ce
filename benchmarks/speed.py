"""Measure the speed and size of the program as it is used, beside the bare language model."""

from __future__ import annotations

import json
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.pile import choose_documents, count_words, write_documents
from benchmarks.processes import Ran, children_cpu, run_python, start_python, use_cores
from benchmarks.rows import BadInput, Row

_CORES = 2
#: `salis add` ends with 1 where documents have problems.
_ADDED = (0, 1)
#: A moment with about half of the documents told before it.
_MIDDLE = "2011-06-01"
_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Speed:
    """The figures of one run; times are of whole programs, from start to end."""

    documents: int
    words: int
    cores: int
    add_seconds: float
    add_cpu_seconds: float
    documents_per_second: float
    words_per_second: float
    #: The same without the seconds in which the language model is loaded.
    words_per_second_loaded: float
    peak_megabytes: float | None
    ledger_megabytes: float
    archive_megabytes: float
    brief_seconds: float
    brief_cpu_seconds: float
    brief_as_of_seconds: float
    add_one_seconds: float
    add_one_cpu_seconds: float
    help_seconds: float
    model_load_seconds: float
    #: Words a second of the bare model in one process and in two, and in two with its start.
    model_one: float
    model_two: float
    model_two_with_start: float
    model_two_cpu_seconds: float
    #: Words a second of adding as a share of the bare model's in two processes, starts included.
    ratio: float
    #: The same by processor time, which other work on the machine disturbs less.
    cpu_ratio: float

    def table(self) -> str:
        """Lay the figures out for reading."""
        peak, cpu = self.peak_megabytes, "of processor time"
        lines = (
            ("documents, words", f"{self.documents:,}, {self.words:,} on {self.cores} cores"),
            ("salis add", f"{self.add_seconds:.1f} s, {self.add_cpu_seconds:.1f} s {cpu}"),
            ("  documents a second", f"{self.documents_per_second:.1f}"),
            ("  words a second", f"{self.words_per_second:,.0f}"),
            ("  the same, model loaded", f"{self.words_per_second_loaded:,.0f}"),
            ("  peak memory, all processes", "not measured" if peak is None else f"{peak:,.0f} MB"),
            ("  ledger", f"{self.ledger_megabytes:.1f} MB"),
            ("  archive", f"{self.archive_megabytes:.1f} MB"),
            (
                "salis add of one more",
                f"{self.add_one_seconds:.2f} s, {self.add_one_cpu_seconds:.2f} s {cpu}",
            ),
            ("salis brief", f"{self.brief_seconds:.2f} s, {self.brief_cpu_seconds:.2f} s {cpu}"),
            ("salis brief --as-of the middle", f"{self.brief_as_of_seconds:.2f} s"),
            ("salis --help", f"{self.help_seconds:.2f} s"),
            ("bare model, one process", f"{self.model_one:,.0f} words a second"),
            ("bare model, two processes", f"{self.model_two:,.0f} words a second"),
            ("  with start", f"{self.model_two_with_start:,.0f} words a second"),
            ("salis add / bare model", f"{self.ratio:.2f}, by processor time {self.cpu_ratio:.2f}"),
        )
        return "\n".join(f"{name:<34}{value}" for name, value in lines)


@dataclass(frozen=True, slots=True)
class _Model:
    """The bare model's words a second and seconds."""

    load: float
    one: float
    two: float
    two_with_start: float
    two_cpu: float


@dataclass(frozen=True, slots=True)
class _Asked:
    """Seconds of the programs that ask and extend a full ledger."""

    brief: Ran
    brief_as_of: Ran
    add_one: Ran
    help: Ran


def measure_speed(count: int, *, times: int = 3) -> Speed:
    """Add documents to a fresh workspace and measure all that follows.

    Args:
        count: How many documents.
        times: How often what is quick is measured; the time in the middle counts.

    Raises:
        BadInput: the documents are not on this machine, or a program fails.
    """
    cores = use_cores(_CORES)
    chosen = choose_documents(count + times)
    documents, single = chosen[:count], chosen[count:]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pile, ledger = folder / "documents.jsonl", folder / "workspace"
        write_documents(documents, pile)
        model = _measure_model(documents, folder)
        run_python("-m", "salis", "init", str(ledger))
        added = _add(pile, ledger, watch=True)
        sizes = _size(ledger, "ledger.db*"), _size(ledger / "archive", "**/*")
        asked = _measure_asking(ledger, single, folder)
    words = count_words(documents)
    return Speed(
        documents=count,
        words=words,
        cores=cores,
        add_seconds=added.seconds,
        add_cpu_seconds=added.cpu_seconds,
        documents_per_second=count / added.seconds,
        words_per_second=words / added.seconds,
        words_per_second_loaded=words / max(0.1, added.seconds - model.load),
        peak_megabytes=added.peak_bytes / _MB if added.peak_bytes else None,
        ledger_megabytes=sizes[0],
        archive_megabytes=sizes[1],
        brief_seconds=asked.brief.seconds,
        brief_cpu_seconds=asked.brief.cpu_seconds,
        brief_as_of_seconds=asked.brief_as_of.seconds,
        add_one_seconds=asked.add_one.seconds,
        add_one_cpu_seconds=asked.add_one.cpu_seconds,
        help_seconds=asked.help.seconds,
        model_load_seconds=model.load,
        model_one=model.one,
        model_two=model.two,
        model_two_with_start=model.two_with_start,
        model_two_cpu_seconds=model.two_cpu,
        ratio=words / added.seconds / model.two_with_start,
        cpu_ratio=model.two_cpu / added.cpu_seconds,
    )


def _measure_asking(ledger: Path, single: list[Row], folder: Path) -> _Asked:
    """Time the brief and the help, then the adding of one document to the full ledger."""
    brief = ("-m", "salis", "brief", "-w", str(ledger))
    files = [folder / f"one{number}.jsonl" for number in range(len(single))]
    for document, file in zip(single, files, strict=True):
        write_documents([document], file)
    return _Asked(
        brief=_usual([run_python(*brief) for _ in single]),
        brief_as_of=_usual([run_python(*brief, "--as-of", _MIDDLE) for _ in single]),
        add_one=_usual([_add(file, ledger) for file in files]),
        help=_usual([run_python("-m", "salis", "--help") for _ in single]),
    )


def _measure_model(documents: list[Row], folder: Path) -> _Model:
    """Run the bare model over half of the documents in one process, over all in two."""
    halves = [folder / "even.jsonl", folder / "odd.jsonl"]
    for number, half in enumerate(halves):
        write_documents(documents[number::2], half)
    alone = json.loads(run_python("-m", "benchmarks.bare_model", str(halves[0])).output)
    began, used = time.monotonic(), children_cpu()
    running = [start_python("-m", "benchmarks.bare_model", str(half)) for half in halves]
    both = [json.loads(_finished(process.communicate()[0])) for process in running]
    wall, words = time.monotonic() - began, count_words(documents)
    return _Model(
        load=alone["load"],
        one=count_words(documents[::2]) / alone["parse"],
        two=words / max(one["parse"] for one in both),
        two_with_start=words / wall,
        two_cpu=children_cpu() - used,
    )


def _finished(output: str) -> str:
    if not output:
        message = "the bare language model did not run to its end"
        raise BadInput(message)
    return output


def _add(file: Path, ledger: Path, *, watch: bool = False) -> Ran:
    arguments = ("-m", "salis", "add", "-q", "-w", str(ledger), str(file))
    return run_python(*arguments, watch=watch, done=_ADDED)


def _usual(runs: list[Ran]) -> Ran:
    """Give the run in the middle, by its time."""
    return sorted(runs, key=lambda run: run.seconds)[len(runs) // 2]


def _size(folder: Path, pattern: str) -> float:
    return sum(file.stat().st_size for file in folder.glob(pattern) if file.is_file()) / _MB
