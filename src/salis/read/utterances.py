"""Utterances: the statements of one sentence as tokens, before they are written out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from salis.model.statement import Speaker
from salis.read.attribution import Attribution, find_attributions, find_bare_cue
from salis.read.contents import references
from salis.read.focus import Focus
from salis.read.quotes import Quotation
from salis.read.speakers import UNATTRIBUTED, can_speak, make_speaker

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
#: Share of a sentence's words inside quotation marks from which it is read as quoted.
_MOSTLY = 0.6


@dataclass(frozen=True, slots=True)
class Utterance:
    """One content with the chain of those who say it."""

    speakers: tuple[Speaker, ...]
    cue: tuple[Token, ...]
    words: tuple[Token, ...]
    top: Token
    #: Words to show where the content is no clause by itself ("X denied the charge").
    shown: tuple[Token, ...]
    attribution: Attribution | None
    direct: bool
    sentences: tuple[Span, ...]
    #: Words already resolved for this sentence, by token index.
    notes: dict[int, str]
    #: Index of the word from which the end of the content tells when it was said, not when it happens.
    late: int | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A parsed body paragraph with its place and its quotations."""

    start: int
    doc: Doc
    quotations: tuple[Quotation, ...]

    def quotation_of(self, token: Token) -> int | None:
        """Give the index of the quotation that a token stands in."""
        for index, quotation in enumerate(self.quotations):
            if quotation.start <= token.idx < quotation.end:
                return index
        return None


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks in a quotation, and the words that say so."""

    speakers: tuple[Speaker, ...]
    cue: tuple[Token, ...]
    attribution: Attribution | None


def chain_of(
    attribution: Attribution, others: Sequence[Attribution], focus: Focus, base: int
) -> tuple[Speaker, ...]:
    """Build the speaker chain of an attribution, from the outermost speaker in."""
    chain: list[Speaker] = []
    for outer in [
        *(o for o in others if o is not attribution and attribution.head in o.content),
        attribution,
    ]:
        if outer.source is None or (chain and outer.source.lower_ in ("he", "she", "it", "they")):
            continue  # "the minister said he had told …": still the minister
        if outer.source.lower_ in ("i", "we") and outer.source.text != "US":
            continue  # whoever speaks here already
        speaker = make_speaker(outer.source, focus, base)
        same = chain and (
            speaker.mention == chain[-1].mention
            or (speaker.entity and speaker.entity == chain[-1].entity)
        )
        if not same:
            chain.append(speaker)
    return tuple(chain)


def quoted_share(words: Sequence[Token], paragraph: Paragraph) -> float:
    """Give the share of the words that stand inside quotation marks."""
    real = [t for t in words if not t.is_punct and not t.is_space]
    return sum(paragraph.quotation_of(t) is not None for t in real) / len(real) if real else 0.0


def attributed(
    sentence: Span, attributions: Sequence[Attribution], paragraph: Paragraph, focus: Focus
) -> list[Utterance]:
    """Give the contents that a sentence attributes, each once, with its whole chain."""
    carriers = {
        a.head.i
        for a in attributions
        for b in attributions
        if b is not a and b.head in a.content and _carries(a, b)
    }
    found = []
    for attribution in attributions:
        if attribution.head.i in carriers:
            continue
        words = attribution.content
        late = _late_adjunct(attribution)
        direct = quoted_share(words, paragraph) > _MOSTLY
        found.append(
            Utterance(
                speakers=chain_of(attribution, attributions, focus, paragraph.start),
                cue=attribution.cue,
                words=words,
                top=attribution.top,
                shown=tuple(t for t in words if late is None or t.i < late)
                if attribution.clausal
                else _whole(attribution),
                attribution=attribution,
                direct=direct,
                sentences=(sentence,),
                notes={},
                late=late,
            )
        )
    return found


def _late_adjunct(attribution: Attribution) -> int | None:
    """Find a closing time phrase that belongs to the saying.

    "Officials were predicting that X would invade in the month before May 3": what was going on
    over that month is the predicting; the parse hangs the phrase on the nearest verb.
    """
    head, top = attribution.head, attribution.top
    going_on = head.tag_ == "VBG" and any(
        c.lower_ in ("was", "were", "been") for c in head.children
    )
    would = any(c.lower_ == "would" and c.dep_ == "aux" for c in top.children)
    last = attribution.content[-1] if attribution.content else top
    if not (going_on and would):
        return None
    phrases = [
        c
        for c in top.subtree
        if c.dep_ == "prep" and c.head.pos_ in ("VERB", "AUX") and last in c.subtree
    ]
    start = phrases[0].left_edge.i if phrases else None
    dated = start is not None and any(t.ent_type_ == "DATE" for t in phrases[0].subtree)
    return start if dated else None


def _carries(outer: Attribution, inner: Attribution) -> bool:
    """Say whether an attribution only passes on another one ("the paper said that officials said")."""
    return (
        inner.head == outer.top
        or inner.top == outer.top
        or (inner.head.pos_ == "NOUN" and inner.head == outer.top)
    )


def _whole(attribution: Attribution) -> tuple[Token, ...]:
    """Give a clause from its speaker on, for contents that can't be read without it."""
    head = attribution.head
    words = set(attribution.content) | set(attribution.cue)
    if attribution.source is not None and attribution.source.i not in {w.i for w in words}:
        words.update(
            attribution.source.subtree if attribution.source.i < head.i else [attribution.source]
        )
    elif attribution.source is None:
        words.update(t for c in head.children if c.dep_ in _SUBJECTS for t in c.subtree)
        words.update(t for t in head.sent if head.pos_ == "ADV")
    top = attribution.top
    words.update(t for c in top.children if c.dep_ in ("mark", "aux", "agent") for t in c.subtree)
    return tuple(sorted(words, key=lambda t: t.i))


def own_voice(
    sentence: Span, attributions: Sequence[Attribution], paragraph: Paragraph
) -> list[Utterance]:
    """Give the clauses of a sentence that the document itself puts forward."""
    used = {a.head.i for a in attributions if a.head.pos_ in ("VERB", "AUX")} | {
        a.top.i for a in attributions
    }
    apart = _apart(sentence, attributions)
    found = []
    tops = _tops(sentence.root)
    clause = _clauses(sentence, {t.i for t in tops})
    for top in tops:
        if top.i in used or paragraph.quotation_of(top) is not None:
            continue
        words = _trim([t for t in clause.get(top.i, []) if t.i not in apart])
        to_reader = any(
            t.lower_ in ("you", "your") and paragraph.quotation_of(t) is None for t in words
        )
        if sum(t.is_alpha for t in words) >= 3 and _is_clause(top) and not to_reader:
            found.append(Utterance((), (), words, top, words, None, False, (sentence,), {}))
    return found


def _tops(root: Token) -> list[Token]:
    """Give a sentence's main verbs: its root and the clauses joined to it with their own subject."""
    tops = [root]
    for top in tops:
        tops.extend(
            c
            for c in top.children
            if c.dep_ == "conj" and any(g.dep_ in _SUBJECTS for g in c.children)
        )
    return tops


def _clauses(sentence: Span, tops: set[int]) -> dict[int, list[Token]]:
    """Part the words of a sentence among its main verbs: each word goes to the nearest above it."""
    owner: dict[int, int] = {}
    clauses: dict[int, list[Token]] = {}
    for token in sentence:
        path = []
        node = token
        while node.i not in owner and node.i not in tops and node.head != node:
            path.append(node.i)
            node = node.head
        top = owner.get(node.i, node.i)
        owner.update(dict.fromkeys(path, top))
        clauses.setdefault(top, []).append(token)
    return clauses


def _apart(sentence: Span, attributions: Sequence[Attribution]) -> set[int]:
    """Give the words of asides that attribute something, so that they are not said in the own voice."""
    apart: set[int] = set()
    for attribution in attributions:
        node = attribution.head if attribution.head.pos_ != "ADV" else attribution.top
        if attribution.head.pos_ == "NOUN" or node == sentence.root:
            continue
        if node.dep_ in ("advcl", "relcl", "acl", "prep", "parataxis") and _comma_before(node):
            apart.update(t.i for t in node.subtree)
    return apart


def _comma_before(node: Token) -> bool:
    start = node.left_edge.i
    return start > node.sent.start and node.doc[start - 1].text in (",", "–", "—", "-", "(")


def _is_clause(top: Token) -> bool:
    return top.pos_ in ("VERB", "AUX") or any(c.dep_ in _SUBJECTS for c in top.children)


def _trim(words: Sequence[Token]) -> tuple[Token, ...]:
    kept = list(words)
    while (
        kept
        and (kept[0].is_punct or kept[0].is_space or kept[0].dep_ == "cc")
        and kept[0].text not in '“"'
    ):
        kept.pop(0)
    while (
        kept
        and (kept[-1].is_space or kept[-1].is_punct or kept[-1].dep_ == "cc")
        and kept[-1].text not in '?!”"'
    ):
        kept.pop()
    return tuple(kept)


def read_sentences(
    paragraph: Paragraph, focus: Focus, before: Voice | None
) -> tuple[list[Utterance], Voice | None]:
    """Read a paragraph's sentences; `before` is who spoke in the quotation before this paragraph.

    Returns:
        The utterances in order, and who spoke last in a quotation here.
    """
    voices: dict[int, Voice] = {}
    last: Voice | None = None
    pending: list[tuple[int, Span | Utterance]] = []
    found: list[tuple[int, Utterance]] = []
    for number, sentence in enumerate(paragraph.doc.sents):
        focus.enter(sentence)
        attributions = [a for a in find_attributions(sentence) if _has_speaker(a, focus)]
        said = [_resolved(u, focus) for u in attributed(sentence, attributions, paragraph, focus)]
        voice = _voice(sentence, attributions, paragraph, focus)
        last = _note_voices(sentence, voice, paragraph, voices) or last
        quoted = quoted_share(list(sentence), paragraph) > _MOSTLY
        if quoted and not said:
            pending.append((number, sentence))
            continue
        said = [_with_rest(u, sentence, paragraph) for u in said]
        _remember(said, focus)
        for utterance in said:
            inside = _spoken_inside(utterance, attributions, paragraph)
            (pending if inside else found).append((number, utterance))
        if _left_quoted(sentence, said, paragraph) and not quoted:
            pending.append((number, sentence))
        if not quoted:
            found.extend(
                (number, _resolved(u, focus)) for u in own_voice(sentence, attributions, paragraph)
            )
    if last is None and before is not None and paragraph.quotations:
        last = replace(before, cue=(), attribution=None)
    for number, item in pending:
        if isinstance(item, Utterance):
            found.append((number, _within_quotation(item, paragraph, voices, last)))
        else:
            found.append((number, _resolved(_quoted(item, paragraph, voices, last), focus)))
    found.sort(key=lambda item: item[0])
    return _merged([u for _, u in found], paragraph), last


def _has_speaker(attribution: Attribution, focus: Focus) -> bool:
    """Say whether an attribution's source can speak; a "they" of a side clause must be known."""
    source = attribution.source
    if source is None:
        return True
    aside = attribution.head.dep_ in ("advcl", "relcl", "acl") and source.lower_ in (
        "they",
        "it",
        "he",
        "she",
    )
    return can_speak(source, focus) and not (aside and focus.speaking(source) is None)


def _remember(said: Sequence[Utterance], focus: Focus) -> None:
    for utterance in said:
        speaker = utterance.speakers[0] if utterance.speakers else None
        if speaker is not None and speaker.entity in focus.cast.persons:
            focus.speaker = speaker.entity


def _voice(
    sentence: Span, attributions: Sequence[Attribution], paragraph: Paragraph, focus: Focus
) -> Voice | None:
    """Find who speaks the quoted words of a sentence."""
    outside = [
        a for a in attributions if a.source is not None and paragraph.quotation_of(a.head) is None
    ]
    spoken = next((a for a in outside if quoted_share(a.content, paragraph) > 0), None)
    if spoken is None:
        heads = {a.head.i for a in attributions}
        bare = find_bare_cue(
            sentence, lambda t: t.i in heads or paragraph.quotation_of(t) is not None
        )
        if bare is not None and bare[1].lower_ not in ("i", "we"):
            return Voice((make_speaker(bare[1], focus, paragraph.start),), (bare[0],), None)
        spoken = next(iter(outside), None)
    if spoken is None:
        return None
    chain = chain_of(spoken, attributions, focus, paragraph.start)
    return Voice(chain, spoken.cue, spoken) if chain else None


def _note_voices(
    sentence: Span, voice: Voice | None, paragraph: Paragraph, voices: dict[int, Voice]
) -> Voice | None:
    if voice is None:
        return None
    ends_open = sentence.text.rstrip().endswith(":")
    for index, quotation in enumerate(paragraph.quotations):
        touches = quotation.start < sentence.end_char and sentence.start_char < quotation.end
        follows = ends_open and 0 <= quotation.start - sentence.end_char <= 3
        if touches or follows:
            voices.setdefault(index, voice)
    return voice


def _left_quoted(sentence: Span, said: Sequence[Utterance], paragraph: Paragraph) -> bool:
    """Say whether a whole quoted clause of a sentence is in no content yet ("…, and Orlo said: “We are done.”")."""
    covered = {t.i for u in said for t in u.words}
    left = [
        t
        for t in sentence
        if t.i not in covered and t.is_alpha and paragraph.quotation_of(t) is not None
    ]
    return len(left) >= 3 and any(t.pos_ in ("VERB", "AUX") for t in left) and bool(said)


def _spoken_inside(
    utterance: Utterance, attributions: Sequence[Attribution], paragraph: Paragraph
) -> bool:
    """Say whether an attribution stands inside a quotation whose own speaker is not in its chain yet."""
    attribution = utterance.attribution
    if attribution is None or paragraph.quotation_of(attribution.head) is None:
        return False
    outside = (
        a for a in attributions if paragraph.quotation_of(a.head) is None and a.source is not None
    )
    return not any(attribution.head in outer.content for outer in outside)


def _within_quotation(
    utterance: Utterance, paragraph: Paragraph, voices: dict[int, Voice], last: Voice | None
) -> Utterance:
    """Put the speaker of a quotation before those that the quotation itself names; "I" is the speaker."""
    first = utterance.cue[0]
    index = paragraph.quotation_of(first)
    voice = voices.get(index) if index is not None else None
    voice = voice or last
    outer = voice.speakers if voice is not None else (UNATTRIBUTED,)
    known = {s.entity for s in outer if s.entity}
    inner = tuple(s for s in utterance.speakers if s.entity is None or s.entity not in known)
    notes = {at: name for at, name in utterance.notes.items() if name != outer[-1].name}
    return replace(utterance, speakers=(*outer, *inner), direct=True, notes=notes)


def _quoted(
    sentence: Span, paragraph: Paragraph, voices: dict[int, Voice], last: Voice | None
) -> Utterance:
    """Give a wholly quoted sentence to whoever speaks in its quotation, else in the one before."""
    inside = [t for t in sentence if paragraph.quotation_of(t) is not None]
    index = paragraph.quotation_of(inside[0]) if inside else None
    voice = voices.get(index) if index is not None else None
    voice = voice or last
    speakers = voice.speakers if voice is not None else (UNATTRIBUTED,)
    cue = voice.cue if voice is not None else ()
    words = _trim([t for t in inside if t.text not in '“”"'])
    return Utterance(
        speakers, cue, words or tuple(sentence), sentence.root, words, None, True, (sentence,), {}
    )


def _with_rest(utterance: Utterance, sentence: Span, paragraph: Paragraph) -> Utterance:
    """Add the other half of a split quotation, which the parse may leave outside the content."""
    attribution = utterance.attribution
    if not utterance.direct or attribution is None or not attribution.clausal:
        return utterance
    mine = {t.i for t in utterance.words}
    rest = [
        t
        for t in sentence
        if t.i not in mine and paragraph.quotation_of(t) is not None and not t.is_quote
    ]
    if sum(t.is_alpha for t in rest) < 2:
        return utterance
    words = tuple(sorted([*utterance.words, *rest], key=lambda t: t.i))
    return replace(utterance, words=words, shown=words)


def _resolved(utterance: Utterance, focus: Focus) -> Utterance:
    """Note what the pronouns stand for while the focus is at this sentence."""
    reported = utterance.speakers[-1] if utterance.speakers else None
    return replace(
        utterance, notes=references(utterance.shown, focus, reported, direct=utterance.direct)
    )


def _merged(utterances: Sequence[Utterance], paragraph: Paragraph) -> list[Utterance]:
    """Join to a quoted sentence the next one of the same quotation that can't be read without it."""
    merged: list[Utterance] = []
    for utterance in utterances:
        before = merged[-1] if merged else None
        if before is not None and _leans_on(utterance, before, paragraph):
            words = (*before.words, *utterance.words)
            shown = (*before.shown, *utterance.shown)
            sentences = tuple(dict.fromkeys((*before.sentences, *utterance.sentences)))
            notes = {**utterance.notes, **before.notes}
            merged[-1] = replace(before, words=words, shown=shown, sentences=sentences, notes=notes)
        else:
            merged.append(utterance)
    return merged


def _leans_on(utterance: Utterance, before: Utterance, paragraph: Paragraph) -> bool:
    quotation = paragraph.quotation_of(utterance.words[0]) if utterance.words else None
    if quotation is None or not utterance.direct or len(before.words) + len(utterance.words) > 60:
        return False
    if (
        not before.words
        or paragraph.quotation_of(before.words[-1]) != quotation
        or utterance.attribution is not None
    ):
        return False
    return any(
        t.lower_ in ("it", "this", "that", "they", "them") and t.pos_ == "PRON" and t.dep_ != "mark"
        for t in utterance.words
    )
