"""Attribution: in a parsed sentence, who is said to say what, by which words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from salis.model.statement import Act
from salis.read.asides import find_aside
from salis.read.clauses import (
    clause_words,
    has_that,
    is_finite,
    is_infinitive,
    is_negated_verb,
    is_set_off,
    trim_content,
)
from salis.read.lists import cues
from salis.read.reservations import (
    denies_nothing,
    is_advice,
    is_called_untrue,
    is_superseded,
    is_taken_back,
    leaves_open,
)

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_PARTS_OF_VERB = ("aux", "auxpass", "neg", "prt")
#: What a word is to a verb that says something of the subject only with it ("was drunk").
_PREDICATES = frozenset({"acomp", "attr", "aux", "auxpass", "oprd", "xcomp", "advmod"})
#: Verbs whose subject, in the passive, is told something.
_LISTENING = frozenset({"tell", "inform", "assure", "advise", "notify"})
#: Verbs that give another's words: "quoted officials as saying".
_QUOTING = frozenset({"quote", "cite", "report", "describe"})
#: Attributions read in one sentence; no language has more, a hostile text may.
_MOST = 24


#: Head of a content, its words, and whether it stands as a clause.
type _Content = tuple[Token, Sequence[Token], bool]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Someone is said to put forward a content: all as tokens of one sentence."""

    act: Act
    #: The verb, noun, adverb or "according" that attributes.
    head: Token
    cue: tuple[Token, ...]
    #: Head of the phrase that names the speaker; None where none is named.
    source: Token | None
    content: tuple[Token, ...]
    #: Head of the content's own clause or phrase.
    top: Token
    negated: bool
    #: The content is a finite clause, readable without the words that attribute it.
    clausal: bool
    #: The whole phrase that names the speaker, where it is known.
    named: tuple[Token, ...] = ()


def find_attributions(sentence: Span) -> tuple[Attribution, ...]:
    """Find every attribution of a sentence, outer ones before those inside their content."""
    found: list[Attribution] = []
    for token in sentence:
        attribution = _attribution(token, sentence)
        if attribution is not None and attribution.content:
            found.append(attribution)
        if len(found) == _MOST:
            break
    found = _without_clashes(found)
    return tuple(sorted(found, key=lambda a: (-len(a.content), a.head.i)))


def _attribution(token: Token, sentence: Span) -> Attribution | None:
    lemma = token.lemma_.lower()
    if lemma == "accord" or token.lower_ == "according":
        return _according(token, sentence)
    if lemma == "be":
        return _untrue(token)
    if token.pos_ in ("VERB", "AUX") and (lemma in cues().verbs or lemma in cues().prepositions):
        return _verb(token, lemma, sentence)
    if token.pos_ == "NOUN" and lemma in cues().nouns and not is_taken_back(token):
        return _noun(token, lemma)
    if token.pos_ == "ADV" and token.lower_ in cues().adverbs:
        return _adverb(token)
    return None


def _according(token: Token, sentence: Span) -> Attribution | None:
    """Read "according to X": its content is the clause that it hangs on."""
    to = next((t for t in token.children if t.lower_ == "to"), None)
    if to is None and token.i + 1 < sentence.end and sentence.doc[token.i + 1].lower_ == "to":
        to = sentence.doc[token.i + 1]
    if to is None:
        return None
    source = next((t for t in to.children if t.dep_ == "pobj"), None)
    if source is None:  # "according to show insiders", read as a verb
        after = [t for t in token.subtree if t.i > to.i and t.pos_ in ("NOUN", "PROPN", "PRON")]
        source = after[-1] if after else None
    if source is None:
        return None
    top = token.head if token.head != token else source.head
    while top.pos_ not in ("VERB", "AUX") and top.head != top:
        top = top.head
    if top == token:
        return None
    mine = {t.i for t in token.subtree} | {t.i for t in to.subtree} | {token.i}
    content = tuple(t for t in clause_words(top) if t.i not in mine)
    return Attribution(
        Act.ASSERT, token, (token, to), source, trim_content(content), top, False, True
    )


def _verb(token: Token, lemma: str, sentence: Span) -> Attribution | None:
    if token.dep_ in ("acl", "relcl") and is_taken_back(token.head):
        return None  # "withdrew an article saying that …"
    if token.dep_ == "pcomp" and token.head.head.lemma_.lower() in cues().regret:
        return None  # "apologised for saying that …"
    passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in token.children)
    if token.dep_ == "amod" or (passive and lemma in cues().passive and not _agent(token)):
        return _passive(token, lemma) if passive else None
    act = cues().verbs.get(lemma, Act.DEMAND if lemma == "call" else Act.JUDGE)
    source = quoted_speaker(token) or _subject(token, passive=passive)
    content = _content_clause(token, lemma)
    torn = sum(c.dep_ == "nsubj" for c in token.children) > 1
    aside = (
        find_aside(token, sentence) if content is None or torn or content[0].i < token.i else None
    )
    if aside is not None and (content is None or source is None or source in aside.content):
        content, source = (aside.top, aside.content, True), aside.source
    if content is None:
        return None
    top, words, clausal = content
    if not clausal and (source is None or token.tag_ == "VBG"):
        return None
    negated = any(c.dep_ == "neg" for c in token.children)
    modal = any(c.dep_ == "aux" and c.tag_ == "MD" for c in token.children)
    if (modal and not negated) or (token.dep_ == "xcomp" and is_infinitive(token)):
        return None  # "would say", "appeared to suggest", "plans to announce": not said
    if (
        source is None
        and token.dep_ in ("advcl", "acl", "pcomp", "amod", "xcomp")
        and top.dep_ not in ("ccomp",)
    ):
        return None
    act = _act_put(act, token, told=passive and lemma in _LISTENING and not _agent(token))
    return Attribution(
        act, token, _verb_words(token), source, trim_content(words), top, negated, clausal
    )


def _act_put(act: Act, verb: Token, *, told: bool) -> Act:
    """Give what a verb does as it is put here; `told`: nobody says who told the subject of it."""
    if is_advice(verb):
        return Act.DEMAND
    if leaves_open(verb):
        return Act.DISCLAIM
    return Act.ALLEGE if told or (act is Act.ASSERT and is_superseded(verb)) else act


def _passive(token: Token, lemma: str) -> Attribution | None:
    """Read "is said to have …": alleged by nobody who is named."""
    subject = next((c for c in token.children if c.dep_ == "nsubjpass"), None)
    complement = next((c for c in token.children if c.dep_ in ("xcomp", "ccomp")), None)
    if subject is None or complement is None:
        return None
    mine = {t.i for t in _verb_words(token)}
    content = tuple(t for t in clause_words(token) if t.i not in mine)
    act = cues().passive[lemma]
    return Attribution(
        act, token, _verb_words(token), None, trim_content(content), complement, False, False
    )


def _noun(token: Token, lemma: str) -> Attribution | None:
    """Read "his claim that …", "allegations that …": the clause is the content."""
    clause = next(
        (c for c in token.children if c.dep_ in ("acl", "ccomp") and has_that(c)),
        None,
    )
    if clause is None:
        return None
    source = next((c for c in token.children if c.dep_ == "poss"), None)
    for child in token.children:
        if source is None and child.dep_ == "prep" and child.lower_ in ("by", "from", "of"):
            source = next((c for c in child.children if c.dep_ == "pobj"), None)
    content = trim_content(tuple(clause_words(clause)))
    act = cues().nouns[lemma]
    verb = token.head
    if source is None and token.dep_ in ("dobj", "pobj") and verb.pos_ == "ADP":
        verb = verb.head
    if source is None and token.dep_ in ("dobj", "pobj") and verb.pos_ == "VERB":
        denies = verb.lemma_ in cues().with_object
        source = _subject(verb, passive=False) if denies or verb.lemma_ in cues().making else None
        act = cues().verbs[verb.lemma_] if denies else act
    if source is None:  # "reports that …": nobody says whose
        act = Act.DENY if is_called_untrue(token) else (Act.ALLEGE if act is Act.ASSERT else act)
    return Attribution(act, token, (token,), source, content, clause, False, True)


def _untrue(token: Token) -> Attribution | None:
    """Read "it is false that …", "it is not true that …": the clause is denied."""
    subject = next((c for c in token.children if c.dep_ in ("nsubj", "expl")), None)
    called = next((c for c in token.children if c.dep_ in ("acomp", "attr")), None)
    if subject is None or called is None or subject.lower_ not in ("it", "that"):
        return None
    clause = next(
        (
            c
            for one in (token, called)
            for c in one.children
            if c.dep_ in ("ccomp", "acl", "csubj", "relcl", "advcl") and has_that(c)
        ),
        None,
    )
    false, true = called.lemma_.lower() in cues().untrue, called.lower_ in ("true", "correct")
    if clause is None or not (true if is_negated_verb(token) else false):
        return None
    content = trim_content(tuple(clause_words(clause)))
    return Attribution(Act.DENY, token, (token, called), None, content, clause, False, True)


def _adverb(token: Token) -> Attribution | None:
    """Read "allegedly": what it modifies is alleged, by nobody who is named.

    None where that is a word or two of a phrase ("a seemingly safe seat"): the sentence is told all
    the same, hedged.
    """
    top = token.head
    while top.dep_ in _PREDICATES and top.head.pos_ in ("VERB", "AUX"):
        top = top.head
    clausal = top.pos_ in ("VERB", "AUX") and any(
        c.dep_ in ("nsubj", "nsubjpass", "expl") for c in top.children
    )
    if not clausal and top.dep_ != "ROOT" and not is_set_off(top):
        return None
    words = clause_words(top) if clausal or top.dep_ == "ROOT" else top.subtree
    return Attribution(
        cues().adverbs[token.lower_],
        token,
        (token,),
        None,
        trim_content(tuple(t for t in words if t != token)),
        top,
        False,
        clausal,
    )


def _content_clause(token: Token, lemma: str) -> _Content | None:
    """Find what a verb attributes: its head, its words, and whether it stands as a clause."""
    rules = cues()
    for child in token.children:
        if child.dep_ == "ccomp" and (
            lemma not in rules.only_with_clause or _is_report(token, child)
        ):
            return child, list(clause_words(child)), is_finite(child)
    if token.dep_ in ("parataxis", "ccomp") and token.i > token.head.i and _set_off(token):
        mine = {t.i for t in token.subtree}
        return token.head, [t for t in clause_words(token.head) if t.i not in mine], True
    told = _told(token, lemma)
    if told is not None:
        return told, list(clause_words(told)), is_finite(told)
    return _content_phrase(token, lemma)


def _content_phrase(token: Token, lemma: str) -> _Content | None:
    """Find what a verb attributes where it is no clause: an infinitive, an object, "of …"."""
    rules = cues()
    if denies_nothing(token):
        return None
    for child in token.children:
        if child.dep_ == "xcomp" and lemma in rules.with_infinitive and is_infinitive(child):
            return child, list(clause_words(child)), False
        if child.dep_ in ("xcomp", "pcomp") and lemma in rules.with_object:
            return child, list(child.subtree), False
    for child in token.children:
        if child.dep_ == "dobj" and lemma in rules.with_object:
            after = [
                t
                for c in token.children
                if c.dep_ in ("prep", "pcomp") and c.i > child.i
                for t in c.subtree
            ]
            return child, [*child.subtree, *after], False
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in rules.prepositions.get(lemma, ()):
            return child, list(child.subtree), False
    return None


def _told(token: Token, lemma: str) -> Token | None:
    """Find the clause of "told the crowd that …" where the parse hangs it on the crowd."""
    if lemma not in ("tell", "inform", "assure", "warn", "remind", "notify", "advise"):
        return None
    listeners = [c for c in token.children if c.dep_ in ("dobj", "dative", "pobj")]
    clauses = (
        c
        for listener in listeners
        for c in listener.children
        if c.dep_ in ("relcl", "acl", "ccomp")
    )
    return next((c for c in clauses if has_that(c)), None)


def _is_report(token: Token, clause: Token) -> bool:
    """Say whether a clause after a weak cue verb is really reported ("that", or set off)."""
    return has_that(clause) or clause.i < token.i or any(c.dep_ == "nsubj" for c in clause.children)


def _set_off(token: Token) -> bool:
    """Say whether a saying clause inside or at the end stands apart ("…, officials said")."""
    reported = token.dep_ == "ccomp" and token.head.lemma_.lower() in cues().verbs
    joined = any(c.dep_ == "mark" for c in token.children)
    return (
        not reported
        and not joined
        and any(c.dep_ in ("nsubj", "nsubjpass") for c in token.children)
    )


def quoted_speaker(token: Token) -> Token | None:
    """Find who speaks in "X quoted Y as saying that …", by the word "saying"; None elsewhere."""
    quoting = token.head.head
    if token.dep_ != "pcomp" or token.head.lower_ != "as" or quoting.lemma_ not in _QUOTING:
        return None
    passive = any(c.dep_ == "nsubjpass" for c in quoting.children)
    role = "nsubjpass" if passive else "dobj"
    return next((c for c in quoting.children if c.dep_ == role), None)


def _subject(token: Token, *, passive: bool) -> Token | None:
    """Find who does the saying: the subject, the agent, or what a relative clause hangs on."""
    if passive:
        return _agent(token)
    for child in token.children:
        if child.dep_ in ("nsubj", "csubj"):
            if child.lower_ in ("who", "which", "that") and token.dep_ == "relcl":
                return token.head
            return child
    if token.dep_ == "conj" or (token.dep_ == "xcomp" and token.head.pos_ in ("VERB", "AUX")):
        return _subject(token.head, passive=False) if token.head != token else None
    if token.dep_ in ("acl", "relcl") and token.tag_ == "VBG":
        return token.head
    if token.dep_ in ("advcl", "pcomp") and token.tag_ == "VBG":
        verb = token.head if token.head.pos_ in ("VERB", "AUX") else token.head.head
        return (
            _subject(verb, passive=False)
            if verb != token and verb.pos_ in ("VERB", "AUX")
            else None
        )
    return None


def _agent(token: Token) -> Token | None:
    for child in token.children:
        if child.dep_ == "agent":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def _verb_words(token: Token) -> tuple[Token, ...]:
    words = [c for c in token.children if c.dep_ in _PARTS_OF_VERB and abs(c.i - token.i) < 6]
    return tuple(sorted([*words, token], key=lambda t: t.i))


def _without_clashes(found: list[Attribution]) -> list[Attribution]:
    """Drop an adverb's attribution that repeats a verb's."""
    tops = {a.top.i for a in found if a.source is not None}
    return [a for a in found if a.source is not None or a.top.i not in tops or a.head.pos_ != "ADV"]


def find_bare_cue(sentence: Span, quoted: Callable[[Token], bool]) -> tuple[Token, Token] | None:
    """Find a verb of saying outside the quotation, with its subject ("Orlo was blunt, adding:")."""
    for token in sentence:
        if token.pos_ == "VERB" and token.lemma_.lower() in cues().verbs and not quoted(token):
            source = _subject(token, passive=any(c.dep_ == "auxpass" for c in token.children))
            if source is not None and not quoted(source):
                return token, source
    return None
