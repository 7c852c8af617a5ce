"""The ledger: append-only entries, the archive of bytes, and what is derived from both."""
