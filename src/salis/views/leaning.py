"""Leaning: whether a claim's text can be understood without the sentence before it."""

from __future__ import annotations

from salis.model.claim import Claim
from salis.views.index import Index


def is_leaning(index: Index, claim: Claim) -> bool:
    """Say whether every statement with a claim's own text leans on another sentence."""
    statements = index.linked.statements
    members = (statements[one.statement] for one in claim.members if one.statement in statements)
    leaning = [one.leans is not None for one in members if one.text == claim.text]
    return bool(leaning) and all(leaning)
