"""Judging through the workspace: what is named, what is refused, what is recorded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from salis.model.entry import JudgementMade, Verdict
from salis.model.errors import NotFound, UsageError
from salis.workspace.workspace import Workspace

type Write = Callable[..., str]

TEXTS = {
    "Harbour Post": "The northern dam broke. Cattle won prizes.",
    "Bay Radio": "The southern gate gave way.",
    "Delta Gazette": "A ferry sank.",
}


@pytest.fixture
def told(workspace: Workspace, write: Write) -> Workspace:
    """A workspace in which three papers tell of four things."""
    records = [{"source": s, "published": "2025-05-04", "text": t} for s, t in TEXTS.items()]
    workspace.add(write("log.jsonl", *records))
    return workspace


def _claim(workspace: Workspace, words: str) -> str:
    (found,) = (each.id for each in workspace.view().claims() if words in each.text)
    return found


def _made(workspace: Workspace, *named: str, verdict: Verdict) -> JudgementMade:
    entry = workspace.judge(named, verdict, because="I looked", by="Ada Crane")
    assert isinstance(entry.payload, JudgementMade)
    return entry.payload


def test_two_documents_are_named_by_id_beginning_or_address(told: Workspace) -> None:
    view = told.view()
    one, other = (view.claim(_claim(told, words)).documents[0] for words in ("dam", "gate"))
    address = next(each for each in (view.document(other),)).url or other
    made = _made(told, one[:-2], address, verdict=Verdict.INDEPENDENT)
    assert (made.documents, made.statements, made.voices) == ((one, other), (), ())


def test_two_sources_are_named_by_name_whatever_its_capitals(told: Workspace) -> None:
    made = _made(told, "bay radio", "DELTA GAZETTE", verdict=Verdict.MERGE)
    assert made.voices == ("Bay Radio", "Delta Gazette")


def test_a_claim_is_named_by_the_passage_that_the_brief_prints(told: Workspace) -> None:
    (dam,) = (each for each in told.view().claims() if "dam" in each.text)
    statement = dam.statements[0]
    place = f"{statement.document[:9]}#{statement.passage.start}-{statement.passage.end}"
    for named in (place, f"[{place}]"):
        assert told.view().claim(named).id == dam.id
    assert _made(told, place, verdict=Verdict.CONFIRM).statements == (statement.id,)


def test_a_claim_joined_to_another_is_found_by_its_old_id_and_judged_there(told: Workspace) -> None:
    dam, gate = _claim(told, "dam"), _claim(told, "gate")
    _made(told, dam, gate, verdict=Verdict.SAME)
    (one,) = {told.view().claim(id).id for id in (dam, gate, gate[:9])}
    assert len(told.view().claim(one).statements) == 2
    _made(told, gate, verdict=Verdict.REFUTE)
    assert told.view().claim(dam).standing == "refuted"


def test_a_verdict_on_a_claim_that_is_split_later_goes_with_its_statement(told: Workspace) -> None:
    dam, gate = _claim(told, "dam"), _claim(told, "gate")
    _made(told, dam, gate, verdict=Verdict.SAME)
    _made(told, gate, verdict=Verdict.REFUTE)
    _made(told, dam, gate, verdict=Verdict.DIFFERENT)
    assert told.view().claim(gate).standing == "refuted"
    assert told.view().claim(dam).standing != "refuted"


def test_judging_survives_closing_and_opening(told: Workspace) -> None:
    dam, gate = _claim(told, "dam"), _claim(told, "gate")
    _made(told, dam, gate, verdict=Verdict.SAME)
    _made(told, "Bay Radio", "Harbour Post", verdict=Verdict.MERGE)
    before = told.view().claims()
    told.rebuild()
    told.close()
    with Workspace.open(told.path) as again:
        assert again.view().claims() == before
        assert again.verify().entries == sum(1 for _ in again.ledger.entries())


@pytest.mark.parametrize(
    ("verdict", "named", "said"),
    [
        (Verdict.SAME, ["{dam}"], "`same` is said of 2 claims; 1 was named"),
        (Verdict.CONFIRM, ["{dam}", "{gate}"], "`confirm` is said of 1 claim; 2 were named"),
        (Verdict.SAME, ["{dam}", "{dam}"], "name one and the same claim; give a passage of each"),
        (Verdict.COPY, ["log.jsonl#1"], "said of 2 documents"),
        (Verdict.SPLIT, ["Bay Radio", "bay-radio"], "name one and the same speaker"),
    ],
)
def test_what_cannot_be_said_is_refused_and_nothing_recorded(
    told: Workspace, verdict: Verdict, named: list[str], said: str
) -> None:
    ids = {"dam": _claim(told, "dam"), "gate": _claim(told, "gate")}
    before = told.verify()
    with pytest.raises(UsageError, match=said):
        _made(told, *(name.format(**ids) for name in named), verdict=verdict)
    assert told.verify() == before


def _typo(id: str) -> str:
    return id[:5] + ("0" if id[5] != "0" else "1") + id[6:]


@pytest.mark.parametrize("change", [_typo, lambda id: id[:4] + id[5:], lambda id: id + "7"])
def test_a_mistyped_id_suggests_the_near_one(told: Workspace, change: Callable[[str], str]) -> None:
    dam = _claim(told, "dam")
    with pytest.raises(NotFound, match=rf"Did you mean .*{dam} \(The northern dam broke"):
        told.view().claim(change(dam))
    (document,) = told.view().claim(dam).documents
    with pytest.raises(NotFound, match=f"Did you mean .*{document}"):
        told.view().document(change(document))


def test_a_mistyped_name_suggests_the_near_one(told: Workspace) -> None:
    with pytest.raises(NotFound, match=r"Nobody called 'Bay Rdio' .* Did you mean Bay Radio"):
        _made(told, "Bay Rdio", "Delta Gazette", verdict=Verdict.MERGE)
    with pytest.raises(NotFound, match="Did you mean Harbour Post"):
        told.grade("Harbor Post", "A", by="Ada Crane")


def test_what_is_like_nothing_suggests_nothing(told: Workspace, tmp_path: Path) -> None:
    for id in ("zz", "", str(tmp_path)):
        with pytest.raises(NotFound, match="No claim") as told_so:
            told.view().claim(id)
        assert "Did you mean" not in str(told_so.value)
    document = told.view().claim(_claim(told, "dam")).documents[0]
    with pytest.raises(NotFound, match="No statement stands at"):
        told.view().claim(f"{document}#900-901")


def test_a_decision_is_taken_back_by_its_number_or_id_and_brought_back_the_same_way(
    told: Workspace,
) -> None:
    dam, gate = _claim(told, "dam"), _claim(told, "gate")
    before = told.view().claims()
    judged = told.judge([dam, gate], Verdict.SAME, because="one flood", by="Ada Crane")
    after = told.view().claims()
    assert isinstance(judged.payload, JudgementMade)
    withdrawn = told.withdraw(judged.payload.id[:9], because="two floods", by="Ada Crane")
    assert told.view().claims() == before
    told.withdraw(withdrawn.seq, because="one after all", by="Bo Kern")
    assert told.view().claims() == after


def test_what_cannot_be_taken_back_is_refused(told: Workspace) -> None:
    judged = told.judge(_claim(told, "dam"), Verdict.CONFIRM, because="seen", by="Ada Crane")
    told.withdraw(judged.seq, because="misread", by="Ada Crane")
    with pytest.raises(UsageError, match="was taken back already"):
        told.withdraw(judged.seq, because="again", by="Ada Crane")
    for name in ("999", "jzz", ""):
        with pytest.raises(NotFound, match=f"No entry has the number or id '{name}'"):
            told.withdraw(name, because="?", by="Ada Crane")
