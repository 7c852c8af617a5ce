"""Make a Document of what its bytes say, what a person says, and what neither does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from salis.model.document import Document, Source
from salis.model.problem import Problem
from salis.model.times import Moment
from salis.sources.encoding import tidy
from salis.sources.identity import UNKNOWN, digest_of, document_id, source_named
from salis.sources.interface import Reading
from salis.sources.moment import parse_moment

#: Characters of a text that are read: a book of 50,000 words. What it costs to read, link and show
#: a document grows with its length (300,000 in one paragraph take 1.7 GB); its bytes are archived
#: whole.
MAX_TEXT = 300_000
#: Zones and wrong clocks apart, nobody publishes tomorrow.
_AHEAD = timedelta(days=1)
_MAX_NAME = 200
_MAX_TITLE = 500
_MAX_URL = 2048
_MAX_CREDITS = 10


@dataclass(frozen=True, slots=True)
class Hints:
    """What the person gave by options; it wins over what the bytes say."""

    source: str | None = None
    published: Moment | None = None
    title: str | None = None


def make_document(
    reading: Reading, address: str | None, *, hints: Hints, fetched_at: datetime
) -> Document:
    """Make the document; `address` is where its file lives, None for stdin.

    What nobody says is never made up: without a publication time it has none and a Problem.
    """
    digest = digest_of(reading.data)
    url = web_address(reading.url)
    source, source_problems = _source(reading, url, hints)
    published, time_problems = _published(reading, hints)
    if published is not None and published.at > fetched_at + _AHEAD:
        time_problems = (*time_problems, _in_future(published, reading.place))
    text, length_problems = _bounded(reading)
    return Document(
        id=document_id(digest, source.id, url),
        source=source,
        digest=digest,
        media_type=reading.media_type,
        address=url or _address(address, reading.key, digest),
        text=text,
        fetched_at=fetched_at,
        title=one_line(hints.title or reading.title, _MAX_TITLE),
        url=url,
        author=one_line(reading.author, _MAX_NAME),
        published_at=published,
        credits=_credits(reading, source),
        problems=(*reading.problems, *length_problems, *source_problems, *time_problems),
    )


def one_line(text: str | None, limit: int = _MAX_NAME) -> str | None:
    """Bring a name or title to one bounded line; None where nothing is left."""
    if not text:
        return None
    line = " ".join(tidy(text[: 4 * limit]).split())[:limit].strip()
    return line or None


def web_address(url: str | None) -> str | None:
    """Give the address back if it is a plain http(s) one; None else."""
    line = (url or "").strip()
    if not line or len(line) > _MAX_URL or any(c.isspace() or not c.isprintable() for c in line):
        return None
    try:
        parts = urlsplit(line)
        return line if parts.scheme in {"http", "https"} and parts.hostname else None
    except ValueError:
        return None


def _bounded(reading: Reading) -> tuple[str, tuple[Problem, ...]]:
    """Cut a text that is too long between two words, and say where."""
    text = reading.text
    if len(text) <= MAX_TEXT:
        return text, ()
    cut = max(text.rfind("\n", MAX_TEXT // 2, MAX_TEXT), text.rfind(" ", MAX_TEXT // 2, MAX_TEXT))
    kept = text[: cut if cut > 0 else MAX_TEXT].rstrip()
    said = (
        f"Only its first {len(kept):,} of {len(text):,} characters are read; "
        "all of it is archived (split it to have the rest read)."
    )
    line = kept.count("\n") + 1
    return kept, (Problem("too-long", said, f"{reading.place}:{line}"),)


def _source(reading: Reading, url: str | None, hints: Hints) -> tuple[Source, tuple[Problem, ...]]:
    """Take the source given, else the one named, else the host of the URL."""
    host = urlsplit(url).hostname if url else None
    name = one_line(hints.source) or one_line(reading.source)
    if name or host:
        return source_named(name or str(host).removeprefix("www.")), ()
    text = "Nothing says who published it; it counts as from one unknown source (give --source)."
    return UNKNOWN, (Problem("no-source", text, reading.place),)


def _published(reading: Reading, hints: Hints) -> tuple[Moment | None, tuple[Problem, ...]]:
    """Take the time given, else the latest one stated: only from then was this text public."""
    if hints.published:
        return hints.published, ()
    stated = [text for text in dict.fromkeys(reading.published) if text.strip()]
    if not stated:
        text = "Nothing says when it was published; it is kept undated (give --published)."
        return None, (Problem("no-publication-time", text, reading.place),)
    read = {text: parse_moment(text) for text in stated}
    moments = [moment for moment in read.values() if moment]
    then = "another time it states is used" if moments else "it is kept undated"
    problems = tuple(
        Problem(
            "bad-publication-time",
            f"“{one_line(text, 60)}” is no publication time that can be read; {then}.",
            reading.place,
        )
        for text, moment in read.items()
        if moment is None
    )
    return max(moments, key=lambda moment: moment.at, default=None), problems


def _in_future(published: Moment, place: str) -> Problem:
    """Say that a document stands in no view of now, because its time is still to come."""
    text = f"It says that it was published on {published.at:%Y-%m-%d}; views show it from then on."
    return Problem("published-in-future", text, place)


def _credits(reading: Reading, source: Source) -> tuple[str, ...]:
    """Keep the names credited, each once, without the source itself."""
    names = (one_line(name) for name in reading.credits[:_MAX_CREDITS])
    once = dict.fromkeys(name for name in names if name)
    return tuple(name for name in once if source_named(name).id != source.id)


def _address(address: str | None, key: str | None, digest: str) -> str:
    if key:
        return f"{address or 'stdin'}#{tidy(key)}"
    return address or f"stdin:{digest[:12]}"
