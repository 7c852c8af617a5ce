"""Key days: a long event in the days that matter."""

from __future__ import annotations

from tests.views.sketch import Sketch, day

BURST = "The dam above Korvan burst and the water reached the lower town"


def flood() -> Sketch:
    """Sketch three days of reports on a flood, and one quiet day."""
    sketch = Sketch()
    told = [sketch.document(f"Paper {n}", f"2031-05-0{4 + n % 3} 08:00") for n in range(6)]
    burst = sketch.claim(BURST, "corroborated", concerns=day("2031-05-03"))
    for document in told:
        sketch.says(document, burst, concerns=day("2031-05-03"))
    quiet = sketch.claim(
        "The mayor of Korvan opened a small bridge near the mill", concerns=day("2031-04-20")
    )
    sketch.says(told[0], quiet, concerns=day("2031-04-20"))
    return sketch


def test_the_day_that_all_look_back_at_is_a_key_day() -> None:
    days = flood().view().key_days()
    assert "2031-05-03" in [one.day for one in days]
    first = next(one for one in days if one.day == "2031-05-03")
    assert first.claims[0].text == BURST
    assert first.claims[0].dated
    assert first.documents == 6


def test_a_day_that_one_document_names_in_passing_is_none() -> None:
    assert "2031-04-20" not in [one.day for one in flood().view().key_days()]


def test_few_words_take_few_claims() -> None:
    for one in flood().view().key_days(words=1):
        assert len(one.claims) <= 1


def test_nothing_published_has_no_days() -> None:
    assert Sketch().view().key_days() == ()
