"""Marked attributions: what the encoder marks, in the words of the parse, beside what rules find.

The encoder leads: its spans say who speaks and what is said. The rules give what a cue does, and
they alone see an attribution inside another's content, which the encoder was never shown. What
only the rules find stands too: a missed speaker would make the paper itself say it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from salis.model.statement import Act
from salis.read.attribution import Attribution, quoted_speaker
from salis.read.clauses import SUBJECTS, is_finite, trim_content
from salis.read.lists import cues
from salis.read.marks import Marked
from salis.read.nesting import nest_cited, nest_speakers, share_closing
from salis.read.reservations import denies_nothing, is_advice, is_taken_back
from salis.read.utterances import Paragraph

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

#: Sources that are nobody in particular.
_NOBODY = frozenset({"anybody", "anyone", "nobody", "everybody", "everyone", "what", "you"})
_RELATIVE = ("who", "which", "that")
_ARTICLES, _TIMES = ("the", "a", "an"), ("DATE", "TIME")
#: Words that the encoder may skip inside one content.
_GAP = 2
#: Words; a shorter content says nothing by itself.
_SHORTEST = 3
#: Share of the words of two contents from which on they are one.
_ALIKE = 0.5
#: Heads of a content at most that hang on no other word of it.
_LOOSE = 3
#: What a small word before a phrase is to it.
_SMALL = frozenset(
    {"det", "amod", "nummod", "advmod", "poss", "compound", "aux", "auxpass", "neg", "quantmod"}
)


def find_marked(
    sentence: Span, paragraph: Paragraph, known: Sequence[Attribution]
) -> list[Attribution]:
    """Give the attributions of a sentence: the marked ones, and those of the rules inside them."""
    asked = sentence.text.rstrip(' ”"').endswith("?")
    found: list[Attribution] = []
    met: set[int] = set()
    for one in paragraph.marked:
        cue = tokens_in(sentence, (one.cue,), paragraph.start)
        if not cue:
            continue
        rule = next((a for a in known if any(t in cue for t in (a.head, *a.cue))), None)
        if rule is not None:
            met.add(rule.head.i)
        elif asked:
            continue  # "Does anybody believe …": asked, not said
        attribution = _attribution(sentence, one, cue, rule, paragraph.start)
        if attribution is not None:
            found.append(attribution)
    rest = [a for a in known if a.head.i not in met]
    whole = _without_passers([*found, *rest])
    nested = share_closing(nest_cited(nest_speakers(whole)), sentence)
    return sorted(nested, key=lambda a: (-len(a.content), a.head.i))


def _without_passers(found: list[Attribution]) -> list[Attribution]:
    """Leave out who only quotes the speaker: "According to Orlo, quoted by the Courier"."""
    speaking = {a.source for a in found if a.source is not None}
    return [a for a in found if not (a.head.dep_ == "acl" and a.head.head in speaking)]


def _attribution(
    sentence: Span, one: Marked, cue: Sequence[Token], rule: Attribution | None, base: int
) -> Attribution | None:
    """Read one mark; the rule's own attribution where the marked words say nothing."""
    head = rule.head if rule is not None else _head(cue)
    act = rule.act if rule is not None else _act(cue)
    if act is None or (rule is None and _says_nothing(head, cue)):
        return None
    named = tokens_in(sentence.doc, one.source, base)
    if all(t.is_punct or t.lower_ in _ARTICLES or t.ent_type_ in _TIMES for t in named):
        named = []
    quoted = quoted_speaker(head)
    if quoted is not None:
        named = []
    source = source_of(named) if named else (rule.source if rule is not None else None)
    if rule is not None and rule.source in named and _hangs_on(head, source):
        source = rule.source  # "a top official said", parsed as a top that an official said
    source = quoted or source
    if source is not None and source.lower_ in _NOBODY:
        return rule
    others = {t.i for t in (*cue, *named)}
    content = _content(sentence, tokens_in(sentence, one.content, base), others)
    if rule is None:
        if source is None or _words(content) < _SHORTEST:
            return None
        negated = any(t.dep_ == "neg" for t in (*cue, *head.children))
        top = root_of(content)
        act = Act.DEMAND if is_advice(head) else act
        clausal = _is_clausal(top, content)
        if act is Act.PREDICT and head.lemma_.lower() not in cues().verbs and not clausal:
            return None  # "issued a warning to travellers": that is what happened
        return Attribution(
            act, head, tuple(cue), source, content, top, negated, clausal, tuple(named)
        )
    if rule.head.pos_ == "ADV":
        return rule
    content = _better(rule, content)
    top = rule.top if rule.top in content else root_of(content)
    clausal = rule.clausal if top is rule.top else _is_clausal(top, content)
    return replace(
        rule,
        cue=tuple(cue),
        source=source,
        named=tuple(named),
        content=content,
        top=top,
        clausal=clausal,
    )


def _better(rule: Attribution, marked: tuple[Token, ...]) -> tuple[Token, ...]:
    """Choose between the content of the parse and the marked one.

    The parse ends a content cleanly where both mean the same; only an apposition of the speaker
    that it took in is left out ("According to Orlo, the mayor, the gate …").
    """
    if _words(marked) < _SHORTEST or not _hangs_together(marked) or _is_torn(marked, rule):
        return rule.content
    if not _agree(rule.content, marked):
        return marked
    before = [t for t in rule.content if t.i < marked[0].i]
    if before and before[-1].text == "," and rule.top in marked:
        return tuple(t for t in rule.content if t.i >= marked[0].i)
    return rule.content


def _hangs_together(content: Sequence[Token]) -> bool:
    """Say whether a marked content is one phrase or clause, not words picked from several."""
    inside = {t.i for t in content}
    tops = [t for t in content if t.head.i not in inside or t.head == t]
    return sum(not t.is_punct for t in tops) <= _LOOSE


def _is_torn(marked: Sequence[Token], rule: Attribution) -> bool:
    """Say whether a marked content leaves out the subject of its verb, which the rule has."""
    subjects = [c for c in root_of(marked).children if c.dep_ in SUBJECTS]
    return any(c in rule.content for c in subjects) and not any(c in marked for c in subjects)


def _words(content: Sequence[Token]) -> int:
    return sum(not t.is_punct for t in content)


def _content(sentence: Span, marked: Sequence[Token], others: set[int]) -> tuple[Token, ...]:
    """Give the marked words of a sentence, small gaps filled; of parts far apart the longest."""
    parts: list[list[Token]] = []
    gap: list[Token] = []
    spoken = False  # the cue or its source stands between
    inside = {t.i for t in marked}
    for token in sentence:
        if token.i in inside and token.i not in others:
            near = sum(not t.is_punct and not t.is_space for t in gap) <= _GAP
            if parts and spoken:
                if token.is_quote:
                    continue  # the mark that opens the second half again
                parts[-1] = [*_opened(parts[-1]), token]
            elif parts and near:
                parts[-1] += [*gap, token]
            else:
                parts.append([token])
            gap, spoken = [], False
        elif token.i in others:
            spoken = True
        else:
            gap.append(token)
    if not parts:
        return ()
    return _whole_phrase(trim_content(max(parts, key=len)), others)


def _opened(half: Sequence[Token]) -> list[Token]:
    """Take off the marks that end the first half of what a speaker is named inside ("…,” X")."""
    kept = list(half)
    while len(kept) > 1 and (kept[-1].is_quote or kept[-1].text == ","):
        kept.pop()
    return kept


def _agree(one: Sequence[Token], other: Sequence[Token]) -> bool:
    """Say whether two contents differ by little; the parse then knows better where one ends."""
    first, second = {t.i for t in one}, {t.i for t in other}
    return len(first & second) >= _ALIKE * len(first | second)


def _whole_phrase(content: Sequence[Token], others: set[int]) -> tuple[Token, ...]:
    """Take in the small words before a content that hang on its words ("at least 19")."""
    words = list(content)
    while words and words[0].i > words[0].sent.start:
        before = words[0].nbor(-1)
        small = before.dep_ in _SMALL and before.i not in others
        if not small or before.head not in words:
            break
        words.insert(0, before)
    return tuple(words)


def _is_clausal(top: Token, content: Sequence[Token]) -> bool:
    return top.pos_ in ("VERB", "AUX") and is_finite(top) and top in content


def source_of(words: Sequence[Token]) -> Token:
    """Give the head of the words that name a speaker; for "who" what the clause hangs on."""
    head = root_of(words)
    if head.lower_ in _RELATIVE and head.head.dep_ == "relcl":
        return head.head.head
    return next((t for t in words if _is_set_beside(t, head)), head)


def _hangs_on(head: Token, source: Token | None) -> bool:
    """Say whether the verb of saying is parsed as part of the phrase that names the speaker."""
    return source is not None and source != head and source in head.ancestors


def _is_set_beside(token: Token, head: Token) -> bool:
    """Say whether a name is set beside a role ("the chief of the service, Hanna Orlo, said")."""
    return (
        token.ent_type_ == "PERSON"
        and head.ent_type_ != "PERSON"
        and token.i > head.i
        and token.dep_ not in ("poss", "pobj", "compound", "conj")
        and token.doc[token.left_edge.i - 1].text == ","
    )


def _head(cue: Sequence[Token]) -> Token:
    return next((t for t in cue if t.pos_ in ("VERB", "NOUN")), cue[0])


def _act(cue: Sequence[Token]) -> Act | None:
    """Give what a cue does; None for a word of no list: "agreed", "decided" tell what happened."""
    if all(t.text == ":" for t in cue):
        return Act.ASSERT  # "ORLO: We saw it fall."
    tables = (cues().verbs, cues().nouns, cues().attitudes)
    lemmas = [t.lemma_.lower() for t in cue]
    return next((table[w] for table in tables for w in lemmas if w in table), None)


def _says_nothing(head: Token, cue: Sequence[Token]) -> bool:
    """Say whether a marked cue puts nothing forward: only possible, only done, or taken back."""
    return _is_only_possible(head) or denies_nothing(head) or any(map(is_taken_back, cue))


def _is_only_possible(head: Token) -> bool:
    """Say whether a cue is no more than possible or intended ("would say", "to announce")."""
    return any(c.tag_ in ("MD", "TO") and c.dep_ == "aux" for c in head.children)


def tokens_in(words: Doc | Span, spans: Iterable[tuple[int, int]], base: int) -> list[Token]:
    """Give the words of a paragraph that touch spans of the document; `base` is its place there."""
    if not len(words):
        return []
    first, last = base + words[0].idx, base + words[-1].idx + len(words[-1].text)
    return [
        token
        for start, end in spans
        if first < end and start < last
        for token in words
        if not token.is_space
        and base + token.idx < end
        and start < base + token.idx + len(token.text)
    ]


def root_of(words: Sequence[Token]) -> Token:
    """Give the word that the others hang on; a word, not a mark, where there is one."""
    inside = {t.i for t in words}
    tops = [t for t in words if t.head.i not in inside or t.head == t]
    return next((t for t in tops if not t.is_punct), tops[0])
