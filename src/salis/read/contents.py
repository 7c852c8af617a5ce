"""Contents: the words put forward, as a text that can be read alone.

The text is made of the document's own words in their order. What a pronoun stands for and the day
that "yesterday" names are added in square brackets, so that a reader sees what was resolved.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from salis.model.statement import Speaker
from salis.read.attention import Mention
from salis.read.focus import Focus, is_empty_it

if TYPE_CHECKING:
    from spacy.tokens import Token

_FIRST_PERSON = {"i": False, "we": True, "my": False, "our": True, "me": False, "us": True}
_LOOSE_ENDS = " ,;:–—-\u2026"
_RESOLVED = frozenset({"he", "she", "they", "it", "his", "her", "their", "its"})


def references(
    words: Sequence[Token], focus: Focus, reported: Speaker | None, *, direct: bool
) -> dict[int, str]:
    """Say what the pronouns among the words stand for, by token index.

    Only subjects and possessives are resolved, each name once, and only where the words before
    them in the same text do not name it already.
    """
    notes: dict[int, str] = {}
    shown: set[str] = set()
    for token in words:
        name = _referent(token, words, focus, reported, direct=direct)
        if name is None or name in shown or _is_named_before(name, token, words):
            continue
        notes[token.i] = name
        shown.add(name)
    return notes


def _referent(
    token: Token, words: Sequence[Token], focus: Focus, reported: Speaker | None, *, direct: bool
) -> str | None:
    speaker = reported.name if reported is not None and reported.named else None
    if direct and token.lower_ in _FIRST_PERSON and token.text != "US":
        return speaker
    if token.lower_ not in _RESOLVED or token.dep_ not in ("nsubj", "nsubjpass", "poss"):
        return None
    if token.dep_ == "poss" and (
        token.lower_ in ("its", "their") or _has_noun_before(token, words)
    ):
        return None
    if token.lower_ == "it" and reported is not None and not direct and _is_institution(reported):
        return None if is_empty_it(token) else reported.name
    found = focus.antecedent(token)
    if reported is not None and not direct and token.lower_ in ("he", "she"):
        return _who_says(found, token, words, speaker, reported)
    if found is None or (direct and found.name == speaker):
        return None
    if token.lower_ in ("it", "they") and not _surely(found, token, speaker, focus, direct=direct):
        return None
    return _inside_a_sentence(found.name)


def _who_says(
    found: Mention | None,
    token: Token,
    words: Sequence[Token],
    speaker: str | None,
    reported: Speaker,
) -> str | None:
    """Read "he" in what he is reported to say: himself, unless the words name somebody first."""
    if any(t.i < token.i and t.ent_type_ == "PERSON" for t in words):
        return (
            found.name
            if found is not None and found.at < token.i and found.at >= words[0].i
            else None
        )
    return speaker if reported.named and found is not None else None


def _is_institution(speaker: Speaker) -> bool:
    own = speaker.named and speaker.entity is not None and speaker.entity == speaker.institution
    return own and speaker.name[:1].isupper()


def _surely(
    found: Mention, token: Token, speaker: str | None, focus: Focus, *, direct: bool
) -> bool:
    """Say whether "it" or "they" surely refers: it opens the sentence, or the speaker is meant."""
    if direct:
        return False
    if token.i == token.sent.start:
        return speaker is None and found.sentence == focus.sentence - 1
    return found.sentence == focus.sentence or (speaker is None and token.lower_ == "they")


def _has_noun_before(token: Token, words: Sequence[Token]) -> bool:
    return any(t.i < token.i and t.pos_ in ("NOUN", "PROPN") for t in words)


def _inside_a_sentence(name: str) -> str:
    """Write an article small, as the name no longer begins a sentence."""
    return re.sub(r"^(The|A|An|This|These|Those|Some|All|Many) ", lambda m: m.group().lower(), name)


def _is_named_before(name: str, token: Token, words: Sequence[Token]) -> bool:
    parts = {w.lower() for w in re.findall(r"\w{3,}", name)}
    before = {t.lower_ for t in words if t.i < token.i}
    return bool(parts & before)


def compose_text(words: Sequence[Token], notes: Mapping[int, str]) -> str:
    """Write the words out as one sentence, with the bracketed notes after what they explain."""
    pieces: list[str] = []
    previous: Token | None = None
    notes = _after_possessives(words, notes)
    for token in words:
        if previous is not None and token.is_sent_start and token.i > previous.i:
            pieces.append("" if previous.text[-1] in ".!?" else ".")
        if previous is not None and token.i != previous.i + 1 and not pieces[-1].endswith(" "):
            pieces.append(" ")
        note = notes.get(token.i)
        pieces.append(f"{token.text} [{note}]{token.whitespace_}" if note else token.text_with_ws)
        previous = token
    return tidy("".join(pieces))


def _after_possessives(words: Sequence[Token], notes: Mapping[int, str]) -> dict[int, str]:
    """Move a note behind the "'s" that follows the word it explains."""
    marks = {t.i for t in words if t.tag_ == "POS"}
    return {at + 1 if at + 1 in marks else at: note for at, note in notes.items()}


def tidy(text: str) -> str:
    """Close gaps before punctuation, drop unmatched quotation marks, begin and end a sentence."""
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r"\s+([,.;:?!])", r"\1", re.sub(r",\s*,", ",", text))
    text = re.sub(r"[,;:]+(?=[.?!]$)", "", _matched_quotes(text).strip(_LOOSE_ENDS))
    if not text:
        return text
    if text[-1] not in ".?!" and not re.search(r"[.?!][\"”’')]$", text):
        text += "."
    return text[0].upper() + text[1:]


def _matched_quotes(text: str) -> str:
    if text.count("“") != text.count("”"):
        text = text.replace("“", "").replace("”", "")
    if text.count('"') % 2:
        text = text.replace('"', "")
    whole = re.fullmatch(r"[“\"](?P<inner>[^“”\"]*)[”\"](?P<end>[.?!]?)", text)
    return whole["inner"] + whole["end"] if whole else text.strip()
