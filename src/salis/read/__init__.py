"""Reading: a document's text to statements, with speaker, cue, act, certainty and passage."""
