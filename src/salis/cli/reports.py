"""What is said on stderr after work: a summary, and the problems found with their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from salis.formats.safe import safe_line
from salis.formats.words import added_words, count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from salis.model.problem import Problem
    from salis.pipeline.add import AddReport

_PROBLEMS_SHOWN = 20
_PLACES_SHOWN = 3


def say(text: str, *, quiet: bool = False) -> None:
    """Say something that is not data."""
    if not quiet:
        click.echo(text, err=True)


def report_added(report: AddReport, *, quiet: bool) -> None:
    """Say what was added and what is wrong with it; problems are said even when quiet."""
    say(f"{added_words(report)} in {report.seconds:.1f} s{_rate(report)}.", quiet=quiet)
    report_problems(report.problems)


def _rate(report: AddReport) -> str:
    read = report.added + report.revised
    return f", {read / report.seconds:.1f} documents/s" if read and report.seconds else ""


def report_problems(problems: Sequence[Problem]) -> None:
    """Say what is wrong and where; the same fault of many documents is said once."""
    places: dict[tuple[str, str], list[str]] = {}
    for problem in problems:
        places.setdefault((problem.code, problem.text), []).append(problem.place)
    faults = list(places.items())
    for (code, text), where in faults[:_PROBLEMS_SHOWN]:
        more = f" and {len(where) - _PLACES_SHOWN:,} more" if len(where) > _PLACES_SHOWN else ""
        shown = ", ".join(safe_line(place) for place in where[:_PLACES_SHOWN])
        say(f"  {shown}{more}: {safe_line(text)} [{code}]")
    if (rest := len(faults) - _PROBLEMS_SHOWN) > 0:
        say(f"  … and {count(rest, 'problem')} more; `salis document ID` shows a document's.")
