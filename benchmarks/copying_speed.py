"""Measure how fast the copies of one new document are found among very many known ones."""

from __future__ import annotations

import json
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.crowd import Crowd
from benchmarks.edits import edit_text
from benchmarks.processes import run_together
from benchmarks.rows import Row, write_rows
from benchmarks.tasks import ROOT

_PEERS = ROOT / ".peers" / "bin" / "python"
_FINDER = ROOT / "benchmarks" / "peers" / "copy_finder.py"
#: Shares of the words edited in the copies that are looked for, and how many of each.
_STRENGTHS, _EACH = (0.0, 0.05, 0.1, 0.2, 0.3), 20


@dataclass(frozen=True, slots=True)
class Search:
    """How a program found what new documents were copied from."""

    name: str
    #: Milliseconds for one new document, of processor time: in the middle, and for 95 of 100.
    middle_ms: float
    most_ms: float
    #: For 95 of 100 on the clock, whatever else the machine was doing.
    clock_ms: float
    #: Share of the copies whose original was found, by the share of words edited.
    found: tuple[float, ...]
    #: Documents found that a new one was not copied from: they have what a site prints everywhere.
    others: int
    build_seconds: float
    peak_megabytes: float


@dataclass(frozen=True, slots=True)
class CopyingSpeed:
    """The figures of one run."""

    documents: int
    searches: tuple[Search, ...]

    def table(self) -> str:
        """Lay the figures out for reading."""
        strengths = "".join(f"{f'{one:.0%}':>6}" for one in _STRENGTHS)
        lines = [
            f"{self.documents:,} documents known; milliseconds of processor time for a new one, in",
            "the middle and for 95 %, the same on the clock; originals found by the words edited",
            f"{'':<14}{'middle':>8}{'95 %':>8}{'clock':>8}{strengths}{'others':>8}"
            f"{'build s':>9}{'MB':>7}",
        ]
        for one in self.searches:
            found = "".join(f"{share:>6.0%}" for share in one.found)
            lines.append(
                f"{one.name:<14}{one.middle_ms:>8.1f}{one.most_ms:>8.1f}{one.clock_ms:>8.1f}{found}"
                f"{one.others:>8}{one.build_seconds:>9.0f}{one.peak_megabytes:>7,.0f}"
            )
        return "\n".join(lines)


def measure_copying(count: int) -> CopyingSpeed:
    """Let programs look for the originals of edited copies among made-up articles.

    Raises:
        BadInput: the articles to learn from are not on this machine, or a program fails.
    """
    programs = {"salis": (sys.executable, "-m", "benchmarks.copies_alone")}
    if _PEERS.exists():
        for bar in ("0.8", "0.5"):
            programs[f"minhash {bar}"] = (str(_PEERS), str(_FINDER), bar)
    with tempfile.TemporaryDirectory() as name:
        known, new = Path(name) / "known.jsonl", Path(name) / "new.jsonl"
        sought = _write(known, new, count)
        searches = [
            _search(title, (*words, str(known), str(new)), sought)
            for title, words in programs.items()
        ]
    return CopyingSpeed(count, tuple(searches))


def _write(known: Path, new: Path, count: int) -> list[Row]:
    """Write the known articles and the new ones: edited copies, and as many unrelated ones."""
    luck = random.Random(23)  # noqa: S311 (the same copies every time)
    crowd = Crowd(17)
    copied = set(luck.sample(range(count), _EACH * len(_STRENGTHS)))
    originals: list[Row] = []

    def articles() -> Iterator[Row]:
        for number, (source, text) in enumerate(crowd.articles(count)):
            row = {"id": f"k{number}", "source": source, "text": text}
            if number in copied:
                originals.append(row)
            yield row

    write_rows(known, articles())
    sought = [
        {
            "id": f"n{number}",
            "source": f"Copier {number}",
            "text": edit_text(row["text"], _STRENGTHS[number % len(_STRENGTHS)], luck),
            "original": row["id"],
        }
        for number, row in enumerate(originals)
    ]
    fresh = enumerate(crowd.articles(len(sought)))
    sought += [{"id": f"f{at}", "source": site, "text": text} for at, (site, text) in fresh]
    write_rows(new, sought)
    return sought


def _search(name: str, words: Sequence[str], sought: Sequence[Row]) -> Search:
    done = json.loads(run_together([words]).outputs[0])
    found = [set(one) for one in done["found"]]
    times, used = sorted(done["seconds"]), sorted(done["cpu_seconds"])
    most = len(times) * 95 // 100
    hits: list[list[bool]] = [[] for _ in _STRENGTHS]
    for number, (row, ids) in enumerate(zip(sought, found, strict=True)):
        if "original" in row:
            hits[number % len(_STRENGTHS)].append(row["original"] in ids)
    return Search(
        name=name,
        middle_ms=used[len(used) // 2] * 1000,
        most_ms=used[most] * 1000,
        clock_ms=times[most] * 1000,
        found=tuple(sum(one) / len(one) for one in hits),
        others=sum(
            len(ids - {row.get("original")}) for row, ids in zip(sought, found, strict=True)
        ),
        build_seconds=done["build"],
        peak_megabytes=done["peak"] / 1_000_000,
    )
