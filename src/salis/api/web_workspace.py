"""The workspace as the web may change it: no request names a file of this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from salis.model.errors import UsageError
from salis.sources.document import web_address
from salis.workspace.workspace import Workspace

if TYPE_CHECKING:
    from salis.model.entry import Entry
    from salis.views.view import View
    from salis.workspace.workspace import When


class WebWorkspace(Workspace):
    """Decides in the view that readers see, and takes addresses and uploads alone."""

    #: The view of now that decisions are made in; None: a new one each time.
    seen: View | None = None

    def view(
        self, as_of: When | None = None, clock: str = "published", rules: str | None = None
    ) -> View:
        """Give the view that readers see, where it is of now; else a new one."""
        if self.seen is not None and as_of is None and clock == "published" and rules is None:
            return self.seen
        return super().view(as_of, clock, rules)

    def add(self, *_: Any, **__: Any) -> NoReturn:
        """Refuse: what comes over the web is added by a process of its own.

        Raises:
            UsageError: always; see `WorkspaceAccess.add`.
        """
        message = "documents that come over the web are added by `WorkspaceAccess.add`"
        raise UsageError(message)

    def file_evidence(self, claim: str, **given: Any) -> Entry:
        """File evidence that is an upload or at an http(s) address.

        Raises:
            UsageError: the address is a path, which would read a file of this machine.
        """
        if given.get("data") is None and web_address(given["address"]) is None:
            message = "give an http or https address, or the file itself"
            raise UsageError(message)
        return super().file_evidence(claim, **given)
