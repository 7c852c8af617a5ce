"""Documents are hostile: what they hold is shown, and never obeyed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest

from salis.workspace.place import make_folder
from salis.workspace.workspace import Workspace
from tests.api.serving import Served, served
from tests.desk.conftest import Look
from tests.workspace.story_reader import STAGES

SCRIPT = "<script>window.hacked = 1</script>"
IMAGE = '"><img src=x onerror="window.hacked = 1">'
SVG = "<svg onload='window.hacked = 1'><text>x</text></svg>"
TURNED = "the \u202egnip si sihT\u202c gate"
LONG = "W" * 4000
TEXT = (
    f"{SCRIPT} The dam broke. {IMAGE} Nobody knew. {SVG} It rained. {TURNED} opened. {LONG} fell."
    " {{ 7 * 7 }} people left. </mark></div></body> The mayor stayed. javascript:alert(1) was said."
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("hostile") / "workspace"
    make_folder(folder)
    records = [
        {
            "id": f"x{number}",
            "source": f"{IMAGE}{SCRIPT}{number}",
            "title": f"{SVG} {TURNED} {LONG}",
            "url": "javascript:window.hacked=1",
            "published": f"2024-05-0{number}T10:00:00Z",
            "text": TEXT,
        }
        for number in (1, 2)
    ]
    lines = folder.parent / "records.jsonl"
    lines.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    with Workspace(folder, stages=STAGES) as workspace:
        workspace.add(str(lines))
        first = workspace.view().claims()[0]
        workspace.judge(first.id, "unverifiable", because=SCRIPT + IMAGE, by=SVG)
        workspace.file_evidence(
            first.id,
            address="javascript:window.hacked=1",
            keep=False,
            bears_for=True,
            grade=3,
            kind=IMAGE,
            note=SCRIPT,
            by=SVG,
        )
    with served(folder) as there:
        yield there


def _pages(there: Served) -> list[str]:
    with Workspace(there.folder) as workspace:
        view = workspace.view()
        claims, documents = view.claims(), view.documents()
        return [
            "/",
            *(f"/claim/{one.id}" for one in claims[:2]),
            f"/document/{documents[0].id}",
            "/timeline",
            "/sources",
            f"/source/{_quoted(documents[0].source)}",
            "/search?kind=statements&q=dam",
            "/search?kind=documents",
            f"/search?q={_quoted(IMAGE)}&speaker={_quoted(SCRIPT)}",
            "/review",
            "/changes",
            f"/claim/{_quoted(SCRIPT)}",
            f"/?as_of={_quoted(SCRIPT)}",
        ]


def _quoted(text: str) -> str:
    return quote(text, safe="")


def test_no_page_obeys_what_a_document_holds(hostile: Served, look: Look) -> None:
    page = look(f"{hostile.address}/help", viewport={"width": 375, "height": 700})
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))
    for place in _pages(hostile):
        answer = page.request.get(hostile.address + place, headers={"accept": "text/html"})
        text = answer.text()
        for piece in (SCRIPT, "<img", "onload='", "<svg onload", "\u202e"):
            assert piece not in text, f"{place} gives {piece!r} unescaped"
        assert not re.search(r"(?i)(href|src|action)=[\"']?\s*javascript:", text), place
        assert not re.search(r"\sstyle=|\son[a-z]+=\"", text), place
        if answer.ok:
            page.goto(hostile.address + place)
            assert page.evaluate("window.hacked") is None
            assert page.evaluate("document.documentElement.scrollWidth") <= 375, place


def test_a_document_shows_all_that_it_holds(hostile: Served, look: Look) -> None:
    with Workspace(hostile.folder) as workspace:
        document = workspace.view().documents()[0].id
    page = look(f"{hostile.address}/document/{document}")
    page.evaluate("document.querySelectorAll('.num').forEach(number => number.remove())")
    shown = page.locator(".text").inner_text()
    assert SCRIPT in shown
    assert "\\u202e" in shown, "a mark that turns the writing is seen"
    assert "{{ 7 * 7 }}" in shown
    assert "</mark></div></body>" in shown


def test_a_policy_forbids_inline_script_and_everything_from_elsewhere(hostile: Served) -> None:
    with hostile.client() as client:
        policy = client.get("/").headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


def test_nobody_is_sent_elsewhere_after_a_form(hostile: Served) -> None:
    with hostile.client() as client:
        token = re.search(r'name="form_token" value="([^"]+)"', client.get("/account").text)
        assert token is not None
        for there in ("https://evil.example/", "//evil.example/", "/\\evil.example/"):
            form = {"form_token": token[1], "name": "R. Reader", "next": there}
            assert client.post("/account", data=form).headers["location"] == "/account?saved"


def test_a_form_without_its_token_changes_nothing(hostile: Served) -> None:
    with Workspace(hostile.folder) as workspace:
        claim = workspace.view().claims()[0].id
        head = workspace.ledger.head()
        with hostile.client() as client:
            form = {"verdict": "confirm", "because": "so", "form_token": "guessed"}
            assert client.post(f"/claim/{claim}/judge", data=form).status_code == 403
        assert workspace.ledger.head() == head
