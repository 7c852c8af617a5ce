"""Keep the columns: weigh what entries touched at each of its moments, and write that down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import numpy as np

from salis.ledger.places import Line
from salis.link import find_initials
from salis.model.document import DocumentId, Source, SourceId
from salis.model.statement import Statement
from salis.pipeline.gathering import BeyondMatters
from salis.pipeline.holdings import from_ticks, to_ticks
from salis.pipeline.stepping import (
    Step,
    Whole,
    find_asked,
    is_plain,
    step_alone,
    step_through,
)
from salis.views.columns import DOCUMENTS, NAMES, NEVER, STANDINGS, STEPS, VOICES, unpack
from salis.views.names import keys_of, spell
from salis.views.outline import LONGEST_ID

if TYPE_CHECKING:
    from salis.ledger.columns import Columns
    from salis.ledger.places import Place, Row
    from salis.pipeline.bearings import Bearings
    from salis.pipeline.portion import Portion, Portions

#: Matters and documents that share a page have numbers alike but for so many bits.
_MATTER_BITS, _DOCUMENT_BITS, _NAME_BITS = 8, 8, 6
_STANDINGS = {standing: at for at, standing in enumerate(STANDINGS)}

#: By initials, the sources with these and when each was first told.
type Initials = dict[str, list[tuple[Source, datetime]]]


class Keeping:
    """Writes down, inside the transaction that is open, what was touched."""

    def __init__(self, portions: Portions, bearings: Bearings, kept_from: int) -> None:
        """Take from how many statements on what is shown of a matter is kept."""
        self._kept_from = kept_from
        self._portions = portions
        self._bearings = bearings
        self._matters = portions.matters
        self._columns = portions.matters.columns
        self._written = self._columns.writing()

    def keep_documents(self, new: Iterable[int]) -> None:
        """Note documents that are new, or newly read, by their numbers."""
        documents = self._matters.documents(new)
        self._keep_documents(documents)
        self._keep_names(documents)

    def keep_line(self, line: Line, touched: Sequence[int]) -> None:
        """Weigh matters at each of their moments on a line."""
        self._columns.drop(line, touched)
        pages = _StepPages(self._columns, line, self._written)
        pages.drop(touched)
        initials = self._initials(line)
        for portion, steps in self._steps(line, touched, initials):
            for step in steps:
                if isinstance(step, Whole):
                    at = to_ticks(step.at)
                    self._columns.note_state(step.kind, line, step.matter, at, step.data)
                else:
                    pages.add(step, portion)
        pages.write()

    def _steps(
        self, line: Line, matters: Sequence[int], initials: Initials
    ) -> Iterable[tuple[Portion, Iterable[Step | Whole]]]:
        """Give the steps of matters; those of one statement are taken together."""
        of_matter: dict[int, list[Place]] = defaultdict(list)
        for place in self._matters.in_matters(matters):
            of_matter[place.matter].append(place)
        lone = [places[0] for places in of_matter.values() if len(places) == 1]
        alone = self._alone(line, lone, initials)
        if alone and line is not Line.WHOLE:
            portion = self._portions.of_places(alone, line)
            yield portion, step_alone(portion, self._bearings)
        for matter in sorted(of_matter.keys() - {place.matter for place in alone}):
            portion = self._portions.of_places(of_matter[matter], line)
            asked = find_asked(portion)
            if line is Line.PUBLISHED:
                self._columns.ask(matter, asked)
            if line is not Line.WHOLE or portion.has_undated or not asked.isdisjoint(initials):
                known = [one for key in asked for one in initials.get(key, ())]
                kept_from = self._kept_from
                yield (
                    portion,
                    step_through(portion, matter, self._bearings, known, kept_from=kept_from),
                )

    def _alone(self, line: Line, lone: Sequence[Place], initials: Initials) -> list[Place]:
        """Choose the matters of one statement on which nothing else bears."""
        portion = self._portions.of_places(lone, line)
        graded = {one.source for one in self._portions.grades()}
        decided = self._matters.decided_among([place.item for place in lone])
        chosen: list[Place] = []
        for place in lone:
            statement = portion.find(place.id)
            if statement is None or place.item in decided or not is_plain(statement):
                continue
            document = portion.visible.documents[statement.document]
            undated = line is Line.WHOLE and document.published_at is None
            asked = find_asked(portion, statement)
            if document.source.id not in graded and not undated and asked.isdisjoint(initials):
                chosen.append(place)
                if line is Line.PUBLISHED:
                    self._columns.ask(place.matter, asked)
        return chosen

    def _initials(self, line: Line) -> Initials:
        """Give the sources of each initials, and when they were first told."""
        found: defaultdict[str, list[tuple[Source, datetime]]] = defaultdict(list)
        for (id, name, kind), at in self._matters.first_told(line):
            source = Source(SourceId(id), name, kind)
            for short in find_initials([source]):
                found[short].append((source, from_ticks(at)))
        return dict(found)

    def _keep_documents(self, documents: Iterable[Row]) -> None:
        rows = [
            (
                one.item,
                NEVER if one.told is None else one.told,
                one.recorded,
                NEVER if one.published is None else one.published,
                one.statements,
                fit_id(one.id),
            )
            for one in documents
        ]
        self._append("documents", DOCUMENTS, rows, _DOCUMENT_BITS, key=0)

    def _keep_names(self, documents: Iterable[Row]) -> None:
        rows: list[tuple[Any, ...]] = []
        for row in documents:
            places = self._matters.in_documents([row.item])
            told = [(self._portions.holdings.statement(row, one), one.item) for one in places]
            told.sort(key=lambda one: (one[0].passage.start, one[0].id))
            seen: set[str] = set()
            for rank, (statement, item) in enumerate(told):
                rows += self._names_of(statement, item, row.item, rank, seen)
        self._append("names", NAMES, rows, _NAME_BITS, key=1)

    def _names_of(
        self, statement: Statement, item: int, document: int, rank: int, seen: set[str]
    ) -> Iterable[tuple[Any, ...]]:
        text = statement.text.lower()
        for key in sorted(keys_of(statement) - {""}):
            spelling = spell(key, statement)
            number = self._columns.term(spelling) if spelling else 0
            term = self._columns.term(key)
            yield item, document, rank, term, number, key in text, key not in seen
            seen.add(key)

    def _append(
        self,
        kind: str,
        form: np.dtype[np.void],
        rows: Iterable[tuple[Any, ...]],
        bits: int,
        *,
        key: int,
    ) -> None:
        """Add rows to their pages, those that were there before for the same numbers replaced."""
        by_page: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
        for row in rows:
            by_page[row[key] >> bits].append(row)
        name = form.names[key] if form.names else ""
        for page, fresh in by_page.items():
            added = np.array(fresh, dtype=form)
            kept = unpack(self._columns.page(kind, page), form)
            kept = kept[~np.isin(kept[name], added[name])]
            data = np.concatenate([kept, added]).tobytes()
            self._columns.write(kind, page, data, written=self._written)


class _StepPages:
    """The pages of steps and voices on a line, while matters are written anew."""

    def __init__(self, columns: Columns, line: Line, written: int) -> None:
        self._columns = columns
        self._line = line
        self._written = written
        self._dropped: defaultdict[int, set[int]] = defaultdict(set)
        self._steps: defaultdict[int, list[tuple[Any, ...]]] = defaultdict(list)
        self._voices: defaultdict[int, list[tuple[int, ...]]] = defaultdict(list)
        self._shown: defaultdict[int, list[tuple[int, ...]]] = defaultdict(list)
        self._least: defaultdict[int, list[tuple[int, ...]]] = defaultdict(list)

    def drop(self, matters: Iterable[int]) -> None:
        """Forget all steps of matters."""
        for matter in matters:
            self._dropped[matter >> _MATTER_BITS].add(matter)

    def add(self, step: Step, portion: Portion) -> None:
        """Add one step."""
        page, one, at = step.matter >> _MATTER_BITS, step.outline, to_ticks(step.at)
        leader = portion.item_of[one.leader]
        self._steps[page].append(_row(step, portion, leader, at))
        key = (leader, step.matter, at)
        term = self._columns.term
        self._voices[page] += [(*key, term(voice)) for voice in dict.fromkeys(one.voices)]
        self._shown[page] += [(*key, term(voice)) for voice in one.shown]
        self._least[page] += [(*key, term(voice)) for voice in one.least]

    def write(self) -> None:
        """Write every page that changed."""
        for page in sorted(self._dropped.keys() | self._steps.keys()):
            for kind, form, added in (
                ("steps", STEPS, self._steps[page]),
                ("voices", VOICES, self._voices[page]),
                ("shown", VOICES, self._shown[page]),
                ("least", VOICES, self._least[page]),
            ):
                self._rewrite(f"{kind} {self._line}", page, form, added)

    def _rewrite(
        self, kind: str, page: int, form: np.dtype[np.void], added: Sequence[tuple[Any, ...]]
    ) -> None:
        kept = unpack(self._columns.page(kind, page), form)
        if not len(kept) and not added:
            return
        kept = kept[~np.isin(kept["matter"], list(self._dropped[page]))]
        rows = np.concatenate([kept, np.array(list(added), dtype=form)])
        if form is STEPS:
            rows = rows[np.lexsort((rows["at"], rows["question"], rows["leader"]))]
        self._columns.write(kind, page, rows.tobytes(), written=self._written)


def _row(step: Step, portion: Portion, leader: int, at: int) -> tuple[Any, ...]:
    one = step.outline
    statement = portion.statement(one.leader)
    return (
        leader,
        one.is_question,
        step.matter,
        at,
        fit_id("c" + one.leader.removeprefix("s")),
        int(one.place),
        _STANDINGS[one.standing],
        one.independent,
        one.documents,
        one.carried,
        _number(portion, one.first),
        _number(portion, one.last),
        one.grains,
        one.contested,
        one.leans,
        one.unsettled,
        one.counted,
        one.long,
        one.start,
        0 if one.dispute is None else portion.item_of[one.dispute],
        portion.number_of[statement.document],
    )


def _number(portion: Portion, document: DocumentId | None) -> int:
    return 0 if document is None else portion.number_of[document]


def fit_id(id: str) -> bytes:
    """Give an id as a column holds it.

    Raises:
        BeyondMatters: it is too long for that.
    """
    data = id.encode("utf-8", "surrogatepass")
    if len(data) > LONGEST_ID:
        raise BeyondMatters("an id is longer than a column holds")
    return data
