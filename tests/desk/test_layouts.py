"""What the desk lays out before it is drawn: moments, marks in texts, differences, axes, trees."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from salis.desk.at import At, read_at
from salis.desk.axis import Axis
from salis.desk.copy_graph import draw_copying
from salis.desk.differing import find_differences
from salis.desk.frame import make_slider
from salis.desk.last_visit import read_visit
from salis.desk.marking import Told, cut_shared, cut_text
from salis.desk.origins_tree import draw_tree
from salis.desk.people import own_place
from salis.desk.strip import draw_strip
from salis.desk.value_chart import draw_values
from salis.views.detail_records import (
    CopyingRecord,
    DescentRecord,
    PrintRecord,
    PulseRecord,
    TextRecord,
    ValueRecord,
)
from salis.views.records import (
    ChangeRecord,
    PassageRecord,
    ReasonRecord,
    SearchRecord,
    StatementRecord,
)

NOW = datetime(2031, 5, 3, 12, tzinfo=UTC)
MOMENTS = st.integers(-70_000, 70_000).map(lambda days: NOW + timedelta(days=days / 2))


def told(number: int, text: str, start: int, end: int) -> Told:
    passage = PassageRecord(start, end, text[start:end])
    statement = StatementRecord(
        f"s{number}", "d1", "north-wire", (), None, "assert", "certain", "pos", text[start:end],
        passage, passage, (), None, None, None, False, "for", (),
    )  # fmt: skip
    return Told(number, "own voice", SearchRecord("c1", "reported", statement))


def test_every_link_keeps_the_moment() -> None:
    at = read_at({"as_of": "2031-05-03T10:00Z", "clock": "recorded"})
    assert at.link("claim", "c/1", anchor="s-1", q="") == (
        "/claim/c%2F1?as_of=2031-05-03T10%3A00Z&clock=recorded#s-1"
    )
    assert At().link() == "/"
    assert at.again("/search", [("q", "a&b")]).startswith("/search?q=a%26b&as_of=")


@given(
    st.text("ab cd.\n", max_size=80), st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)))
)
def test_marks_lose_no_letter_and_every_statement_begins_and_ends_once(
    text: str, spans: list[tuple[int, int]]
) -> None:
    fitting = [(a, b) for a, b in spans if a < b <= len(text)]
    statements = [told(number, text, a, b) for number, (a, b) in enumerate(fitting, 1)]
    pieces = cut_text(text, statements)
    assert "".join(piece.text for piece in pieces) == text
    for side in ("starting", "ending"):
        numbers = [one.number for piece in pieces for one in getattr(piece, side)]
        assert sorted(numbers) == [one.number for one in statements]
    for piece in pieces:
        assert (piece.inside is None) == (not piece.numbers)


@given(
    st.text("ab cd.\n", max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)))
)
def test_shared_passages_lose_no_letter(text: str, spans: list[tuple[int, int]]) -> None:
    passages = [PassageRecord(a, b, text[a:b]) for a, b in spans if a < b <= len(text)]
    assert "".join(piece.text for piece in cut_shared(text, passages)) == text


@given(st.text("ab c.\n", max_size=120), st.text("ab c.\n", max_size=120))
def test_a_difference_holds_both_texts(before: str, after: str) -> None:
    changes = find_differences(before, after)
    if not any(one.kind == "cut" for one in changes):
        assert "".join(one.text for one in changes if one.kind != "new") == before
        assert "".join(one.text for one in changes if one.kind != "gone") == after


def test_long_parts_that_stayed_are_cut_short() -> None:
    same = "The water rose again. " * 60
    changes = find_differences(same + "Two died.", same + "Three died.")
    assert [one.kind for one in changes] == ["same", "cut", "same", "gone", "new", "same"]


@given(MOMENTS, st.timedeltas(timedelta(0), timedelta(days=40_000)))
def test_an_axis_marks_round_moments_inside_itself(first: datetime, length: timedelta) -> None:
    axis = Axis(first, first + length, 70, 980)
    ticks = axis.ticks(8)
    assert len(ticks) <= 9
    assert all(70 <= tick.at <= 980 for tick in ticks)
    assert all(tick.words for tick in ticks)


def test_a_visit_after_a_pause_shows_what_came_since_the_one_before() -> None:
    first = read_visit("", NOW)
    assert first.before is None
    same = read_visit(first.cookie(), NOW + timedelta(minutes=10))
    assert same.before is None
    later = NOW + timedelta(hours=3)
    again = read_visit(same.cookie(), later)
    assert again.before == NOW + timedelta(minutes=10)
    assert read_visit(again.cookie(), later + timedelta(minutes=5)).before == again.before


def test_whoever_opens_page_after_page_keeps_the_visit_before() -> None:
    moment = NOW + timedelta(seconds=0.7)
    first = read_visit(f"{NOW.timestamp() - 7200:.0f}.{NOW.timestamp() - 3600:.0f}", moment)
    at_once = read_visit(first.cookie(), moment + timedelta(milliseconds=20))
    assert at_once.before == first.before == NOW - timedelta(hours=1)


@given(st.text(max_size=40))
def test_a_cookie_of_anybody_elses_is_a_first_visit_or_a_past_one(cookie: str) -> None:
    visit = read_visit(cookie, NOW)
    assert visit.before is None or visit.before <= NOW


def change(hour: int, standing: str) -> ChangeRecord:
    cause = ReasonRecord("because", "one origin", ())
    return ChangeRecord(f"2031-05-03T{hour:02}:00:00Z", "c1", "It burst.", None, standing, cause)


def test_a_strip_shows_every_standing_and_reaches_to_the_end() -> None:
    strip = draw_strip([change(8, "reported"), change(8, "alleged"), change(12, "confirmed")])
    assert [one.standing for one in strip] == ["reported", "alleged", "confirmed"]
    assert all(one.width >= 6 for one in strip)
    assert round(strip[-1].x + strip[-1].width) == 1000
    assert draw_strip([]) == ()


def descent(number: int, texts: int, prints: int, *, independent: bool = True) -> DescentRecord:
    printed = [
        TextRecord(
            tuple(
                PrintRecord(f"d{number}{text}{one}", "w", "North Wire", None, None, None)
                for one in range(prints)
            )
        )
        for text in range(texts)
    ]
    return DescentRecord(f"o{number}", "North Wire", None, independent, tuple(printed))


def test_a_tree_keeps_its_rows_apart_and_counts_what_it_leaves_out() -> None:
    tree = draw_tree([descent(1, 2, 20), descent(2, 1, 1, independent=False)])
    rows = [leaf.y for one in tree.branches for twig in one.twigs for leaf in twig.leaves]
    assert all(later - earlier >= 20 for earlier, later in pairwise(rows))
    assert tree.branches[0].twigs[0].leaves[-1].more == 12
    assert (tree.documents, tree.texts) == (41, 3)
    crowd = draw_tree([descent(number, 3, 9) for number in range(60)])
    assert crowd.more == 60 - len(crowd.branches) > 0


def value(number: float, hour: int, bound: str = "exact") -> ValueRecord:
    high = None if bound == "at_least" else number
    return ValueRecord(
        "c1", "reported", f"s{number}{hour}", "d1", "North Wire", "Mira Tal",
        f"2031-05-03T{hour:02}:00:00Z", number, number, high, bound, f"{number:g} people", 1,
    )  # fmt: skip


def test_a_chart_shows_an_open_bound_to_the_edge_and_goes_by_powers_where_it_must() -> None:
    near = draw_values([value(12, 8, "at_least"), value(27, 20)])
    assert near is not None
    assert not near.by_powers
    first, second = near.marks
    assert first.open_top
    assert first.top < second.y < first.y
    assert first.words == "≥ 12"
    far = draw_values([value(3, 8), value(200_000, 20)])
    assert far is not None
    assert far.by_powers
    assert [tick.words for tick in far.ticks] == ["10", "100", "1,000", "10,000", "100,000"]
    assert draw_values([value(3, 8)]) is None


@given(st.lists(st.tuples(st.floats(-1e12, 1e12), st.integers(0, 23)), min_size=2, max_size=8))
def test_any_numbers_can_be_drawn(numbers: list[tuple[float, int]]) -> None:
    chart = draw_values([value(number, hour) for number, hour in numbers])
    assert chart is not None
    assert all(0 <= one.top <= one.y + 0.2 for one in chart.marks)
    assert all(one.y <= 320 for one in chart.marks)


def test_a_slider_steps_to_busy_moments_alone() -> None:
    def part(hour: int, changes: int) -> PulseRecord:
        start = datetime(2031, 5, 3, hour, tzinfo=UTC)
        end = start + timedelta(hours=1)
        return PulseRecord(start.isoformat(), end.isoformat(), 1, changes)

    pulse = [part(8, 100), part(9, 1), part(10, 60)]
    slider = make_slider(pulse, At(), None)
    assert slider is not None
    assert (slider.minutes, slider.at) == (180, 180)
    assert slider.earlier == At("2031-05-03T09:00Z")
    assert slider.later is None
    back = make_slider(pulse, At("2031-05-03T09:30Z"), NOW.replace(hour=9, minute=30))
    assert back is not None
    assert back.later == At("2031-05-03T11:00Z")
    assert [bar.past for bar in back.bars] == [True, False, False]
    assert make_slider((), At(), None) is None


def test_a_graph_draws_the_most_copied_and_says_what_it_leaves_out() -> None:
    copying = [CopyingRecord("w", "Wire", f"p{n}", f"Paper {n}", 40 - n) for n in range(40)]
    graph = draw_copying(copying)
    assert graph is not None
    assert graph.nodes[0].name == "Wire"
    assert len(graph.nodes) == 24
    assert graph.left_out == 40 - len(graph.arrows)
    assert draw_copying([]) is None


@given(st.text(max_size=60))
def test_only_a_path_of_the_desk_is_gone_back_to(address: str) -> None:
    place = own_place(address)
    assert place in ("", address)
    assert not place or (place[0] == "/" and place[1:2] not in ("/", "\\"))
