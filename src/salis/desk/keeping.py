"""Keep what was asked of a view, as long as the view itself is kept: a view never changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, cast
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from salis.views.view import View

_UNASKED = object()
#: Answers kept of one view; readers with moments of their own do not pile up more.
_MOST = 40


class Keeping:
    """Answers by view and question; the same is asked by every reader of a page."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._kept: WeakKeyDictionary[View, dict[Hashable, object]] = WeakKeyDictionary()

    def of[T](self, view: View, question: Hashable, ask: Callable[[], T]) -> T:
        """Give the answer to a question, asking it only the first time."""
        answers = self._kept.setdefault(view, {})
        answer = answers.pop(question, _UNASKED)
        if answer is _UNASKED:
            answer = ask()
        answers[question] = answer  # as the one asked last
        if len(answers) > _MOST:
            answers.pop(next(iter(answers)), None)
        return cast("T", answer)
