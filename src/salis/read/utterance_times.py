"""Times of an utterance: when what is said happens, apart from when it was said."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from salis.model.document import Document
from salis.model.statement import Act
from salis.model.times import Interval, Moment, Precision
from salis.read.times import FoundTime, find_times
from salis.read.utterances import Utterance

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_PLAIN_DATE = re.compile(r"\d{4}(?:-(?:0\d|1[0-2])(?:-\d\d(?:/\d{4}-\d\d-\d\d)?)?)?")
#: Times are not read inside such names ("USA Today").
_NAMES = frozenset({"ORG", "PERSON", "FAC", "PRODUCT", "WORK_OF_ART", "GPE"})
_FUTURE_ACTS = (Act.PREDICT, Act.PROMISE)


def times_of(utterance: Utterance, document: Document) -> list[tuple[int, int, FoundTime]]:
    """Find the times of an utterance's sentences, as offsets in the paragraph."""
    text = utterance.sentences[0].doc.text if utterance.sentences else ""
    times = _paragraph_times(text, document.published_at)
    starts = [time.start for time in times]
    found = (
        (sentence, time)
        for sentence in utterance.sentences
        for time in times[
            bisect_left(starts, sentence.start_char) : bisect_left(starts, sentence.end_char)
        ]
    )
    return [
        (time.start, time.end, time)
        for sentence, time in found
        if not any(t.ent_type_ in _NAMES for t in _words(sentence, time.start, time.end))
    ]


def _words(sentence: Span, start: int, end: int) -> Span:
    """Give the words of a sentence that begin within `[start, end)` of its paragraph."""
    first = bisect_left(sentence, start, key=lambda token: token.idx)
    return sentence[first : bisect_left(sentence, end, key=lambda token: token.idx)]


@lru_cache(maxsize=2)
def _paragraph_times(text: str, published: Moment | None) -> tuple[FoundTime, ...]:
    """Find the times of a whole paragraph, once for all that is said in it."""
    return find_times(text, published)


def days_to_show(
    utterance: Utterance, times: Sequence[tuple[int, int, FoundTime]]
) -> dict[int, str]:
    """Give the day in brackets for words that only the publication day explains ("yesterday")."""
    notes: dict[int, str] = {}
    for start, end, time in times:
        words = [t for t in utterance.shown if start <= t.idx < end]
        attached = bool(words) and words[-1].dep_ == "compound"  # "the March inspection"
        if words and not attached and time.interval is not None and time.kind == "DATE":
            day = _plain_date(time)
            if day is not None and not any(c.isdigit() for c in time.interval.text):
                notes[words[-1].i] = day
    return notes


def _plain_date(time: FoundTime) -> str | None:
    """Give a day, month, year or span of days as people write it; None for seasons and guesses."""
    if time.interval is None:
        return None
    edtf = time.interval.edtf.removeprefix("../").removesuffix("/..")
    shown = time.value if "~" in edtf else edtf
    return shown if _PLAIN_DATE.fullmatch(shown) else None


def split_times(
    times: Sequence[tuple[int, int, FoundTime]], utterance: Utterance
) -> tuple[list[FoundTime], Moment | None]:
    """Part the times inside the content from the one beside the cue: when it was said."""
    inside: list[FoundTime] = []
    said_at: Moment | None = None
    content = {t.i for t in utterance.words}
    for start, end, time in times:
        words = [t for sentence in utterance.sentences for t in _words(sentence, start, end)]
        if any(t.i in content for t in words):
            if utterance.late is not None and words[0].i >= utterance.late:
                said_at = said_at or _moment(time)
            else:
                inside.append(time)
        elif (
            utterance.cue
            and said_at is None
            and any(_stands_beside(t, utterance.cue[-1]) for t in words)
        ):
            said_at = _moment(time)
    return inside, said_at


def _stands_beside(time: Token, cue: Token) -> bool:
    """Say whether a time is the cue's; "who took office in 2019" tells of its speaker."""
    for token in (time, *time.ancestors):
        if token == cue:
            return True
        if token.dep_ == "relcl":
            return False
    return False


def _moment(time: FoundTime) -> Moment | None:
    """Turn a dated expression into the moment it names, as exact as it is."""
    interval = time.interval
    if interval is None or interval.start is None or time.kind == "SET":
        return None
    length = (interval.end - interval.start).total_seconds() if interval.end is not None else 0
    if time.kind == "TIME" and 0 < length <= 3600:
        return Moment(interval.start, Precision.MINUTE)
    day = 86_400
    if time.kind == "TIME" and interval.end is not None and length == 2 * day:
        return Moment(interval.end - timedelta(days=1), Precision.DAY)  # overnight
    steps = ((day, Precision.DAY), (31 * day, Precision.MONTH), (366 * day, Precision.YEAR))
    return next((Moment(interval.start, p) for limit, p in steps if 0 < length <= limit), None)


def concerned_time(times: Sequence[FoundTime], act: Act, said: Moment | None) -> Interval | None:
    """Tell when the content happens: its own time, else "from then on" for what was announced."""
    for time in times:
        if time.interval is not None and time.kind != "SET" and not time.compared:
            return time.interval
    if act in _FUTURE_ACTS and said is not None:
        return Interval(said.at, None, f"{said.at.date().isoformat()}/..")
    return None
