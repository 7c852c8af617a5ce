"""Take the pictures of the desk that docs/desk.md shows, of the bundled sample.

Needs a chromium. The sample is served here, read-only in effect, and the pictures are reduced to
few colours so that each stays small.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from salis.api.access import WorkspaceAccess
from salis.api.guard import GuardRules, guarded
from salis.api.server import listen, make_server
from salis.desk.application import make_app
from salis.workspace.workspace import Workspace

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"
WIDE, PHONE = (1280, 860), (375, 760)
COLOURS = 160


def main() -> None:
    """Take them all."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        sample = Path(made) / "sample"
        program = Path(sys.executable).with_name("salis")
        subprocess.run([program, "demo", "--quiet", sample], check=True, stdout=subprocess.DEVNULL)
        with served(sample) as address:
            take_all(address, places(sample))


def places(sample: Path) -> dict[str, str]:
    """Name the pictures, and give what each is of."""
    with Workspace(sample) as workspace:
        view = workspace.view()
        claim = next(one.id for one in view.claims() if "140 passengers" in one.text)
        killed = next(one.id for one in view.questions() if "killed" in one.text)
        documents = [one for one in view.documents() if one.source_name == "Channel Nine News"]
    return {
        "brief": "/",
        "past": "/?as_of=2025-05-04T12:00Z",
        "claim": f"/claim/{claim}",
        "document": f"/document/{documents[2].id}",
        "timeline": "/timeline",
        "question": f"/question/{killed}",
        "sources": "/sources",
        "search": "/search?q=ferry&standing=disputed",
        "review": "/review",
        "add": "/add",
    }


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a workspace and give its address."""
    access = WorkspaceAccess(folder)
    rules = GuardRules(alone=True, default_name="A. Editor")
    taken = listen("127.0.0.1", 0)
    server = make_server(guarded(make_app(access, rules), rules=rules), access.watching.close)
    thread = threading.Thread(target=server.run, args=([taken],), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{taken.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


def take_all(address: str, pictures: dict[str, str]) -> None:
    """Take each picture wide and light; the claim dark and the brief on a phone too."""
    looks = [(f"desk-{name}", place, WIDE, "light") for name, place in pictures.items()]
    looks.append(("desk-claim-dark", pictures["claim"], WIDE, "dark"))
    looks.append(("desk-brief-phone", pictures["brief"], PHONE, "light"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for name, place, (width, height), light in looks:
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme="dark" if light == "dark" else "light",
            )
            page = context.new_page()
            page.goto(address + place)
            keep(page.screenshot(), FOLDER / f"{name}.png")
            context.close()
        browser.close()


def keep(picture: bytes, path: Path) -> None:
    """Write a picture with few colours."""
    with Image.open(io.BytesIO(picture)) as image:
        few = image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        few.save(path, optimize=True)
    print(f"{path.name}: {path.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
