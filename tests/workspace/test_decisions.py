"""What people decide is an entry of its own, and holds on to statements, not to claims' ids."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from salis.model.entry import EntryWithdrawn, EvidenceFiled, JudgementMade, SourceGraded, Verdict
from salis.model.errors import NotFound, SalisError, SourceError, UsageError
from salis.model.times import Moment, Precision
from salis.workspace.workspace import Workspace
from tests.sources.test_image import picture

type Write = Callable[..., str]


@pytest.fixture
def flooded(workspace: Workspace, write: Write) -> Workspace:
    """A workspace in which the dam broke and a fair was held."""
    record = {"source": "Harbour Post", "published": "2025-05-04"}
    texts = ("The northern dam broke.", "Cattle won prizes.")
    workspace.add(write("log.jsonl", *(record | {"text": text} for text in texts)))
    return workspace


def claim(workspace: Workspace, words: str) -> tuple[str, str]:
    """The ids of a claim and of its first statement."""
    (found,) = (each for each in workspace.view().claims() if words in each.text)
    return found.id, found.statements[0].id


def test_evidence_holds_on_to_a_statement_of_the_claim(flooded: Workspace, write: Write) -> None:
    id, statement = claim(flooded, "dam broke")
    photo = write("gauge.jpg", "the gauge reads nine metres")

    entry = flooded.file_evidence(
        id,
        address=photo,
        bears_for=True,
        grade=2,
        kind="image",
        note="The gauge below the dam",
        by="Ada Crane",
        published="2025-05-04",
    )

    filed = entry.payload
    assert isinstance(filed, EvidenceFiled)
    assert (filed.statement, filed.bears_for, filed.grade) == (statement, True, 2)
    assert filed.published_at == Moment(datetime(2025, 5, 4, tzinfo=UTC), Precision.DAY)
    assert entry.actor == "Ada Crane"
    assert filed.digest
    assert flooded.archive.read(filed.digest) == Path(photo).read_bytes()
    assert flooded.verify().archived == 3


def test_evidence_that_is_no_file_here_has_no_bytes(flooded: Workspace) -> None:
    id, _ = claim(flooded, "dam broke")

    entry = flooded.file_evidence(
        id,
        address="https://gauges.example/9",
        bears_for=False,
        grade=3,
        kind="dataset",
        note="It read two metres",
        by="Ada Crane",
    )

    assert isinstance(entry.payload, EvidenceFiled)
    assert (entry.payload.digest, entry.payload.problems) == (None, ())


def test_a_file_that_is_not_there_is_no_evidence_unless_it_is_said_to_be_elsewhere(
    flooded: Workspace, tmp_path: Path
) -> None:
    id, _ = claim(flooded, "dam broke")
    given = {"bears_for": True, "grade": 3, "note": "The gauge", "by": "Ada Crane"}

    with pytest.raises(SourceError, match="no file is there"):
        flooded.file_evidence(id, address="gauge.jpg", **given)  # type: ignore[arg-type]
    with pytest.raises(SourceError, match="this is a folder"):
        flooded.file_evidence(id, address=str(tmp_path), **given)  # type: ignore[arg-type]
    shelf = flooded.file_evidence(id, address="shelf 9, box 4", keep=False, **given)  # type: ignore[arg-type]

    assert isinstance(shelf.payload, EvidenceFiled)
    assert (shelf.payload.digest, shelf.payload.kind) == (None, "record")


def test_what_cannot_be_fetched_is_filed_without_bytes_and_the_problem_is_kept(
    flooded: Workspace,
) -> None:
    id, _ = claim(flooded, "dam broke")

    entry = flooded.file_evidence(
        id,
        address="http://127.0.0.1:9/gauge.csv",
        bears_for=True,
        grade=3,
        note="The gauge",
        by="Ada Crane",
        fetch=True,
    )

    assert isinstance(entry.payload, EvidenceFiled)
    assert [one.code for one in entry.payload.problems] == ["refused-address"]
    assert (entry.payload.digest, entry.payload.kind) == (None, "dataset")
    [shown] = flooded.view().evidence()
    assert shown.problems == tuple(one.text for one in entry.payload.problems)


def test_an_image_is_shown_with_what_its_file_says_and_weighs_by_its_grade_alone(
    flooded: Workspace, tmp_path: Path
) -> None:
    id, _ = claim(flooded, "dam broke")
    shot = tmp_path / "gauge.jpg"
    shot.write_bytes(picture())

    flooded.file_evidence(
        id, address=str(shot), bears_for=True, grade=4, note="The gauge", by="Ada Crane"
    )

    [shown] = flooded.view().claim(id).evidence
    assert shown.image is not None
    assert (shown.kind, shown.image.taken_at, shown.image.latitude) == (
        "image",
        "2031-05-05T18:52:10",
        59.91,
    )
    assert flooded.view().claim(id).standing == "reported"


def test_evidence_taken_back_counts_no_longer_and_is_still_shown(flooded: Workspace) -> None:
    id, _ = claim(flooded, "dam broke")
    entry = flooded.file_evidence(
        id, address="shelf 9", bears_for=True, grade=1, note="Log", by="Ada Crane", keep=False
    )
    assert isinstance(entry.payload, EvidenceFiled)
    assert flooded.view().claim(id).standing == "confirmed"

    flooded.withdraw(entry.payload.id, because="Another dam", by="Bo Lind")

    seen = flooded.view().claim(id)
    assert seen.standing == "reported"
    [gone] = seen.evidence
    assert gone.withdrawn is not None
    assert (gone.withdrawn.by, gone.withdrawn.because) == ("Bo Lind", "Another dam")


def test_evidence_whose_bytes_are_gone_or_altered_is_said_to_be_so(
    flooded: Workspace, write: Write
) -> None:
    id, _ = claim(flooded, "dam broke")
    given = {"bears_for": True, "grade": 3, "by": "Ada Crane"}
    for name in ("log.txt", "book.txt", "map.txt"):
        flooded.file_evidence(id, address=write(name, name), note=name, **given)  # type: ignore[arg-type]
    kept, gone, altered = (one for one in flooded.view().evidence())
    assert gone.digest
    assert altered.digest
    flooded.archive.place(gone.digest).unlink()
    flooded.archive.place(altered.digest).write_text("another map")

    states = [one.bytes for one in flooded.check_bytes(flooded.view().evidence())]

    assert states == ["kept", "missing", "altered"]
    assert kept.digest == flooded.view().claim(id).evidence[0].digest
    with pytest.raises(SalisError, match=r"missing|altered"):
        flooded.verify()


def test_a_claim_can_be_named_by_a_beginning_of_its_id_or_by_a_statement(
    flooded: Workspace,
) -> None:
    id, statement = claim(flooded, "dam broke")

    for name in (id[:-1], statement):
        entry = flooded.judge(name, Verdict.CONFIRM, because="Seen", by="Ada Crane")
        assert isinstance(entry.payload, JudgementMade)
        assert entry.payload.statements == (statement,)


def test_a_judgement_says_who_why_and_since_when(flooded: Workspace) -> None:
    id, _ = claim(flooded, "dam broke")

    entry = flooded.judge(
        id, "resolve-true", because="It happened", by="Ada Crane", at="2025-05-05T06:00Z"
    )

    judged = entry.payload
    assert isinstance(judged, JudgementMade)
    assert (judged.verdict, judged.because) == (Verdict.RESOLVE_TRUE, "It happened")
    assert judged.at
    assert judged.at.at == datetime(2025, 5, 5, 6, tzinfo=UTC)


def test_two_claims_are_judged_the_same_or_different(flooded: Workspace) -> None:
    (dam, first), (fair, second) = claim(flooded, "dam broke"), claim(flooded, "Cattle")

    entry = flooded.judge([dam, fair], Verdict.DIFFERENT, because="Obviously", by="Ada Crane")

    assert isinstance(entry.payload, JudgementMade)
    assert entry.payload.statements == (first, second)
    with pytest.raises(UsageError, match="said of 2 claims; 1 was named"):
        flooded.judge(dam, Verdict.SAME, because="", by="Ada Crane")


@pytest.mark.parametrize("name", ["harbour-post", "Harbour Post", "HARBOUR POST"])
def test_a_source_is_graded_by_id_or_name(flooded: Workspace, name: str) -> None:
    entry = flooded.grade(name, "b", by="Ada Crane", because="Good record")

    assert isinstance(entry.payload, SourceGraded)
    assert (entry.payload.source, entry.payload.grade) == ("harbour-post", "B")


def test_an_entry_can_be_taken_back(flooded: Workspace) -> None:
    graded = flooded.grade("harbour-post", "E", by="Ada Crane")

    flooded.withdraw(graded.seq, because="Wrong source", by="Ada Crane")

    *_, last = flooded.ledger.entries()
    assert last.payload == EntryWithdrawn(graded.seq, "Wrong source")
    assert flooded.view().sources()[0].grade is None


def test_what_cannot_be_decided_is_refused_before_anything_is_recorded(flooded: Workspace) -> None:
    id, _ = claim(flooded, "dam broke")
    before = flooded.verify()
    evidence = {"address": "a", "bears_for": True, "kind": "record", "note": "n", "by": "Ada"}

    with pytest.raises(NotFound):
        flooded.judge("c000", Verdict.CONFIRM, because="", by="Ada Crane")
    with pytest.raises(NotFound, match="no source is called 'Bay Radio'"):
        flooded.grade("Bay Radio", "A", by="Ada Crane")
    with pytest.raises(UsageError, match="no grade of a source"):
        flooded.grade("Harbour Post", "AB", by="Ada Crane")
    with pytest.raises(UsageError, match="no grade of evidence"):
        flooded.file_evidence(id, grade=7, **evidence)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="no verdict"):
        flooded.judge(id, "perhaps", because="", by="Ada Crane")
    with pytest.raises(UsageError, match="'the 33rd' is no time"):
        flooded.judge(id, Verdict.CONFIRM, because="", by="Ada Crane", at="the 33rd")

    assert flooded.verify() == before
