"""Put the figures of many worlds together: shares, delays and calibration, by method."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial

from benchmarks.world.making import make_world
from benchmarks.world.measuring import METHODS, SALIS, SHARE, Measured, measure_statements
from benchmarks.world.setting import Setting

#: Figures are taken from worlds with these seeds on; rules were looked at on others.
_FIRST_SEED = 1
_PROCESSES = 2
_BINS = 10
_SOON = 6
#: How many faults are listed.
_LISTED = 40


@dataclass(frozen=True, slots=True)
class Calibration:
    """How far probabilities hold: of those of about .7, are about 70 in 100 so?"""

    claims: int
    #: Expected calibration error over ten bins, and mean squared error.
    error: float
    brier: float
    #: By bin that is not empty: claims, mean probability, share that is so.
    bins: Sequence[tuple[int, float, float]]


@dataclass(frozen=True, slots=True)
class Figures:
    """What many worlds came to."""

    what: str
    worlds: int
    documents: int
    statements: int
    #: By method, for each hour: the hour, claims taken for so, those of them that are not so.
    hours: Mapping[str, Sequence[tuple[int, int, int]]]
    #: By method: share of false ones among claims taken for so, over all hours, and at the end.
    false_share: Mapping[str, float]
    false_at_end: Mapping[str, float]
    #: Claims corroborated at the end, and those that rest on one root in the world.
    corroborated: int
    on_one_root: int
    #: True propositions that two honest witnesses told, and by method the shares of them taken for
    #: so within the hour, within six hours, and never.
    twice_told: int
    at_once: Mapping[str, float]
    soon: Mapping[str, float]
    never: Mapping[str, float]
    #: By method: share taken for so within 0, 1, 2 … hours.
    delays: Mapping[str, Sequence[float]]
    calibration: Mapping[str, Calibration]
    faults: Sequence[str]

    def table(self) -> str:
        """Lay the figures out for reading."""
        lines = [
            f"{self.worlds} worlds, {self.what}: {self.documents:,} documents, "
            f"{self.statements:,} statements",
            f"{'':<22}{'false, all hours':>18}{'at the end':>12}{'at once':>10}"
            f"{'in 6 h':>9}{'never':>8}{'calibration':>13}{'Brier':>8}",
        ]
        for method in METHODS:
            found = self.calibration.get(method)
            fit = f"{found.error:>13.3f}{found.brier:>8.3f}" if found else ""
            lines.append(
                f"{method:<22}{self.false_share[method]:>18.2%}{self.false_at_end[method]:>12.2%}"
                f"{self.at_once[method]:>10.1%}{self.soon[method]:>9.1%}"
                f"{self.never[method]:>8.1%}{fit}"
            )
        lines.append(
            f"{self.corroborated} claims corroborated at the end, {self.on_one_root} of them on "
            f"one origin in the world; {self.twice_told} true propositions told twice"
        )
        return "\n".join(lines)


def measure_worlds(
    count: int,
    setting: Setting,
    *,
    what: str = "statements",
    progress: Callable[[int], None] = lambda _: None,
) -> Figures:
    """Measure so many worlds, two at a time.

    Args:
        count: How many worlds, by the seeds 1, 2, ….
        setting: What they are like.
        what: `statements`, read and linked without fault, or `documents`, through `salis add`.
        progress: Told after each world how many are done.
    """
    seeds = range(_FIRST_SEED, _FIRST_SEED + count)
    total = Measured()
    with ProcessPoolExecutor(_PROCESSES) as pool:
        for done, one in enumerate(pool.map(partial(_measure, what, setting), seeds), start=1):
            total.add(one)
            progress(done)
    return sum_up(total, what, setting.hours)


def _measure(what: str, setting: Setting, seed: int) -> Measured:
    world = make_world(setting, seed)
    if what == "statements":
        return measure_statements(world)
    from benchmarks.world.documents import measure_documents  # loads the models

    return measure_documents(world)


def sum_up(total: Measured, what: str, last: int) -> Figures:
    """Turn counts into figures."""
    hours = {
        method: [(hour, *count) for hour, count in sorted(total.taken.get(method, {}).items())]
        for method in METHODS
    }
    delays = {method: total.delays.get(method, []) for method in METHODS}
    within = {method: _within(delays[method], last) for method in METHODS}
    ours, shares = ([(chance[at], chance[2]) for chance in total.chances] for at in (0, 1))
    return Figures(
        what=what,
        worlds=total.worlds,
        documents=total.documents,
        statements=total.statements,
        hours=hours,
        false_share={method: _false(found) for method, found in hours.items()},
        false_at_end={method: _false(found[-1:]) for method, found in hours.items()},
        corroborated=total.ends[0],
        on_one_root=total.ends[1],
        twice_told=len(delays[SALIS]),
        at_once={method: found[0] for method, found in within.items()},
        soon={method: found[min(_SOON, last - 1)] for method, found in within.items()},
        never={method: _never(delays[method]) for method in METHODS},
        delays=within,
        calibration={SALIS: calibrate(ours), SHARE: calibrate(shares)} if ours else {},
        faults=total.faults[:_LISTED],
    )


def _false(found: Iterable[tuple[int, int, int]]) -> float:
    rows = list(found)
    return sum(row[2] for row in rows) / max(1, sum(row[1] for row in rows))


def _within(delays: Sequence[int | None], last: int) -> list[float]:
    count = max(1, len(delays))
    return [
        sum(1 for one in delays if one is not None and one <= hours) / count
        for hours in range(last)
    ]


def _never(delays: Sequence[int | None]) -> float:
    return sum(1 for one in delays if one is None) / max(1, len(delays))


def calibrate(chances: Iterable[tuple[float, bool]]) -> Calibration:
    """Compare probabilities with what is so, in ten bins of equal width."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for chance, holds in chances:
        bins.setdefault(min(_BINS - 1, int(chance * _BINS)), []).append((chance, holds))
    found = [
        (len(one), sum(p for p, _ in one) / len(one), sum(so for _, so in one) / len(one))
        for _, one in sorted(bins.items())
    ]
    count = max(1, sum(size for size, _, _ in found))
    error = sum(size * abs(mean - share) for size, mean, share in found) / count
    brier = sum((p - so) ** 2 for one in bins.values() for p, so in one) / count
    return Calibration(count, error, brier, found)
