"""Forms of the desk: the token in each, and its check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salis.api.problems import Refusal
from salis.api.visits import visit_of

if TYPE_CHECKING:
    from starlette.datastructures import FormData
    from starlette.requests import Request

#: Name of the hidden field.
FIELD = "form_token"
MOST_FILES, MOST_FIELDS, _LONGEST_FIELD = 100, 100, 4 << 20


def form_token(request: Request) -> str:
    """Give the token for the hidden field `form_token` of every form; it may set a cookie."""
    return visit_of(request.scope).form_token()


async def checked_form(request: Request) -> FormData:
    """Read a form whose token is right, whole, so that its files can be read afterwards.

    Raises:
        Refusal: 403, the token is missing or wrong; 400, the form cannot be read.
    """
    form = await request.form(
        max_files=MOST_FILES, max_fields=MOST_FIELDS, max_part_size=_LONGEST_FIELD
    )
    token = form.get(FIELD)
    if not isinstance(token, str) or not visit_of(request.scope).token_is_right(token):
        await form.close()
        text = "This form is out of date or was not made here. Go back, reload, and send it again."
        raise Refusal(403, "wrong-form-token", text)
    return form
