"""Salis: a ledger of who said what, when, and on what ground."""
