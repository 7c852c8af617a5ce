"""Worlds with known truth: events that unfold, reported by sources that err, copy and lie."""
