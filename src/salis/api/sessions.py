"""Sessions: who signed in, kept in this process; a restart signs everybody out."""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass
from hashlib import sha256

_MOST = 10_000
_IDLE, _LONGEST = 12 * 3600.0, 7 * 24 * 3600.0


@dataclass(slots=True)
class Session:
    """One who signed in."""

    #: Name of the user; None for who showed the token.
    person: str | None
    #: When it began, by the clock on the wall and by the steady one.
    since: float
    begun: float
    seen: float


class Sessions:
    """Sessions by key; keys are kept as digests, so that memory shows none."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Session] = OrderedDict()

    def begin(self, key: str, person: str | None) -> None:
        """Begin the session of a key nobody else knows."""
        now = time.monotonic()
        self._kept[_digest(key)] = Session(person, time.time(), now, now)
        while len(self._kept) > _MOST:
            self._kept.popitem(last=False)

    def find(self, key: str) -> Session | None:
        """Find a session that is not too old; it is then the one seen last."""
        digest, now = _digest(key), time.monotonic()
        session = self._kept.get(digest)
        if session is None:
            return None
        if now - session.seen > _IDLE or now - session.begun > _LONGEST:
            del self._kept[digest]
            return None
        session.seen = now
        self._kept.move_to_end(digest)
        return session

    def end(self, key: str) -> None:
        """End a session, if there is one."""
        self._kept.pop(_digest(key), None)


def _digest(key: str) -> str:
    return sha256(key.encode()).hexdigest()
