"""The words of the desk explained: acts, with how each is marked in a text, and grains."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Act:
    """An act: its word in a sentence, a short label beside the mark, and what it means."""

    code: str
    words: str
    label: str
    meaning: str


_ACTS = (
    Act("assert", "says", "says", "says that it is so"),
    Act("deny", "denies", "denies", "says that it is not so"),
    Act("allege", "alleges", "alleges", "charges somebody with it"),
    Act("predict", "predicts", "predicts", "says that it will be so"),
    Act("promise", "promises", "promises", "says that they will do it"),
    Act("demand", "demands", "demands", "wants it done"),
    Act("ask", "asks", "asks", "asks"),
    Act("judge", "judges", "opinion", "gives an opinion or a value"),
    Act("infer", "infers", "infers", "concludes it"),
    Act("disclaim", "does not know", "not known", "says that it is not known"),
)
ACTS = {one.code: one for one in _ACTS}

GRAINS = {
    "hearsay": "two or more speakers stand between the event and us",
    "unnamed": "the speaker is not named",
    "hedged": "the wording hedges",
    "interested": "the speaker is a party and the claim serves it",
    "loaded": "the wording is loaded",
    "inferred": "it is concluded, not witnessed",
    "unsourced": "nothing says where it comes from",
    "contradicts_itself": "the same speaker said otherwise",
    "poor_record": "the speaker's earlier statements fell",
}

#: What each standing means, in the order in which the rules are tried.
STANDING_MEANINGS = {
    "retracted": "every origin has withdrawn it",
    "refuted": "a judgement or graded evidence says that it is not so",
    "confirmed": "a judgement or graded evidence bears it out, or the other side concedes it",
    "resolved_true": "a prediction or promise whose time came, and it happened",
    "resolved_false": "a prediction or promise whose time came, and it did not happen",
    "pending": "it concerns a time after the moment shown",
    "not_factual": "an opinion, a demand or a question: kept and shown, never weighed",
    "disputed": "an independent origin denies it, or a rival claim stands as well",
    "corroborated": "two or more independent origins say so",
    "reported": "one origin says so",
    "alleged": "only alleged, hedged, inferred, or said by unnamed speakers",
    "unknown": "said not to be known, or nobody in these documents puts it forward",
}
