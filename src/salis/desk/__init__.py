"""The desk: pages over a workspace, made on the server, that a person reads and decides on."""
