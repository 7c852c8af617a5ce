"""Formats: what the views give, written for a person or for a program."""
