"""Leaning: whether a claim's text can be understood without the sentence before it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from salis.model.claim import Claim
from salis.model.statement import Statement
from salis.views.index import Index

_FEW_WORDS = 5
#: What the reader put in to say whom a pronoun means.
_ADDED = re.compile(r"\[[^\]]*\]")


def is_leaning(index: Index, claim: Claim) -> bool:
    """Say whether every statement with a claim's own text leans on another sentence."""
    statements = index.linked.statements
    members = (statements[one.statement] for one in claim.members if one.statement in statements)
    leaning = [one.leans is not None or _is_bare(one) for one in members if one.text == claim.text]
    return bool(leaning) and all(leaning)


def _is_bare(statement: Statement) -> bool:
    """Say whether it holds no more than a light verb and who does it ("He didn't do it")."""
    frame = statement.frame
    if frame.objects or len(_ADDED.sub("", statement.text).split()) > _FEW_WORDS:
        return False
    return frame.predicate.rpartition(" ")[2] in _bare_predicates()


@cache
def _bare_predicates() -> frozenset[str]:
    text = Path(__file__).with_name("lists").joinpath("bare.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))
