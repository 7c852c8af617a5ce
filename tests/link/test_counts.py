"""Counts: later answers, rivals, and what only looks alike."""

from __future__ import annotations

from pathlib import Path

import pytest

import salis
from salis.model.claim import Slot
from salis.model.statement import Act
from tests.link.telling import Pile, say


def _toll(*told: tuple[str, str, str, str]) -> Pile:
    pile = Pile()
    for source, at, speaker, words in told:
        pile.tell(source, at, say(speaker, words), title="Brennick: Silver Heron sinks on the Tesk")
    return pile


def test_a_growing_toll_is_one_question_with_a_later_answer() -> None:
    pile = _toll(
        (
            "Daily",
            "2031-05-03T12:00Z",
            "Hanna Strobek",
            "at least 30 people / were killed / in the Brennick disaster",
        ),
        (
            "Post",
            "2031-05-03T22:00Z",
            "Judit Amsel",
            "47 people / were killed / in the Brennick disaster",
        ),
    )
    assert set(pile.standings().values()) == {"reported"}
    linked = pile.linked()
    (question,) = linked.questions
    assert question.slot is Slot.HOW_MANY
    later = linked.claims[question.claims[1]]
    assert later.updates == (question.claims[0],)
    assert later.rivals == ()


def test_two_exact_figures_for_one_time_are_rivals() -> None:
    pile = _toll(
        (
            "Daily",
            "2031-05-03T12:00Z",
            "Hanna Strobek",
            "12 people / were killed / in the Brennick disaster",
        ),
        (
            "Post",
            "2031-05-03T12:20Z",
            "Judit Amsel",
            "13 people / were killed / in the Brennick disaster",
        ),
    )
    assert set(pile.standings().values()) == {"disputed"}


def test_none_against_some_is_a_dispute() -> None:
    pile = _toll(
        (
            "Daily",
            "2031-05-03T12:00Z",
            "Klara Odenby",
            "no people / were killed / in the Brennick disaster",
        ),
        (
            "Post",
            "2031-05-03T20:00Z",
            "Judit Amsel",
            "13 people / were killed / in the Brennick disaster",
        ),
    )
    assert set(pile.standings().values()) == {"disputed"}


def test_the_same_speaker_correcting_a_figure_is_an_update() -> None:
    pile = _toll(
        (
            "Daily",
            "2031-05-03T12:00Z",
            "Hanna Strobek",
            "15 people / were killed / in the Brennick disaster",
        ),
        (
            "Post",
            "2031-05-03T20:00Z",
            "Hanna Strobek",
            "12 people / were killed / in the Brennick disaster",
        ),
    )
    assert set(pile.standings().values()) == {"reported"}


def test_killed_and_injured_are_two_questions() -> None:
    pile = _toll(
        (
            "Daily",
            "2031-05-03T12:00Z",
            "Hanna Strobek",
            "19 people / were killed / in the Brennick disaster",
        ),
        (
            "Post",
            "2031-05-03T13:00Z",
            "Judit Amsel",
            "31 people / were injured / in the Brennick disaster",
        ),
    )
    assert pile.linked().questions == ()


def test_rivals_for_a_count_that_does_not_grow_stay_rivals_a_day_later() -> None:
    pile = _toll(
        (
            "Daily",
            "2031-05-03T12:00Z",
            "Anton Breskow",
            "the Silver Heron / was carrying / 140 passengers",
        ),
        (
            "Post",
            "2031-05-04T14:00Z",
            "Edda Kolm",
            "the Silver Heron / was carrying / 163 passengers",
        ),
    )
    assert set(pile.standings().values()) == {"disputed"}


def test_figures_of_two_disasters_have_nothing_to_do_with_each_other() -> None:
    pile = _toll(
        (
            "Daily",
            "2031-05-03T12:00Z",
            "Hanna Strobek",
            "12 people / were killed / in the Brennick ferry",
        ),
        (
            "Post",
            "2031-05-03T12:20Z",
            "Judit Amsel",
            "13 people / were killed / in the Ansgar mine",
        ),
    )
    assert set(pile.standings().values()) == {"reported"}
    assert pile.linked().questions == ()


def test_each_counts_its_own_dead() -> None:
    pile = _toll(
        ("Daily", "2031-05-03T12:00Z", "Ardova", "8 of its soldiers / were killed / in Brennick"),
        ("Post", "2031-05-03T12:20Z", "Velmark", "4 of its soldiers / were killed / in Brennick"),
    )
    assert set(pile.standings().values()) == {"reported"}
    assert not pile.linked().questions


def _reports(*places: str) -> Pile:
    """Tell two bare counts, far down in reports that open with the same names."""
    pile = Pile()
    news = zip(("Daily", "Post"), ("Klara Odenby", "Judit Amsel"), places, strict=True)
    for at, (source, speaker, place) in enumerate(news):
        count = ("no people / were killed", "13 people / were killed")[at]
        pile.tell(
            source,
            f"2031-05-03T1{at}:00Z",
            say(None, "Brennick and Aldmoor / waited / for Governor Ilse Stroem of Sarnholt"),
            say(None, "nothing more / was heard / " + "of the long day on the quiet river " * 12),
            say(None, f"a blast / shook / {place}"),
            say(speaker, count),
        )
    return pile


def test_bare_counts_deep_in_reports_are_of_one_event_only_where_a_name_near_them_says_so() -> None:
    assert _reports("old Velmark", "old Velmark").standing("13 people") == "disputed"
    assert _reports("old Norrow", "old Velmark").standing("13 people") == "reported"


def test_a_question_is_asked_without_its_negation() -> None:
    pile = Pile()
    pile.tell("Daily", "2031-05-03T10:00Z", say("Lena Orlo", "Pavel Rusk / did not resign / today"))
    pile.tell("Post", "2031-05-03T11:00Z", say("Mira Tolland", "Pavel Rusk / resigned / today"))
    assert [one.text for one in pile.linked().questions] == ["Whether Pavel Rusk resigned today"]


def test_what_is_said_not_to_be_clear_is_asked_in_its_own_words() -> None:
    pile = Pile()
    for source, words in (
        ("Daily", "it / is not yet clear / how many villagers remain in Korr"),
        ("Post", "it / is unclear / why the siren at Torvik stayed silent"),
        ("Ledger", "we / don’t know / who painted the mill at Aldmoor"),
        ("Courier", "it / is not known / whether the recorder was found"),
    ):
        pile.tell(source, "2031-05-03T12:00Z", say(None, words, act=Act.DISCLAIM))

    asked = {one.text: one.slot for one in pile.linked().questions}

    assert asked == {
        "How many villagers remain in Korr?": Slot.HOW_MANY,
        "Why the siren at Torvik stayed silent?": Slot.WHETHER,
        "Who painted the mill at Aldmoor?": Slot.WHO,
        "Whether the recorder was found": Slot.WHETHER,
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("13 people / were killed / in Velmark", "90 people / were killed / in Velmark in 1968"),
        (
            "13 people / were killed / by the flood",
            "90 people / were killed / by the flood each year",
        ),
        ("13 people / were killed / in Velmark", "no people / were killed / outside Velmark"),
        ("13 people / were killed / in Velmark", "90 people / were killed / in Velmark, is feared"),
    ],
)
def test_counts_of_another_time_place_or_certainty_answer_another_question(
    one: str, other: str
) -> None:
    pile = _toll(
        ("Daily", "2031-05-03T12:00Z", "Klara Odenby", one),
        ("Post", "2031-05-03T12:20Z", "Judit Amsel", other),
    )
    assert "disputed" not in pile.standings().values()
    assert not pile.linked().questions


def test_figures_dated_by_the_day_only_follow_each_other() -> None:
    pile = _toll(
        ("Daily", "2031-05-03", "Klara Odenby", "12 people / were killed / in the Brennick fire"),
        ("Post", "2031-05-03", "Judit Amsel", "13 people / were killed / in the Brennick fire"),
    )
    assert "disputed" not in pile.standings().values()


def test_one_of_them_is_no_count_of_all(tmp_path: Path) -> None:
    for name, text in (
        ("a", "Only one of them died in the Korr fire."),
        ("b", "Not one passenger died in the Korr fire."),
    ):
        head = f"---\nsource: Paper {name}\npublished: 2025-05-03T10:00Z\n---\n\n"
        (tmp_path / f"{name}.txt").write_text(head + text + "\n", encoding="utf-8")
    workspace = salis.open_workspace(tmp_path / "event", create=True)
    workspace.add([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")])
    assert [claim.standing for claim in workspace.view().claims()] == ["reported", "reported"]


def test_none_of_the_deaths_is_no_count_of_the_dead(tmp_path: Path) -> None:
    """There were some; what is said of none of them is something else."""
    report = tmp_path / "report.txt"
    report.write_text(
        "A total of 35 divers have now died in Korr.\n\n"
        '"None of the deaths in Korr is justified," said Ilmar Vesk.\n',
        encoding="utf-8",
    )
    workspace = salis.open_workspace(tmp_path / "event", create=True)
    workspace.add([str(report)])
    view = workspace.view()
    assert [claim.standing for claim in view.claims()] == ["reported", "reported"]
    assert not list(view.disputes())
