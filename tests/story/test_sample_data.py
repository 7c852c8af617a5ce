"""The sample's own data: every word that its truth leans on stands where it says."""

from __future__ import annotations

import re
from itertools import pairwise
from urllib.parse import urlsplit

import pytest

from salis.model.claim import Side, Standing
from salis.model.entry import Verdict
from tests.story.telling import (
    DOCUMENTS,
    SAMPLE,
    TrueClaim,
    Words,
    end,
    find_words,
    instant,
    load,
    told,
    true_claims,
    truth,
)

CLAIMS = pytest.mark.parametrize("claim", true_claims().values(), ids=list(true_claims()))


def _filed() -> list[Words]:
    items = [*load("evidence.toml")["evidence"], *load("judgements.toml")["judgement"]]
    return [Words(item["document"], item["exact"]) for item in items]


def _opinions() -> list[Words]:
    return [Words(**opinion) for opinion in truth()["opinions"]]


def test_the_story_is_told_by_many_in_several_formats_over_four_days() -> None:
    documents = told().values()
    assert len(documents) >= 24
    assert len({one.source for one in documents}) >= 8
    assert len({one.at.date() for one in documents}) == 4
    assert {path.suffix for path in DOCUMENTS.iterdir()} == {
        ".txt", ".md", ".html", ".jsonl", ".eml",
    }  # fmt: skip


@pytest.mark.parametrize("key", list(told()))
def test_a_document_is_short_dated_and_lives_nowhere_real(key: str) -> None:
    one = told()[key]
    assert 60 <= len(one.text.split()) <= 220
    assert one.at < instant(end())
    hosts = [
        urlsplit(found).hostname or "" for found in re.findall(r"https?://[^\s\"<>]+", one.text)
    ]
    hosts += [urlsplit(one.url).hostname or ""] if one.url else []
    assert all(host.endswith(".example") for host in hosts)


def test_no_file_of_the_sample_names_a_real_address() -> None:
    for path in (*DOCUMENTS.iterdir(), *SAMPLE.glob("*.*")):
        if path.is_file():
            hosts = re.findall(r"(?:https?://|@)([\w.-]+\.[a-z]+)", path.read_text("utf-8"))
            strange = {host for host in hosts if not host.endswith((".example", "schema.org"))}
            assert not strange, path.name


@CLAIMS
def test_the_exact_words_of_a_claim_stand_in_their_documents(claim: TrueClaim) -> None:
    for words in claim.passages:
        find_words(told()[words.document].text, words.exact)


@pytest.mark.parametrize("words", [*_filed(), *_opinions()], ids=lambda words: words.exact[:50])
def test_the_words_of_opinions_evidence_and_judgements_stand_there(words: Words) -> None:
    find_words(told()[words.document].text, words.exact)


def test_the_words_of_retractions_stand_there() -> None:
    taken_back = [item["retracted_by"] for item in truth()["claims"] if "retracted_by" in item]
    assert taken_back
    for item in taken_back:
        find_words(told()[item["document"]].text, item["exact"])


@CLAIMS
def test_a_claims_standings_are_of_the_vocabulary_and_in_order(claim: TrueClaim) -> None:
    assert {standing for _, standing in claim.standing} <= {known.value for known in Standing}
    assert {words.side for words in claim.passages} <= {side.value for side in Side}
    moments = [instant(at) for at, _ in claim.standing]
    assert all(one < two for one, two in pairwise(moments))
    assert moments[-1] == instant(end())


@CLAIMS
def test_a_claim_is_put_forward_before_it_stands(claim: TrueClaim) -> None:
    first = min(told()[words.document].at for words in claim.passages)
    assert first < instant(claim.standing[0][0])


@CLAIMS
def test_no_moment_is_so_close_to_a_document_that_it_hangs_on_a_minute(claim: TrueClaim) -> None:
    for at, _ in claim.standing:
        for words in claim.passages:
            assert abs((told()[words.document].at - instant(at)).total_seconds()) >= 600


@CLAIMS
def test_a_claim_counts_the_documents_it_lists(claim: TrueClaim) -> None:
    listed = {words.document for words in claim.passages}
    assert claim.documents in {None, len(listed)}


def test_words_that_a_document_prints_are_listed_wherever_they_stand() -> None:
    """The truth leaves out no document that prints the listed words."""
    for claim in true_claims().values():
        listed = {words.document for words in claim.passages}
        for words in claim.passages:
            pattern = re.compile(r"\b" + re.escape(words.exact) + r"\b")
            printing = {
                key for key, one in told().items() if pattern.search(" ".join(one.text.split()))
            }
            taken_back = {"lantern-0505-correction.md"} if claim.id == "captain-fled" else set()
            assert printing - taken_back <= listed, words.exact


def test_pairs_and_lists_name_claims_that_there_are() -> None:
    pairs = [*truth()["disputes"], *truth()["updates"], *truth()["apart"]]
    named = {id for pair in pairs for id in pair} | set(truth()["never_corroborated"])
    assert named <= set(true_claims())


@pytest.mark.parametrize("copy", truth()["copies"], ids=lambda copy: copy["b"])
def test_a_copy_shares_most_of_its_text_with_the_wire(copy: dict[str, str]) -> None:
    wire, print_ = (_shingles(told()[copy[side]].text) for side in ("a", "b"))
    assert len(wire & print_) / min(len(wire), len(print_)) >= 0.8
    assert ("edited" in copy) == (not wire <= print_ | _frame(wire))


def test_two_revisions_of_one_page_share_its_address() -> None:
    for pair in truth()["revisions"]:
        older, newer = told()[pair["older"]], told()[pair["newer"]]
        assert older.url == newer.url
        assert older.at < newer.at
        assert older.text != newer.text


def test_what_people_filed_can_be_filed() -> None:
    for item in load("evidence.toml")["evidence"]:
        assert item["bears"] in {"for", "against"}
        assert 1 <= item["grade"] <= 6
        assert instant(item["published_at"]) < instant(end())
    for item in load("judgements.toml")["judgement"]:
        assert item["verdict"] in {verdict.value for verdict in Verdict}
        assert instant(item["at"]) < instant(end())


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9]+", text.casefold())
    return frozenset(zip(*(words[start:] for start in range(5)), strict=False))


def _frame(wire: frozenset[tuple[str, ...]]) -> frozenset[tuple[str, ...]]:
    """Give what only the agency prints: its dateline and its credits."""
    marks = {"vpa", "velmark", "reporting", "editing", "quillor", "piet", "andrask"}
    return frozenset(shingle for shingle in wire if marks & set(shingle))
