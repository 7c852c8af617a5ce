"""Tell the format of bytes: by content first, by the name's extension second."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath

#: How much of an input is looked at.
HEAD = 8_192

_BINARY_STARTS = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"PK\x05\x06", b"\x7fELF", b"RIFF",
    b"SQLite format 3\0", b"7z\xbc\xaf", b"\xd0\xcf\x11\xe0", b"Rar!", b"BZh", b"\xfd7zXZ",
    b"\x28\xb5\x2f\xfd", b"OggS", b"ID3", b"fLaC",
)  # fmt: skip
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\f\x1b"))
#: Text has next to no control characters; random bytes have one in ten.
_MAX_CONTROL = 0.02

_HTML = re.compile(
    rb"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(rb"<[a-z!/][^>]*>", re.IGNORECASE)
_OBJECT = re.compile(rb'\A\s*\{\s*"[^"\n]{1,100}"\s*:')
_WHOLE = re.compile(rb'\A\s*(?:\{\s*\n|\[\s*\{\s*")')
_MAIL = re.compile(
    rb"\A(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*(?:received|message-id|mime-version):", re.I
)


class Format(StrEnum):
    """What an input is read as."""

    PLAIN = "plain"
    MARKDOWN = "markdown"
    PAGE = "page"
    PDF = "pdf"
    #: One JSON object a line.
    JSON_LINES = "json lines"
    #: One JSON value: an object, or a list of objects.
    JSON = "json"
    MAIL = "mail"
    BINARY = "binary"


_EXTENSIONS = {
    ".txt": Format.PLAIN,
    ".text": Format.PLAIN,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".html": Format.PAGE,
    ".htm": Format.PAGE,
    ".xhtml": Format.PAGE,
    ".pdf": Format.PDF,
    ".jsonl": Format.JSON_LINES,
    ".ndjson": Format.JSON_LINES,
    ".json": Format.JSON,
    ".eml": Format.MAIL,
}


def format_of_name(name: str) -> Format | None:
    """Give the format that a name's extension stands for; `.gz` is looked through."""
    return _EXTENSIONS.get(PurePath(name.lower().removesuffix(".gz")).suffix)


def detect(head: bytes, name: str) -> Format:
    """Tell the format from the first bytes and the name."""
    named = format_of_name(name)
    body = head.removeprefix(b"\xef\xbb\xbf")
    if head.startswith(_WIDE_MARKS):
        body = head[2:].replace(b"\0", b"")
    if body.lstrip()[:5] == b"%PDF-":
        return Format.PDF
    if _is_binary(head):
        return Format.PDF if named is Format.PDF else Format.BINARY
    if named is Format.PDF or named is Format.JSON_LINES:
        return named
    return _by_content(body, named) or named or Format.PLAIN


def _by_content(body: bytes, named: Format | None) -> Format | None:
    if _HTML.match(body):
        return Format.PAGE
    if _WHOLE.match(body):
        return Format.JSON
    if _OBJECT.match(body):
        return Format.JSON_LINES
    if named is None and _MAIL.match(body):
        return Format.MAIL
    if named is Format.PAGE and not _TAG.search(body):
        return Format.PLAIN
    return None


def _is_binary(head: bytes) -> bool:
    if head.startswith(_BINARY_STARTS):
        return True
    if not head or head.startswith(_WIDE_MARKS):
        return False
    return len(head) - len(head.translate(None, _CONTROL)) > _MAX_CONTROL * len(head)
