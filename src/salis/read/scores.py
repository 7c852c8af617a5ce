"""The scores the network gives each word piece: what stands where, side by side.

Training imports this module too, in an environment without the rest of the project.
"""

from __future__ import annotations

TAGS = ("none", "source", "cue-first", "cue", "content")
#: What a sentence does in its article.
ROLES = (
    "Main",
    "Main_Consequence",
    "Cause_General",
    "Distant_Evaluation",
    "Cause_Specific",
    "Distant_Historical",
    "Distant_Expectations_Consequences",
    "NA",
    "Distant_Anecdotal",
)
#: Whether a sentence that stands alone tells facts or a view.
STANCES = ("factual", "mixed", "opinion")
#: Kinds of names; each has a tag for its first piece and one for the others, after "no name".
NAMES = ("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW")
NAME_TAGS = 1 + 2 * len(NAMES)
#: Width of a query and of the key that answers it.
POINTER = 96
FIRST_NAME = len(TAGS)
#: A content's query for its cue, and a cue's key.
FIRST_POINTER = FIRST_NAME + NAME_TAGS
#: A cue's query for its source, and a source's key; a cue without a source asks for itself.
FIRST_SOURCE = FIRST_POINTER + 2 * POINTER
SCORES = FIRST_SOURCE + 2 * POINTER
#: Width of what the network knows of a piece, and of a sentence's vector.
WIDTH = 384
