"""Find what there is to read: files, folders, glob patterns, stdin and addresses."""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from salis.model.errors import SourceError
from salis.model.problem import Problem
from salis.sources.detect import format_of_name
from salis.sources.document import one_line, web_address
from salis.sources.identity import digest_of

#: Real paths of what belongs to the workspace.
type _Own = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Handed:
    """Bytes that somebody hands over: an upload, or pasted text, which has no name."""

    data: bytes
    name: str = ""


@dataclass(frozen=True, slots=True)
class Input:
    """One thing to read: a file, an address, what was handed over, or stdin where it is none."""

    #: As given, for Problems.
    place: str
    path: Path | None = None
    url: str | None = None
    handed: Handed | None = None

    @property
    def name(self) -> str:
        """Give the file name, for its ending."""
        return PurePath(self.path or (self.handed.name if self.handed else "")).name

    @property
    def address(self) -> str | None:
        """Give where the bytes live: a later text at the same place is a revision of this one.

        Two uploads of one name need have nothing to do with each other, so their digest is told.
        """
        if self.path:
            return printable(str(self.path.absolute()))
        if self.handed and self.name:
            return f"upload/{digest_of(self.handed.data)[:12]}/{self.name}"
        return self.url


def find_inputs(inputs: Sequence[str | Handed], own: Sequence[Path] = ()) -> list[Input | Problem]:
    """List what the words of the call stand for, each once; folders in order of their names.

    Args:
        inputs: As the person gave them.
        own: Files and folders of the workspace itself, which are never read as documents.

    Raises:
        SourceError: nothing is at one of them; named before anything is read.
    """
    found: dict[str, Input | Problem] = {}
    for number, given in enumerate(inputs):
        if isinstance(given, Handed):
            found[f"handed over {number}"] = _handed(given)
            continue
        for item in _expand(given, tuple(map(os.path.realpath, own))):
            found.setdefault(f"{type(item).__name__} {item.place}", item)
    return list(found.values())


def printable(path: str) -> str:
    """Give a path as text that can be stored, also where its bytes are no UTF-8."""
    return os.fsencode(path).decode("utf-8", "replace")


def _expand(given: str, own: _Own) -> Iterator[Input | Problem]:
    if given == "-":
        yield Input("stdin")
    elif "://" in given and not Path(given).exists():
        yield _address(given)
    elif "\0" in given or not given:
        raise SourceError(f"Nothing can be at {given!r}.")
    elif os.path.lexists(given):
        yield from _at(Path(given), own)
    elif glob.has_magic(given):
        matches = sorted(glob.glob(given, recursive=True))  # noqa: PTH207 - Path takes no absolute patterns
        if not matches:
            raise SourceError(f"No file matches {given}.")
        for match in matches:
            yield from _at(Path(match), own)
    else:
        raise SourceError(f"There is no file or folder {given}.")


def _handed(given: Handed) -> Input:
    """Take what is handed over; its name is anybody's, and only the end of it is kept."""
    name = one_line(PurePath(given.name.replace("\\", "/")).name) or ""
    return Input(name or "pasted text", handed=Handed(given.data, name))


def _address(given: str) -> Input:
    url = web_address(given)
    if not url or "@" in url.split("/")[2]:
        raise SourceError(f"{given} is not an http or https address (without a password in it).")
    return Input(url, url=url)


def _at(path: Path, own: _Own) -> Iterator[Input | Problem]:
    if _is_own(path, own):
        text = "It belongs to this workspace and is no document; it is passed over."
        yield Problem("own-file", text, printable(str(path)))
    elif path.is_dir():
        yield from _in_folder(path, own)
    else:
        yield Input(printable(str(path)), path)


def _is_own(path: Path, own: _Own) -> bool:
    real = os.path.realpath(path) if own else ""
    return any(real == each or real.startswith(each + os.sep) for each in own)


def _in_folder(folder: Path, own: _Own) -> Iterator[Input | Problem]:
    """Walk a folder in order; what is passed over is told, a hidden folder as a whole.

    The workspace's own files are left out without a word: nobody meant them.
    """
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208 - names are enough, and sort fast
    except OSError as error:
        text = f"The folder cannot be opened ({error.strerror}); what is in it is not read."
        yield Problem("unreadable", text, printable(str(folder)))
        return
    for name in names:
        path = folder / name
        if _is_own(path, own):
            continue
        if fault := _passed_over(path):
            yield Problem(*fault, printable(str(path)))
        elif path.is_dir():
            yield from _in_folder(path, own)
        else:
            yield Input(printable(str(path)), path)


def _passed_over(path: Path) -> tuple[str, str] | None:
    """Say why an item of a folder is not read: code and sentence; None where it is."""
    if path.name.startswith("."):
        return "hidden", "Hidden files and folders are passed over; name it to have it read."
    if path.is_dir():
        linked = "Folders are not followed through links; name it to have it read."
        return ("linked-folder", linked) if path.is_symlink() else None
    try:
        regular = stat.S_ISREG(path.stat().st_mode)
    except OSError as error:
        return "unreadable", f"It cannot be opened ({error.strerror})."
    if not regular:
        return "not-a-file", "It is no regular file; it is passed over."
    if format_of_name(path.name) is None and path.suffix:
        return "unknown-type", f"Files of type {path.suffix} are passed over; name it to try."
    return None
