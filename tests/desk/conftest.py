"""The bundled sample, read once and served, and a real browser that looks at it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    expect,
    sync_playwright,
)

from salis.cli.sample import decide_as_in_sample, fresh_folder, unpack_sample
from salis.views.view import View
from salis.workspace.workspace import Workspace
from tests.api.serving import ALONE, Served, served

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")

#: Other tests may run on every core meanwhile.
_PATIENCE = 60_000
expect.set_options(timeout=_PATIENCE)

type Look = Callable[..., Page]


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with what its reader decided."""
    folder = tmp_path_factory.mktemp("desk") / "sample"
    fresh_folder(folder)
    with Workspace.create(folder) as workspace:
        workspace.add([str(unpack_sample(folder))])
        decide_as_in_sample(workspace, folder)
    return folder


@pytest.fixture(scope="session")
def view(sample: Path) -> View:
    """What stands in the sample now."""
    with Workspace(sample) as workspace:
        return workspace.view()


@pytest.fixture(scope="module")
def desk(sample: Path) -> Iterator[Served]:
    """The sample served; nothing is changed through this one, and it ends with its stories."""
    with served(sample) as there:
        yield there


@pytest.fixture
def own(sample: Path, tmp_path: Path) -> Iterator[Served]:
    """A copy of the sample served, for a story that changes it."""
    folder = tmp_path / "own"
    shutil.copytree(sample, folder)
    with served(folder) as there:
        yield there


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A chromium that is installed here; without one these tests are skipped."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
        path = found or (own if Path(own).exists() else None)
        if path is None:
            pytest.skip("needs a chromium; none is installed (apt-get install chromium)")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


def _is_fault(said: ConsoleMessage) -> bool:
    """Tell a fault of a page from the browser's note that an address was not found."""
    return said.type == "error" and "404 (Not Found)" not in said.text


@pytest.fixture
def look(browser: Browser) -> Iterator[Look]:
    """Open an address in a window of its own; what the browser complains of fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(address: str, **how: object) -> Page:
        how.setdefault("viewport", {"width": 1280, "height": 860})
        context = browser.new_context(**how)  # type: ignore[arg-type]  # options by name
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(_PATIENCE)
        page.on("pageerror", lambda fault: complaints.append(f"{page.url}: {fault}"))
        page.on(
            "console",
            lambda said: complaints.append(said.text) if _is_fault(said) else None,
        )
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def named(own: Served, look: Look) -> Page:
    """A page of one's own desk, opened by somebody who said their name."""
    page = look(f"{own.address}/account")
    page.get_by_label("Name").fill("R. Reader")
    page.get_by_role("button", name="Keep it").click()
    page.get_by_text("Your name is kept").wait_for()
    return page


__all__ = ["ALONE", "Look"]
