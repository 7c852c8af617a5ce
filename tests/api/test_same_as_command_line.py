"""The API gives what the command line prints: one can be checked against the other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from salis.cli.exits import run
from tests.api.serving import KORVAN, Served

PAIRS = {
    "brief": "/brief",
    "brief --since 2024-05-04 --length 2": "/brief?since=2024-05-04&length=2",
    "claims": "/claims",
    "claims --standing confirmed": "/claims?standing=confirmed",
    "questions": "/questions",
    "disputes": "/disputes",
    "timeline": "/timeline",
    "timeline --days": "/timeline/days",
    "changes --since 2024-05-04": "/changes?since=2024-05-04",
    "changes --since 2024-05-03 --until 2024-05-04": "/changes?since=2024-05-03&until=2024-05-04",
    "sources": "/sources",
    "predictions": "/predictions",
    "search korvan": "/search?text=korvan",
    "documents": "/documents",
    "judgements": "/judgements",
    "evidence list": "/evidence",
    "problems": "/problems",
}
MOMENTS = {
    "": "",
    "--as-of 2024-05-03": "as_of=2024-05-03",
    "--as-of 2024-05-03T09:00Z": "as_of=2024-05-03T09:00Z",
    "--as-of 2024-06 --clock recorded": "as_of=2024-06&clock=recorded",
}


@pytest.fixture
def printed(korvan: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Print something as JSON."""

    def prints(words: str) -> Any:
        assert run([*words.split(), "-f", "json", "-w", str(korvan)]) == 0
        return json.loads(capsys.readouterr().out)

    return prints


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("words", PAIRS)
def test_the_api_gives_what_the_command_prints(
    desk: Served, printed: Any, words: str, moment: str
) -> None:
    address = PAIRS[words]
    joined = f"{address}{'&' if '?' in address else '?'}{MOMENTS[moment]}".rstrip("?&")

    assert desk.get(joined).json() == printed(f"{words} {moment}")


def test_so_do_single_claims_and_documents(desk: Served, printed: Any) -> None:
    claims, documents = printed("claims"), printed("documents")
    assert len(claims) > 4, "an empty list would prove nothing"
    assert len(documents) == len(KORVAN)
    for claim in claims:
        assert desk.get(f"/claims/{claim['id']}").json() == printed(f"claim {claim['id']}") == claim
        history = desk.get(f"/claims/{claim['id']}/history").json()
        assert history == printed(f"claim {claim['id']} --history") != []
    for document in documents:
        whole = desk.get(f"/documents/{document['id']}").json()
        assert whole == printed(f"document {document['id']}")


def test_every_question_is_compared(desk: Served) -> None:
    """A view that the API gets is compared here, or this fails."""
    described = desk.get("/openapi.json").json()["paths"]
    views = {path for path, there in described.items() if "clock" in json.dumps(there.get("get"))}
    compared = {address.partition("?")[0] for address in PAIRS.values()}

    assert views - compared == {"/claims/{id}", "/claims/{id}/history", "/documents/{id}"}
