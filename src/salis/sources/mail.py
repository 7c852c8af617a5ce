"""Read an e-mail: who sent it, when, what about, and its body."""

from __future__ import annotations

import email
import email.parser
import email.policy
import email.utils
import re
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import EmailMessage, MIMEPart

from salis.model.problem import Problem
from salis.sources.credit import agency_credits
from salis.sources.encoding import decode, tidy
from salis.sources.interface import Raw, Reading
from salis.sources.page import page_text

_MAX_HEADER = 2_000


def read_mail(raw: Raw) -> Reading | Problem:
    """Read the message: From is its source, Date its publication, Subject its title."""
    message = email.message_from_bytes(raw.data, policy=email.policy.default)
    part = message.get_body(("plain", "html"))
    text, problems = _body(part, raw.place) if part else ("", [])
    if not text.strip():
        return Problem("no-text", "The message has no text; it is left out.", raw.place)
    headers = _headers(raw.data)
    sender = _sender(headers.get("from", ""))
    return Reading(
        raw.data,
        raw.place,
        "message/rfc822",
        text,
        source=sender,
        published=(headers["date"],) if "date" in headers else (),
        title=headers.get("subject"),
        url=raw.url,
        author=sender,
        credits=agency_credits(sender),
        problems=(*problems, *_unread(message, raw.place)),
    )


def _headers(data: bytes) -> dict[str, str]:
    """Give the headers that matter, decoded, the first of each.

    The library's newer policy would do it, but makes nothing of a date that it cannot read, and
    takes minutes or recurses without end on hostile ones.
    """
    parsed = email.parser.BytesHeaderParser(policy=email.policy.compat32).parsebytes(data)
    found = ((name, parsed[name]) for name in ("from", "date", "subject"))
    return {name: _decoded(str(value)[:_MAX_HEADER]) for name, value in found if value}


def _decoded(header: str) -> str:
    line = " ".join(header.split())
    try:
        return tidy(str(make_header(decode_header(line)))).strip()
    except (ValueError, LookupError, HeaderParseError):
        return tidy(line)


def _sender(header: str) -> str | None:
    """Give the display name of the first sender, else the address."""
    name, address = email.utils.parseaddr(header)
    return name or address or None


def _body(part: MIMEPart, place: str) -> tuple[str, list[Problem]]:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    text, problems = decode(data, place, declared=part.get_content_charset())
    if part.get_content_subtype() == "html":
        return page_text(text), problems
    if part.get_param("format") == "flowed":
        text = re.sub(r"(?<=\S) \n(?!\s|-- $|>)", " ", text)
    return text, problems


def _unread(message: EmailMessage, place: str) -> list[Problem]:
    """Name the attachments: they are kept in the bytes, but not read."""
    return [
        Problem(
            "attachment-not-read",
            f"The attachment “{tidy(part.get_filename() or part.get_content_type())}” is not read.",
            place,
        )
        for part in message.iter_attachments()
    ]
