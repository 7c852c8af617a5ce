"""Errors of use. Faults of the material are `Problem` values instead.

SalisError
├── UsageError            wrong options or arguments                    exit 2
├── WorkspaceError        no workspace, unreadable or unwritable folder exit 3
├── SettingsError         salis.toml cannot be understood               exit 3
├── SourceError           nothing at the path or address given          exit 3
├── NotFound              no claim, document or source of that id       exit 3
├── LedgerError           the ledger cannot be read or written          exit 3
│   ├── LedgerTooNew      written by a newer Salis                      exit 3
│   └── LedgerAltered     an entry does not match its seal              exit 3
└── ReaderError           the language model is missing or broken       exit 3
"""

from __future__ import annotations


class SalisError(Exception):
    """Any error that Salis raises by itself; its text names the file and the place."""


class UsageError(SalisError):
    """The words of the call are off."""


class WorkspaceError(SalisError):
    """The workspace folder is missing, unreadable or cannot be written."""


class SettingsError(SalisError):
    """salis.toml cannot be understood."""


class SourceError(SalisError):
    """There is nothing to read at the path or address given."""


class NotFound(SalisError):
    """No claim, document or source has that id."""


class LedgerError(SalisError):
    """The ledger cannot be read or written."""


class LedgerTooNew(LedgerError):
    """The ledger was written by a newer version of Salis."""


class LedgerAltered(LedgerError):
    """An entry does not match its seal."""


class ReaderError(SalisError):
    """The language model is missing or broken."""
