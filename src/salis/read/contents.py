"""Contents: the words put forward, as a text that can be read alone.

The text is made of the document's own words in their order. What a pronoun stands for and the day
that "yesterday" names are added in square brackets, so that a reader sees what was resolved.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from salis.model.statement import Speaker
from salis.read.attention import Mention
from salis.read.focus import Focus, is_empty_it
from salis.read.gate import Reference
from salis.read.lists import people
from salis.read.speech import names_someone

if TYPE_CHECKING:
    from spacy.tokens import Token

_MYSELF = frozenset({"i", "my", "me", "myself", "mine"})
_OURSELVES = frozenset({"we", "our", "us", "ourselves", "ours"})
_CLITICS = ("'s", "'re", "'ve", "'ll", "'d", "'m", "n't", "'")
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
    if direct and reported is not None and first_person(token):
        return _inside_a_sentence(reported.called) if _is_somebody(reported) else None
    if direct and reported is not None and token.lower_ in _OURSELVES and token.text != "US":
        return reported.name if _is_institution(reported) else None
    if token.lower_ not in _RESOLVED or token.dep_ not in ("nsubj", "nsubjpass", "poss"):
        return None
    if token.lower_ == "it" and _is_cleft(token.head):
        return None
    if token.dep_ == "poss" and (
        token.lower_ in ("its", "their") or _has_noun_before(token, words)
    ):
        return None
    if token.lower_ == "it" and reported is not None and not direct and _is_institution(reported):
        unsure = is_empty_it(token) or _has_thing_before(token, words)
        return None if unsure else reported.name
    found = focus.antecedent(token)
    if reported is not None and not direct and token.lower_ in ("he", "she"):
        return _who_says(found, token, words, speaker, reported)
    if found is None or (direct and found.name == speaker):
        return None
    if token.lower_ in ("it", "they") and not _surely(found, token, speaker, focus, direct=direct):
        return None
    return _inside_a_sentence(found.name)


def first_person(token: Token) -> bool:
    """Say whether a word stands for whoever speaks alone."""
    return token.lower_ in _MYSELF and token.pos_ in ("PRON", "DET", "ADJ")


def _is_somebody(speaker: Speaker) -> bool:
    """Say whether a speaker can be told from its words: named, or called by a noun."""
    return speaker.named or (speaker.mention is not None and "“" not in speaker.name)


def _is_cleft(verb: Token) -> bool:
    """Say whether an "it" only points ahead ("it is the west that …", "it's a good bet that …")."""
    complements = [c for c in verb.children if c.dep_ in ("attr", "acomp", "oprd")]
    return verb.lemma_ == "be" and any(
        g.dep_ in ("relcl", "acl", "ccomp", "csubj") for c in complements for g in c.children
    )


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
    somebody = speaker.name.lower().rsplit(" ", 1)[-1] in people().roles  # "Velmark's president"
    return own and speaker.name[:1].isupper() and not somebody


def _surely(
    found: Mention, token: Token, speaker: str | None, focus: Focus, *, direct: bool
) -> bool:
    """Say whether "it" or "they" surely refers: it opens the sentence, or the speaker is meant."""
    if direct or (token.lower_ == "it" and names_someone(found.token.lower_)):
        return False  # "Velmark's president said it was time": nobody is an "it"
    if token.i == token.sent.start:
        return speaker is None and found.sentence == focus.sentence - 1
    return found.sentence == focus.sentence or (speaker is None and token.lower_ == "they")


def _has_noun_before(token: Token, words: Sequence[Token]) -> bool:
    return any(t.i < token.i and t.pos_ in ("NOUN", "PROPN") for t in words)


def _has_thing_before(token: Token, words: Sequence[Token]) -> bool:
    """Say whether the words name one thing before an "it", which that may be."""
    return any(
        t.i < token.i and t.tag_ in ("NN", "NNP") and not t.ent_type_ and t.dep_ != "compound"
        for t in words
    )


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
    notes = _after_clitics(words, notes)
    loose = _loose_marks(words) | _split_commas(words)
    for token in words:
        if token.i in loose:
            continue
        opens = previous is not None and _begins_another(previous, token)
        if previous is not None and opens:
            pieces.append("" if previous.text[-1] in ".!?" else ".")
        if previous is not None and token.i != previous.i + 1 and not pieces[-1].endswith(" "):
            pieces.append(" ")
        note = notes.get(token.i)
        word = token.text[0].upper() + token.text[1:] if opens else token.text
        pieces.append(f"{word} [{note}]{token.whitespace_}" if note else word + token.whitespace_)
        previous = token
    return tidy("".join(pieces))


def _loose_marks(words: Sequence[Token]) -> frozenset[int]:
    """Give the inner quotation marks among the words whose other half is not among them."""
    if not any(token.text == "‘" for token in words[0].doc):
        return frozenset()  # nothing opens, so that every "’" is an apostrophe
    among = {token.i for token in words}
    loose: set[int] = set()
    opened: list[int] = []
    for token in words[0].doc:
        if token.text == "‘":
            opened.append(token.i)
        elif token.text == "’" and token.is_quote and token.tag_ == "''" and opened:
            begun = opened.pop()
            if (begun in among) != (token.i in among):
                loose |= {begun, token.i}
    return frozenset(loose.union(opened))


def _split_commas(words: Sequence[Token]) -> frozenset[int]:
    """Give commas that only "he said" puts between subject and verb ("“It,” he said, “was …”")."""
    return frozenset(
        one.i
        for one, after in pairwise(words)
        if one.text == "," and after.i > one.i + 1 and after.pos_ in ("VERB", "AUX")
    )


def references_of(words: Sequence[Token], notes: Mapping[int, str]) -> tuple[Reference, ...]:
    """Give what was resolved as the gate wants it: each word with what it stands for."""
    return tuple(Reference(token.text, notes[token.i]) for token in words if token.i in notes)


def _begins_another(previous: Token, token: Token) -> bool:
    """Say whether another sentence begins between two words, or with the second."""
    between = token.doc[previous.i + 1 : token.i + 1] if token.i > previous.i else ()
    return any(t.is_sent_start for t in between)


def _after_clitics(words: Sequence[Token], notes: Mapping[int, str]) -> dict[int, str]:
    """Move a note behind the "'s" or "'ve" that follows the word it explains."""
    marks = {t.i for t in words if t.tag_ == "POS" or t.lower_.replace("’", "'") in _CLITICS}
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
