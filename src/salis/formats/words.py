"""Standings, counts and times in words."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from salis.formats.page import Line, Span, Tone

if TYPE_CHECKING:
    from salis.views.records import IntervalRecord, PassageRef

_ID_SHOWN = 9
#: A standing's words and tone. Salis never prints "true".
_STANDINGS: dict[str, tuple[str, Tone]] = {
    "retracted": ("retracted", Tone.FALLEN),
    "refuted": ("refuted", Tone.FALLEN),
    "confirmed": ("confirmed", Tone.FIRM),
    "resolved_true": ("settled: happened", Tone.FIRM),
    "resolved_false": ("settled: did not happen", Tone.FALLEN),
    "pending": ("expected", Tone.OPEN),
    "not_factual": ("opinion or demand", Tone.QUIET),
    "disputed": ("disputed", Tone.SPLIT),
    "corroborated": ("corroborated", Tone.FIRM),
    "reported": ("reported", Tone.LIGHT),
    "alleged": ("alleged", Tone.OPEN),
    "unknown": ("not known", Tone.OPEN),
}


def standing_words(standing: str | None) -> str:
    """Say a standing in words."""
    if standing is None:
        return "new"
    return _STANDINGS.get(standing, (standing, Tone.PLAIN))[0]


def standing_span(standing: str | None) -> Span:
    """Say a standing in words, in its tone."""
    tone = _STANDINGS.get(standing or "", ("", Tone.PLAIN))[1]
    return Span(standing_words(standing), tone)


def count(number: int, noun: str, many: str | None = None) -> str:
    """Say how many of something: `1 origin`, `1,024 documents`."""
    return f"{number:,} {noun if number == 1 else many or noun + 's'}"


class Tally(Protocol):
    """What adding came to, as the pipeline counts it and as the API gives it."""

    @property
    def added(self) -> int: ...  # noqa: D102 (these are the counts of `pipeline.add.AddReport`)
    @property
    def revised(self) -> int: ...  # noqa: D102
    @property
    def described(self) -> int: ...  # noqa: D102
    @property
    def known(self) -> int: ...  # noqa: D102
    @property
    def statements(self) -> int: ...  # noqa: D102


def added_words(report: Tally) -> str:
    """Say what adding came to: `2 documents added, 1 revised, 40 statements`."""
    parts = [
        f"{count(report.added, 'document')} added",
        f"{report.revised:,} revised" if report.revised else "",
        f"{report.described:,} described" if report.described else "",
        f"{report.known:,} known already" if report.known else "",
        count(report.statements, "statement"),
    ]
    return ", ".join(part for part in parts if part)


def short_id(id: str) -> str:
    """Give the beginning of an id that is enough to find it by."""
    return id[:_ID_SHOWN]


def reference(document: str, start: int, end: int) -> Span:
    """Write the reference that `salis document` opens."""
    return Span(f"[{short_id(document)}#{start}-{end}]", Tone.CODE)


def passage_reference(ref: PassageRef) -> Span:
    """Write the reference of a passage."""
    return reference(ref.document, ref.start, ref.end)


def source_and_time(source: str, published_at: str | None) -> Line:
    """Say who published and when."""
    return (Span(source), Span(f", {when(published_at) or 'undated'}", Tone.QUIET))


#: What EDTF's marks say of a time.
_DOUBTS = {"~": "(approximate)", "?": "(uncertain)"}


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%b} {moment.year}"


def when(moment: str | None) -> str:
    """Say an RFC 3339 time for a reader: `6 May 2031 18:00 UTC`; midnight is the day alone."""
    if not moment:
        return ""
    try:
        at = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    if (at.hour, at.minute, at.second) == (0, 0, 0):
        return _day(at)
    return f"{_day(at)} {at:%H:%M} UTC"


def instant_words(moment: str) -> str:
    """Say an RFC 3339 time always with its hour: `7 May 2031 00:00 UTC`."""
    at = datetime.fromisoformat(moment)
    return f"{_day(at)} {at:%H:%M} UTC"


def _stretch(start: datetime, end: datetime) -> str:
    if start.hour == end.hour == start.minute == end.minute == 0:
        if end - start == timedelta(days=1):
            return _day(start)
        if start.day == end.day == 1:
            return _months(start, end)
        return f"{_day(start)} – {_day(end - timedelta(days=1))}"
    if end - start <= timedelta(minutes=1):
        return when(start.isoformat())
    return f"{when(start.isoformat())} – {when(end.isoformat())}"


def _months(start: datetime, end: datetime) -> str:
    last = end - timedelta(days=1)
    whole_years = start.month == end.month == 1
    name = "%Y" if whole_years else "%b %Y"
    first_name, last_name = start.strftime(name), last.strftime(name)
    return first_name if first_name == last_name else f"{first_name} – {last_name}"


def interval_words(interval: IntervalRecord | None) -> str:
    """Say when something happens, and how sure that is; empty where nothing is known of it."""
    if interval is None:
        return ""
    try:
        start = datetime.fromisoformat(interval.start) if interval.start else None
        end = datetime.fromisoformat(interval.end) if interval.end else None
    except ValueError:
        return interval.edtf
    if interval.edtf.startswith("[") and start and end:
        return f"{_day(start)} or {_day(end - timedelta(days=1))}"
    if start and end:
        words = _stretch(start, end)
    elif start:
        words = f"from {when(interval.start)}"
    else:
        words = f"before {when(interval.end)}" if end else interval.edtf
    doubts = (doubt for mark, doubt in _DOUBTS.items() if mark in interval.edtf)
    return " ".join((words, *doubts))


def due_words(interval: IntervalRecord | None) -> str:
    """Say by when something is due; empty where no end is known."""
    if interval is None or not interval.end:
        return ""
    if interval.start:
        return interval_words(interval)
    return by_words(interval.end)


def day_words(instant: str) -> str:
    """Say the day of an instant."""
    try:
        return _day(datetime.fromisoformat(instant))
    except ValueError:
        return instant


def by_words(end: str) -> str:
    """Say the instant by which something is due; midnight is the end of the day before."""
    try:
        at = datetime.fromisoformat(end)
    except ValueError:
        return f"by {end}"
    midnight = (at.hour, at.minute, at.second) == (0, 0, 0)
    return f"by {_day(at - timedelta(days=1)) if midnight else when(end)}"


def shortened(text: str, limit: int) -> str:
    """Cut long words at a blank and say so with an ellipsis."""
    flat = " ".join(text.split())
    if len(flat) <= limit:
        return flat
    return flat[:limit].rsplit(" ", 1)[0].rstrip(" ,;:–-") + " …"
