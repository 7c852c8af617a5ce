"""Decide how two statements relate: the same proposition, a rival, a later answer, or nothing.

Precision comes first: what is not shown to be the same by who, what, whom, when and how many is
left apart. A name or a number that only one side has on top of the other's is tolerated where the
other's document knows the name; two that differ never are.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from salis.link.context import Context, apart_in_time, dated, know_names, same_referent
from salis.link.counts import Agreement, Counts, Telling, relate_counts, settle_counts
from salis.link.traits import Traits, read_traits
from salis.link.wording import read_groups, read_list, read_pairs, split_words
from salis.model.document import Document
from salis.model.link import Link, LinkKind
from salis.model.statement import Act, Polarity, Statement

#: First reason of a link between rival answers: which slot they fill differently.
COUNT, WHETHER, WHO = "another count", "the opposite", "another who"
#: First reason of a link from what happened to what had been foretold.
BORNE_OUT, FAILED = "what was foretold happened", "what was foretold did not happen"

_ALIKE = 0.6
#: With words on both sides that the other lacks.
_CLOSE = 0.75
_SURE = 0.8
_VERBATIM = 0.9
#: Fewest words in common: all the same, with a name among them, without one.
_FEWEST_EQUAL, _FEWEST_NAMED, _FEWEST_PLAIN = 2, 3, 4
_ORDERED = 0.7
_VERBATIM_WORDS = 5
#: From so many words on, a sentence that is printed again is the same whatever its pronouns.
_LONG = 12
#: Without a stated time, happenings told further apart than this may be two.
_RECURS = timedelta(days=4)
#: Opposite reports further apart than this follow each other; closer ones are rivals.
_SETTLES = timedelta(hours=36)

_FACTUAL = frozenset({Act.ASSERT, Act.ALLEGE, Act.INFER})
_FORETOLD = frozenset({Act.PREDICT, Act.PROMISE})
_OPEN = frozenset({Act.DENY, Act.DISCLAIM})
_FIRST_PERSON = frozenset({"i", "we", "my", "our", "us", "me", "you", "your"})
_PRONOUNS = frozenset({"he", "she", "they", "it", "this", "that", "these", "those", "there", "here"})
_ASKING = frozenset({"who", "which", "what", "how", "where", "when", "why"})


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements taken apart, with the documents they stand in."""

    a: Statement
    b: Statement
    left: Traits
    right: Traits
    here: Context
    there: Context

    @property
    def rest(self) -> tuple[frozenset[str], frozenset[str]]:
        """Give the content words that only one side has."""
        return self.left.words - self.right.words, self.right.words - self.left.words

    @property
    def one_voice(self) -> bool:
        """Tell whether both are said by the same named speaker or institution."""
        return bool(self.left.speaker & self.right.speaker)

    def unified(self) -> Pair:
        """Put the name in the place of a noun for it: "the ferry" becomes the Silver Heron."""
        left, right = self.left, self.right
        if _means(self, left, right):
            return replace(self, left=left.renamed(left.subject, right.subject))
        if _means(self, right, left):
            return replace(self, right=right.renamed(right.subject, left.subject))
        return self


def compare_statements(
    a: Statement, b: Statement, *, documents: tuple[Document, Document]
) -> Link | None:
    """Relate two statements; None where they have nothing safe to do with each other.

    The decision does not depend on the order of the two, save that `a` of an `updates` link is
    the later one.
    """
    here, there = Context(documents[0]), Context(documents[1])
    return relate(Pair(a, b, read_traits(a), read_traits(b), here, there).unified())


def relate(pair: Pair) -> Link | None:
    """Relate two statements that are taken apart already."""
    if not _acts_meet(pair.a.act, pair.b.act) or pair.left.condition != pair.right.condition:
        return None
    counts = relate_counts(pair.left, pair.right)
    if counts.agreement in (Agreement.COMPATIBLE, Agreement.EXCLUSIVE):
        return _relate_counts(pair, counts)
    if counts.agreement is Agreement.UNLIKE or apart_in_time(pair.left, pair.right):
        return None
    equal = counts.agreement is Agreement.EQUAL and counts.growing
    same = _same_count(pair, equal=True) if equal else None
    same = same or _same_content(pair)
    if counts.agreement is Agreement.PARTIAL:
        return _supports(pair, same)
    if same is None:
        return _rival_who(pair) or _opposed_words(pair) or _supports(pair, None)
    return _same_link(pair, same)


def settle_link(link: Link, pair: Pair) -> Link:
    """Decide a link between rival answers anew from the times now known of their documents."""
    if link.same or not link.reasons:
        return link
    if link.reasons[0] == COUNT:
        return _relate_counts(pair, relate_counts(pair.left, pair.right)) or link
    if link.reasons[0] == WHETHER:
        return _opposites(pair, link.score)
    return link


def _means(pair: Pair, noun: Traits, name: Traits) -> bool:
    """Tell whether one side's subject is a noun for the bearer of the other side's name."""
    if len(noun.subject) != 1 or noun.subject & (name.subject | noun.names) or not name.subject:
        return False
    if noun.predicate != name.predicate or not name.subject <= name.names:
        return False
    definite = _definite(noun, noun.subject)
    known = same_referent((pair.here, pair.there), noun.subject, name.subject)
    return known or (pair.one_voice and definite)


def _acts_meet(a: Act, b: Act) -> bool:
    if a in _OPEN or b in _OPEN:
        return all(act in _FACTUAL | _FORETOLD | _OPEN for act in (a, b))
    sorts = (_FACTUAL, _FORETOLD, _FACTUAL | _FORETOLD)
    return a is b or any(a in sort and b in sort for sort in sorts)


def _same_link(pair: Pair, same: tuple[float, tuple[str, ...]]) -> Link | None:
    score, reasons = same
    a, b = pair.a, pair.b
    unclear = Polarity.UNDERSPECIFIED in (a.polarity, b.polarity) and Act.DISCLAIM in (a.act, b.act)
    agree = a.polarity is b.polarity or unclear
    if (a.act in _FORETOLD) != (b.act in _FORETOLD) and not {a.act, b.act} & _OPEN:
        return _outcome(pair, score, borne_out=agree)
    if not agree:
        both_told = Polarity.UNDERSPECIFIED not in (a.polarity, b.polarity)
        opposed = both_told and not {a.act, b.act} & (_OPEN | {Act.JUDGE, Act.DEMAND, Act.ASK})
        return _opposites(pair, score) if opposed and _may_oppose(pair, score) else None
    kind = LinkKind.SUPPORTS
    if (a.act is Act.DENY) != (b.act is Act.DENY):
        kind = LinkKind.DISPUTES
    elif (a.act is Act.DISCLAIM) != (b.act is Act.DISCLAIM):
        kind = LinkKind.ANSWERS
    elif _verbatim(pair):
        kind = LinkKind.REPEATS
    return Link(kind, a.id, b.id, score, reasons, same=True)


def _may_oppose(pair: Pair, score: float) -> bool:
    """Tell whether opposite contents are put against each other, not turned over by one voice."""
    if pair.a.document == pair.b.document and (pair.one_voice or pair.a.speakers == pair.b.speakers):
        return False
    return score >= _CLOSE and not _loose(pair)


def _outcome(pair: Pair, score: float, *, borne_out: bool) -> Link | None:
    foretold_first = pair.a.act in _FORETOLD
    told, came = (pair.here, pair.there) if foretold_first else (pair.there, pair.here)
    if not told.published or not came.published or came.published < told.published:
        return None
    ids = (pair.b.id, pair.a.id) if foretold_first else (pair.a.id, pair.b.id)
    return Link(LinkKind.UPDATES, *ids, score, (BORNE_OUT if borne_out else FAILED,))


def _opposites(pair: Pair, score: float) -> Link:
    """Relate a content and its negation: rivals for one time, else the later answer."""
    reasons = (WHETHER, "the same words with the opposite sense")
    gap = _gap(pair)
    follows = gap is not None and (
        abs(gap) > _SETTLES or (pair.one_voice and gap != timedelta(0))
    )
    if not follows or _both_dated(pair):
        return Link(LinkKind.DISPUTES, pair.a.id, pair.b.id, score, reasons)
    later_first = gap is not None and gap > timedelta(0)
    ids = (pair.a.id, pair.b.id) if later_first else (pair.b.id, pair.a.id)
    return Link(LinkKind.UPDATES, *ids, score, reasons)


def _both_dated(pair: Pair) -> bool:
    return not pair.one_voice and pair.left.stated is not None and pair.right.stated is not None


def _gap(pair: Pair) -> timedelta | None:
    if pair.here.published is None or pair.there.published is None:
        return None
    return pair.here.published - pair.there.published


def _relate_counts(pair: Pair, counts: Counts) -> Link | None:
    """Relate two different counts of one thing."""
    if counts.a is None or counts.b is None or {pair.a.act, pair.b.act} & (_OPEN | _FORETOLD):
        return None
    if counts.growing:
        same = _same_count(pair, equal=False)
    else:
        same = None if apart_in_time(pair.left, pair.right) else _same_content(pair)
    if same is None:
        return None
    exclusive = counts.agreement is Agreement.EXCLUSIVE
    tellings = (
        Telling(counts.a, _as_of(pair.left, pair.here), pair.left.speaker),
        Telling(counts.b, _as_of(pair.right, pair.there), pair.right.speaker),
    )
    kind, a_later = settle_counts(*tellings, exclusive=exclusive)
    ids = (pair.a.id, pair.b.id) if a_later or kind is not LinkKind.UPDATES else (pair.b.id, pair.a.id)
    told = f"{counts.a.text} against {counts.b.text}"
    return Link(kind, *ids, same[0], (COUNT, told))


def _as_of(traits: Traits, context: Context) -> datetime | None:
    """Give the time for which a count is told: its own where that is past, else publication."""
    published = context.published
    stated = traits.stated.end if traits.stated is not None else None
    return stated if stated and published and stated < published else published


def _same_count(pair: Pair, *, equal: bool) -> tuple[float, tuple[str, ...]] | None:
    """Tell whether two counts of people hit are of one event."""
    left, right = pair.left, pair.right
    scopes = read_list("generic.txt") | _scope_words()
    anchors_a, anchors_b = left.words - scopes, right.words - scopes
    shared = anchors_a & anchors_b
    gap = _gap(pair)
    if gap is not None and abs(gap) > _RECURS and not (left.names & right.names):
        return None
    elsewhere = bool(left.names - right.words) and bool(right.names - left.words)
    held = equal or not elsewhere if pair.one_voice else _one_event(pair, anchors_a, anchors_b)
    if not held:
        return None
    fewest = min(len(anchors_a), len(anchors_b))
    score = len(shared) / fewest if fewest else _SURE
    return round(min(1.0, 0.5 + score / 2), 3), ("the same thing counted",)


def _one_event(pair: Pair, anchors_a: frozenset[str], anchors_b: frozenset[str]) -> bool:
    """Tell whether two counts are tied to one event, by their words or by their documents' leads."""
    names_a, names_b = pair.left.names - anchors_b, pair.right.names - anchors_a
    if anchors_a and anchors_b:
        if not anchors_a & anchors_b:
            return False
        apart = bool(names_a) and bool(names_b)
        return not apart and (anchors_a <= anchors_b or anchors_b <= anchors_a or not (names_a | names_b))
    if not pair.here.meets(pair.there):
        return False
    tied = pair.there.leads_with(names_a) and pair.here.leads_with(names_b)
    return tied and pair.there.leads_with_any(anchors_a) and pair.here.leads_with_any(anchors_b)


def _scope_words() -> frozenset[str]:
    synonyms = read_groups("synonyms.txt")
    return frozenset(synonyms.get(word, word) for word in read_groups("scopes.txt"))


def _same_content(pair: Pair) -> tuple[float, tuple[str, ...]] | None:
    """Tell whether two statements say that the same one did the same to the same."""
    left, right = pair.left, pair.right
    if _conflict(pair):
        return None
    if _verbatim(pair):
        loose = _loose(pair) and len(left.wording) < _LONG
        return None if loose else (1.0, ("the same words",))
    overlap = _dice(left.words, right.words)
    if not _enough(pair, overlap) or _loose(pair) or _recurs(pair):
        return None
    if not _one_predicate(pair, overlap) or not _roles_meet(pair, overlap):
        return None
    return round(overlap, 3), ("the same frame", f"{overlap:.0%} of the words")


def _enough(pair: Pair, overlap: float) -> bool:
    """Tell whether two statements share enough words to be one; fewer do where all are equal."""
    rest_a, rest_b = pair.rest
    shared = pair.left.words & pair.right.words
    if not rest_a and not rest_b:
        return len(shared) >= _FEWEST_EQUAL
    named = bool(shared & (pair.left.names | pair.right.names))
    if len(shared) < (_FEWEST_NAMED if named or pair.one_voice else _FEWEST_PLAIN):
        return False
    return overlap >= (_CLOSE if rest_a and rest_b else _ALIKE)


def _loose(pair: Pair) -> bool:
    """Tell whether what is meant hangs on who speaks or on words before the statement."""
    if _unresolved(pair.a) or _unresolved(pair.b):
        return True
    return not pair.one_voice and (_speaks_of_itself(pair.a) or _speaks_of_itself(pair.b))


def _speaks_of_itself(statement: Statement) -> bool:
    """Tell whether a content says "I" or "we" without a note of who that is."""
    words = statement.text.lower().replace("’", "'").split()
    return any(
        word.split("'")[0].strip(",.") in _FIRST_PERSON
        for word, after in zip(words, [*words[1:], ""], strict=True)
        if not after.startswith("[")
    )


def _conflict(pair: Pair) -> bool:
    """Tell whether names, dates, figures or opposed words keep two statements apart."""
    left, right = pair.left, pair.right
    rest_a, rest_b = pair.rest
    if any((one, other) in read_pairs("antonyms.txt") for one in rest_a for other in rest_b):
        return True
    if _turned(left) != _turned(right):
        return True
    if _figures(left) - _figures(right) and _figures(right) - _figures(left):
        return True
    if dated(left, right):
        return True
    names_a, names_b = left.names - right.words, right.names - left.words
    if names_a and names_b:
        return True
    return not know_names(pair.here, pair.there, names_a, names_b)


def _turned(traits: Traits) -> frozenset[str]:
    turning = read_list("turning.txt")
    found = turning.intersection(traits.wording)
    counted = {word for quantity in traits.quantities for word in split_words(quantity.text)}
    return found - counted


def _figures(traits: Traits) -> frozenset[str]:
    """Give the figures that are no counts: years, times of day, numbers of things."""
    counted = {word for quantity in traits.quantities for word in split_words(quantity.text)}
    return frozenset(word for word in traits.wording if word[0].isdigit()) - counted


def _one_predicate(pair: Pair, overlap: float) -> bool:
    left, right = pair.left.predicate, pair.right.predicate
    if left == right:
        return bool(left) or overlap >= _SURE
    return overlap >= _SURE + 0.05 and (left in pair.right.words or right in pair.left.words)


def _roles_meet(pair: Pair, overlap: float) -> bool:
    left, right = pair.left, pair.right
    if left.subject and right.subject:
        return _subjects_meet(pair) and _objects_meet(left, right, overlap)
    smaller, larger = sorted((left.core, right.core), key=len)
    return bool(smaller) and smaller <= larger


def _subjects_meet(pair: Pair) -> bool:
    a, b = pair.left.subject, pair.right.subject
    return a <= b or b <= a


def _objects_meet(left: Traits, right: Traits, overlap: float) -> bool:
    only_a, only_b = left.objects - right.words, right.objects - left.words
    if not only_a or not only_b:
        larger = max(len(left.objects), len(right.objects))
        return len(only_a | only_b) * 2 <= larger or overlap >= 0.6
    named = only_a & left.names and only_b & right.names
    shared = left.objects & right.objects
    smaller = min(len(left.objects), len(right.objects))
    return not named and len(shared) * 2 >= smaller and overlap >= 0.7


def _verbatim(pair: Pair) -> bool:
    a, b = pair.left.wording, pair.right.wording
    if min(len(a), len(b)) < _VERBATIM_WORDS:
        return False
    if a == b:
        return True
    in_order = _dice(frozenset(zip(a, a[1:], strict=False)), frozenset(zip(b, b[1:], strict=False)))
    return in_order >= _ORDERED and _dice(frozenset(a), frozenset(b)) >= _VERBATIM


def _unresolved(statement: Statement) -> bool:
    """Tell whether a content still leans on a pronoun for its subject."""
    words = statement.text.lower().replace("’", "'").split()
    opening = words[0].split("'")[0] if words else ""
    if opening in _ASKING:
        return statement.act not in (Act.DISCLAIM, Act.ASK)
    if opening not in _PRONOUNS or len(words) < 2 or words[1][0] == "[":
        return False
    return statement.act is not Act.DENY and not (words[0] == "it" and "whether" in words)


def _recurs(pair: Pair) -> bool:
    if pair.left.stated is not None and pair.right.stated is not None:
        return False
    gap = _gap(pair)
    return gap is not None and abs(gap) > _RECURS


def _rival_who(pair: Pair) -> Link | None:
    """Find two names for the one who did one definite thing that only one can have done."""
    left, right = pair.left, pair.right
    if left.predicate != right.predicate or left.predicate not in read_list("once.txt"):
        return None
    named = left.subject and right.subject and left.subject <= left.names and right.subject <= right.names
    if not named or left.subject & right.subject or not left.objects or left.objects != right.objects:
        return None
    plain = all(one.act in _FACTUAL and one.polarity is Polarity.POS for one in (pair.a, pair.b))
    definite = all(_definite(one, one.objects) for one in (left, right))
    overlap = _dice(left.words - left.subject, right.words - right.subject)
    if not plain or not definite or overlap < _SURE or dated(left, right):
        return None
    return Link(LinkKind.DISPUTES, pair.a.id, pair.b.id, round(overlap, 3), (WHO, "the same deed"))


def _definite(traits: Traits, nouns: frozenset[str]) -> bool:
    pairs = zip(traits.wording, traits.wording[1:], strict=False)
    return any(one == "the" and other in nouns for one, other in pairs)


def _opposed_words(pair: Pair) -> Link | None:
    """Find statements that differ in one word only, and that word in its opposite."""
    rest_a, rest_b = pair.rest
    if len(rest_a) != 1 or len(rest_b) != 1 or not pair.left.subject & pair.right.subject:
        return None
    if (*rest_a, *rest_b) not in read_pairs("antonyms.txt") or dated(pair.left, pair.right):
        return None
    plain = all(one.act in _FACTUAL for one in (pair.a, pair.b))
    if not plain or pair.a.polarity is not pair.b.polarity or len(pair.left.words) < 3:
        return None
    return _opposites(pair, _SURE) if _may_oppose(pair, _SURE) else None


def _supports(pair: Pair, same: tuple[float, tuple[str, ...]] | None) -> Link | None:
    """Find that one statement says what the other says and more; `a` is the more specific one."""
    left, right = pair.left, pair.right
    if pair.a.polarity is not pair.b.polarity or pair.a.act is not pair.b.act:
        return None
    rest_a, rest_b = pair.rest
    smaller = right.words if len(rest_b) <= len(rest_a) else left.words
    if len(smaller) < 3 or (rest_a and rest_b) or left.predicate != right.predicate:
        return None
    if _unresolved(pair.a) or _unresolved(pair.b) or (same is None and _recurs(pair)):
        return None
    if dated(left, right) or not (left.subject <= right.subject or right.subject <= left.subject):
        return None
    ids = (pair.a.id, pair.b.id) if len(rest_b) <= len(rest_a) else (pair.b.id, pair.a.id)
    score = round(_dice(left.words, right.words), 3)
    return Link(LinkKind.SUPPORTS, *ids, score, ("more specific",))


def _dice[T](a: frozenset[T], b: frozenset[T]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0
