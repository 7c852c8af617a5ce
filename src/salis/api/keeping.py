"""Keep what was asked of a view, as long as the view itself is kept: a view never changes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Any, cast
from weakref import WeakKeyDictionary

from salis.api.kept import NotHere
from salis.model.errors import SalisError

if TYPE_CHECKING:
    from salis.views.view import View

#: Answers kept of one view; readers with moments of their own do not pile up more.
_MOST = 256


class _Answer:
    """An answer, or the place where it will be: who comes second waits for the first."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.given: list[object] = []
        #: How it is asked of another view; None where it is only asked of this one.
        self.ask: Callable[[View], object] | None = None


class Keeping:
    """Answers by view and question; the same is asked by every reader of a page."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._lock = threading.Lock()
        self._kept: WeakKeyDictionary[View, dict[Hashable, _Answer]] = WeakKeyDictionary()

    def of[T](
        self,
        view: View,
        question: Hashable,
        ask: Callable[[View], T],
        *,
        again: bool = False,
    ) -> T:
        """Give the answer to a question, asking it only once, however many threads want it.

        With `again` it is asked of the view that takes this one's place before anybody waits.
        """
        answer = self._place(view, question)
        with answer.lock:
            if not answer.given:
                answer.given.append(ask(view))
                answer.ask = ask if again else None
            return cast("T", answer.given[0])

    def renew(self, old: View, new: View, seconds: float) -> None:
        """Ask of a new view what was asked of the old one, what was asked last first.

        It ends after so many seconds; what cannot be answered now is told to who asks next.
        """
        end = time.monotonic() + seconds
        with self._lock:
            asked = list(self._kept.get(old, {}).items())
        for question, answer in reversed(asked):
            if answer.ask is None or time.monotonic() > end:
                continue
            ask: Callable[[View], Any] = answer.ask
            try:
                self.of(new, question, ask, again=True)
            except (NotHere, SalisError):
                continue

    def _place(self, view: View, question: Hashable) -> _Answer:
        """Find where the answer is kept, as the one asked last."""
        with self._lock:
            answers = self._kept.setdefault(view, {})
            answer = answers.pop(question) if question in answers else _Answer()
            answers[question] = answer
            if len(answers) > _MOST:
                del answers[next(iter(answers))]
            return answer
