"""Measure the reader alone beside other programs over the same text, in two processes each."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.pile import choose_documents, count_words, write_documents
from benchmarks.processes import run_python, run_together, use_cores
from benchmarks.rows import BadInput
from benchmarks.tasks import ROOT

_PEERS = ROOT / ".peers" / "bin" / "python"
_PROGRAMS = ROOT / "benchmarks" / "peers" / "programs.py"
_CORES = 2
_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Reading:
    """How fast a program read the pile."""

    name: str
    documents_per_second: float
    words_per_second: float
    load_seconds: float
    peak_megabytes: float | None
    #: Statements, names, quotations or dates, as the program has them.
    found: int
    #: Its documents a second as a share of the reader's.
    ratio: float


@dataclass(frozen=True, slots=True)
class ReadingSpeed:
    """The figures of one run."""

    documents: int
    readings: tuple[Reading, ...]
    #: Seconds from starting the program to the statements of a document of one page.
    first_statement_seconds: float
    help_seconds: float

    def table(self) -> str:
        """Lay the figures out for reading."""
        head = f"{'':<12}{'documents/s':>12}{'words/s':>10}{'ratio':>8}{'load s':>8}{'MB':>8}"
        lines = [f"{self.documents} documents of 500 words, two processes", head + f"{'found':>9}"]
        for one in self.readings:
            memory = "" if one.peak_megabytes is None else f"{one.peak_megabytes:,.0f}"
            lines.append(
                f"{one.name:<12}{one.documents_per_second:>12.1f}{one.words_per_second:>10,.0f}"
                f"{one.ratio:>8.2f}{one.load_seconds:>8.1f}{memory:>8}{one.found:>9,}"
            )
        lines.append(f"first statement of one page after {self.first_statement_seconds:.2f} s")
        lines.append(f"salis --help {self.help_seconds:.2f} s")
        return "\n".join(lines)


def measure_reading(count: int) -> ReadingSpeed:
    """Read a pile with the reader, then with every peer.

    Raises:
        BadInput: the documents or the peers are not on this machine, or a program fails.
    """
    if not _PEERS.exists():
        message = f"{_PEERS}: no such file; tools/peers.sh makes the environment of the peers"
        raise BadInput(message)
    use_cores(_CORES)
    documents = choose_documents(count + 1)
    with tempfile.TemporaryDirectory() as name:
        halves = [Path(name) / "even.jsonl", Path(name) / "odd.jsonl"]
        for number, half in enumerate(halves):
            write_documents(documents[number:count:2], half)
        words = count_words(documents[:count])
        readings = list(_readings(halves, count, words))
        page = Path(name) / "page.txt"
        page.write_text(documents[count]["text"], "utf-8")
        one = run_python("-m", "benchmarks.first_statement", str(page))
    return ReadingSpeed(
        documents=count,
        readings=tuple(readings),
        first_statement_seconds=one.seconds,
        help_seconds=run_python("-m", "salis", "--help").seconds,
    )


def _readings(halves: list[Path], count: int, words: int) -> Iterator[Reading]:
    ours: float | None = None
    programs = [("salis", (sys.executable, "-m", "benchmarks.reader_alone"))] + [
        (name, (str(_PEERS), str(_PROGRAMS), name)) for name in ("spacy", "textacy", "dateparser")
    ]
    for name, program in programs:
        ran = run_together([(*program, str(half)) for half in halves])
        figures = [json.loads(one) for one in ran.outputs]
        speed = count / max(one["read"] for one in figures)
        ours = ours or speed
        yield Reading(
            name=name,
            documents_per_second=speed,
            words_per_second=speed * words / count,
            load_seconds=max(one["load"] for one in figures),
            peak_megabytes=ran.peak_bytes / _MB if ran.peak_bytes else None,
            found=sum(one["found"] for one in figures),
            ratio=speed / ours,
        )
