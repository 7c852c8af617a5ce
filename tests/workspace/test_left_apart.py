"""What linking leaves apart though it may be one claim is put before a person."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import salis
from salis.model.entry import Verdict
from salis.views.detail_records import DoubtRecord
from salis.workspace.workspace import Workspace

TEXTS = {
    "Harbour Post": "Police detained about 100 protesters on the quay in Orrin. "
    "The market stayed open. Fishing boats left as usual.",
    "North Wire": "Security forces clashed with the crowds on Saturday in Orrin and detained "
    "roughly 100 protesters. A new bakery opened on the quay.",
    "Valley Echo": "The hospital in Belm took in ninety people. At least 12 protesters were "
    "wounded on the quay in Orrin.",
}


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Workspace]:
    """A workspace of three papers, read by the reader that ships."""
    file = tmp_path / "papers.jsonl"
    records = (
        {"source": source, "published": "2025-05-03T08:00Z", "text": text}
        for source, text in TEXTS.items()
    )
    file.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    with salis.open_workspace(tmp_path / "event", create=True) as made:
        made.add(str(file))
        yield made


def _apart(workspace: Workspace) -> list[DoubtRecord]:
    return [one for one in workspace.view().doubts() if one.kind == "apart"]


def test_one_happening_in_other_words_is_asked_about_with_what_hangs_on_it(
    told: Workspace,
) -> None:
    (doubt,) = _apart(told)

    assert {doubt.a.source_name, doubt.b.source_name} == {"Harbour Post", "North Wire"}
    assert {doubt.a.marked.split()[0], doubt.b.marked.split()[0]} == {"Police", "Security"}
    assert doubt.stake == "If they are one claim, it may rest on 2 origins."
    assert (doubt.standing, doubt.other_standing) == ("reported", "reported")


def test_twelve_wounded_are_not_a_hundred_detained(told: Workspace) -> None:
    sides = [side.source_name for one in _apart(told) for side in (one.a, one.b)]

    assert "Valley Echo" not in sides


@pytest.mark.parametrize(
    ("verdict", "standing"), [(Verdict.SAME, "corroborated"), (Verdict.DIFFERENT, "reported")]
)
def test_what_a_person_answers_counts_and_is_not_asked_again(
    told: Workspace, verdict: Verdict, standing: str
) -> None:
    (doubt,) = _apart(told)

    told.judge([doubt.a.id, doubt.b.id], verdict, because="I read both.", by="Ada Crane")

    assert _apart(told) == []
    assert told.view().claim(doubt.a.id).standing == standing
