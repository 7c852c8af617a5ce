"""Track records: sources and speakers with what became of what they put forward themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from salis.formats.lists import Row, table_page
from salis.formats.page import Column, Line, Page, Span, Tone, plain, quiet
from salis.formats.words import count
from salis.views.track_records import (
    ForecastsRecord,
    LeadRecord,
    ShareRecord,
    SourceRecord,
    VoiceRecord,
)

#: Fewer settled claims are no record.
_FEWEST = 5
_COUNTED = tuple(Column(name, counts=name) for name in ("held", "fell", "open"))
_TRACK = (Column("record"), Column("lead"), Column("predictions"))


def sources_page(sources: Iterable[SourceRecord]) -> Page:
    """Compose the sources with their records."""
    columns = (
        Column("id", "key"),
        Column("source", "main"),
        Column("kind"),
        Column("grade"),
        Column("documents", counts="document"),
        Column("told first", counts="told first"),
        *_COUNTED,
        Column("retracted", counts="retracted"),
        *_TRACK,
    )
    return table_page(sources, columns, _source_row, empty="No sources.")


def speakers_page(speakers: Iterable[VoiceRecord]) -> Page:
    """Compose the speakers with their records."""
    columns = (Column("id", "key"), Column("speaker", "main"), *_COUNTED, *_TRACK)
    return table_page(speakers, columns, _speaker_row, empty="No named speakers.")


def _source_row(source: SourceRecord) -> Iterator[Row]:
    yield (
        (Span(source.id, Tone.CODE),),
        plain(source.name),
        _said("" if source.kind == "unknown" else source.kind),
        _said(f"grade {source.grade}" if source.grade else ""),
        _number(source.documents),
        _number(source.first_told),
        *_counted(source),
        _number(source.retracted),
        *_track(source),
    )


def _speaker_row(speaker: VoiceRecord) -> Iterator[Row]:
    yield (
        (Span(speaker.id, Tone.CODE),),
        _named(speaker),
        *_counted(speaker),
        *_track(speaker),
    )


def _named(speaker: VoiceRecord) -> Line:
    """Write a name with the others that it goes under, and why."""
    also = "".join(f"; also {name}" for name in speaker.also)
    why = "; ".join(one.text for one in speaker.joined)
    return (*plain(speaker.name), *quiet(f"{also} ({why})" if also else ""))


def _counted(voice: SourceRecord | VoiceRecord) -> tuple[Line, ...]:
    return _number(voice.held), _number(voice.fell), _number(voice.open)


def _track(voice: SourceRecord | VoiceRecord) -> tuple[Line, ...]:
    return _said(_record(voice)), _said(_lead(voice.lead)), _said(_forecasts(voice.predictions))


def _record(voice: SourceRecord | VoiceRecord) -> str:
    if voice.record is not None:
        return _share(voice.record, "settled claims")
    borne_out = (
        f"{voice.corroborated:,} of the open ones corroborated" if voice.corroborated else ""
    )
    few = f"no record below {_FEWEST} settled" if voice.held or voice.fell else ""
    return "; ".join(words for words in (borne_out, few) if words)


def _share(share: ShareRecord, what: str) -> str:
    return f"{share.held} of {share.settled} {what} held ({share.low:.0%} to {share.high:.0%})"


def _lead(lead: LeadRecord | None) -> str:
    if lead is None:
        return ""
    return f"ahead in {count(lead.claims, 'claim')}, by {lead.hours:,.1f} h (median)"


def _forecasts(told: ForecastsRecord) -> str:
    """Say what became of predictions; nothing where there are none."""
    counts = (
        (told.kept, "kept"),
        (told.failed, "failed"),
        (told.undecided, "due and undecided"),
        (told.ahead, "ahead"),
        (told.conditional, "conditional"),
    )
    said = ", ".join(f"{number:,} {words}" for number, words in counts if number)
    if not said:
        return ""
    scores = f"; Brier {told.brier:.2f}, log {told.log_score:.2f}" if told.brier is not None else ""
    scores += f" of {told.scored} with a likelihood" if scores else ""
    rate = f"; {_share(told.share, 'settled ones')}" if told.share else ""
    return f"foretold: {said}{rate}{scores}"


def _number(number: int) -> Line:
    return plain(f"{number:,}")


def _said(text: str) -> Line:
    return plain(text) if text else ()
