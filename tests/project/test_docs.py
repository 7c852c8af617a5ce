"""What the documentation says is so: commands, code, links, and no promise without its page."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
README = (ROOT / "README.md").read_text(encoding="utf-8")


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def anchors(text: str) -> set[str]:
    """Anchors as the usual renderers make them of headings."""
    heads = re.findall(
        r"^#+ +(.+?) *$",
        re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE),
        re.MULTILINE,
    )
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def salis(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "salis", *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        env=os.environ | {"COLUMNS": "200", "NO_COLOR": "1"},
        check=True,
    )
    return done.stdout


@pytest.fixture(scope="module")
def commands() -> set[str]:
    """The commands that `salis --help` lists."""
    return set(re.findall(r"^ {2}([a-z][\w-]*) {2,}\S", salis("--help"), re.MULTILINE))


def test_every_command_of_the_program_is_described_in_the_readme(commands: set[str]) -> None:
    assert commands
    described = set(re.findall(r"`salis ([a-z]\w*)", README))
    assert commands - described == set()


def test_the_pages_name_no_command_that_does_not_exist(commands: set[str]) -> None:
    aliases = {"read"}
    for page in PAGES:
        named = set(
            re.findall(
                r"(?:`|^\$? ?|\.venv/bin/)salis ([a-z]\w*)", page.read_text("utf-8"), re.MULTILINE
            )
        )
        assert named - commands - aliases == set(), name(page)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_python_in_the_pages_compiles(page: Path) -> None:
    for block in blocks(page.read_text(encoding="utf-8"), "python"):
        ast.parse(block)


def test_names_that_the_readme_takes_from_salis_are_there() -> None:
    import salis as package

    taken = {
        node.attr
        for block in blocks(README, "python")
        for node in ast.walk(ast.parse(block))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "salis"
    }
    assert taken
    assert {missing for missing in taken if not hasattr(package, missing)} == set()


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path) if path else page
        assert there.exists(), f"{name(page)} links to {target}"
        if anchor:
            assert anchor in anchors(there.read_text(encoding="utf-8")), (
                f"{name(page)} links to {target}"
            )


def test_the_files_that_the_architecture_page_names_exist() -> None:
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:\w+/)+[\w.]+\.\w+)`", text))
    assert named
    roots = (ROOT, ROOT / "src/salis")
    assert {path for path in named if not any((root / path).exists() for root in roots)} == set()


def test_every_target_of_make_that_the_pages_name_exists() -> None:
    targets = set(
        re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    )
    for page in PAGES:
        named = set(re.findall(r"(?:`|^)make ([a-z]+)", page.read_text("utf-8"), re.MULTILINE))
        assert named - targets == set(), name(page)
