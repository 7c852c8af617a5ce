"""salis.toml: what can be set, and that every mistake is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from salis.model.errors import SettingsError
from salis.settings.settings import TEMPLATE, Settings, load_settings
from salis.workspace.parts import take_bearings


def settings(folder: Path, text: str) -> Settings:
    (folder / "salis.toml").write_text(text, encoding="utf-8")
    return load_settings(folder / "salis.toml")


def test_everything_that_can_be_set(tmp_path: Path) -> None:
    found = settings(
        tmp_path,
        """
        [event]
        title = "The dam at Norrholt"
        [parties]
        "Northern Front" = ["General Staff of the Front", "Ilya Toren"]
        [owners]
        "Coast Media" = ["Harbour Post", "Bay Radio"]
        [reading]
        workers = 3
        [desk]
        name = "Ilka"
        """,
    )

    assert (found.title, found.workers, found.name) == ("The dam at Norrholt", 3, "Ilka")
    assert dict(found.parties) == {"Northern Front": ("General Staff of the Front", "Ilya Toren")}
    assert dict(found.owners) == {"Coast Media": ("Harbour Post", "Bay Radio")}


def test_without_a_file_or_with_the_first_one_everything_has_its_default(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "salis.toml") == Settings()
    assert settings(tmp_path, TEMPLATE) == Settings()


def test_weighing_is_told_of_owners_by_source_and_of_parties_by_all_their_names(
    tmp_path: Path,
) -> None:
    bearings = take_bearings(
        settings(
            tmp_path,
            '[parties]\n"The Front" = ["Ilya Toren"]\n[owners]\n"Coast Media" = ["Harbour Post"]\n',
        )
    )

    assert dict(bearings.owners) == {"harbour-post": "Coast Media"}
    assert bearings.parties == {"The Front", "Ilya Toren"}


@pytest.mark.parametrize(
    ("text", "place", "why"),
    [
        ("[event]\ntitle = = 7\n", "", "line 2"),
        ("[event]\n\ntitle = 7\n", ":3", "the title is text"),
        ("[evnet]\n", ":1", "there is no setting [evnet]"),
        ("event = 'dam'\n", ":1", "event is a table"),
        ("[event]\nname = 'dam'\n", ":2", "[event] has no 'name'; it has title"),
        ("[parties]\n# both\nFront = 'Ilya Toren'\n", ":3", "'Front' needs a list of names"),
        ("[owners]\n'Coast Media' = ['Bay Radio', 5]\n", ":2", "needs a list of names"),
        ("[reading]\nworkers = 0\n", ":2", "from 1 to 64"),
        ("[reading]\nworkers = true\n", ":2", "from 1 to 64"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, text: str, place: str, why: str) -> None:
    with pytest.raises(SettingsError) as caught:
        settings(tmp_path, text)

    said = str(caught.value)
    assert said.startswith(f"{tmp_path / 'salis.toml'}{place}: ")
    assert why in said


def test_bytes_that_are_no_text_are_named(tmp_path: Path) -> None:
    (tmp_path / "salis.toml").write_bytes(b"\xff\xfe")

    with pytest.raises(SettingsError, match="cannot be read"):
        load_settings(tmp_path / "salis.toml")
