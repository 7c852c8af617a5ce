"""Figures: the columns as they stand at a moment, kept in memory while a program runs."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from salis.ledger.places import Line
from salis.pipeline.holdings import to_ticks
from salis.views.columns import DOCUMENTS, NAMES, NEVER, STEPS, VOICES, Columns, id_keys, unpack
from salis.views.outline import Place
from salis.views.overview import Figures

if TYPE_CHECKING:
    from salis.ledger.matters import SqliteMatters
    from salis.pipeline.moments import Cut


class FigureStore:
    """Reads the pages of columns; those that did not change since are not read again."""

    def __init__(self, matters: SqliteMatters) -> None:
        self._matters = matters
        self._pages: dict[str, dict[int, bytes]] = {}
        self._whole: dict[str, Columns] = {}
        #: By kind, the latest writing of a page that is in memory.
        self._versions: dict[str, int] = {}
        self._made = ""

    def at(self, line: Line, cut: Cut | None, moment: datetime) -> Figures | None:
        """Give the figures of a moment; None where a document counts that is told after it."""
        documents = self._documents(line, None if cut is None else to_ticks(cut.limit))
        now = to_ticks(moment)
        if len(documents) and int(_told(documents, line).max()) > now:
            return None
        steps = _holding(self._steps(line), now)
        standing = np.full(int(steps["leader"].max(initial=0)) + 1, NEVER)
        claims = steps[steps["question"] == 0]
        standing[claims["leader"]] = claims["at"]
        return Figures(
            steps=steps,
            voices=_of(self._of_line("voices", VOICES, line), standing),
            shown=_of(self._of_line("shown", VOICES, line), standing),
            standing=standing,
            documents=documents,
            names=self._column("names", NAMES),
            copies=np.array(self._matters.copies(), dtype=np.int64).reshape(-1, 2),
        )

    def least(self, line: Line, figures: Figures) -> Columns:
        """Give who says the claims of some figures with the fewest grains of salt."""
        return _of(self._of_line("least", VOICES, line), figures.standing)

    def _steps(self, line: Line) -> Columns:
        return self._of_line("steps", STEPS, line)

    def _of_line(self, kind: str, form: np.dtype[np.void], line: Line) -> Columns:
        """Give the rows of a line; for the whole, what undated documents change is put in place."""
        if line is not Line.WHOLE:
            return self._column(f"{kind} {line}", form)
        dated = self._column(f"{kind} {Line.PUBLISHED}", form)
        whole = self._column(f"{kind} {Line.WHOLE}", form)
        if not len(whole):
            return dated
        replaced = self._column(f"steps {Line.WHOLE}", STEPS)["matter"]
        return np.concatenate([dated[~np.isin(dated["matter"], replaced)], whole])

    def _documents(self, line: Line, limit: int | None) -> Columns:
        """Give the documents told before a limit, in the order of telling."""
        found = self._column("documents", DOCUMENTS)
        told = _told(found, line)
        known = told != NEVER
        if limit is not None:
            known &= told < limit
        found, told = found[known], told[known]
        undated = (found["told"] == NEVER) & (line is Line.WHOLE)
        keys = id_keys(found["id"])
        order = np.lexsort((*keys[::-1], np.where(undated, 0, told), undated))
        ordered: Columns = found[order]
        return ordered

    def _column(self, kind: str, form: np.dtype[np.void]) -> Columns:
        """Put a kind's pages together; those that did not change since come from memory."""
        made = self._matters.made()
        if made != self._made:
            self._pages.clear()
            self._whole.clear()
            self._versions.clear()
            self._made = made
        version = self._matters.columns.version(kind)
        if version != self._versions.get(kind, 0) or kind not in self._whole:
            known = self._pages.setdefault(kind, {})
            known |= self._matters.columns.pages(kind, after=self._versions.get(kind, 0))
            self._whole[kind] = unpack(b"".join(known[page] for page in sorted(known)), form)
            self._versions[kind] = version
        return self._whole[kind]


def _told(documents: Columns, line: Line) -> NDArray[np.int64]:
    told: NDArray[np.int64] = documents["told"]
    if line is Line.RECORDED:
        told = documents["recorded"]
    elif line is Line.WHOLE:
        told = np.where(told == NEVER, documents["recorded"], told)
    return told


def _holding(steps: Columns, now: int) -> Columns:
    """Give the last step of each claim and question by a moment; what is gone is left out."""
    told = steps["at"] <= now
    same = (steps["leader"][1:] == steps["leader"][:-1]) & (
        steps["question"][1:] == steps["question"][:-1]
    )
    passed = np.zeros(len(steps), dtype=bool)
    passed[:-1] = same & told[1:]
    found: Columns = steps[told & ~passed & (steps["place"] != Place.GONE)]
    return found


def _of(voices: Columns, standing: NDArray[np.int64]) -> Columns:
    """Give the voices of the steps that hold."""
    known = voices["leader"] < len(standing)
    known[known] = standing[voices["leader"][known]] == voices["at"][known]
    found: Columns = voices[known]
    return found
