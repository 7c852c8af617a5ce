"""The whole path, held to what a careful reader knows of the sample."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest

from salis.views.records import ClaimRecord
from tests.story.reading import Moment, Story
from tests.story.telling import TrueClaim, Words, end, instant, told, true_claims, truth

CLAIMS = true_claims()
#: Standings in which a claim is weighed as a fact.
_WEIGHED = {"confirmed", "refuted", "disputed", "corroborated", "reported", "alleged"}
_OPINIONS = [Words(**opinion) for opinion in truth()["opinions"]]


def each(claims: Sequence[TrueClaim]) -> pytest.MarkDecorator:
    """Run a test once for every claim, under the claim's name."""
    return pytest.mark.parametrize("claim", claims, ids=[claim.id for claim in claims])


def each_pair(name: str) -> pytest.MarkDecorator:
    """Run a test once for every pair of a list in the truth."""
    pairs = truth()[name]
    return pytest.mark.parametrize("pair", pairs, ids=["+".join(pair) for pair in pairs])


def visible(claim: TrueClaim, as_of: str) -> list[Words]:
    """Give the words that had been published by a moment, earliest first."""
    out = [words for words in claim.passages if told()[words.document].at <= instant(as_of)]
    return sorted(out, key=lambda words: told()[words.document].at)


def found(story: Story, id: str, as_of: str | None = None) -> ClaimRecord:
    """Give the claim as Salis holds it: the one that its first words put forward."""
    moment = as_of or end()
    return story.at(moment).locate(visible(CLAIMS[id], moment)[0])[0]


def independent(claim: ClaimRecord) -> list[str]:
    """Give who the independent origins of a claim are."""
    return [origin.speaker or origin.source for origin in claim.origins if origin.independent]


@pytest.mark.parametrize(
    ("claim", "as_of", "standing"),
    [
        pytest.param(claim, as_of, standing, id=f"{claim.id}@{as_of}")
        for claim in CLAIMS.values()
        for as_of, standing in claim.standing
    ],
)
def test_a_claim_stands_where_it_should(
    story: Story, claim: TrueClaim, as_of: str, standing: str
) -> None:
    record = found(story, claim.id, as_of)
    reasons = "; ".join(f"{reason.code}: {reason.text}" for reason in record.reasons)
    assert record.standing == standing, f"{record.text} ({reasons})"


@each(list(CLAIMS.values()))
def test_all_that_put_a_claim_forward_share_it(story: Story, claim: TrueClaim) -> None:
    id = found(story, claim.id).id
    elsewhere = {
        f"{words.document}: {record.text}"
        for words in claim.passages
        for record, _ in [story.end.locate(words)]
        if record.id != id
    }
    assert not elsewhere


@each(list(CLAIMS.values()))
def test_each_passage_takes_its_side(story: Story, claim: TrueClaim) -> None:
    sides = {words.document: story.end.locate(words)[1].side for words in claim.passages}
    assert sides == {words.document: words.side for words in claim.passages}


@each([claim for claim in CLAIMS.values() if claim.origins is not None])
def test_a_claim_has_as_many_independent_origins(story: Story, claim: TrueClaim) -> None:
    origins = independent(found(story, claim.id))
    assert len(origins) == claim.origins, origins


@each([claim for claim in CLAIMS.values() if claim.origins_at_most is not None])
def test_a_party_that_speaks_for_itself_is_no_crowd(story: Story, claim: TrueClaim) -> None:
    origins = independent(found(story, claim.id))
    assert len(origins) <= (claim.origins_at_most or 0), origins


@each([claim for claim in CLAIMS.values() if claim.documents is not None])
def test_a_claim_counts_the_documents_that_carry_it(story: Story, claim: TrueClaim) -> None:
    carrying = set(found(story, claim.id).documents)
    told = {
        story.document(words.document).id for words in claim.passages if words.side != "against"
    }
    assert carrying == told


@each([claim for claim in CLAIMS.values() if claim.reasons])
def test_a_standing_names_its_reasons(story: Story, claim: TrueClaim) -> None:
    codes = {reason.code for reason in found(story, claim.id).reasons}
    assert set(claim.reasons) <= codes


@each([CLAIMS[id] for id in truth()["never_corroborated"]])
def test_repetition_never_corroborates(story: Story, claim: TrueClaim) -> None:
    for one in told().values():
        after = (one.at + timedelta(minutes=2)).isoformat()
        if visible(claim, after):
            assert found(story, claim.id, after).standing != "corroborated", after


@each_pair("disputes")
def test_rival_answers_are_one_dispute(story: Story, pair: list[str]) -> None:
    sides = {found(story, id).id for id in pair}
    assert len(sides) == 2
    assert any(
        sides <= {side.claim for side in dispute.sides} for dispute in story.end.view.disputes()
    )


@each([claim for claim in CLAIMS.values() if claim.standing[-1][1] == "disputed"])
def test_a_dispute_shows_two_sides(story: Story, claim: TrueClaim) -> None:
    id = found(story, claim.id).id
    (dispute,) = (
        one for one in story.end.view.disputes() if id in {side.claim for side in one.sides}
    )
    assert len(dispute.sides) >= 2
    assert all(side.speakers for side in dispute.sides)


@each_pair("updates")
def test_a_later_count_answers_the_same_question_without_a_dispute(
    story: Story, pair: list[str]
) -> None:
    earlier, later = (found(story, id) for id in pair)
    assert earlier.id != later.id
    assert earlier.question is not None
    assert earlier.question == later.question
    assert later.id not in earlier.rivals
    assert earlier.id not in later.rivals


@each_pair("apart")
def test_what_only_looks_alike_is_kept_apart(story: Story, pair: list[str]) -> None:
    one, other = (found(story, id).id for id in pair)
    assert one != other


@pytest.mark.parametrize("words", _OPINIONS, ids=[words.exact for words in _OPINIONS])
def test_an_opinion_supports_nothing(story: Story, words: Words) -> None:
    for claim, statement in story.end.statements(words):
        behind = {id for origin in claim.origins if origin.independent for id in origin.statements}
        assert claim.standing not in _WEIGHED or statement.id not in behind, claim.text


@pytest.mark.parametrize("words", _OPINIONS, ids=[words.exact for words in _OPINIONS])
def test_an_opinion_is_never_among_what_is_known(story: Story, words: Words) -> None:
    opinions = {statement.id for _, statement in story.end.statements(words)}
    known = story.end.view.brief().known
    assert not opinions & {ref.statement for item in known for ref in item.refs}


@each([claim for claim in CLAIMS.values() if claim.due])
def test_a_prediction_knows_when_it_falls_due(story: Story, claim: TrueClaim) -> None:
    id = found(story, claim.id).id
    dues = {one.due for one in story.end.view.predictions() if one.claim == id}
    days = {(instant(due) - timedelta(seconds=1)).date().isoformat() for due in dues if due}
    assert days == {claim.due}


@pytest.mark.parametrize("copy", truth()["copies"], ids=lambda copy: copy["b"])
def test_a_copy_is_known_as_one(story: Story, copy: dict[str, str]) -> None:
    wire, print_ = (story.document(copy[side]) for side in ("a", "b"))
    kinds = {one.kind for one in wire.copies if one.document == print_.id}
    allowed = {"copy", "derived"} if "edited" in copy else {copy["kind"]}
    assert kinds
    assert kinds <= allowed


@pytest.mark.parametrize("pair", truth()["revisions"], ids=lambda pair: pair["newer"])
def test_a_page_that_changed_is_one_document_in_two_revisions(
    story: Story, pair: dict[str, str]
) -> None:
    older, newer = (story.document(pair[which]) for which in ("older", "newer"))
    assert older.id != newer.id
    assert [one.document for one in newer.revisions] == [older.id, newer.id]


def test_every_document_was_read_without_a_problem(story: Story) -> None:
    problems = {key: [one.text for one in story.document(key).problems] for key in told()}
    assert not any(problems.values()), problems


def test_a_view_of_a_moment_holds_nothing_told_later(story: Story) -> None:
    noon: Moment = story.at("2025-05-03T12:00Z")
    later = {
        story.document(key).id
        for key, one in told().items()
        if one.at > instant("2025-05-03T12:00Z")
    }
    assert not later & {id for claim in noon.claims.values() for id in claim.documents}


def test_the_history_of_a_claim_tells_each_change_with_its_cause(story: Story) -> None:
    (dead,) = (id for id, one in story.end.claims.items() if "27 people died" in one.text)
    told = [
        (one.at[:16], one.before, one.after, one.cause.text) for one in story.end.view.history(dead)
    ]
    assert told == [
        ("2025-05-04T08:00", None, "reported", "one origin: Hanna Strobek"),
        (
            "2025-05-05T10:00",
            "reported",
            "corroborated",
            "2 independent origins: Hanna Strobek; Judit Amsel",
        ),
    ]


def test_the_history_of_a_past_moment_ends_there(story: Story) -> None:
    early = story.at("2025-05-04T12:00Z")
    (dead,) = (id for id, one in early.claims.items() if "27 people died" in one.text)
    assert [one.after for one in early.view.history(dead)] == ["reported"]
