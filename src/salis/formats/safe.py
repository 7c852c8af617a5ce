"""Text of documents made safe to show: it may hold anything that a hostile author put there."""

from __future__ import annotations

import re

#: Controls but tab and line feed, C1 controls, lone surrogates, and all that turns the direction
#: of writing: shown as an escape, so that a reader sees that it was there.
_SHOWN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ud800-\udfff"
    "\ufff9-\ufffb\U000e0000-\U000e007f]"
)
#: Invisible and harmless in itself: left out.
_DROPPED = re.compile("[\u00ad\u200b\u2060\ufeff]")
_LINE_ENDS = re.compile("\r\n?|[\u0085\u2028\u2029]")


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def safe_block(text: str) -> str:
    """Escape control characters and direction overrides; keep the line breaks."""
    if text.isascii() and text.isprintable():
        return text
    lines = _LINE_ENDS.sub("\n", text).replace("\t", "    ")
    return _SHOWN.sub(_escape, _DROPPED.sub("", lines))


def safe_line(text: str) -> str:
    """Escape as `safe_block` does, on one line with single blanks."""
    return " ".join(safe_block(text).split())


def safe_span(text: str) -> str:
    """Escape as `safe_block` does, on one line; a blank at either end stays."""
    inner = safe_line(text)
    if not inner:
        return " " if text else ""
    lead = " " if text[0].isspace() else ""
    return lead + inner + (" " if text[-1].isspace() else "")


def safe_json(text: str) -> str:
    """Escape in written JSON what a terminal might obey; the JSON stays the same value."""
    return _SHOWN.sub(_escape_json, text) if not text.isascii() else text


def _escape_json(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return match.group()
    if code < 0x10000:
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"
