"""The rules of the guard."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from salis.api.people_file import PeopleFile

LOOPBACK_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})


@dataclass(frozen=True, slots=True)
class Rate:
    """So many at once, and so many a second after that."""

    at_once: int
    a_second: float


@dataclass(frozen=True, slots=True)
class Rates:
    """How often one client may do what."""

    asking: Rate = Rate(300, 100)
    changing: Rate = Rate(60, 2)
    #: One try in ten seconds, after ten at once; the same for each name, whoever tries it.
    signing_in: Rate = Rate(10, 0.1)


@dataclass(frozen=True, slots=True)
class GuardRules:
    """Who may ask what, from where, how much and how long."""

    #: Names that the Host header may say, without port: a page of another name that leads here
    #: (DNS rebinding) reads nothing.
    hosts: frozenset[str] = LOOPBACK_HOSTS
    #: Nobody but this machine reaches it: where nobody has a password, whoever comes is let in.
    alone: bool = False
    #: Who has a password.
    people: PeopleFile | None = None
    #: Lets in whoever shows it.
    token: str | None = None
    #: Whether readers come over https (through a proxy): cookies go over nothing else then.
    https: bool = False
    #: Who decides where nobody signs in by name and no other name is given.
    default_name: str = ""
    #: Bytes that one request may bring, and one from who need not have signed in.
    largest_body: int = 64 << 20
    largest_open_body: int = 64 << 10
    #: Seconds that one answer may take to begin, and that a body may take to come.
    seconds: float = 60.0
    rates: Rates = field(default_factory=Rates)
    #: Paths that need nobody signed in: the page for it, and what it is drawn with.
    open_paths: tuple[str, ...] = ("/sign-in", "/static/", "/api/v1/session", "/api/v1/health")
    #: Where a browser is sent that must sign in.
    sign_in: str = "/sign-in"
    #: Prefix of the paths whose answers last as long as they are listened to.
    endless: tuple[str, ...] = ("/api/v1/events",)
    #: Seals the keys of visits; made anew with every start.
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
