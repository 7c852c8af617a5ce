"""Link: relate documents and statements, and group what is visible into claims and origins."""

from salis.link.bonds import (
    Bonds,
    alias_voices,
    bond_documents,
    bond_statements,
    bond_voices,
)
from salis.link.claims import group_statements, twin_words
from salis.link.compare import compare_statements
from salis.link.concern import Concern
from salis.link.copies import compare_documents
from salis.link.entities import join_entities
from salis.link.interface import Index
from salis.link.keys import document_keys, statement_keys
from salis.link.linker import link_document
from salis.link.memory import MemoryIndex
from salis.link.names import voice_key
from salis.link.origins import is_party, trace_origins
from salis.link.questions import Known, claim_id, make_claims
from salis.link.reuse import Reuse, rule_reuse
from salis.link.voices import Ground, find_initials, touches
from salis.link.withdrawals import find_retractions, find_taken_back, find_withdrawals

__all__ = [
    "Bonds",
    "Concern",
    "Ground",
    "Index",
    "Known",
    "MemoryIndex",
    "Reuse",
    "alias_voices",
    "bond_documents",
    "bond_statements",
    "bond_voices",
    "claim_id",
    "compare_documents",
    "compare_statements",
    "document_keys",
    "find_initials",
    "find_retractions",
    "find_taken_back",
    "find_withdrawals",
    "group_statements",
    "is_party",
    "join_entities",
    "link_document",
    "make_claims",
    "rule_reuse",
    "statement_keys",
    "touches",
    "trace_origins",
    "twin_words",
    "voice_key",
]
