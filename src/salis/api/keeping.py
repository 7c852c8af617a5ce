"""Keep what was asked of a view, as long as the view itself is kept: a view never changes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, cast
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from salis.views.view import View

#: Answers kept of one view; readers with moments of their own do not pile up more.
_MOST = 64


class _Answer:
    """An answer, or the place where it will be: who comes second waits for the first."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.given: list[object] = []


class Keeping:
    """Answers by view and question; the same is asked by every reader of a page."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._lock = threading.Lock()
        self._kept: WeakKeyDictionary[View, dict[Hashable, _Answer]] = WeakKeyDictionary()

    def of[T](self, view: View, question: Hashable, ask: Callable[[], T]) -> T:
        """Give the answer to a question, asking it only once, however many threads want it."""
        answer = self._place(view, question)
        with answer.lock:
            if not answer.given:
                answer.given.append(ask())
            return cast("T", answer.given[0])

    def _place(self, view: View, question: Hashable) -> _Answer:
        """Find where the answer is kept, as the one asked last."""
        with self._lock:
            answers = self._kept.setdefault(view, {})
            answer = answers.pop(question) if question in answers else _Answer()
            answers[question] = answer
            if len(answers) > _MOST:
                del answers[next(iter(answers))]
            return answer
