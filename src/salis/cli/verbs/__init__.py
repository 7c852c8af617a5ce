"""The verbs; each file holds one click command named `command`."""
