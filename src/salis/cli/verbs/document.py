"""`salis document`."""

from __future__ import annotations

import re

import click

from salis.cli.asking import Request, asking
from salis.formats.look import Look

_PLACE = re.compile(r"(\d{1,9})-(\d{1,9})")


@click.command()
@click.argument("id")
@click.option("--at", metavar="START-END", help="Show this passage in its context, e.g. 120-188.")
@asking
def command(request: Request, id: str, at: str | None) -> None:
    """Show a document with its statements marked, or one passage of it.

    ID is a document's id, the beginning of one, or its address. A reference as the brief prints
    it, DOCUMENT#START-END, opens that passage.
    """
    name, mark, place = id.strip("[]").rpartition("#")
    if mark and _PLACE.fullmatch(place) and at is None:
        id, at = name, place
    with request.view() as view:
        document = view.document(id)
        passage = _passage(at, len(document.text)) if at else None
        request.show(document, "document", look=Look(at=passage))


def _passage(at: str, length: int) -> tuple[int, int]:
    match = _PLACE.fullmatch(at)
    start, end = (int(match[1]), int(match[2])) if match else (0, 0)
    if not start < end <= length:
        raise click.BadParameter(
            f"'{at}' is no passage of this document: it has {length} characters; "
            f"give two places, e.g. 0-{min(length, 80)}.",
            param_hint="--at",
        )
    return start, end
