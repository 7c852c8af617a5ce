"""One side of a doubt: a statement as it is put before a person."""

from __future__ import annotations

from salis.model.statement import Statement
from salis.views.detail_records import DoubtSideRecord
from salis.views.index import Index


def statement_side(index: Index, statement: Statement) -> DoubtSideRecord:
    """Show a statement in its passage, with who says it where."""
    source = index.source_name(index.source_of(statement.document))
    speakers = [one.called for one in statement.speakers]
    return DoubtSideRecord(
        id=statement.id,
        head=speakers[-1] if speakers else source,
        text=statement.context.exact,
        source_name=source,
        document=statement.document,
        statement=statement.id,
        published_at=index.published[statement.document],
        marked=statement.passage.exact,
        act=statement.act.value,
    )
