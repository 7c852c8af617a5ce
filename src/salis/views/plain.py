"""Records as plain dicts and lists, named as in the JSON contract."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from salis.views.records import BriefRecord, ChangeRecord

#: Words of the contract that Python keeps for itself, or reads badly beside one that it keeps.
_NAMES = {"before": "from", "after": "to"}


def to_plain(record: object) -> Any:
    """Turn a record, or several, into what JSON writes."""
    if isinstance(record, Sequence) and not isinstance(record, str):
        return [to_plain(one) for one in record]
    if isinstance(record, ChangeRecord):
        return {_NAMES.get(name, name): value for name, value in _builtins(record).items()}
    if isinstance(record, BriefRecord):
        return _builtins(record) | {"changed": to_plain(record.changed)}
    return _builtins(record)


def _builtins(record: object) -> Any:
    return msgspec.json.decode(msgspec.json.encode(record))
