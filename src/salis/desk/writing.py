"""Write pages from templates: everything is escaped, and made harmless to show."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from salis.desk.assets import asset_link
from salis.desk.shapes import badge_of, mark_of, shape_of, tone_of
from salis.formats.safe import safe_block, safe_line, safe_span
from salis.formats.words import (
    count,
    due_words,
    instant_words,
    interval_words,
    short_id,
    shortened,
    standing_words,
    when,
)


def _harmless(value: Any) -> Any:
    """Show what is invisible or turns the writing; mark-up of our own passes."""
    return safe_block(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def time_of(moment: str | None, *, none: str = "undated") -> Markup:
    """Write a time for the reader; a script puts it into the reader's zone, with UTC on hover."""
    if not moment:
        return Markup('<span class="quiet">{}</span>').format(none)
    words = when(moment)
    if words.endswith("UTC"):
        return Markup('<time datetime="{}" title="{}">{}</time>').format(moment, words, words)
    return Markup('<time datetime="{}">{}</time>').format(moment[:10], words)


def instant_of(moment: str) -> Markup:
    """Write a time always with its hour."""
    words = instant_words(moment)
    return Markup('<time datetime="{}" title="{}">{}</time>').format(moment, words, words)


def briefly(moment: str | None) -> str:
    """Write a time in few letters where the year is known: `3 May 10:00`."""
    return "undated" if not moment else when(moment).replace(" UTC", "")


def humanise(code: str) -> str:
    """Write a code as words: `contradicts itself`."""
    return code.replace("_", " ").replace("-", " ")


@cache
def templates() -> Environment:
    """Give the templates with all that they may use."""
    found = Environment(
        loader=PackageLoader("salis.desk"),
        autoescape=True,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    found.filters.update(
        briefly=briefly,
        time=time_of,
        instant=instant_of,
        interval=interval_words,
        due=due_words,
        short=short_id,
        shortened=shortened,
        line=safe_line,
        span=safe_span,
        human=humanise,
        standing_words=standing_words,
    )
    found.globals.update(
        asset=asset_link, badge=badge_of, mark=mark_of, tone=tone_of, shape=shape_of, count=count
    )
    return found
