"""The web pages over a workspace."""
