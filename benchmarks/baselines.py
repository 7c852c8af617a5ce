"""The simplest thing that does each task, to see what a figure is worth."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from benchmarks.rows import Row
from benchmarks.truth_task import find_kinds, make_polls, write_answer
from salis.weigh import Answer

type Baseline = Callable[[Iterable[Row], Iterable[Row] | None], Iterator[Row]]

_WORD = re.compile(r"\w+")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = re.compile(
    rf"\b(?P<month>{_MONTHS}) (?P<day>\d{{1,2}}),? (?P<year>\d{{4}})"
    r"|\b(?P<alone>(?:19|20)\d\d)\b"
)
_QUOTE = re.compile(r"[“\"][^”\"]{15,600}[”\"]")
_SAID = re.compile(r"\b(?P<before>[A-Z]\w+ )?(?P<cue>said|says|told)(?P<after> [A-Z]\w+)?")
#: How far from a quotation the word that attributes it is looked for.
_NEAR = 60


def shingles(rows: Iterable[Row], _: Iterable[Row] | None = None) -> Iterator[Row]:
    """Copies: the share of the shorter text's five-word runs that stand in the other."""
    for row in rows:
        one, other = (_runs(row[side]["text"]) for side in "ab")
        share = len(one & other) / max(1, min(len(one), len(other)))
        label = "copy" if share >= 0.8 else "derived" if share >= 0.1 else "independent"
        yield {"id": row["id"], "label": label}


def _runs(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(text.lower())
    return {tuple(words[at : at + 5]) for at in range(max(1, len(words) - 4))}


def dates(rows: Iterable[Row], _: Iterable[Row] | None = None) -> Iterator[Row]:
    """Time: full dates and lone years by one regular expression."""
    for row in rows:
        found = [{"span": list(m.span()), "value": _value(m)} for m in _DATE.finditer(row["text"])]
        yield {"id": row["id"], "timex": found}


def _value(match: re.Match[str]) -> str:
    if match["alone"]:
        return match["alone"]
    month = _MONTHS.split("|").index(match["month"]) + 1
    return f"{match['year']}-{month:02d}-{int(match['day']):02d}"


def quotes(rows: Iterable[Row], _: Iterable[Row] | None = None) -> Iterator[Row]:
    """Attribution: what stands in quotation marks, with the nearest "said" and its capitals."""
    for row in rows:
        text = row["text"]
        found = [_quoted(match, text) for match in _QUOTE.finditer(text)]
        yield {"id": row["id"], "attributions": found}


def _quoted(quote: re.Match[str], text: str) -> Row:
    said = _SAID.search(text, quote.end(), quote.end() + _NEAR)
    names = [said.span(side) for side in ("before", "after") if said[side]] if said else []
    cue = [said.span("cue")] if said else []
    return {"source": names[:1], "cue": cue, "content": [quote.span()]}


def overlap(rows: Iterable[Row], _: Iterable[Row] | None = None) -> Iterator[Row]:
    """Same event: the share of words that two sentences have in common, one from 0.3 on."""
    for row in rows:
        share = _dice(row["a"], row["b"])
        yield {"id": row["id"], "label": int(share >= 0.3), "score": round(share, 4)}


def wording(rows: Iterable[Row], bodies: Iterable[Row] | None = None) -> Iterator[Row]:
    """Stance: like words agree, a "not" on one side only contradicts; bodies merely discuss."""
    del bodies
    for row in rows:
        if "claim" in row:
            yield {"id": row["id"], "label": "discuss"}
            continue
        words_a, words_b = (set(_WORD.findall(row[side].lower())) for side in "ab")
        alike = len(words_a & words_b) >= 0.7 * len(words_b)
        opposed = bool({"no", "not"} & (words_a ^ words_b))
        if row["id"].startswith("rte"):
            label = "entailment" if alike else "not_entailment"
        else:
            label = "contradiction" if opposed else "entailment" if alike else "neutral"
        yield {"id": row["id"], "label": label}


def _dice(a: str, b: str) -> float:
    one, other = (set(_WORD.findall(text.lower())) for text in (a, b))
    return 2 * len(one & other) / max(1, len(one) + len(other))


def usual(**labels: str) -> Baseline:
    """Give every row what most rows have."""

    def predict(rows: Iterable[Row], _: Iterable[Row] | None = None) -> Iterator[Row]:
        for row in rows:
            yield {"id": row["id"], **labels}

    return predict


def kinds(rows: Iterable[Row], _: Iterable[Row] | None = None) -> Iterator[Row]:
    """Kind: what most sentences of the file's sort are."""
    for row in rows:
        yield {"id": row["id"], "label": "report" if "doc" in row else "factual"}


def headlines(rows: Iterable[Row], docs: Iterable[Row] | None = None) -> Iterator[Row]:
    """Timeline: the days with most articles, each with the first words of its first three."""
    articles: dict[str, dict[str, list[str]]] = {}
    for one in docs or ():
        articles.setdefault(one["topic"], {}).setdefault(one["published"], []).append(one["text"])
    for row in rows:
        days = articles.get(row["topic"], {})
        most = Counter({day: len(texts) for day, texts in days.items()}).most_common(40)
        told = [{"date": day, "text": _openings(days[day])} for day, _ in sorted(most)]
        yield {"id": row["id"], "timeline": told}


def _openings(texts: list[str]) -> str:
    return " ".join(" ".join(text.split()[:30]) for text in texts[:3])


def votes(rows: Iterable[Row], objects: Iterable[Row] | None = None) -> Iterator[Row]:
    """Truth: what most sources say, spelling aside; the first seen where several have as many."""
    claims, asked = list(rows), list(objects or ())
    polls = {poll.id: poll for poll in make_polls(claims, find_kinds(claims, asked))}
    for row in asked:
        poll = polls.get(f"{row['object']}|{row['attribute']}")
        voices: dict[Answer, set[str]] = {}
        for vote in poll.votes if poll else ():
            voices.setdefault(vote.answer, set()).add(vote.voice)
        best = max(voices, key=lambda one: len(voices[one]), default=None)
        yield {"id": row["id"], "value": "" if best is None else write_answer(best)}


BASELINES: Mapping[str, Baseline] = {
    "attribution": quotes,
    "kind": kinds,
    "certainty": usual(certainty="certain", polarity="pos", time="non_future"),
    "same_event": overlap,
    "stance": wording,
    "copies": shingles,
    "time": dates,
    "timeline": headlines,
    "truth": votes,
}
