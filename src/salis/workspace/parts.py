"""Choose the parts that a workspace is made of: the only place that does."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from salis.ledger.interface import Keying
from salis.link.keys import document_keys, statement_keys
from salis.link.linker import link_document
from salis.pipeline.bearings import Bearings
from salis.pipeline.stages import Stages
from salis.sources.identity import source_named

if TYPE_CHECKING:
    from salis.settings.settings import Settings

#: Changes whenever `salis.link.keys` does: the index of every ledger is then made anew.
KEYS_VERSION = "2"
LINK_VERSION = "6"
SOURCES_VERSION = "1"


def choose_stages() -> Stages:
    """Join the reader with the language model and linking by keys."""
    # Slow to load, and views need neither. Numpy is loaded before anything is recorded, since
    # Ctrl-C in the middle of its loading would be taken for a bug.
    import numpy  # noqa: F401

    from salis.pipeline.knowing import load_pair_model
    from salis.read.reader import VERSION as READ_VERSION

    return Stages(
        reader="salis.read.reader:load_reader",
        keying=Keying(KEYS_VERSION, document_keys, statement_keys),
        link=partial(link_document, pairs=load_pair_model()),
        sources_actor=f"sources/{SOURCES_VERSION}",
        read_actor=f"read/{READ_VERSION}",
        link_actor=f"link/{LINK_VERSION}",
    )


def take_bearings(settings: Settings) -> Bearings:
    """Say in the views' terms what the settings say about owners and parties."""
    owners = {
        source_named(source).id: owner
        for owner, sources in settings.owners.items()
        for source in sources
    }
    names = (name for party, others in settings.parties.items() for name in (party, *others))
    return Bearings(owners=owners, parties=frozenset(names))
