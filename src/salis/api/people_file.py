"""Who has a password: `people.json` in the workspace, readable by its owner alone.

It is no part of the ledger. Passwords are kept as argon2 hashes, tokens as SHA-256 digests.
"""

from __future__ import annotations

import hmac
import json
import os
import secrets
import tempfile
import threading
import time
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from salis.api.person import Person, Role, clean_name
from salis.model.errors import NotFound, SettingsError, UsageError
from salis.workspace.place import PEOPLE

SHORTEST_PASSWORD, LONGEST_PASSWORD = 8, 1024
_MARK = "salis_"


@dataclass(frozen=True, slots=True)
class _Kept:
    """One person as the file has it."""

    role: Role
    #: argon2 hash.
    password: str
    #: When the password was set, in seconds since 1970: older sessions are over.
    changed: float
    #: SHA-256 of a token for programs; None: there is none.
    token: str | None = None


class PeopleFile:
    """The people of one workspace; a change by `salis users` counts from the next request on."""

    def __init__(self, folder: Path) -> None:
        """Take the workspace's folder; the file need not be there."""
        self.path = folder / PEOPLE
        self._hasher = PasswordHasher()
        self._lock = threading.Lock()
        self._read: tuple[tuple[int, int, int], dict[str, _Kept]] | None = None

    @cached_property
    def _nobody(self) -> str:
        """Give a hash that no password has: checking it takes the time that a real one does."""
        return self._hasher.hash(secrets.token_hex())

    def any(self) -> bool:
        """Tell whether anybody has a password."""
        return bool(self._people())

    def names(self) -> list[Person]:
        """List the people by name."""
        return [Person(name, one.role) for name, one in sorted(self._people().items())]

    def person(self, name: str, since: float) -> Person | None:
        """Give who signed in then under a name; None where that is over."""
        kept = self._people().get(name)
        return Person(name, kept.role) if kept and kept.changed <= since else None

    def check(self, name: str, password: str) -> Person | None:
        """Check a password; it takes as long for a name that is not there."""
        kept = self._people().get(name)
        hash_kept = kept.password if kept else self._nobody
        try:
            right = self._hasher.verify(hash_kept, password[: LONGEST_PASSWORD + 1])
        except (VerificationError, InvalidHashError):
            return None
        return Person(name, kept.role) if kept and right else None

    def by_token(self, token: str) -> Person | None:
        """Give whose token it is."""
        digest = sha256(token.encode("utf-8", "replace")).hexdigest()
        found = None
        for name, kept in self._people().items():
            if kept.token and hmac.compare_digest(kept.token, digest):
                found = Person(name, kept.role)
        return found

    def add(self, name: str, role: str, password: str) -> None:
        """Add a person, or give one another role and password.

        Raises:
            UsageError: the name or password will not do.
        """
        if not name or clean_name(name) != name:
            message = f"{name!r} is no name: one line of up to 80 letters"
            raise UsageError(message)
        if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
            message = f"a password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters"
            raise UsageError(message)
        kept = _Kept(Role(role), self._hasher.hash(password), time.time())
        self._write({**self._people(), name: kept})

    def make_token(self, name: str) -> str:
        """Make a person's token for programs, in place of the one before; it is shown only now."""
        people = self._people()
        token = _MARK + secrets.token_urlsafe(32)
        known = people[self._known(name)]
        self._write({**people, name: replace(known, token=sha256(token.encode()).hexdigest())})
        return token

    def remove(self, name: str) -> None:
        """Remove a person; sessions and token are over."""
        people = dict(self._people())
        del people[self._known(name)]
        self._write(people)

    def _known(self, name: str) -> str:
        if name not in self._people():
            message = f"nobody is called {name!r}; `salis users list` lists the people"
            raise NotFound(message)
        return name

    def _people(self) -> dict[str, _Kept]:
        """Read the file where it is not the one read last."""
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return {}
        seen = (found.st_mtime_ns, found.st_size, found.st_ino)
        with self._lock:
            if self._read is None or self._read[0] != seen:
                self._read = seen, self._load()
            return self._read[1]

    def _load(self) -> dict[str, _Kept]:
        try:
            people = json.loads(self.path.read_text(encoding="utf-8"))["people"]
            return {
                str(name): _Kept(**{**one, "role": Role(one["role"])})
                for name, one in people.items()
            }
        except (ValueError, TypeError, KeyError, AttributeError) as fault:
            message = f"{self.path}: this is no list of people that Salis wrote; nobody is let in"
            raise SettingsError(message) from fault

    def _write(self, people: dict[str, _Kept]) -> None:
        """Put a new file in the place of the old one; nobody else can read either."""
        kept = {name: asdict(one) for name, one in sorted(people.items())}
        text = json.dumps({"version": 1, "people": kept}, ensure_ascii=False, indent=2)
        handle, name = tempfile.mkstemp(dir=self.path.parent, prefix=f".{PEOPLE}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text + "\n")
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(self.path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
