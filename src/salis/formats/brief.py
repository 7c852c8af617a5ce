"""The brief: what is known first, each line with what it stands on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from salis.formats.changes import changed_blocks
from salis.formats.look import Look
from salis.formats.page import (
    Block,
    Heading,
    Item,
    Line,
    Page,
    Paragraph,
    Quote,
    Span,
    Tone,
    joined,
    plain,
    quiet,
)
from salis.formats.words import (
    count,
    day_words,
    due_words,
    instant_words,
    passage_reference,
    short_id,
    shortened,
    source_and_time,
    standing_span,
    standing_words,
    when,
)
from salis.views.arrangement import UNSETTLED
from salis.views.records import BriefItem, BriefRecord, Counts, DisputedItem

#: Points a section shows on a terminal and in a file before it says how many more there are.
_CAP_TEXT = {
    "known": 12,
    "fallen": 6,
    "reported": 12,
    "disputed": 6,
    "sides": 5,
    "alleged": 8,
    "unknown": 6,
    "pending": 8,
    "changed": 8,
}
_CAP_FILE = {name: 4 * cap for name, cap in _CAP_TEXT.items()}
#: No section shows more than this unless it is told to; on a terminal a third more is at hand, for
#: some lines are passed over.
MOST_SHOWN = max(_CAP_FILE.values())
MOST_ON_TERMINAL = max(_CAP_TEXT.values()) * 4 // 3
_SPEAKERS = 3
#: These are known too, but as what does not stand: shown apart, so that nobody misreads them.
FALLEN = frozenset({"retracted", "refuted", "resolved_false"})
#: There a line that leans on the sentence before it ("He had orders …") is only counted.
HIDING = frozenset({"reported", "alleged", "pending"})
#: What more than one independent origin, evidence or a judgement carries.
ESTABLISHED = frozenset({"corroborated", "confirmed", "resolved_true"})
#: What decided these is more than who said it, so it is said.
_DECIDED = FALLEN | {"confirmed", "resolved_true"}
_OPINION_SPEAKERS = 12


def brief_page(brief: BriefRecord, look: Look) -> Page:
    """Compose the brief, known first, opinions last."""
    return Page(_title(brief), tuple(_blocks(brief, look)))


def _title(brief: BriefRecord) -> Line:
    moment = f"as of {instant_words(brief.as_of)}" if brief.as_of else "as of now"
    clock = "as published" if brief.clock == "published" else "as recorded here"
    return (
        Span(brief.event or "Brief", Tone.STRONG),
        Span(f" — {moment}, {clock}", Tone.QUIET),
    )


def _counts(counts: Counts) -> Line:
    copies = f" of them {count(counts.copies, 'copy', 'copies')}" if counts.copies else ""
    documents = count(counts.documents, "document") + ("," + copies if copies else "")
    return joined(
        quiet(words)
        for words in (
            documents,
            count(counts.origins, "origin"),
            count(counts.claims, "claim"),
            count(counts.questions, "question"),
        )
    )


def _blocks(brief: BriefRecord, look: Look) -> Iterator[Block]:
    yield Paragraph(_counts(brief.counts))
    if not brief.counts.documents:
        yield Paragraph(plain("Nothing has been told by then. Add documents: salis add PATH"))
        return
    yield from _known([item for item in brief.known if item.standing in ESTABLISHED], look)
    fallen = [item for item in brief.known if item.standing in FALLEN]
    yield from _section("fallen", "No longer standing", fallen, look, _known_item)
    if brief.changed:
        yield from changed_blocks(brief.changed, _cap("changed", look))
    yield from _disputed(brief.disputed, look)
    reported = [item for item in brief.known if item.standing == "reported"]
    yield from _section("reported", "Reported, by one origin each", reported, look, _known_item)
    yield from _section("alleged", "Alleged", brief.alleged, look, _alleged_item)
    yield from _section("unknown", "Not known", brief.unknown, look, _unknown_item)
    yield from _section("pending", "Expected", brief.pending, look, _expected_item)
    yield from _opinions(brief)
    yield from _hint(brief)


def _known(items: Sequence[BriefItem], look: Look) -> Iterator[Block]:
    if items:
        yield from _section("known", "Known", items, look, _known_item)
    else:
        yield Heading("Known")
        yield Paragraph(plain("Nothing yet: no claim has two independent origins or evidence."))


def _cap(section: str, look: Look) -> int:
    caps = _CAP_FILE if look.quotes else _CAP_TEXT
    return look.cap or caps[section]


def _section(
    section: str,
    name: str,
    items: Sequence[BriefItem],
    look: Look,
    item: Callable[[BriefItem, Look], Item],
) -> Iterator[Block]:
    if not items:
        return
    cap = _cap(section, look)
    hides = section in HIDING
    clear = (one for one in items if not hides or (one.text and not one.leans))
    shown = list(islice(clear, cap))
    yield Heading(name)
    yield from (item(one, look) for one in shown)
    listed = {one.id for one in shown}
    if rest := [one for one in items if one.id not in listed]:
        yield _more(rest)


def _more(rest: Sequence[BriefItem]) -> Item:
    """Say what was left out and how to see it."""
    standings = Counter(item.standing for item in rest).most_common()
    ways = joined(
        ((Span(f"salis claims --standing {standing}", Tone.CODE),) for standing, _ in standings),
        by=", ",
    )
    return Item((Span(f"… and {len(rest):,} more: ", Tone.QUIET), *ways))


def _named(names: Sequence[str], *, limit: int = _SPEAKERS) -> str:
    shown = ", ".join(shortened(name, 60) for name in names[:limit])
    return shown + (f" and {len(names) - limit} more" if len(names) > limit else "")


def _origins(item: BriefItem) -> Line:
    """Say how many stand behind it, and who where it is only one."""
    if item.independent_origins > 1 or not item.origins:
        return plain(count(item.independent_origins, "independent origin")) if item.origins else ()
    who = _named(item.speakers)
    return plain(count(item.origins, "origin") + (f": {who}" if who else ""))


def _grounds(item: BriefItem, look: Look) -> Line:
    documents = plain(count(item.documents, "document"))
    return _noted(item, look, (standing_span(item.standing),), _origins(item), documents)


def _noted(item: BriefItem, look: Look, *parts: Line) -> Line:
    """Join what is said of a point; the first passage's reference where no quote gives it."""
    place = () if look.quotes else _references(item)[:1]
    return joined(part for part in (*parts, place) if part)


def _references(item: BriefItem) -> Line:
    return tuple(passage_reference(ref) for ref in item.refs)


def _quotes(item: BriefItem, look: Look, *, limit: int = 1) -> tuple[Quote, ...]:
    if not look.quotes:
        return ()
    return tuple(
        Quote(
            shortened(ref.exact, 280),
            (
                *source_and_time(ref.source_name or ref.source, ref.published_at),
                Span(" "),
                passage_reference(ref),
            ),
        )
        for ref in item.refs[:limit]
    )


def _known_item(item: BriefItem, look: Look) -> Item:
    notes = (
        _grounds(item, look),
        *_decided(item),
        *_details(item),
        *_against(item),
        *_later(item),
        *_earlier(item),
        *_moved(item),
    )
    passages = 2 if item.standing == "corroborated" else 1
    return Item((Span(item.text, Tone.STRONG),), notes, _quotes(item, look, limit=passages))


def _decided(item: BriefItem) -> tuple[Line, ...]:
    if item.standing not in _DECIDED or not item.reasons:
        return _judged(item)
    return (quiet(shortened(item.reasons[0].text, 170)),)


def _judged(item: BriefItem) -> tuple[Line, ...]:
    """Say what a person judged last of a claim that this leaves open."""
    last = next((one for one in item.reasons if one.code == "judged"), None)
    return () if last is None else (quiet(shortened(last.text, 170)),)


def _details(item: BriefItem) -> tuple[Line, ...]:
    """Say what of a corroborated claim's wording one origin alone bears out."""
    found = (one for one in item.reasons if one.code == "one-origin-detail")
    return tuple(quiet(shortened(one.text, 170)) for one in found)


def _against(item: BriefItem) -> tuple[Line, ...]:
    if not item.denied_by:
        return ()
    return ((Span("denied by ", Tone.QUIET), Span(_named(item.denied_by), Tone.SPLIT)),)


def _later(item: BriefItem) -> tuple[Line, ...]:
    """Say what is told since, by fewer: whoever reads the old figure must see the new one."""
    shown = "; ".join(
        f"{shortened(answer.text, 90)} ({standing_words(answer.standing)})"
        for answer in item.later[:2]
    )
    return ((Span("since then: ", Tone.OPEN), Span(shown, Tone.QUIET)),) if shown else ()


def _moved(item: BriefItem) -> tuple[Line, ...]:
    """Mark what changed since the moment asked for."""
    if item.change is None:
        return ()
    was = f"was {standing_words(item.changed_from)}" if item.changed_from else "new"
    return ((Span(f"▲ {was}", Tone.OPEN), Span(f" · {when(item.changed_at)}", Tone.QUIET)),)


def _earlier(item: BriefItem) -> tuple[Line, ...]:
    if not item.earlier:
        return ()
    shown = "; ".join(shortened(answer.text, 90) for answer in item.earlier[:2])
    more = f"; and {len(item.earlier) - 2} more" if len(item.earlier) > 2 else ""
    return (quiet(f"earlier: {shown}{more}"),)


def _alleged_item(item: BriefItem, look: Look) -> Item:
    who = _named(item.speakers) or "unnamed speakers"
    says = (standing_span(item.standing), Span(f" by {who}"))
    note = _noted(item, look, says, plain(count(item.documents, "document")))
    notes = (note, *_judged(item), *_against(item), *_moved(item))
    return Item(plain(item.text), notes, _quotes(item, look))


def _unknown_item(item: BriefItem, look: Look) -> Item:
    says = plain(f"{_why_unknown(item)} {_named(item.speakers)}") if item.speakers else ()
    note = _noted(item, look, says)
    notes = (*((note,) if note else ()), *_judged(item), *_moved(item))
    return Item(plain(item.text), notes, _quotes(item, look))


def _why_unknown(item: BriefItem) -> str:
    if any(reason.code == UNSETTLED for reason in item.reasons):
        return "its time has come, nothing read here settles it, foretold by"
    return "not known, says"


def _expected_item(item: BriefItem, look: Look) -> Item:
    due = due_words(item.concerns)
    told = item.concerns.start if item.concerns and not item.concerns.end else None
    open_ended = f", no date given, foretold {day_words(told)}" if told else ", no date given"
    says = (standing_span(item.standing), Span(f", due {due}" if due else open_ended))
    who = (Span(f"says {_named(item.speakers)}"),) if item.speakers else ()
    note = _noted(item, look, says, who)
    notes = (note, *_judged(item), *_against(item), *_moved(item))
    return Item(plain(item.text), notes, _quotes(item, look))


def _disputed(items: Sequence[DisputedItem], look: Look) -> Iterator[Block]:
    if not items:
        return
    clear = [item for item in items if not all(claim.leans for claim in item.claims)]
    shown = clear[: _cap("disputed", look)]
    yield Heading("Disputed")
    for item in shown:
        if len(item.claims) == 1:
            yield _side(item.claims[0], look, depth=0)
        else:
            yield Item((Span(item.text, Tone.STRONG),))
            yield from _sides(item.claims, look)
    if rest := len(items) - len(shown):
        yield _left_out(rest, "salis disputes")


def _sides(claims: Sequence[BriefItem], look: Look) -> Iterator[Item]:
    """Show the sides that most stand behind, and say how many more there are."""
    firmest = sorted(claims, key=lambda one: (-one.independent_origins, -one.documents))
    shown = firmest[: _cap("sides", look)]
    yield from (_side(claim, look, depth=1) for claim in claims if claim in shown)
    if rest := len(claims) - len(shown):
        yield replace(_left_out(rest, "salis disputes"), depth=1)


def _left_out(number: int, way: str) -> Item:
    return Item((Span(f"… and {number:,} more: ", Tone.QUIET), Span(way, Tone.CODE)))


def _side(item: BriefItem, look: Look, *, depth: int) -> Item:
    """Show one side; a claim that is denied as a whole has its denial below it."""
    says = (Span(_named(item.speakers) or "unnamed speakers", Tone.SPLIT),)
    if item.denied_by and not item.origins:
        says = (Span("put forward by nobody in these documents", Tone.SPLIT),)
    origins = count(item.independent_origins, "independent origin")
    documents = count(item.documents, "document")
    note = _noted(item, look, says, plain(origins), plain(documents))
    head = (Span(item.text, Tone.PLAIN if depth else Tone.STRONG),)
    passages = 2 if item.denied_by else 1
    notes = (note, *_judged(item), *_against(item), *_moved(item))
    return Item(head, notes, _quotes(item, look, limit=passages), depth=depth)


def _opinions(brief: BriefRecord) -> Iterator[Block]:
    total = max(brief.totals.opinions, len(brief.opinions))
    if not total:
        return
    shown = brief.opinions_by[:_OPINION_SPEAKERS]
    names = ", ".join(f"{shortened(voice.speaker, 40)} {voice.count}" for voice in shown)
    rest = len(brief.opinions_by) - len(shown)
    more = f" and {count(rest, 'more speaker')}" if rest > 0 else ""
    yield Heading("Opinions and demands", aside="kept, never weighed")
    yield Paragraph(plain(f"{total:,} in all: {names}{more}."))
    yield Paragraph((Span("salis claims --standing not_factual", Tone.CODE),))


def _hint(brief: BriefRecord) -> Iterator[Block]:
    items = (*brief.known, *brief.alleged, *brief.pending)
    first = next((item for item in items if item.refs), None)
    if first is None:
        return
    ref = first.refs[0]
    passage = f"salis document {short_id(ref.document)} --at {ref.start}-{ref.end}"
    yield Paragraph((Span("Open a passage: ", Tone.QUIET), Span(passage, Tone.CODE)), apart=True)
    claim = f"salis claim {short_id(first.id)}"
    yield Paragraph((Span("See all that a claim stands on: ", Tone.QUIET), Span(claim, Tone.CODE)))
