"""Which folder is the workspace, and what is made in it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import salis
from salis.model.errors import WorkspaceError
from salis.workspace.workspace import Workspace


def test_making_a_workspace_leaves_settings_that_are_there(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "mutiny"
    Workspace.create(folder).close()
    assert sorted(path.name for path in folder.iterdir()) == ["ledger.db", "salis.toml"]

    (folder / "salis.toml").write_text("[event]\ntitle = 'Mutiny'\n")
    with salis.open_workspace(folder, create=True) as workspace:
        assert workspace.settings.title == "Mutiny"


def test_the_nearest_folder_with_settings_is_the_workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SALIS_WORKSPACE", raising=False)
    Workspace.create(tmp_path).close()
    below = tmp_path / "reports" / "today"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)

    assert salis.open_workspace().path == tmp_path


def test_the_environment_names_the_workspace_and_an_option_overrules_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("one", "two"):
        Workspace.create(tmp_path / name).close()
    monkeypatch.setenv("SALIS_WORKSPACE", str(tmp_path / "one"))

    assert Workspace.open().path == tmp_path / "one"
    assert Workspace.open(tmp_path / "two").path == tmp_path / "two"


def test_a_folder_that_is_not_there_is_made_by_adding_and_not_by_asking(tmp_path: Path) -> None:
    (tmp_path / "dam.md").write_text("", encoding="utf-8")
    with salis.open_workspace(tmp_path / "mutiny") as workspace:
        with pytest.raises(WorkspaceError, match=r"mutiny: no workspace here; `salis init"):
            workspace.view()
        assert not workspace.path.exists()
        workspace.add(str(tmp_path / "dam.md"))
        assert workspace.view().claims() == ()
    (tmp_path / "file").touch()
    with pytest.raises(WorkspaceError, match="this is a file"):
        salis.open_workspace(tmp_path / "file")


def test_asking_a_folder_that_is_no_workspace_makes_nothing_in_it(tmp_path: Path) -> None:
    with Workspace(tmp_path) as workspace, pytest.raises(WorkspaceError, match="no workspace here"):
        workspace.view()

    assert list(tmp_path.iterdir()) == []


def test_a_workspace_cannot_be_made_where_a_file_is(tmp_path: Path) -> None:
    (tmp_path / "mutiny").touch()

    with pytest.raises(WorkspaceError, match="no workspace can be made here"):
        Workspace.create(tmp_path / "mutiny")


def test_importing_salis_loads_nothing_of_it() -> None:
    code = "import sys, salis; print([name for name in sys.modules if name.startswith('salis.')])"

    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert said.stdout.strip() == "[]"
