"""Read `salis.toml`: what a person says about the event, its parties and who owns whom."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from salis.model.errors import SettingsError

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME = "salis.toml"

#: What `salis init` writes.
TEMPLATE = """\
# Settings of this Salis workspace. Every line is optional.

[event]
# title = "What the documents are about"

[parties]
# Who is a party to the matter: what they say in their own favour is no independent origin.
# "Name of the party" = ["other name of it", "institution or person that speaks for it"]

[owners]
# Which sources share an owner or a wire: two of them count as one origin.
# "Name of the owner" = ["Source One", "Source Two"]

[reading]
# workers = 2

[desk]
# name = "Who decides on this machine, where nobody signs in"
"""

type Names = Mapping[str, tuple[str, ...]]

_NO_NAMES: Names = MappingProxyType({})
_MOST_WORKERS = 64
_KNOWN = {
    "event": {"title"},
    "parties": None,
    "owners": None,
    "reading": {"workers"},
    "desk": {"name"},
}


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a workspace; all have a default."""

    #: What the documents are about, as a heading.
    title: str | None = None
    #: Each party to the matter with its other names and those who speak for it.
    parties: Names = field(default=_NO_NAMES)
    #: Each owner or wire with the names of the sources that are its.
    owners: Names = field(default=_NO_NAMES)
    #: Reading processes; None for one a core.
    workers: int | None = None
    #: Who decides on the desk, where nobody signs in and gives no other name.
    name: str = ""


def load_settings(path: Path) -> Settings:
    """Read a settings file; where there is none, everything has its default.

    Raises:
        SettingsError: with the file and line of the first thing that cannot be understood.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as fault:
        message = f"{path}: the settings cannot be read: {fault}"
        raise SettingsError(message) from fault
    return _Reading(path, text).settings()


class _Reading:
    """One settings file while it is read; knows where in it things stand."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._lines = text.splitlines()
        try:
            self._tables: dict[str, object] = tomllib.loads(text)
        except tomllib.TOMLDecodeError as fault:
            message = f"{path}: {fault}"
            raise SettingsError(message) from fault

    def settings(self) -> Settings:
        for name in self._tables:
            self._check_known(name)
        return Settings(
            title=self._text("event", "title"),
            parties=self._names("parties"),
            owners=self._names("owners"),
            workers=self._workers(),
            name=self._text("desk", "name") or "",
        )

    def _check_known(self, name: str) -> None:
        if name not in _KNOWN:
            raise self._fault(f"there is no setting [{name}]; there are {_listed(_KNOWN)}", name)
        known = _KNOWN[name]
        for key in self._table(name):
            if known is not None and key not in known:
                raise self._fault(f"[{name}] has no {key!r}; it has {_listed(known)}", key)

    def _table(self, name: str) -> dict[str, object]:
        table = self._tables.get(name, {})
        if not isinstance(table, dict):
            raise self._fault(f"{name} is a table: write [{name}] and its lines below", name)
        return table

    def _text(self, table: str, key: str) -> str | None:
        text = self._table(table).get(key)
        if text is None or isinstance(text, str):
            return text
        raise self._fault(f'the {key} is text: {key} = "…"', key)

    def _workers(self) -> int | None:
        workers = self._table("reading").get("workers")
        if workers is None:
            return None
        if type(workers) is int and 1 <= workers <= _MOST_WORKERS:
            return workers
        raise self._fault(f"workers is a number from 1 to {_MOST_WORKERS}", "workers")

    def _names(self, table: str) -> Names:
        found = {key: self._list(key, value) for key, value in self._table(table).items()}
        return MappingProxyType(found)

    def _list(self, key: str, value: object) -> tuple[str, ...]:
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            return tuple(value)
        raise self._fault(f'{key!r} needs a list of names: ["One", "Two"]', key)

    def _fault(self, why: str, key: str) -> SettingsError:
        """Name the line on which a key stands."""
        pattern = re.compile(rf"^\s*(\[\s*)?[\"']?{re.escape(key)}\b")
        numbers = (n for n, line in enumerate(self._lines, start=1) if pattern.match(line))
        line = next(numbers, None)
        return SettingsError(f"{self._path}:{line}: {why}" if line else f"{self._path}: {why}")


def _listed(names: Mapping[str, object] | set[str]) -> str:
    return ", ".join(sorted(names))
