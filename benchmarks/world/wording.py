"""Put sayings into sentences, in one of several ways."""

from __future__ import annotations

import random

from benchmarks.world.cast import Voice
from benchmarks.world.reports import Line, Saying
from salis.model.statement import Act

#: `{p}` is what is said, `{s}` the speaker, `{o}` the outlet that it told; the cue stands in <>.
_SAID = (
    "{p}, {s} <said>.",
    "{s} <said> that {p}.",
    "<According to> {s}, {p}.",
    "{s} <told> reporters that {p}.",
    "“{P},” {s} <said>.",
)
_PASSED_ON = (
    "{s} <told> {o} that {p}.",
    "{o} <quoted> {s} as saying that {p}.",
    "<According to> {s}, quoted by {o}, {p}.",
)
_REPORTED = ("{s} <reported> that {p}.", "{p}, {s} <reported>.", "<According to> {s}, {p}.")
_DENIED = ("{s} <denied> that {p}.", "{s} <rejected> reports that {p}.")
_ALLEGED = ("{s} <alleged> that {p}.", "{s} <claimed> that {p}.")
_FORETOLD = ("{s} <predicted> that {p}.", "{s} <expects> that {p}.")
_OPINED = ("{p}, {s} <said>.", "{s} <said> that {p}.")


def write_line(saying: Saying, luck: random.Random, outlets: frozenset[str]) -> Line:
    """Word a saying."""
    verb = luck.choice(saying.proposition.verbs)
    content = saying.proposition.words(verb, hedged=saying.hedged)
    form = luck.choice(_forms(saying, outlets)) if saying.chain else "{P}."
    direct = "“" in form
    if len(saying.chain) > 1:
        form = form.replace("{o}", name_voice(saying.chain[0], luck))
    if saying.chain:
        form = form.replace("{s}", name_voice(saying.chain[-1], luck))
    return _place(saying, form, content, verb.lemma, direct=direct)


def _forms(saying: Saying, outlets: frozenset[str]) -> tuple[str, ...]:
    if saying.act is Act.DENY:
        return _DENIED
    if saying.act is Act.ALLEGE:
        return _ALLEGED
    if saying.act is Act.PREDICT:
        return _FORETOLD
    if saying.act is Act.JUDGE:
        return _OPINED
    if len(saying.chain) > 1:
        return _PASSED_ON
    return _REPORTED if saying.chain[0].name in outlets else _SAID


def name_voice(voice: Voice, luck: random.Random) -> str:
    """Name a speaker as a report does."""
    if not voice.named:
        return f"{voice.institution} {voice.name}" if voice.institution else voice.name
    if not voice.title:  # an outlet
        return f"the {voice.name}"
    whole = voice.institution or luck.random() < 0.5
    return f"{voice.title} {voice.name}" if whole else voice.name


def _place(saying: Saying, form: str, content: str, lemma: str, *, direct: bool) -> Line:
    """Fill a form in and find where the content and the cue stand."""
    opens = form.startswith(("{p}", "{P}", "“"))
    said = content[0].upper() + content[1:] if opens else content
    before, _, after = form.replace("{P}", "{p}").partition("{p}")
    plain = [part.replace("<", "").replace(">", "") for part in (before, after)]
    first = plain[0][:1].upper() + plain[0][1:]
    start = len(first)
    cue = _cue(before, 0) or _cue(after, start + len(said))
    return Line(saying, first + said + plain[1], start, start + len(said), cue, lemma, direct)


def _cue(part: str, offset: int) -> tuple[int, int] | None:
    """Find the marked words of a part of a form, in places without the marks."""
    if "<" not in part:
        return None
    return offset + part.index("<"), offset + part.index(">") - 1
