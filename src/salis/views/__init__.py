"""Views: what stands at a moment, given out as records."""
