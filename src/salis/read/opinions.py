"""Opinions: sentences in a document's own voice that tell a view rather than a fact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from salis.model.document import Passage
from salis.model.statement import Act, GrainCode, Statement
from salis.read.encoder import Encoder, Marks
from salis.read.scores import ROLES, STANCES

_FACTUAL, _OPINION = STANCES.index("factual"), STANCES.index("opinion")
_EVALUATION = ROLES.index("Distant_Evaluation")
#: What a sentence must look like by itself, and in its article, to be a view: reports in short
#: sentences ("The dam broke.") look like views to the first alone.
_VIEW, _EVALUATES = 0.9, 0.5
#: Sentences in the own voice that a column has at least; the share of them that are views; how
#: likely they are facts on average; and what a sentence of a column must look like to be a view.
_COLUMN, _MOSTLY, _HARDLY, _VIEW_IN_A_COLUMN = 8, 0.5, 0.1, 0.5


def find_views(
    statements: Sequence[Statement],
    sentences: Sequence[tuple[int, int]],
    marks: Marks,
    encoder: Encoder,
) -> set[Passage]:
    """Find the contexts of own-voice statements that the encoder takes for views.

    Args:
        statements: The document's statements.
        sentences: All its sentences in order, `[start, end)` each.
        marks: What was marked in the document.
        encoder: What marked it.
    """
    own = {s.context for s in statements if not s.speakers and s.act is Act.ASSERT}
    stances = {c: encoder.stance(marks, c.start, c.end) for c in own}
    if _is_column(list(stances.values())):
        return {c for c, shares in stances.items() if shares[_OPINION] > _VIEW_IN_A_COLUMN}
    likely = {c for c, shares in stances.items() if shares[_OPINION] > _VIEW}
    if not likely:
        return set()
    roles = dict(zip((s for s, _ in sentences), encoder.roles(marks, sentences), strict=True))
    return {
        c for c in likely if c.start in roles and roles[c.start].shares[_EVALUATION] > _EVALUATES
    }


def _is_column(stances: Sequence[tuple[float, ...]]) -> bool:
    """Say whether a document's own voice tells views throughout: a leader, a column, a blog."""
    if len(stances) < _COLUMN:
        return False
    views = sum(max(shares) == shares[_OPINION] for shares in stances)
    facts = sum(shares[_FACTUAL] for shares in stances)
    return views >= _MOSTLY * len(stances) and facts <= _HARDLY * len(stances)


def judged_whole(statements: Sequence[Statement], views: set[Passage]) -> list[Statement]:
    """Let one judgement make its own-voice sentence one ("He is a coward, and all know it").

    `views` are sentences that the encoder finds to tell a view.
    """
    judged = {s.context for s in statements if not s.speakers and s.act is Act.JUDGE} | views
    return [
        replace(
            s, act=Act.JUDGE, grains=tuple(g for g in s.grains if g.code is not GrainCode.UNSOURCED)
        )
        if s.act is Act.ASSERT and not s.speakers and s.context in judged
        else s
        for s in statements
    ]
