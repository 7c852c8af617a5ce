"""Shapes: each standing as a small mark, so that nobody needs to see its colour."""

from __future__ import annotations

from markupsafe import Markup

from salis.formats.words import standing_span, standing_words

#: Drawn in a box of 16; `fill` and `line` say how.
_SHAPES = {
    "confirmed": ("fill", "M2 2h12v12H2z"),
    "corroborated": ("fill", "M8 1.5a6.5 6.5 0 1 0 .01 0z"),
    "resolved_true": ("fill", "M8 .8 15.2 8 8 15.2.8 8z"),
    "reported": ("line", "M8 2.2a5.8 5.8 0 1 0 .01 0z"),
    "alleged": ("line", "M8 2.4 14.4 13.6H1.6z"),
    "disputed": ("fill", "M1.5 2.5 8 8l6.5-5.5v11L8 8l-6.5 5.5z"),
    "unknown": ("line", "M5.2 5.6a2.9 2.9 0 1 1 4 2.7C8.3 8.7 8 9.3 8 10.2M8 12.6v1.2"),
    "pending": ("line", "M8 2.2a5.8 5.8 0 1 0 .01 0zM8 4.8V8l2.4 2"),
    "refuted": ("line", "M3 3l10 10M13 3 3 13"),
    "resolved_false": ("line", "M8 1 15 8 8 15 1 8zM5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4"),
    "retracted": ("line", "M8 2.2a5.8 5.8 0 1 0 .01 0zM4 12 12 4"),
    "not_factual": ("line", "M2 3h12v7.5H8L5 13.6v-3.1H2z"),
}
STANDINGS = tuple(_SHAPES)


def shape_of(standing: str | None) -> tuple[str, str]:
    """Give how a standing is drawn, `fill` or `line`, and its path in a box of 16."""
    return _SHAPES.get(standing or "", ("line", "M3 8h10"))


def tone_of(standing: str | None) -> str:
    """Give the tone of a standing, a class of the style sheet."""
    return standing_span(standing).tone.value


def mark_of(standing: str | None) -> Markup:
    """Draw a standing's mark alone; its words must stand beside it."""
    how, path = shape_of(standing)
    return Markup(
        '<svg class="mark {} {}" viewBox="0 0 16 16" width="12" height="12" '
        'aria-hidden="true" focusable="false"><path d="{}"/></svg>'
    ).format(tone_of(standing), how, path)


def badge_of(standing: str | None) -> Markup:
    """Draw a standing's mark with its words."""
    return Markup('<span class="standing {}">{} {}</span>').format(
        tone_of(standing), mark_of(standing), standing_words(standing)
    )
