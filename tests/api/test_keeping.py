"""What was asked of a view is asked once, however many ask, and goes when the view goes."""

from __future__ import annotations

import gc
import time
import weakref
from concurrent.futures import ThreadPoolExecutor

import pytest

from salis.api.keeping import Keeping
from salis.api.kept import Asked, NotHere
from salis.views.view import View
from tests.views.sketch import Sketch


def view() -> View:
    return Sketch().view()


def test_many_threads_ask_once() -> None:
    keeping, here, asked = Keeping(), view(), []

    def ask(_: View) -> int:
        asked.append(1)
        time.sleep(0.05)
        return 42

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: keeping.of(here, "what", ask), range(8)))
    assert (answers, asked) == ([42] * 8, [1])


def test_views_and_questions_are_kept_apart() -> None:
    keeping, one, other = Keeping(), view(), view()

    assert keeping.of(one, "a", lambda _: 1) == 1
    assert keeping.of(one, "b", lambda _: 2) == 2
    assert keeping.of(other, "a", lambda _: 3) == 3
    assert keeping.of(one, "a", lambda _: 4) == 1


def test_a_question_that_failed_is_asked_again() -> None:
    keeping, here = Keeping(), view()

    def fail(_: View) -> int:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        keeping.of(here, "a", fail)
    assert keeping.of(here, "a", lambda _: 5) == 5


def test_only_so_many_answers_are_kept_and_none_without_the_view() -> None:
    keeping, here = Keeping(), view()
    for n in range(300):
        keeping.of(here, n, lambda _: "old")
    assert keeping.of(here, 0, lambda _: "new") == "new"
    assert keeping.of(here, 299, lambda _: "new") == "old"
    gone = weakref.ref(here)
    del here
    gc.collect()
    assert gone() is None


def test_a_new_view_is_asked_what_every_view_is_asked() -> None:
    keeping, old, new = Keeping(), view(), view()
    keeping.of(old, "brief", id, again=True)
    keeping.of(old, "mine", id)
    keeping.renew(old, new, seconds=10)

    assert keeping.of(new, "brief", lambda _: 0) == id(new)
    assert keeping.of(new, "mine", lambda _: 0) == 0


def test_what_the_next_view_cannot_tell_is_told_to_who_asks() -> None:
    keeping, old, new = Keeping(), view(), view()

    def ask(there: View) -> str:
        if there is new:
            raise NotHere(Asked(None, "published"))
        return "told"

    assert keeping.of(old, "brief", ask, again=True) == "told"
    keeping.renew(old, new, seconds=10)
    with pytest.raises(NotHere):
        keeping.of(new, "brief", ask, again=True)
