"""The views over HTTP, and the guard before everything that is served."""
