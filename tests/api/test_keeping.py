"""What was asked of a view is asked once, however many ask, and goes when the view goes."""

from __future__ import annotations

import gc
import time
import weakref
from concurrent.futures import ThreadPoolExecutor

import pytest

from salis.api.keeping import Keeping
from salis.views.view import View
from tests.views.sketch import Sketch


def view() -> View:
    return Sketch().view()


def test_many_threads_ask_once() -> None:
    keeping, here, asked = Keeping(), view(), []

    def ask() -> int:
        asked.append(1)
        time.sleep(0.05)
        return 42

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: keeping.of(here, "what", ask), range(8)))
    assert (answers, asked) == ([42] * 8, [1])


def test_views_and_questions_are_kept_apart() -> None:
    keeping, one, other = Keeping(), view(), view()

    assert keeping.of(one, "a", lambda: 1) == 1
    assert keeping.of(one, "b", lambda: 2) == 2
    assert keeping.of(other, "a", lambda: 3) == 3
    assert keeping.of(one, "a", lambda: 4) == 1


def test_a_question_that_failed_is_asked_again() -> None:
    keeping, here = Keeping(), view()

    def fail() -> int:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        keeping.of(here, "a", fail)
    assert keeping.of(here, "a", lambda: 5) == 5


def test_only_so_many_answers_are_kept_and_none_without_the_view() -> None:
    keeping, here = Keeping(), view()
    for n in range(100):
        keeping.of(here, n, lambda: "old")
    assert keeping.of(here, 0, lambda: "new") == "new"
    assert keeping.of(here, 99, lambda: "new") == "old"
    gone = weakref.ref(here)
    del here
    gc.collect()
    assert gone() is None
