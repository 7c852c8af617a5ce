"""What a person sets for a workspace in its `salis.toml`."""
