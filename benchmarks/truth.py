"""Compare truth discovery with majority vote and the `truthdiscovery` package, all in one run.

Everyone gets the same claims, in two spellings: as the benchmark's scorer reads values, and as
the task's adapter does. Then sources that copy one wrong source are added, to see who is misled.
"""

from __future__ import annotations

import importlib.util
import json
import random
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.rows import BadInput, Row, read_rows
from benchmarks.tasks import ROOT, SHARED
from benchmarks.truth_task import best_answer, find_kinds, make_polls, write_answer
from salis.weigh import Poll, Vote
from salis.weigh.discovery import discover_truth

_PEERS = ROOT / ".peers" / "bin" / "python"
_PROGRAM = ROOT / "benchmarks" / "peers" / "truth_programs.py"
_SETS = ("books", "population")
#: Which part of a question's sources copy the wrong one, that one included.
SHARES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6)
_MAJORITY, _OURS = "majority vote", "salis"
_BINS = 10
_SEED = 7

type Right = Callable[[Row, str], bool]


@dataclass(frozen=True, slots=True)
class TruthFigures:
    """Accuracy by data set and program; with copies, by share; and how far probabilities hold."""

    plain: Mapping[str, Mapping[str, float]]
    scorers_spelling: Mapping[str, Mapping[str, float]]
    #: By data set and what the wrong source answers: by share of copies, by program.
    copies: Mapping[str, Mapping[str, Mapping[str, float]]]
    #: Expected calibration error of the best answer's probability, ten bins.
    calibration_error: Mapping[str, float]

    def table(self) -> str:
        """Lay the figures out for reading."""
        lines = [f"{'accuracy':<36}" + "".join(f"{name:>12}" for name in _SETS)]
        for title, part in (("", self.plain), (", scorer's spelling", self.scorers_spelling)):
            for program in part[_SETS[0]]:
                row = "".join(f"{part[name][program]:>12.3f}" for name in _SETS)
                lines.append(f"{program + title:<36}{row}")
        row = "".join(f"{self.calibration_error[name]:>12.3f}" for name in _SETS)
        lines.append(f"{'salis: calibration error':<36}{row}")
        for name, by_share in self.copies.items():
            lines += ["", f"{name:<36}" + "".join(f"{share:>7.0%}" for share in SHARES)]
            for program in by_share["0.0"]:
                row = "".join(f"{by_share[str(share)][program]:>7.3f}" for share in SHARES)
                lines.append(f"{program:<36}{row}")
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class _Set:
    """A data set of the benchmark, and the scorer's reading of values."""

    polls: Sequence[Poll]
    gold: Sequence[Row]
    right: Right
    scorers: Sequence[tuple[str, str, str]]


def compare_truth() -> TruthFigures:
    """Run everyone over everything.

    Raises:
        BadInput: the data or the peers' environment is not on this machine.
    """
    sets = {name: _load(name) for name in _SETS}
    told = _ask_peers([one.scorers for one in sets.values()])
    spelt = {
        name: _accuracies(sets[name], {_MAJORITY: _majority(sets[name].scorers), **peers})
        for name, peers in zip(_SETS, told, strict=True)
    }
    copies = {
        f"{name}, {kind} wrong answers": _mislead(one, own=own)
        for name, one in sets.items()
        for kind, own in (("own", True), ("others'", False))
    }
    return TruthFigures(
        plain={name: copies[f"{name}, own wrong answers"]["0.0"] for name in _SETS},
        scorers_spelling=spelt,
        copies=copies,
        calibration_error={name: _calibration_error(one) for name, one in sets.items()},
    )


def _mislead(one: _Set, *, own: bool) -> dict[str, dict[str, float]]:
    """Give by share of copies how many of the gold questions everyone gets right."""
    spoilt = {share: _with_copies(one, share, own=own) for share in SHARES}
    ballots = [_ballots(polls) for polls in spoilt.values()]
    told = zip(spoilt.items(), ballots, _ask_peers(ballots), strict=True)
    return {
        str(share): _accuracies(
            one, {_MAJORITY: _majority(ballot), **peers, _OURS: _likeliest(polls)[0]}
        )
        for (share, polls), ballot, peers in told
    }


def _likeliest(polls: Iterable[Poll]) -> tuple[dict[str, str], dict[str, float]]:
    """Give by question the likeliest answer, and its probability."""
    found = {key: best_answer(one) for key, one in discover_truth(polls).items()}
    answers = {key: write_answer(one) for key, (one, _) in found.items() if one is not None}
    return answers, {key: chance for key, (_, chance) in found.items()}


def _accuracies(one: _Set, answers: Mapping[str, Mapping[str, str]]) -> dict[str, float]:
    return {name: sum(_hits(one, of)) / len(one.gold) for name, of in answers.items()}


def _load(name: str) -> _Set:
    folder = SHARED / "bench" / "truth"
    scorer = _load_scorer(SHARED / "bench" / "score.py")
    gold = list(read_rows(folder / f"{name}_gold.jsonl.gz"))
    claims = list(read_rows(folder / f"{name}_claims.jsonl.gz"))

    def right(row: Row, value: str) -> bool:
        return bool(scorer.score_truth([(row, {"value": value})])["correct"])

    def read(value: str) -> str | None:
        read = scorer.norm_truth(value, gold[0]["kind"])
        return "; ".join(read) if isinstance(read, tuple) else None if read is None else str(read)

    polls = make_polls(claims, find_kinds(claims, gold))
    spelt = (
        (row["source"], f"{row['object']}|{row['attribute']}", read(row["value"])) for row in claims
    )
    triples = dict.fromkeys((a, b, c) for a, b, c in spelt if c is not None)
    return _Set(polls, gold, right, list(triples))


def _load_scorer(file: Path) -> Any:
    """Load the benchmark's own scorer, which is not part of the repository."""
    spec = importlib.util.spec_from_file_location("score", file)
    if spec is None or spec.loader is None or not file.is_file():
        message = f"{file}: no such file"
        raise BadInput(message)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _with_copies(one: _Set, share: float, *, own: bool) -> list[Poll]:
    """Add a source that answers every gold question wrongly, and as many copies of it as asked.

    Its answers are its own (those to other questions), or such as another source gives too.
    """
    polls = {poll.id: poll for poll in one.polls}
    if not share:
        return list(polls.values())
    chance = random.Random(_SEED)  # noqa: S311  # the same choice each time is what is wanted
    given = {write_answer(v.answer): v.answer for p in one.polls for v in p.votes}
    spelt = sorted(given)
    for row in one.gold:
        poll = polls.get(f"{row['object']}|{row['attribute']}")
        if poll is None:
            continue
        others = [given[chance.choice(spelt)] for _ in range(9)]
        here = sorted({vote.answer for vote in poll.votes}, key=write_answer)
        choices = others if own else [*here, *others]
        wrong = next(a for a in choices if not one.right(row, write_answer(a)))
        sources = len({vote.voice for vote in poll.votes})
        copies = max(1, round(share / (1 - share) * sources))
        votes = tuple(Vote(f"copy {number}", wrong) for number in range(copies))
        polls[poll.id] = Poll(poll.id, (*poll.votes, *votes))
    return list(polls.values())


def _ballots(polls: Iterable[Poll]) -> list[tuple[str, str, str]]:
    return [(v.voice, poll.id, write_answer(v.answer)) for poll in polls for v in poll.votes]


def _majority(claims: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    voices: defaultdict[str, dict[str, set[str]]] = defaultdict(dict)
    for voice, question, answer in claims:
        voices[question].setdefault(answer, set()).add(voice)
    return {key: max(given, key=lambda one: len(given[one])) for key, given in voices.items()}


def _ask_peers(tasks: Sequence[Sequence[tuple[str, str, str]]]) -> list[dict[str, dict[str, str]]]:
    if not _PEERS.is_file():
        message = f"{_PEERS}: not there; tools/peers.sh makes it"
        raise BadInput(message)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "claims.json"
        file.write_text(json.dumps(tasks), encoding="utf-8")
        words = [str(_PEERS), str(_PROGRAM), str(file)]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BadInput(done.stderr.strip()[-500:])
    found: list[dict[str, dict[str, str]]] = json.loads(done.stdout)
    return found


def _hits(one: _Set, answers: Mapping[str, str]) -> list[bool]:
    keys = (f"{row['object']}|{row['attribute']}" for row in one.gold)
    return [one.right(row, answers.get(key, "")) for row, key in zip(one.gold, keys, strict=True)]


def _calibration_error(one: _Set) -> float:
    """Give the mean distance between probability and share of right answers, bin by bin."""
    answers, chances = _likeliest(one.polls)
    bins: defaultdict[int, list[float]] = defaultdict(list)
    for row, hit in zip(one.gold, _hits(one, answers), strict=True):
        chance = chances.get(f"{row['object']}|{row['attribute']}", 0.0)
        bins[min(int(chance * _BINS), _BINS - 1)].append(chance - hit)
    return sum(abs(sum(part)) for part in bins.values()) / len(one.gold)
