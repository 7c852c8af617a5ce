"""A person with a role."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LONGEST_NAME = 80


class Role(StrEnum):
    """What a person may do, each role also what those before it may."""

    READER = "reader"
    REVIEWER = "reviewer"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks. The name is empty for somebody on this machine who gave none yet."""

    name: str
    role: Role

    @property
    def may_review(self) -> bool:
        """Tell whether the person may judge, grade, withdraw, file evidence and add documents."""
        return self.role in (Role.REVIEWER, Role.ADMIN)

    @property
    def may_admin(self) -> bool:
        """Tell whether the person may see who has access."""
        return self.role is Role.ADMIN


def clean_name(name: str) -> str:
    """Bring a name to one line of letters that can be printed; empty where nothing is left."""
    line = " ".join(name[: 4 * LONGEST_NAME].split())
    return "".join(mark for mark in line if mark.isprintable())[:LONGEST_NAME].strip()
