"""Predicting: rows of the tasks in, predictions in the tasks' own form out."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.__main__ import main

type Row = dict[str, Any]

ARTICLE = (
    "Ferry sinks off Tarn Point\n\n"
    "The harbour master said on Monday that the ferry had sunk within an hour. "
    "“We are still looking for nine people,” Lena Orlo, the interior minister, said, "
    "“and we will not stop tonight.”\n\n"
    "According to officials, the crew ignored two warnings.\n\n"
    "The ferry was built in 1978 and sailed between Tarn Point and Norrow twice a day."
)
WIRE = (
    "The ferry Silver Heron sank off Tarn Point early on Monday after its bow door failed, and "
    "divers found the wreck at a depth of forty metres before noon. Rescue boats from three "
    "harbours searched the bay until dark, while families waited in the hall of the fish market."
)


def predict(folder: Path, task: str, rows: list[Row], *options: str) -> list[Row]:
    """Run `python -m benchmarks predict` over rows and give what it writes."""
    given, made = folder / "given.jsonl.gz", folder / "made.jsonl.gz"
    write(given, rows)
    assert main(["predict", task, str(given), str(made), *options]) == 0
    with gzip.open(made, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def write(file: Path, rows: list[Row]) -> Path:
    """Write rows, gzipped."""
    with gzip.open(file, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(row) + "\n" for row in rows)
    return file


def words(spans: list[list[int]]) -> list[str]:
    """Give the words of an article's spans."""
    return [ARTICLE[start:end] for start, end in spans]


def test_attributions_name_who_said_what_by_which_words(tmp_path: Path) -> None:
    (made,) = predict(tmp_path, "attribution", [{"id": "a", "title": None, "text": ARTICLE}])
    found = {tuple(words(one["source"])): one for one in made["attributions"]}
    told = found[("The harbour master",)]
    assert words(told["cue"]) == ["said"]
    assert words(told["content"]) == ["that the ferry had sunk within an hour"]
    assert words(found[("officials",)]["content"]) == ["the crew ignored two warnings"]


def test_a_split_quotation_is_one_attribution_without_the_words_between(tmp_path: Path) -> None:
    (made,) = predict(tmp_path, "attribution", [{"id": "a", "title": None, "text": ARTICLE}])
    quoted = [one for one in made["attributions"] if "Lena" in "".join(words(one["source"]))]
    assert len(quoted) == 1
    assert words(quoted[0]["content"]) == [
        "“We are still looking for nine people,”",
        "“and we will not stop tonight.”",
    ]


def test_every_span_of_an_attribution_lies_in_the_text(tmp_path: Path) -> None:
    (made,) = predict(tmp_path, "attribution", [{"id": "a", "title": None, "text": ARTICLE}])
    spans = [
        span
        for one in made["attributions"]
        for role in ("source", "cue", "content")
        for span in one[role]
    ]
    assert spans
    assert all(0 <= start < end <= len(ARTICLE) for start, end in spans)


def test_what_is_in_nobodys_mouth_is_no_attribution(tmp_path: Path) -> None:
    (made,) = predict(tmp_path, "attribution", [{"id": "a", "title": None, "text": ARTICLE}])
    contents = " ".join(text for one in made["attributions"] for text in words(one["content"]))
    assert "built in 1978" not in contents


def test_a_reprint_is_a_copy_and_another_story_is_not(tmp_path: Path) -> None:
    other = "The council of Brackwater voted on Tuesday to close two of its five schools next year."
    rows = [pair("same", WIRE, f"Harbour Post. {WIRE}"), pair("other", WIRE, other * 3)]
    assert predict(tmp_path, "copies", rows) == [
        {"id": "same", "label": "copy"},
        {"id": "other", "label": "independent"},
    ]


def pair(id: str, a: str, b: str) -> Row:
    """Make a row of two articles without source or date."""
    sides = {"a": a, "b": b}
    return {"id": id} | {
        side: {"id": f"{id}-{side}", "source": None, "published": None, "title": None, "text": text}
        for side, text in sides.items()
    }


def test_times_are_dated_from_the_day_of_the_article(tmp_path: Path) -> None:
    text = "The ferry sank yesterday. It was built in 1994."
    (made,) = predict(tmp_path, "time", [{"id": "t", "dct": "2031-05-06", "text": text}])
    found = {text[a:b]: value for a, b, value in ((*t["span"], t["value"]) for t in made["timex"])}
    assert found == {"yesterday": "2031-05-05", "1994": "1994"}


@pytest.mark.parametrize(
    ("text", "event", "expected"),
    [
        ("The ferry sank on Monday.", "sank", ("certain", "pos", "non_future")),
        ("The ferry did not sink on Monday.", "sink", ("certain", "neg", "non_future")),
        ("The ferry may have sunk.", "sunk", ("possible", "underspecified", "non_future")),
        ("The `` sunken '' ferry will sail.", "sail", ("certain", "pos", "future")),
        ("The ferry will sail again.", "sail", ("certain", "pos", "future")),
    ],
)
def test_an_event_is_told_by_the_words_around_it(
    tmp_path: Path, text: str, event: str, expected: tuple[str, str, str]
) -> None:
    start = text.index(event)
    row = {"id": "e", "doc": "d", "text": text, "span": [[start, start + len(event)]]}
    (made,) = predict(tmp_path, "certainty", [row])
    assert (made["certainty"], made["polarity"], made["time"]) == expected


def test_sentences_of_an_article_are_told_apart_by_what_they_do(tmp_path: Path) -> None:
    sentences = [
        "The ferry Silver Heron sank off Tarn Point on Monday.",
        "It was a shameful failure of the worst company in the country.",
        "The harbour will be closed until Friday, officials said.",
    ]
    rows = [
        {"id": f"s{n}", "doc": "d", "sent": n, "text": text} for n, text in enumerate(sentences)
    ]
    made = {row["id"]: row for row in predict(tmp_path, "kind", rows[::-1])}
    assert [made[f"s{n}"]["label"] for n in range(3)] == ["report", "opinion", "prediction"]
    assert [made[f"s{n}"]["speech"] for n in range(3)] == [False, False, True]


def test_a_sentence_alone_is_fact_or_opinion(tmp_path: Path) -> None:
    rows = [
        {"id": "f", "outlet": "x", "text": "The ferry Silver Heron sank off Tarn Point on Monday."},
        {"id": "o", "outlet": "x", "text": "The minister is a disgrace to the whole country."},
    ]
    made = predict(tmp_path, "kind", rows)
    assert [row["label"] for row in made] == ["factual", "opinion"]


def test_sentences_on_one_event_rank_above_others(tmp_path: Path) -> None:
    told = "The ferry Silver Heron sank off Tarn Point on Monday."
    rows = [
        {"id": "same", "a": told, "b": "The ferry Silver Heron sank off Tarn Point."},
        {"id": "else", "a": told, "b": "The council of Brackwater closed two schools."},
    ]
    same, other = predict(tmp_path, "same_event", rows)
    assert (same["label"], other["label"]) == (1, 0)
    assert same["score"] > other["score"]


def test_pairs_of_texts_support_contradict_or_neither(tmp_path: Path) -> None:
    told = "The ferry Silver Heron sank off Tarn Point."
    denied = "The ferry Silver Heron did not sink off Tarn Point."
    rows = [
        {"id": "sick-1", "a": told, "b": told},
        {"id": "sick-2", "a": told, "b": denied},
        {"id": "sick-3", "a": told, "b": "The council of Brackwater closed two schools."},
        {"id": "rte3-1", "a": told, "b": denied},
    ]
    labels = [row["label"] for row in predict(tmp_path, "stance", rows)]
    assert labels == ["entailment", "contradiction", "neutral", "not_entailment"]


def test_a_claim_is_judged_by_its_body(tmp_path: Path) -> None:
    told = "The ferry Silver Heron sank off Tarn Point."
    bodies = write(tmp_path / "bodies.jsonl.gz", [{"id": "b", "text": f"{told} {WIRE}"}])
    row = {"id": "fnc-1", "claim": told, "body": "b"}
    assert predict(tmp_path, "stance", [row], "--bodies", str(bodies)) == [
        {"id": "fnc-1", "label": "agree"}
    ]


def test_a_timeline_dates_what_the_articles_of_a_topic_tell(tmp_path: Path) -> None:
    texts = {
        "2021-05-04": "The ferry Silver Heron sank off Tarn Point on Monday.",
        "2021-05-06": "Divers found the wreck of the Silver Heron on Wednesday, the navy said.",
    }
    articles = [
        {"id": f"d{n}", "topic": "ferry", "published": day, "text": text}
        for n, (day, text) in enumerate(texts.items())
    ]
    docs = write(tmp_path / "docs.jsonl.gz", articles)
    (made,) = predict(tmp_path, "timeline", [{"id": "t", "topic": "ferry"}], "--docs", str(docs))
    told = {one["date"]: one["text"] for one in made["timeline"]}
    assert set(told) == {"2021-05-03", "2021-05-05"}
    assert "wreck" in told["2021-05-05"]


def test_gold_in_the_input_changes_nothing(tmp_path: Path) -> None:
    bare = {"id": "t", "dct": "2031-05-06", "text": "The ferry sank yesterday."}
    gold = bare | {"timex": [{"span": [0, 9], "type": "DATE", "value": "1999"}]}
    assert predict(tmp_path, "time", [bare]) == predict(tmp_path, "time", [gold])


@pytest.mark.parametrize(
    ("line", "arguments", "said"),
    [
        ('{"id": "x", "claim": "A ferry sank.", "body": "b"}', ["stance"], "--bodies"),
        ('{"id": "x", "topic": "ferry"}', ["timeline"], "--docs"),
        ("no JSON at all", ["copies"], "line 1: not JSON"),
        ('{"text": "no id"}', ["time"], 'no object with an "id"'),
        ('{"id": "x"}', ["time"], "has no 'text'"),
        ('{"id": "x"}', ["truth"], "a row has no 'object'"),
        ('{"id": "x"}', ["chess"], "no such task"),
    ],
)
def test_what_cannot_be_predicted_is_said_and_ends_with_2(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    line: str,
    arguments: list[str],
    said: str,
) -> None:
    given = tmp_path / "given.jsonl"
    given.write_text(line + "\n", encoding="utf-8")
    assert main(["predict", *arguments, str(given), str(tmp_path / "made.jsonl")]) == 2
    assert said in capsys.readouterr().err


def test_predictions_for_development_data_pass_the_benchmarks_own_scorer(
    tmp_path: Path, shared: Path, scorer: Any
) -> None:
    for task in ("attribution", "copies", "time", "certainty"):
        gold = scorer.read(shared / "bench" / task / "dev.jsonl.gz")[:4]
        made = predict(tmp_path, task, gold)
        scores = scorer.score(task, gold, made, strict=True)
        assert scores["items"] == 4
