"""The command line: a file for each verb; parse, call the workspace, write, exit."""
