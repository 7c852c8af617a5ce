"""Turn bytes into Documents: files, folders, globs, stdin and addresses, in seven formats."""
