"""A few worlds with known truth: what Salis takes for so there, and how far its odds hold.

The floors lie below what 200 worlds came to; see docs/benchmarks.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.world.entries import Recording, record_world, write_text
from benchmarks.world.figures import Figures, sum_up
from benchmarks.world.large import long_entries
from benchmarks.world.making import make_world
from benchmarks.world.measuring import SALIS, SHARE, THREE, Measured, measure_statements
from benchmarks.world.setting import Setting, scale_errors
from salis.model.entry import JudgementMade, Payload, StatementsRead, Verdict
from salis.model.statement import Statement

WORLDS = 4


@pytest.fixture(scope="module")
def figures() -> Figures:
    total = Measured()
    for seed in range(2001, 2001 + WORLDS):
        total.add(measure_statements(make_world(Setting(hours=36, sites=12), seed)))
    return sum_up(total, "statements", 36)


def test_the_same_seed_gives_the_same_world_and_another_one_another() -> None:
    one, again, other = (record_world(make_world(Setting(sites=2), seed)) for seed in (5, 5, 6))
    assert one == again
    assert one != other


def test_every_statement_stands_in_its_document_and_says_what_the_world_says_there() -> None:
    world = make_world(Setting(sites=2), 7)
    recording = Recording(world)
    texts = {write_text(report).whole for report in world.reports}
    for entry in record_world(world, recording):
        if isinstance(entry.payload, StatementsRead):
            for one in entry.payload.statements:
                said = recording.sayings[one.id].proposition
                assert said.rest in one.text
                assert any(one.context.exact in text for text in texts)


def test_what_stands_corroborated_has_two_roots_and_is_seldom_false(figures: Figures) -> None:
    assert figures.corroborated > 10
    assert figures.on_one_root == 0
    assert figures.false_share[SALIS] < 0.05
    assert figures.false_share[SALIS] < figures.false_share[THREE] / 3
    assert figures.false_share[SALIS] < figures.false_share[SHARE] / 3


def test_probabilities_of_rivals_hold_better_than_shares_of_sources(figures: Figures) -> None:
    ours, shares = figures.calibration[SALIS], figures.calibration[SHARE]
    assert ours.brier < 0.3  # few worlds: their rival claims hang together
    assert ours.brier < shares.brier / 1.3
    assert ours.error < shares.error


def test_a_long_event_has_people_judge_some_of_what_is_told_as_it_is() -> None:
    recorded = list(long_entries(4_000))
    judged = [one for each in recorded for one, _ in each if isinstance(one, JudgementMade)]
    told = {one.id for each in recorded for one in _statements(each)}
    assert len(judged) > 10
    assert {one.verdict for one in judged} >= {Verdict.CONFIRM, Verdict.REFUTE}
    assert all(set(one.statements) <= told for one in judged)
    assert 4_000 < len(told) < 8_000


def _statements(recorded: Sequence[tuple[Payload, str]]) -> Iterator[Statement]:
    for payload, _ in recorded:
        if isinstance(payload, StatementsRead):
            yield from payload.statements


def test_people_who_err_less_make_fewer_false_claims() -> None:
    setting = scale_errors(Setting(), 0.5)
    assert setting.witness_right == pytest.approx(0.94)
    assert setting.denies_truth == Setting().denies_truth


def test_the_command_writes_figures_and_pictures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "figures.json"
    assert main(["world", "--worlds", "1", "--json", str(file), "--draw", str(tmp_path)]) == 0
    (written,) = json.loads(file.read_text(encoding="utf-8"))
    assert written["worlds"] == 1
    assert "three outlets say so" in capsys.readouterr().out
    assert {one.suffix for one in tmp_path.iterdir()} == {".json", ".png", ".svg"}
