from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from salis.model.errors import SourceError
from salis.model.problem import Problem
from salis.sources.collect import Fetched, Hints, collect, count_inputs
from tests.sources.conftest import NOW, Desk

WORDS = "The old bridge over the Varn was closed on Sunday, the city council said."


def test_a_folder_is_read_in_order_and_what_is_passed_over_is_told(desk: Desk) -> None:
    for name in ("b.txt", "a/2.txt", "a/1.md", "notes"):
        desk.put(name, f"{name}: {WORDS}")
    desk.put("c.png", b"\x89PNG\r\n")
    desk.put("d.txt", b"\x89PNG\r\n")
    desk.put(".git/config", "x")
    found = desk.collect(str(desk.folder))
    read = [Path(i.document.address).name for i in found if isinstance(i, Fetched)]
    assert read == ["1.md", "2.txt", "b.txt", "notes"]
    told = {Path(p.place).name: p.code for p in found if isinstance(p, Problem)}
    assert told == {".git": "hidden", "c.png": "unknown-type", "d.txt": "binary"}
    assert count_inputs([str(desk.folder)]) == 5


def test_patterns_find_files_each_once(desk: Desk) -> None:
    first = desk.put("a/1.txt", WORDS)
    desk.put("a/b/2.txt", WORDS)
    pattern = str(desk.folder / "**" / "*.txt")
    assert len(desk.documents(pattern, first, str(desk.folder))) == 2
    with pytest.raises(SourceError, match="No file matches"):
        desk.collect(str(desk.folder / "*.pdf"))


def test_nothing_there_is_an_error_before_anything_is_read(desk: Desk) -> None:
    good = desk.put("a.txt", WORDS)
    for missing in (str(desk.folder / "gone.txt"), "ftp://x.example/a", "https://", "", "a\0b"):
        with pytest.raises(SourceError):
            collect([good, missing], hints=Hints(), fetched_at=NOW)
    with pytest.raises(SourceError, match="password"):
        collect(["https://me:secret@varn.example/"], hints=Hints(), fetched_at=NOW)


def test_stdin_is_text_or_a_page_by_its_content(desk: Desk) -> None:
    (text,) = desk.collect("-", stdin=WORDS.encode())
    (page,) = desk.collect("-", stdin=f"<html><body><p>{WORDS}</p></body></html>".encode())
    assert isinstance(text, Fetched)
    assert isinstance(page, Fetched)
    assert text.document.address == f"stdin:{text.document.digest[:12]}"
    assert (text.document.media_type, page.document.media_type) == ("text/plain", "text/html")
    assert text.document.text == page.document.text == WORDS
    assert count_inputs(["-"]) is None
    (nothing,) = collect(["-"], hints=Hints(), fetched_at=NOW, stdin=io.BytesIO())
    assert nothing == Problem("empty", "There is nothing in it.", "stdin")


def test_same_bytes_of_one_source_are_one_document_of_two_sources_two(desk: Desk) -> None:
    here, there = desk.put("a.txt", WORDS), desk.put("b/a.txt", WORDS)
    radio, gazette = Hints(source="Varn Radio"), Hints(source="Harbour Gazette")
    ids = [d.id for d in desk.documents(here, there, hints=radio)]
    assert ids[0] == ids[1]
    (other,) = desk.documents(here, hints=gazette)
    assert other.id != ids[0]
    assert len({d.digest for d in desk.documents(here, there)} | {other.digest}) == 1


def test_source_ids_are_plain_and_do_not_run_together(desk: Desk) -> None:
    names = {
        "Müller & Söhne Radio": "muller-sohne-radio",
        "VARN radio": "varn-radio",
        "unknown": "unknown-source",
    }
    path = desk.put("a.txt", WORDS)
    for name, slug in names.items():
        assert desk.documents(path, hints=Hints(source=name))[0].source.id == slug
    foreign = {
        desk.documents(path, hints=Hints(source=n))[0].source.id for n in ("Радио", "Газета")
    }
    assert len(foreign) == 2
    assert all(source.isascii() for source in foreign)


def test_what_cannot_be_opened_is_told_and_the_rest_is_read(desk: Desk) -> None:
    loop = desk.folder / "loop.txt"
    loop.symlink_to(loop)
    desk.put("z.txt", WORDS)
    problem, document = desk.collect(str(desk.folder))
    assert isinstance(problem, Problem)
    assert (problem.code, problem.place) == ("unreadable", str(loop))
    assert isinstance(document, Fetched)
    (named,) = desk.collect(str(loop))
    assert isinstance(named, Problem)
    assert named.code == "unreadable"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read anything")
def test_a_file_without_permission_is_told(desk: Desk) -> None:
    path = desk.put("a.txt", WORDS)
    Path(path).chmod(0)
    (problem,) = desk.collect(path)
    assert isinstance(problem, Problem)
    assert problem.code == "unreadable"


def test_pipes_in_a_folder_are_not_waited_for(desk: Desk) -> None:
    os.mkfifo(desk.folder / "pipe.txt")
    (problem,) = desk.collect(str(desk.folder))
    assert isinstance(problem, Problem)
    assert problem.code == "not-a-file"


def test_names_that_are_not_utf_8_can_be_stored(desk: Desk) -> None:
    path = os.fsdecode(os.fsencode(str(desk.folder)) + b"/\xff.txt")
    Path(path).write_text(WORDS)
    (found,) = desk.collect(str(desk.folder))
    assert isinstance(found, Fetched)
    found.document.address.encode()
