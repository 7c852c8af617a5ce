"""Decode bytes to text, and say where the encoding had to be guessed."""

from __future__ import annotations

import codecs

from salis.model.problem import Problem

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: Labels that pages use for a wider character set (WHATWG Encoding Standard).
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
#: Python codecs that are no character sets of documents, slow on hostile input, or both.
_REFUSED = frozenset(
    {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "utf-7", "undefined", "mbcs"}
)
#: Bytes that `surrogateescape` set aside, as Windows-1252 has them; its gaps as Latin-1.
_CP1252 = {
    0xDC00 + byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte)
    for byte in range(0x80, 0x100)
}


def decode(data: bytes, place: str, *, declared: str | None = None) -> tuple[str, list[Problem]]:
    r"""Decode a document: byte order mark, UTF-8, the declared character set, Windows-1252.

    UTF-8 goes before what is declared, since pages are often saved as UTF-8 under an old label
    and no other text of some length is valid UTF-8 by chance. Line ends become `\n`, NUL and
    halves of characters go; nothing else is changed.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return tidy(data[len(mark) :].decode(name, "replace")), []
    try:
        return tidy(data.decode("utf-8")), []
    except UnicodeDecodeError:
        pass
    if (codec := _character_set(declared)) and (text := _strictly(data, codec)) is not None:
        return tidy(text), []
    return _guess(data, place)


def tidy(text: str) -> str:
    r"""Make line ends `\n`, drop NUL, and put U+FFFD for what cannot be stored as UTF-8."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        text = text.replace("\0", "")
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _guess(data: bytes, place: str) -> tuple[str, list[Problem]]:
    escaped = data.decode("utf-8", "surrogateescape")
    mixed = any(ord(c) > 0x7F and not 0xDC80 <= ord(c) <= 0xDCFF for c in escaped)
    if mixed:
        said = "It mixes UTF-8 with another encoding; the odd bytes are read as Windows-1252."
        problem = Problem("mixed-encoding", said, place)
    else:
        said = "It is not UTF-8 and names no encoding; it is read as Windows-1252."
        problem = Problem("guessed-encoding", said, place)
    return tidy(escaped.translate(_CP1252)), [problem]


def _character_set(label: str | None) -> str | None:
    """Find the codec that a label means; None where it names none that is safe to use."""
    if not label or len(label) > 40:
        return None
    try:
        name = codecs.lookup(label.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    return None if name.replace("_", "-") in _REFUSED else _WIDER.get(name, name)


def _strictly(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeError, LookupError):
        return None
