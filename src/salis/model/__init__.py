"""The nouns of Salis as frozen data; standard library only. See docs/architecture.md."""
