"""What is no support: the ways in which a report mentions a content without putting it forward."""

from __future__ import annotations

from pathlib import Path

import pytest

import salis

DOORS = "the rear doors of the ferry were locked before it sank"
TOLD = f"Mira Tolland, a passenger, said {DOORS}."
DENYING = [
    f"The ferry company denied that {DOORS}.",
    f"Bela Fenwick, a deckhand, said it was false that {DOORS}.",
    f"Bela Fenwick, a deckhand, said it was not true that {DOORS}.",
    f"Bela Fenwick said it was a lie that {DOORS}.",
    f"Bela Fenwick said there was no truth to reports that {DOORS}.",
    f"Bela Fenwick said reports that {DOORS} were wrong.",
    f"Bela Fenwick dismissed speculation that {DOORS}.",
    f"Contrary to reports that {DOORS}, Bela Fenwick said they were open.",
    f"Bela Fenwick, who denies that {DOORS}, left the court on Friday.",
    "Bela Fenwick said the rear doors of the ferry had not been locked before it sank.",
    "Bela Fenwick said the rear doors of the ferry were never locked before it sank.",
]
NEITHER = [
    f"Bela Fenwick could not confirm that {DOORS}.",
    f"Bela Fenwick would neither confirm nor deny that {DOORS}.",
    f"Bela Fenwick declined to say whether {DOORS}.",
    f"Bela Fenwick said police were investigating reports that {DOORS}.",
    f"Bela Fenwick said he had heard rumours that {DOORS}.",
    f"Bela Fenwick said he had been told that {DOORS}.",
    f"Bela Fenwick apologised for saying that {DOORS}.",
    f"Bela Fenwick retracted his statement that {DOORS}.",
    f"Bela Fenwick had said that {DOORS}, but now says they were open.",
    f"Bela Fenwick did not say that {DOORS}.",
    f"Bela Fenwick falsely claimed that {DOORS}.",
    f"Bela Fenwick is alleged to have said that {DOORS}.",
    f"Bela Fenwick asked whether {DOORS}.",
    f"Bela Fenwick suspects that {DOORS}.",
    f"Bela Fenwick said he feared that {DOORS}.",
    f"Bela Fenwick said it was possible that {DOORS}.",
    f"Bela Fenwick said that if {DOORS}, someone would go to prison.",
    f"Bela Fenwick said it would be a scandal if {DOORS}.",
    f"Bela Fenwick doubted that {DOORS}.",
    f"Bela Fenwick warned against assuming that {DOORS}.",
    "Bela Fenwick said the rear doors of the ferry should have been locked before it sank.",
    "Bela Fenwick said the rear doors of the ferry may have been locked before it sank.",
    f"A hoax post claimed that {DOORS}.",
]


#: Printed before the passenger speaks.
FLAGGED = [
    f"{DOORS.capitalize()}, a claim that could not be independently verified.",
    f"{DOORS.capitalize()}. The claim could not be verified.",
    f"Unconfirmed reports say {DOORS}.",
    f"{DOORS.capitalize()}, critics say.",
    f"{DOORS.capitalize()}, prosecutors allege.",
    f"One theory is that {DOORS}.",
    f"{DOORS.capitalize()}, the theory goes.",
    f"What if {DOORS}?",
    f"Fact check: {DOORS}. Verdict: false.",
    f"Myth: {DOORS}.",
    f"The paper withdrew an article saying that {DOORS}.",
    f"It turned out to be false that {DOORS}.",
    f"{DOORS.capitalize()}, according to a leaked document.",
    f"The company has never admitted that {DOORS}.",
]


@pytest.mark.parametrize("report", FLAGGED)
def test_what_a_paper_holds_at_arms_length_is_no_second_origin(tmp_path: Path, report: str) -> None:
    assert _standing(tmp_path, TOLD, before=report) in {"reported", "disputed", "alleged"}


def _standing(folder: Path, report: str, *, before: str = TOLD) -> str:
    """Tell how what the passenger said stands once another paper has printed a report."""
    for name, source, text in (("a", "Harbour Post", before), ("b", "Bay Radio", report)):
        head = f"---\nsource: {source}\npublished: 2025-05-03T10:00Z\n---\n\n"
        (folder / f"{name}.txt").write_text(head + text + "\n", encoding="utf-8")
    workspace = salis.open_workspace(folder / "event", create=True)
    for name in "ab":
        workspace.add([str(folder / f"{name}.txt")])
    source = "harbour-post" if before is TOLD else "bay-radio"
    claims = workspace.view().claims()
    said = (
        one for one in claims for s in one.statements if s.source == source and s.act == "assert"
    )
    return str(next(said).standing)


@pytest.mark.parametrize("report", DENYING)
def test_who_denies_it_disputes_it(tmp_path: Path, report: str) -> None:
    assert _standing(tmp_path, report) == "disputed"


@pytest.mark.parametrize("report", NEITHER)
def test_what_does_not_put_it_forward_neither_supports_nor_disputes_it(
    tmp_path: Path, report: str
) -> None:
    assert _standing(tmp_path, report) == "reported"
