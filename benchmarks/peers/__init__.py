"""Other programs that read the same text; they run in an environment of their own (.peers)."""
