"""The word lists of the reading stage, loaded once from their data files."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from salis.model.statement import Act


@dataclass(frozen=True, slots=True)
class Cues:
    """Words that attribute, each with the act that it performs."""

    verbs: dict[str, Act]
    nouns: dict[str, Act]
    adverbs: dict[str, Act]
    attitudes: dict[str, Act]
    passive: dict[str, Act]
    prepositions: dict[str, frozenset[str]]
    only_with_clause: frozenset[str]
    with_object: frozenset[str]
    with_infinitive: frozenset[str]
    deny_only: frozenset[str]
    deniable: frozenset[str]
    withheld: frozenset[str]
    taking_back: frozenset[str]
    making: frozenset[str]
    regret: frozenset[str]
    untrue: frozenset[str]
    shown_untrue: frozenset[str]
    truth: frozenset[str]


@dataclass(frozen=True, slots=True)
class People:
    """Nouns for those who speak."""

    titles: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    spokes: frozenset[str]
    roles: frozenset[str]
    institutions: frozenset[str]
    generic: frozenset[str]
    papers: frozenset[str]
    unnamed: frozenset[str]
    kinds: frozenset[str]
    owned: frozenset[str]
    apart: frozenset[str]
    press: frozenset[str]
    kin: frozenset[str]
    ours: frozenset[str]
    #: All nouns that can name a speaker.
    speaking: frozenset[str]


@dataclass(frozen=True, slots=True)
class Names:
    """What names and words of office tell."""

    male: frozenset[str]
    female: frozenset[str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    towns: frozenset[str]
    status: frozenset[str]
    weak: frozenset[str]
    gone: frozenset[str]
    government: frozenset[str]
    portfolios: frozenset[str]
    with_offices: frozenset[str]
    #: A short first name to the full ones that it can stand for.
    forenames: dict[str, frozenset[str]]
    #: A word of office to the one that stands for all of its kind.
    offices: dict[str, str]
    #: A state's name or abbreviation to its words.
    states: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Wording:
    """Words that show how sure, how loaded or how evaluative a sentence is."""

    hedges: tuple[str, ...]
    unverified: tuple[str, ...]
    possible: frozenset[str]
    probable: frozenset[str]
    likelihood: tuple[str, ...]
    evaluative: frozenset[str]
    loaded: tuple[str, ...]
    labels: tuple[str, ...]
    praise: tuple[str, ...]
    asides: tuple[str, ...]
    naming: frozenset[str]
    opinion: tuple[str, ...]
    normative: tuple[str, ...]
    unknown: tuple[str, ...]
    light: frozenset[str]


@dataclass(frozen=True, slots=True)
class MannerWords:
    """Words that say how an event is presented."""

    #: The class of each lemma that governs events ("plan": "intend").
    governors: dict[str, str]
    happen: frozenset[str]
    hold: frozenset[str]
    change: frozenset[str]
    naming: frozenset[str]
    ahead: frozenset[str]
    maybe: frozenset[str]
    undone: frozenset[str]
    maybe_adverbs: frozenset[str]
    likely_adverbs: frozenset[str]
    ranked: frozenset[str]
    time_ahead: tuple[str, ...]
    time_past: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LayoutRules:
    """What begins the lines around a report: regular expressions, and words before a colon."""

    captions: tuple[str, ...]
    credits: tuple[str, ...]
    furniture: tuple[str, ...]
    headings: tuple[str, ...]
    notes: tuple[str, ...]
    writers: frozenset[str]
    flags: frozenset[str]
    fields: frozenset[str]
    unnamed: frozenset[str]
    stages: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GateWords:
    """Words that turn the sense of a sentence."""

    negations: frozenset[str]
    modals: frozenset[str]
    bounds: frozenset[str]
    units: frozenset[str]
    joining: frozenset[str]


@dataclass(frozen=True, slots=True)
class AloneWords:
    """Words that another sentence may have to explain."""

    theirs: frozenset[str]
    one_person: frozenset[str]
    somebody: frozenset[str]
    things: frozenset[str]
    ours: frozenset[str]
    pointers: frozenset[str]
    pointing: frozenset[str]
    backward: frozenset[str]
    nobody: frozenset[str]
    denied: frozenset[str]
    times: frozenset[str]
    ends_short: frozenset[str]
    impersonal: frozenset[str]
    standing: frozenset[str]


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(files("salis.read").joinpath("lists", name).read_text(encoding="utf-8"))


def _by_word(table: dict[str, list[str]]) -> dict[str, Act]:
    return {word: Act(act) for act, words in table.items() if act in Act for word in words}


@cache
def cues() -> Cues:
    """Words that attribute (lists/cues.toml)."""
    table = _load("cues.toml")
    verbs = table["verbs"]
    prepositions = table["prepositions"]
    return Cues(
        verbs=_by_word(verbs),
        nouns=_by_word(table["nouns"]),
        adverbs=_by_word(table["adverbs"]),
        attitudes=_by_word(table["attitudes"]),
        passive=_by_word(table["passive"]),
        prepositions={verb: frozenset(words) for verb, words in prepositions.items()},
        only_with_clause=frozenset(verbs["only_with_clause"]),
        with_object=frozenset(verbs["with_object"]),
        with_infinitive=frozenset(verbs["with_infinitive"]),
        deny_only=frozenset(verbs["deny_only"]),
        deniable=frozenset(verbs["deniable"]),
        withheld=frozenset(verbs["withheld"]),
        taking_back=frozenset(verbs["taking_back"]),
        making=frozenset(table["making"]["verbs"]),
        regret=frozenset(table["making"]["regret"]),
        untrue=frozenset(table["untrue"]["said"]),
        shown_untrue=frozenset(table["untrue"]["shown"]),
        truth=frozenset(table["untrue"]["lacked"]),
    )


@cache
def people() -> People:
    """Nouns for those who speak (lists/people.toml)."""
    table = _load("people.toml")
    lists = {name: frozenset(words) for name, words in table.items()}
    speaking = ("unnamed", "roles", "institutions", "papers", "spokes", "male", "female")
    return People(**lists, speaking=frozenset().union(*(lists[name] for name in speaking)))


@cache
def names() -> Names:
    """First names and words of office (lists/names.toml)."""
    table = _load("names.toml")
    nicknames, offices, states = (table.pop(k) for k in ("nicknames", "offices", "states"))
    short = {nick for nicks in nicknames.values() for nick in nicks}
    return Names(
        **{name: frozenset(words) for name, words in table.items()},
        forenames={
            n: frozenset(full for full, nicks in nicknames.items() if n in nicks) for n in short
        },
        offices={word: office for office, words in offices.items() for word in words},
        states={s: tuple(name.split()) for name, cut in states.items() for s in (name, *cut)},
    )


@cache
def wording() -> Wording:
    """Hedges, loaded and evaluative words (lists/wording.toml)."""
    table = _load("wording.toml")
    sets = {"possible", "probable", "evaluative", "naming", "light"}
    values: dict[str, Any] = {
        name: frozenset(words) if name in sets else tuple(words) for name, words in table.items()
    }
    return Wording(**values)


@cache
def manner_words() -> MannerWords:
    """Words that say how an event is presented (lists/manner.toml)."""
    table = _load("manner.toml")
    sets = {**table["events"], **table["modifiers"]}
    return MannerWords(
        governors={word: name for name, words in table["governors"].items() for word in words},
        time_ahead=tuple(table["times"]["ahead"]),
        time_past=tuple(table["times"]["past"]),
        **{name: frozenset(words) for name, words in sets.items()},
    )


@cache
def layout_rules() -> LayoutRules:
    """What begins the lines around a report (lists/layout.toml)."""
    sets = {"writers", "flags", "fields", "unnamed"}
    values: dict[str, Any] = {
        name: frozenset(lines) if name in sets else tuple(lines)
        for name, lines in _load("layout.toml").items()
    }
    return LayoutRules(**values)


@cache
def gate_words() -> GateWords:
    """Words that turn the sense of a sentence (lists/gate.toml)."""
    return GateWords(**{name: frozenset(words) for name, words in _load("gate.toml").items()})


@cache
def alone_words() -> AloneWords:
    """Words that another sentence may have to explain (lists/alone.toml)."""
    return AloneWords(**{name: frozenset(words) for name, words in _load("alone.toml").items()})
