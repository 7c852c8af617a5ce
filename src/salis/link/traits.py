"""What of a statement is compared: its words, names, roles and counts as sets."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from salis.link.wording import read_groups, read_list, split_words
from salis.model.statement import Act, Bound, Polarity, Quantity, Statement
from salis.model.times import Interval

#: Notes that the reader adds in brackets: dates, and what an opening pronoun stands for.
_DATE_NOTE = re.compile(r"\s*\[\d[^\]]*\]")
_REFERENT = re.compile(r"^(?:he|she|it|they|we|i)(?:['’]\w+)?\s+\[([^\]]+)\]", re.IGNORECASE)
#: "Lena Orlo, the interior minister, …": says who somebody is, not what happened.
_ASIDE = re.compile(r",\s+(?:the|a|an)\s+[^,]{1,80},", re.IGNORECASE)
_SELF = frozenset({"it", "they", "he", "she", "its", "their"})
_FIRST_PERSON = frozenset({"i", "we", "my", "our", "us", "me", "you", "your"})
_PRONOUNS = frozenset(
    {"he", "she", "they", "it", "this", "that", "these", "those", "there", "here"}
)
_SOMEBODY = frozenset({"he", "she", "him", "her", "his"})
_OWNERS = frozenset({"its", "their", "his", "her", "our", "my", "your"})
_ASKING = frozenset({"who", "which", "what", "how", "where", "when", "why"})
_MODALS = frozenset({"can", "could", "may", "might", "must", "shall", "should", "will", "would"})
_NONE_OF = "none of"
_PART_OF = re.compile(r"\bof (?:them|these|those|us)\b", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_][\w'’.&-]*")
#: Letters by which a lemma is found in a text.
_STEM = 4
#: How many words and statements are kept taken apart; candidates come up again and again.
_WORDS_KEPT = 100_000
_STATEMENTS_KEPT = 32_768


@dataclass(frozen=True, slots=True)
class Traits:
    """A statement taken apart for comparison; all words are lower-cased lemmas or name tokens."""

    #: Content words without light words, numbers and dates.
    words: frozenset[str]
    #: Those of them that are names by their capitals.
    names: frozenset[str]
    subject: frozenset[str]
    predicate: str
    objects: frozenset[str]
    #: The words as written, in order.
    wording: tuple[str, ...]
    #: When it happens, where its own words say so from both sides.
    stated: Interval | None
    quantities: tuple[Quantity, ...]
    #: Keys of the innermost named speaker; empty for unnamed speakers and the own voice.
    speaker: frozenset[str]
    condition: frozenset[str]
    #: Whether it leans on a pronoun for its subject.
    unresolved: bool
    #: Whether it says "I" or "we" without a note of who that is.
    personal: bool
    #: Whether it opens with what is somebody's, known only from who speaks ("its soldiers"); who
    #: denies that "its staff" did it denies what others said.
    owned: bool
    #: Words that turn its sense ("former", "almost").
    turned: frozenset[str]
    #: Figures that are no counts: years, times of day, numbers of things.
    figures: frozenset[str]
    months: frozenset[str]
    weekdays: frozenset[str]

    def renamed(self, old: frozenset[str], new: frozenset[str]) -> Traits:
        """Give the same with other words for its subject."""
        return replace(
            self,
            words=(self.words - old) | new,
            names=self.names | new,
            subject=(self.subject - old) | new,
        )

    @property
    def core(self) -> frozenset[str]:
        """Give the words of its subject and objects."""
        return self.subject | self.objects


@lru_cache(maxsize=_STATEMENTS_KEPT)
def read_traits(statement: Statement) -> Traits:
    """Take a statement apart for comparison."""
    frame = statement.frame
    aside = _aside(statement.text)
    subject = _subject(statement) - aside
    objects = content_words(frame.objects) - aside
    words = (content_words(frame.words) - aside) | subject | objects
    innermost = statement.speakers[-1] if statement.speakers else None
    keys = (innermost.entity, innermost.institution) if innermost and innermost.named else ()
    quantities = count_quantities(statement)
    counted = {word for quantity in quantities for word in split_words(quantity.text)}
    wording = split_words(without_dates(statement.text))
    said = frozenset(wording)
    names = find_names(statement) & words
    return Traits(
        words=words,
        names=names,
        subject=subject,
        predicate=canonical_predicate(frame.predicate),
        objects=objects,
        wording=wording,
        stated=stated_time(statement),
        quantities=quantities,
        speaker=frozenset(key for key in keys if key),
        condition=content_words(split_words(statement.condition or "")),
        unresolved=is_unresolved(statement) or (not names and _means_somebody(statement, wording)),
        personal=_speaks_of_itself(statement),
        owned=statement.act is not Act.DENY
        and not _OWNERS.isdisjoint(said)
        and _is_owned(statement, names),
        turned=(read_list("turning.txt") & said) - counted,
        figures=frozenset(word for word in said if word[0].isdigit()) - counted,
        months=read_list("months.txt") & said,
        weekdays=read_list("weekdays.txt") & said,
    )


def _subject(statement: Statement) -> frozenset[str]:
    """Give the words of the subject; "it denies that it …" speaks of the speaker itself."""
    referent = _REFERENT.match(statement.text)
    if referent is not None:
        return content_words((referent[1].lower(),))
    own = content_words(statement.frame.subject)
    opening = statement.text.split(" ", 1)[0].lower()
    if own or statement.act is not Act.DENY or opening not in _SELF or not statement.speakers:
        return own
    return content_words((statement.speakers[-1].entity or "",))


def _aside(text: str) -> frozenset[str]:
    """Give the words that stand only in appositions of a text."""
    asides = " ".join(_ASIDE.findall(text))
    if not asides:
        return frozenset()
    return content_words(split_words(asides)) - content_words(split_words(_ASIDE.sub(" ", text)))


def without_dates(text: str) -> str:
    """Drop the dates that the reader adds in brackets."""
    return _DATE_NOTE.sub("", text)


def stated_time(statement: Statement) -> Interval | None:
    """Give when the content happens, unless that was merely inherited from the document."""
    concerns = statement.concerns
    return concerns if concerns is not None and concerns.text else None


@lru_cache(maxsize=_STATEMENTS_KEPT)
def find_names(statement: Statement) -> frozenset[str]:
    """Collect the tokens of names: capitalised words that do not merely open the sentence."""
    text = statement.text
    found = list(_NAME.finditer(text))
    capital = [match.group()[0].isupper() for match in found]
    entities = _entity_tokens(statement)
    names: set[str] = set()
    for at, match in enumerate(found):
        if not capital[at]:
            continue
        token = _plain(match.group())
        opens = at == 0 or text[: match.start()].rstrip(" \"'“‘(").endswith((".", "!", "?"))
        follows = at + 1 < len(found) and capital[at + 1]
        if not opens or follows or token in entities:
            names.add(token)
    return frozenset(names) - _no_names()


@cache
def _no_names() -> frozenset[str]:
    return _drop() | read_list("titles.txt")


def _entity_tokens(statement: Statement) -> frozenset[str]:
    keys = (*statement.frame.subject, *statement.frame.objects)
    return frozenset(token for key in keys if " " in key for token in key.split())


@lru_cache(maxsize=_WORDS_KEPT)
def _plain(word: str) -> str:
    token = word.lower().replace("’", "'")
    return token.removesuffix("'s").strip(".'")


@lru_cache(maxsize=_STATEMENTS_KEPT)
def content_words(words: tuple[str, ...]) -> frozenset[str]:
    """Split keys into tokens and drop light words, dates and numbers."""
    return frozenset(token for word in words for token in _tokens_of(word))


@cache
def _drop() -> frozenset[str]:
    lists = ("light.txt", "dates.txt", "months.txt", "weekdays.txt")
    return frozenset().union(*(read_list(name) for name in lists))


@lru_cache(maxsize=_WORDS_KEPT)
def _tokens_of(word: str) -> tuple[str, ...]:
    """Split one key into its tokens, light words, dates and numbers dropped."""
    drop, groups = _drop(), read_groups("synonyms.txt")
    tokens = [_plain(token) for token in word.split()]
    return tuple(
        groups.get(token, token)
        for token in tokens
        if token and token not in drop and not token[0].isdigit()
    )


def canonical_predicate(predicate: str) -> str:
    """Reduce a predicate to the one word that stands for it and its synonyms."""
    words = predicate.lower().split()
    rest = [word for word in words if word not in ("be", "have", "get", "become")] or words
    groups = read_groups("synonyms.txt")
    return " ".join(groups.get(word, word) for word in rest)


def count_quantities(statement: Statement) -> tuple[Quantity, ...]:
    """Give a statement's counts, with a zero where its words deny that there were any.

    None of a part of some who were named before ("one of them"): nothing tells of how many.
    """
    if _PART_OF.search(statement.text):
        return ()
    if statement.quantities or statement.polarity is not Polarity.NEG:
        return statement.quantities
    scopes = read_groups("scopes.txt")
    frame = statement.frame
    words: tuple[str, ...] = (frame.predicate, canonical_predicate(frame.predicate))
    if _NONE_OF not in statement.text.lower():  # "None of the deaths was just": there were some
        words += (*frame.objects, *frame.subject)
    scope = next((scopes[word] for word in words if word in scopes), "")
    general = all(key in read_list("generic.txt") or key in scopes for key in frame.subject)
    if not scope or not general or not _speaks_of_none(statement):
        return ()
    return (Quantity(0.0, 0.0, 0.0, "person", Bound.EXACT, scope, "no"),)


def _speaks_of_none(statement: Statement) -> bool:
    words = split_words(statement.text)
    return not read_list("nobody.txt").isdisjoint(words) and _MODALS.isdisjoint(words)


def _speaks_of_itself(statement: Statement) -> bool:
    """Tell whether a content says "I" or "we" without a note of who that is."""
    words = statement.text.lower().replace("’", "'").split()
    return any(
        word.split("'")[0].strip(",.") in _FIRST_PERSON
        for word, after in zip(words, [*words[1:], ""], strict=True)
        if not after.startswith("[")
    )


def _means_somebody(statement: Statement, wording: tuple[str, ...]) -> bool:
    """Tell whether words without any name speak of what other sentences name, if any does.

    "They [the crowds] are chanting" may be any crowd.
    """
    return not _SOMEBODY.isdisjoint(wording) or _REFERENT.match(statement.text) is not None


def _is_owned(statement: Statement, names: frozenset[str]) -> bool:
    """Tell whether "its", "their" or "our" comes before any name or subject that it could mean."""
    subjects = tuple(word[:_STEM] for key in statement.frame.subject for word in key.split())
    before, owner, after = _split_at_owner(statement.text)
    meant = any(_plain(word) in names or _plain(word).startswith(subjects) for word in before)
    return bool(owner) and not meant and not after.startswith("[")


def _split_at_owner(text: str) -> tuple[list[str], str, str]:
    """Give the words before the first "its" or "their", that word, and the text after it."""
    before: list[str] = []
    for match in _NAME.finditer(text):
        if match.group().lower() in _OWNERS:
            return before, match.group(), text[match.end() :].lstrip()
        before.append(match.group())
    return before, "", ""


def is_unresolved(statement: Statement) -> bool:
    """Tell whether a content still leans on a pronoun for its subject."""
    words = statement.text.lower().replace("’", "'").split()
    opening = words[0].split("'")[0] if words else ""
    if opening in _ASKING:
        return statement.act not in (Act.DISCLAIM, Act.ASK)
    if opening not in _PRONOUNS or len(words) < 2 or words[1][0] == "[":
        return False
    return statement.act is not Act.DENY and not (words[0] == "it" and "whether" in words)
