"""A workspace: the folder with a ledger, an archive and settings, and all that is done in it."""
